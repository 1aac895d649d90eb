"""What is signed of an adoption, with the plans it was signed with, beside the plan of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.diagnostics import CODES, Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.load import Loaded, load_file
from roadmap_engine.load.plans import read_plan
from roadmap_engine.load.signed import Register, read_register
from roadmap_engine.model import Adoption, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.plan import PlanOrder
from roadmap_engine.model.signed_act import PLAN_FILE, SignedAct, fold_number, say_act, say_requisites
from roadmap_engine.model.signed_chain import InForce, NotSigned, OutOfForce, Unclear
from roadmap_engine.pipeline.identities import find_taken_ids
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, find_order_faults, read_adoption
from roadmap_engine.storage.roots import Root

if TYPE_CHECKING:
    from roadmap_engine.planning.comparing.amending import Amending
    from roadmap_engine.planning.comparing.outdated import Outdated

__all__ = [
    "Heeded",
    "SignedState",
    "compare_with_signed",
    "date_as",
    "heed_signed",
    "lessen_all",
    "need_amendment",
    "read_orders",
    "read_signed",
    "say_outdated",
]


@dataclass(frozen=True, slots=True)
class SignedState:
    """What is signed of one adoption.

    Attributes:
        register: the acts.
        plans: what the order in force and its amendments were signed with, oldest first; none where no order
            is in force, or where one of its plans is not what it was.
    """

    register: Register
    plans: tuple[Plan, ...] = ()

    @property
    def in_force(self) -> InForce | None:
        """Give the order in force, if it is clear which one that is."""
        state = self.register.chain.state
        return state if isinstance(state, InForce) else None

    @property
    def digests(self) -> tuple[str, ...]:
        """Give the SHA-256 of the plans in force, as their files are."""
        return tuple(act.files[PLAN_FILE] for act in self.in_force.acts) if self.in_force else ()

    def amending(self, current: Plan) -> Amending | None:
        """Begin an amending order; none where there is nothing to amend, or it is not known any more."""
        if self.in_force is None or not self.plans:
            return None
        from roadmap_engine.planning.comparing.amending import Amending  # noqa: PLC0415 -- only what is signed

        dated = date_as(current, self.plans[0])
        return Amending(self.plans, dated, requisites=self.in_force.order.requisites)


def read_signed(
    path: Path, adoption: str, root: Root | None = None
) -> tuple[SignedState, tuple[Problem, ...]]:
    """Read what is signed of an adoption.

    Args:
        path: of the adoption's text.
        adoption: its id.
        root: of the folder it was found in; none where its reader named it.
    """
    register, problems = read_register(path, adoption, root)
    problems = (*problems, *_find_renamed(register, path, adoption))
    state = register.chain.state
    if not isinstance(state, InForce):
        return SignedState(register), problems
    plans = []
    for act in state.acts:
        data, file = register.plans.get(act.id), register.folder / register.places[act.id] / PLAN_FILE
        if data is None:
            # Why is told already, unless the record itself does not know of a plan.
            told = () if PLAN_FILE in act.files else (Problem.of("RM913", file=file),)
            return SignedState(register), (*problems, *told)
        read = read_plan(data, str(file))
        problems = (*problems, *read.problems)
        if read.value is None or has_errors(read.problems):
            return SignedState(register), problems
        plans.append(read.value)
    return SignedState(register, tuple(plans)), problems


def _find_renamed(register: Register, path: Path, adoption: str) -> Iterator[Problem]:
    """Find acts of a plan that no text around is of, where this one has none: it may have been renamed."""
    if register.chain.acts or not register.others:
        return
    known = find_taken_ids(path)
    for found, name in register.others.items():
        if found not in known:
            yield Problem.of("RM909", file=register.folder / name, found=found, plan=adoption)


def date_as(current: Plan, drawn: Plan) -> Plan:
    """Give a plan whose order is judged by the date another was drawn with, whatever is known by now."""
    order = drawn.order or PlanOrder()
    own = with_fields(current.order or PlanOrder(), date=order.date, number=order.number)
    return with_fields(current, order=own)


def lessen_all(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give what is wrong with the record to whoever only reads it, or puts it right: nothing stops her."""
    return tuple(each.lessen() if CODES[each.code].lesser is not None else each for each in problems)


def read_orders(path: Path) -> Outcome[SignedState]:
    """Read what is signed of an adoption, and tell what of it says something else than the plan of today.

    A plan that cannot be drawn, and what else is wrong with the texts, is no matter of what was signed.
    """
    text: Loaded[Adoption] = load_file(path, "adoption")
    sources = {text.file: text.text} if text.text is not None else {}
    if text.value is None:
        return Outcome(None, text.problems, sources)
    state, problems = read_signed(path, text.value.adoption)
    made = read_adoption(path)
    told = () if made.value is None else _tell_state(state, made.value.plan, path)
    return Outcome(state, (*lessen_all(problems), *told), sources)


def compare_with_signed(state: SignedState, current: Plan) -> Outdated:
    """Find what the order in force and its appendix say otherwise than the plan of today."""
    from roadmap_engine.planning.comparing.outdated import Outdated, find_outdated  # noqa: PLC0415 -- as above

    case = state.amending(current)
    return Outdated() if case is None else find_outdated(case)


def say_outdated(found: Outdated) -> Bilingual:
    """Say what of an order says something else now: «п. 2.1, 3.4; строки плана: 1.1»."""
    from roadmap_engine.planning.comparing.amending_words import list_numbers  # noqa: PLC0415 -- as above

    russian, english = [], []
    if found.points:
        russian.append(f"п. {list_numbers(found.points)}")
        english.append(f"points: {list_numbers(found.points)}")
    if found.rows:
        russian.append(f"строки плана: {list_numbers(found.rows)}")
        english.append(f"rows of the plan: {list_numbers(found.rows)}")
    if found.besides:
        russian.append("заголовок, преамбула или вид таблицы")
        english.append("heading, preamble or the shape of the table")
    return Bilingual("; ".join(russian), "; ".join(english))


@dataclass(frozen=True, slots=True)
class Heeded:
    """What whoever draws papers has to know of the signed ones.

    Attributes:
        plan: the plan of today under the order that is signed.
        signed: where the papers lie that are signed and not to be drawn again. Where it is not clear what is
            signed none of them is drawn either.
        problems: what is to be told, and what stands in the way of the order that is to be drawn.
    """

    plan: Plan
    signed: Mapping[Paper, str]
    problems: tuple[Problem, ...]


def heed_signed(path: Path | None, read: ReadAdoption, root: Root | None = None) -> Heeded:
    """Tell what is signed of an adoption; what an order cannot command is a fault of one that is drawn.

    Args:
        path: of the adoption; none where it is words that lie nowhere.
        read: the adoption and its plan.
        root: of the folder it was found in; none where its reader named it.
    """
    if path is None:
        return Heeded(read.plan, {}, find_order_faults(read))
    state, problems = read_signed(path, read.plan.plan, root)
    told = (*lessen_all(problems), *_tell_state(state, read.plan, path))
    plan, signed = _take_order_of(state, read.plan), _find_signed(state)
    faults = () if signed else find_order_faults(replace(read, plan=plan))
    return Heeded(plan, signed, (*told, *faults))


def need_amendment(path: Path, plan: Plan, root: Root | None = None) -> tuple[Problem, ...]:
    """Tell whether what is signed of an adoption needs an amending order once its plan is another.

    Args:
        path: of the adoption.
        plan: what it has become, or is to be.
        root: of the folder it was found in; none where its reader named it.
    """
    state, _ = read_signed(path, plan.plan, root)
    return tuple(told for told in _tell_state(state, plan, path) if told.code == "RM931")


def _find_signed(state: SignedState) -> Mapping[Paper, str]:
    register = state.register
    match register.chain.state:
        case InForce(act):
            folder = register.folder / register.places[act.id]
            return {paper: str(folder / paper) for paper in (Paper.ORDER, Paper.PLAN)}
        case Unclear():
            return {Paper.ORDER: "", Paper.PLAN: ""}
        case NotSigned() | OutOfForce():
            return {}


def _tell_state(state: SignedState, current: Plan, adoption: Path) -> tuple[Problem, ...]:
    match state.register.chain.state:
        case InForce() as force:
            other = _find_other_order(force.order, current)
            outdated = compare_with_signed(state, current)
            if not outdated:
                return other
            act, what = say_act(force.order), say_outdated(outdated)
            return (*other, Problem.of("RM931", act=act, what=what, adoption=adoption))
        case OutOfForce(ended, revocation):
            return (Problem.of("RM935", act=say_act(ended.order), since=revocation.date),)
        case NotSigned() | Unclear():
            return ()


def _find_other_order(act: SignedAct, current: Plan) -> tuple[Problem, ...]:
    """Tell where the adoption names another order than the one that was signed."""
    order = current.order
    if order is None or (order.date is None and order.number is None) or _names(current, act):
        return ()
    return (Problem.of("RM934", said=say_requisites(order.date, order.number), act=say_act(act)),)


def _take_order_of(state: SignedState, current: Plan) -> Plan:
    """Give a plan with the order as it was signed, and without the one that is out of force."""
    order = current.order or PlanOrder()
    match state.register.chain.state:
        case InForce(act):
            return with_fields(current, order=with_fields(order, date=act.date, number=act.number))
        case OutOfForce(ended) if _names(current, ended.order):
            return with_fields(current, order=with_fields(order, date=None, number=None))
        case _:
            return current


def _names(current: Plan, act: SignedAct) -> bool:
    """Tell whether what an adoption says of its order is true of an act, as far as it says anything."""
    order = current.order
    if order is None or (order.date is None and order.number is None):
        return False
    same_date = order.date is None or order.date == act.date
    return same_date and (order.number is None or fold_number(order.number) == fold_number(act.number))

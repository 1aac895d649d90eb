"""A plan, what is signed of it and what lies beside it → the list of its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.documents.papers.forms_docx import name_documents
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.signed_act import SignedAct, say_act
from roadmap_engine.model.signed_chain import InForce, NotSigned, OutOfForce, Unclear
from roadmap_engine.pipeline.laid_papers import LaidPaper
from roadmap_engine.pipeline.papers import list_blanks
from roadmap_engine.pipeline.signed_state import SignedState, compare_with_signed, say_outdated
from roadmap_engine.portal.schools.drawing import EXECUTION
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = ["Act", "PaperGroup", "PaperLine", "SignedPage", "describe_signed", "list_papers"]

_WHOLE: tuple[tuple[Paper, str], ...] = (
    (Paper.ORDER, "Приказ об утверждении плана"),
    (Paper.PLAN, "План с датами, приложение к приказу"),
    (Paper.PAGE, "Тот же план страницей"),
    (Paper.TRACKER, "Таблица исполнения"),
)
_ENDINGS = {"docx": "Word", "html": "страница", "xlsx": "Excel", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the list.

    Attributes:
        title: what it is.
        state: whether it is filled in or signed, in words; empty where it is only drawn.
        files: names to download it by, each with what it is called.
    """

    title: str
    state: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers of one kind."""

    title: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A signed act.

    Attributes:
        title: with date and number.
        state: whether it is in force, in words.
        files: names to download it by, each with what it is called.
    """

    title: str
    state: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignedPage:
    """What is signed of a plan.

    Attributes:
        words: what is in force, in a sentence.
        outdated: what the order in force says otherwise than the plan of today; empty where nothing.
    """

    words: str
    outdated: str
    acts: tuple[Act, ...]


def list_papers(plan: Plan, signed: SignedState, laid: Sequence[LaidPaper]) -> tuple[PaperGroup, ...]:
    """List the papers of a plan.

    Args:
        plan: the plan.
        signed: what is signed of it.
        laid: what lies beside its text.
    """
    filled: dict[str, list[LaidPaper]] = {}
    for each in laid:
        if each.filled:
            filled.setdefault(each.about or each.name, []).append(each)
    in_force = signed.in_force
    kept = say_act(in_force.order).russian if in_force is not None else ""
    whole = tuple(
        _line(title, paper.value, f"подписан: {kept}" if kept and _is_signed(paper) else "", filled, paper)
        for paper, title in _WHOLE
    )
    note = PaperLine("Справка «Исполнение на сегодня»", "", tuple((n, _call(n)) for n in EXECUTION))
    return (
        PaperGroup("Приказ, план, исполнение", (*whole, note)),
        PaperGroup("Бланки документов", tuple(_list_blanks(plan, filled))),
    )


def _is_signed(paper: Paper) -> bool:
    return paper in (Paper.ORDER, Paper.PLAN)


def _list_blanks(plan: Plan, filled: Mapping[str, list[LaidPaper]]) -> Iterator[PaperLine]:
    titles, blanks = name_documents(plan), list_blanks(plan)
    for name, about in blanks.items():
        yield _line(titles[name.removeprefix(Paper.FORMS)], name, "", filled, about)


def _line(title: str, name: str, state: str, filled: Mapping[str, list[LaidPaper]], key: str) -> PaperLine:
    """Say of a paper where it stands; what somebody has filled in is given beside what is drawn."""
    found = filled.get(key, [])
    said = [state] if state else []
    said += [f"заполнен в папке {each.folder}" for each in found]
    files = [(name, _call(name)), *((_laid_name(each), f"заполненный, {_call(each.name)}") for each in found)]
    return PaperLine(title, capitalise_first("; ".join(said)), tuple(files))


def _laid_name(paper: LaidPaper) -> str:
    return f"laid/{paper.folder}/{paper.name}"


def _call(name: str) -> str:
    ending = name.rpartition(".")[2]
    return _ENDINGS.get(ending, ending)


def describe_signed(signed: SignedState, plan: Plan) -> SignedPage:
    """Say what is signed of a plan, and what of it is in force.

    Args:
        signed: what is signed.
        plan: as it is today.
    """
    outdated = compare_with_signed(signed, plan)
    said = say_outdated(outdated).russian if outdated else ""
    acts = tuple(_describe(act, signed) for act in signed.register.chain.acts)
    return SignedPage(_say_force(signed), said, acts)


def _say_force(signed: SignedState) -> str:
    match signed.register.chain.state:
        case NotSigned():
            return "Подписанного приказа пока нет."
        case InForce(order, amendments):
            with_what = f" с изменениями: {len(amendments)}" if amendments else ""
            return f"В силе {say_act(order).russian}{with_what}."
        case OutOfForce(ended, revocation):
            act = capitalise_first(say_act(ended.order).russian)
            return f"{act} утратил силу с {numeric_date(revocation.date)}."
        case Unclear():
            return "Что в силе, не ясно: подписанное расходится. Проверьте командой roadmap check."


def _describe(act: SignedAct, signed: SignedState) -> Act:
    force = signed.in_force
    if act.undone is not None:
        state = f"запись отменена {numeric_date(act.undone.on)}: {act.undone.reason}"
    elif force is not None and act in force.acts:
        state = "в силе"
    else:
        state = "приказ по плану" if act.act == "school-order" else "не в силе"
    place = signed.register.places[act.id]
    shown = [name for name in act.files if not name.endswith(".json")]
    files = tuple((f"signed/{place}/{name}", name) for name in shown)
    return Act(capitalise_first(say_act(act).russian), state, files)

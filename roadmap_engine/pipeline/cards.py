"""An adoption → card.json with the papers it speaks of: as they were signed, or as they are drawn today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.limits import SIGNED_FILE
from roadmap_engine.documents.papers.card_json import render_card
from roadmap_engine.load.signed import Register
from roadmap_engine.model import Assignee, Plan
from roadmap_engine.model.card import (
    Card,
    CardAppendix,
    CardControl,
    CardDocument,
    CardFile,
    CardOrganisation,
    CardPlan,
)
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.model.signed_act import ActKind, SignedAct
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import draw_papers
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.signed_state import lessen_all, read_signed
from roadmap_engine.planning.ordering.order import draw_order
from roadmap_engine.storage.paper_list import digest
from roadmap_engine.storage.standing import look_at

__all__ = ["CARD", "DrawnCard", "draw_card"]

CARD = "card.json"
_KINDS: Mapping[ActKind, str] = {
    "order": "Приказ",
    "amendment": "Приказ о внесении изменений",
    "revocation": "Приказ о признании утратившим силу",
    "school-order": "Приказ",
}

DrawnCard = tuple[Card, Mapping[str, bytes]]
"""A card, and all files to be laid, itself among them."""


def draw_card(path: Path, sheets: int | None = None) -> Outcome[DrawnCard]:
    """Make the card of an adoption's papers.

    What was signed is taken as it was kept; where nothing is, the order and its plan are drawn as they are
    today, for whoever signs and registers them.

    Args:
        path: of the adoption's text.
        sheets: how many sheets the order has, where somebody has counted them.
    """
    made = read_adoption(path)
    read = made.value
    if read is None or has_errors(made.problems):
        return Outcome(None, made.problems, made.sources)
    state, told = read_signed(path, read.plan.plan)
    acts = [act for act in state.register.chain.acts if act.undone is None]
    problems = (*made.problems, *lessen_all(told))
    if acts:
        documents, files = _take_signed(state.register, acts, read.plan, sheets)
    else:
        documents, files, undrawn = _draw(read, sheets)
        problems = (*problems, *read.place(undrawn))
    plan, own = read.plan, read.organisation
    if has_errors(problems):
        return Outcome(None, problems, made.sources)
    card = Card(
        organisation=CardOrganisation(id=own.organisation, full=own.name.full, short=own.name.short),
        plan=CardPlan(id=plan.plan, title=plan.title, roadmap=plan.roadmap.id, version=plan.roadmap.version),
        documents=tuple(documents),
    )
    return Outcome((card, {CARD: render_card(card), **files}), problems, made.sources)


def _draw(
    read: ReadAdoption, sheets: int | None
) -> tuple[list[CardDocument], dict[str, bytes], tuple[Problem, ...]]:
    """Draw the order and the plan that wait for a signature."""
    plan = read.plan
    drawn = draw_papers(plan, None, read.own, {Paper.ORDER, Paper.PLAN})
    # What is wrong with its words has been told by drawing it.
    order, _told = draw_order(plan)
    if drawn.value is None or order is None:
        return [], {}, drawn.problems
    files = dict(drawn.value)
    inside = plan.order is not None and plan.order.appendices == "inside"
    document = CardDocument(
        id="order",
        kind=_KINDS["order"],
        state="draft",
        date=order.date,
        number=order.number,
        heading=order.heading,
        signatory_post=order.signatory_post,
        executor_post=_executor(plan),
        sheets=sheets,
        appendices=(CardAppendix(title=plan.title, file=None if inside else Paper.PLAN.value),),
        control=_control(plan),
        files=tuple(_file(name, files[name]) for name in (Paper.ORDER.value, Paper.PLAN.value)),
    )
    return [document], files, drawn.problems


def _take_signed(
    register: Register, acts: Iterable[SignedAct], plan: Plan, sheets: int | None
) -> tuple[list[CardDocument], dict[str, bytes]]:
    """Take the papers as they were signed; of one that is no more what was signed somebody else has told."""
    documents: list[CardDocument] = []
    files: dict[str, bytes] = {}
    for act in acts:
        folder = register.places[act.id]
        names = [f"{folder}/{name}" for name in act.files]
        standing = {name: look_at(register.folder, name, SIGNED_FILE.most) for name in names}
        own = {
            name: standing[name].content
            for name, signed in zip(names, act.files.values(), strict=True)
            if standing[name].digest == signed
        }
        files |= own
        first = act.act == "order"
        appendix = next((name for name in own if name.endswith(f"/{Paper.PLAN}")), None)
        documents.append(
            CardDocument(
                id=act.id,
                kind=_KINDS[act.act],
                state="signed",
                date=act.date,
                number=act.number,
                heading=act.heading,
                signatory_post=act.signatory.post if act.signatory is not None else None,
                executor_post=_executor(plan) if first else None,
                sheets=sheets if first else None,
                appendices=(CardAppendix(title=plan.title, file=appendix),) if first and appendix else (),
                control=_control(plan) if first else None,
                files=tuple(_file(name, data) for name, data in own.items()),
            )
        )
    return documents, files


def _file(name: str, data: bytes) -> CardFile:
    return CardFile(name=name, sha256=digest(data), size=len(data))


def _executor(plan: Plan) -> str | None:
    return _post(plan.order.executor, plan) if plan.order is not None else None


def _control(plan: Plan) -> CardControl:
    days = [row.due for row in list_rows(plan) if row.due is not None]
    post = _post(plan.order.control, plan) if plan.order is not None else None
    # An order that charges nobody leaves the control with whoever signs it.
    head = plan.signed_on(plan.order.date if plan.order is not None else None)
    return CardControl(post=post or (head.post if head is not None else None), until=max(days, default=None))


def _post(who: Assignee | None, plan: Plan) -> str | None:
    if who is None:
        return None
    day = plan.order.date if plan.order is not None else None
    people = who.people_on(day)
    return people[0].post if people else who.title

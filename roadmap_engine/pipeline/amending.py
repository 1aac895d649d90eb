"""An adoption and what was signed of it → the amending order, and the plan to keep with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.documents.papers.amending_docx import add_appendix
from roadmap_engine.documents.papers.order_docx import prepare_order
from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.plans import LARGEST_PLAN, read_plan
from roadmap_engine.load.signed import render_record
from roadmap_engine.model import Plan
from roadmap_engine.model.amending_order import AmendingOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderText
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.signed_act import ActKind, DraftAct, SignedAct, say_act
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.pictures import draw_pictures
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.pipeline.templates import TemplateShelf
from roadmap_engine.planning.comparing.amending import Amending, compare_with_signed, draw_amending_order
from roadmap_engine.storage.paper_list import digest

__all__ = [
    "AMENDED_PLAN",
    "AMENDING_ORDER",
    "DRAFT",
    "Amended",
    "Asked",
    "amend",
    "draft_act",
    "draw_amendment",
    "fill_order",
    "tidy_reason",
]

AMENDING_ORDER = "amending-order.docx"
AMENDED_PLAN = "amended-plan.json"
DRAFT = "act.json"
"""What an order was drawn from, for whoever signs it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever amends an order says of the amending one, and the day on which she does."""

    date: dt.date | None = None
    number: str | None = None
    reason: str | None = None
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """An amending order.

    Attributes:
        plan: the id of the plan it amends.
        order: its words.
        papers: files by name.
        is_sweeping: more than half of the signed order changes.
    """

    plan: str
    order: OrderText
    papers: Mapping[str, bytes]
    is_sweeping: bool = False


def tidy_reason(reason: str | None) -> str | None:
    """Give a reason without the full stop at its end: the imperative follows the preamble; None of nothing.

    >>> tidy_reason("На основании протокола  № 9."), tidy_reason("с 2027 г."), tidy_reason(" ")
    ('На основании протокола № 9', 'с 2027 г.', None)
    """
    words = " ".join((reason or "").split())
    return (words if words.endswith(" г.") else words.removesuffix(".")) or None


def amend(path: Path, since: Sequence[Path], asked: Asked) -> Outcome[Amended]:
    """Draw the order that brings a signed one up to what an adoption says today.

    Args:
        path: of the adoption.
        since: plan.json the order was signed with, then that of each order that amended it; what is on
            record as signed unless given.
        asked: date, number and reason of the amending order.
    """
    made = read_adoption(path)
    if made.value is None or has_errors(made.problems):
        return Outcome(None, made.problems, made.sources)
    plan, events = made.value.plan, made.value.adoption.events
    base = _named(since, plan) if since else _on_record(path, plan)
    problems, sources = (*made.problems, *base.problems), {**made.sources, **base.sources}
    if base.value is None or has_errors(problems):
        return Outcome(None, problems, sources)
    case, acts, digests = base.value
    case = replace(
        case, date=asked.date, number=asked.number, reason=asked.reason, events=events, today=asked.today
    )
    drawn, found = draw_amending_order(case)
    problems = (*problems, *found)
    if drawn is None or has_errors(problems):
        return Outcome(None, problems, sources)
    problems = (*problems, *_find_restated(case, acts))
    order, unmade = draw_amendment(drawn, case.current, made.value.own)
    problems = (*problems, *unmade)
    if order is None or has_errors(problems):
        return Outcome(None, problems, sources)
    draft = draft_act("amendment", digests, drawn.order, plan.plan)
    papers = {
        AMENDING_ORDER: order,
        AMENDED_PLAN: render_plan_json(case.current),
        DRAFT: render_record(draft),
    }
    return Outcome(Amended(plan.plan, drawn.order, papers, drawn.is_sweeping), problems, sources)


_Base = tuple[Amending, tuple[SignedAct, ...], tuple[str, ...]]
"""What is amended, the acts of it that are on record, and the SHA-256 of each plan's file."""


def _named(since: Sequence[Path], current: Plan) -> Outcome[_Base]:
    """Take the plans that somebody names."""
    signed: list[Plan] = []
    digests: list[str] = []
    problems: tuple[Problem, ...] = ()
    sources: dict[str, str] = {}
    for each in since:
        data, unread = read_bytes(each, largest=LARGEST_PLAN)
        problems += unread
        if data is None:
            continue
        read = read_plan(data, str(each))
        problems += read.problems
        if read.text is not None:
            sources[read.file] = read.text
        if read.value is not None:
            signed.append(read.value)
            digests.append(digest(data))
    if len(signed) < len(since):
        return Outcome(None, problems, sources)
    case = Amending(tuple(signed), current, place=Location(str(since[-1])))
    return Outcome((case, (), tuple(digests)), problems, sources)


def _on_record(path: Path, current: Plan) -> Outcome[_Base]:
    """Take the plans that the order in force and its amendments were signed with."""
    state, problems = read_signed(path, current.plan)
    case = state.amending(current)
    if state.in_force is None or case is None:
        if not has_errors(problems):
            problems = (*problems, Problem.of("RM920", what=Bilingual("изменён", "amended")))
        return Outcome(None, problems)
    return Outcome((case, state.in_force.acts, state.digests), problems)


def _find_restated(case: Amending, acts: Sequence[SignedAct]) -> Iterator[Problem]:
    """Find points whose corrections by hand are lost by the amending order."""
    found = compare_with_signed(case)
    restated = {change.number for change in found.points if change.kind != "added"} if found else set()
    for act in acts:
        for place in act.corrected:
            if place.file == Paper.ORDER.value and place.point in restated and place.signed:
                said = Bilingual(f"п. {place.point}", f"point {place.point}")
                yield Problem.of("RM936", act=say_act(act), place=said, signed=place.signed)


def draft_act(act: ActKind, since: Sequence[str], order: OrderText, adoption: str) -> DraftAct:
    """Say what an order was drawn from."""
    return DraftAct(
        act=act,
        adoption=adoption,
        since=tuple(since),
        date=order.date,
        number=order.number,
        preamble=order.preamble,
    )


def draw_amendment(
    amending: AmendingOrder, plan: Plan, own: OwnFiles
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Draw an amending order as a Word file."""
    filling = prepare_order(amending.order)
    if amending.appendix is not None:
        filling = add_appendix(prepare_order(amending.order, AMENDING_ORDER), amending.appendix)
    return fill_order(filling, amending.order, plan, own)


def fill_order(
    filling: Filling, order: OrderText, plan: Plan, own: OwnFiles
) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Fill in the template of an order that is not the plan's own; its code tells its own date and number."""
    own_order = with_fields(plan.order, date=order.date, number=order.number) if plan.order else None
    pictures, problems = draw_pictures(with_fields(plan, order=own_order), own)
    with TemplateShelf(own, pictures) as templates:
        drawn, found = templates.fill(filling)
    return drawn, (*problems, *found)

"""An adoption and the plans its order was signed with → the amending order, and the plan to keep with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.documents.papers.amending_docx import add_appendix
from roadmap_engine.documents.papers.order_docx import prepare_order
from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.load.plans import load_plan
from roadmap_engine.model import Plan
from roadmap_engine.model.amending_order import AmendingOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderText
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.pictures import draw_pictures
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.templates import TemplateShelf
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order

__all__ = ["AMENDED_PLAN", "AMENDING_ORDER", "Amended", "Asked", "amend"]

AMENDING_ORDER = "amending-order.docx"
AMENDED_PLAN = "amended-plan.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever amends an order says of the amending one."""

    date: dt.date | None = None
    number: str | None = None
    reason: str | None = None


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


def amend(path: Path, since: Sequence[Path], asked: Asked) -> Outcome[Amended]:
    """Draw the order that brings a signed one up to what an adoption says today.

    Args:
        path: of the adoption.
        since: plan.json the order was signed with, then that of each order that amended it.
        asked: date, number and reason of the amending order.
    """
    made = read_adoption(path)
    read = [load_plan(each) for each in since]
    problems = (*made.problems, *(problem for each in read for problem in each.problems))
    sources = {**made.sources, **{each.file: each.text for each in read if each.text is not None}}
    signed = tuple(each.value for each in read if each.value is not None)
    if made.value is None or len(signed) < len(read) or has_errors(problems):
        return Outcome(None, problems, sources)
    plan = made.value.plan
    place, events = Location(str(since[-1])), made.value.adoption.events
    case = Amending(signed, plan, asked.date, asked.number, asked.reason, place, events)
    drawn, found = draw_amending_order(case)
    problems = (*problems, *found)
    if drawn is None or has_errors(problems):
        return Outcome(None, problems, sources)
    papers, unmade = _draw(drawn, plan, made.value.own)
    problems = (*problems, *unmade)
    value = None if papers is None else Amended(plan.plan, drawn.order, papers, drawn.is_sweeping)
    return Outcome(value, problems, sources)


def _draw(
    amending: AmendingOrder, plan: Plan, own: OwnFiles
) -> tuple[Mapping[str, bytes] | None, tuple[Problem, ...]]:
    # The code on this order tells this order's date and number.
    requisites = {"date": amending.order.date, "number": amending.order.number}
    own_order = with_fields(plan.order, **requisites) if plan.order else None
    pictures, problems = draw_pictures(with_fields(plan, order=own_order), own)
    filling = prepare_order(amending.order)
    if amending.appendix is not None:
        filling = add_appendix(prepare_order(amending.order, AMENDING_ORDER), amending.appendix)
    with TemplateShelf(own, pictures) as templates:
        order, found = templates.fill(filling)
    problems = (*problems, *found)
    if order is None or has_errors(problems):
        return None, problems
    return {AMENDING_ORDER: order, AMENDED_PLAN: render_plan_json(plan)}, problems

"""A plan into one web page: the table as printed, a picture of the school year, what waits and why.

The page is a single file that asks for nothing else: styles and picture stand in it, and it runs no
script. It prints on A4 landscape with repeated heads and whole rows. Equal plans give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from roadmap_engine.diagnostics.languages import word
from roadmap_engine.documents.pages.badges import Time, say_happened, say_time
from roadmap_engine.documents.pages.environment import fill_page, read_paper_style
from roadmap_engine.documents.phrases import (
    describe_waiting,
    join_roles,
    say_view,
    shorten,
)
from roadmap_engine.documents.timeline import lay_out_timeline
from roadmap_engine.model import Bounds, Permit, Plan, PlanDeadline, PlanMeasure, ValueOrigin
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.fields import FIELDS, MOVE
from roadmap_engine.model.granting import LockStart
from roadmap_engine.model.plan_rows import PlanRow, list_rows
from roadmap_engine.model.progress import Happened, Sign
from roadmap_engine.model.workload import weigh_workload
from roadmap_engine.russian import capitalise_first, date_in_words, numeric_date

__all__ = ["render_plan_html"]

_NAME_LIMIT = 70


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of the table: what it is of, the words over its column, and its text."""

    field: str
    caption: str
    text: str


_URGENT = frozenset({Sign.OVERDUE, Sign.SOON, Sign.RETURNED_LATE})
"""What a row is by the day alone."""


def render_plan_html(plan: Plan, board: Board | None = None) -> bytes:
    """Draw a plan as one web page; what only others answer for is listed at its end.

    Args:
        plan: the plan.
        board: the same seen on a day; without one the page says of nothing that it is overdue or due soon.
    """
    whole, plan = plan, plan.in_view()
    rows: dict[str, list[PlanRow]] = {}
    for row in list_rows(plan):
        rows.setdefault(row.measure, []).append(row)
    seen = [f"Состояние на {numeric_date(board.today)}."] if board is not None and board.today else []
    urgent = {row.row.id: row for row in (board.rows if board else ()) if row.sign in _URGENT}
    return fill_page(
        "paper.html.j2",
        plan=plan,
        style=Markup(read_paper_style().decode()),  # noqa: S704 -- the program's own file
        intro=(*plan.intro, *say_view(whole), *seen),
        name=_name_page(plan),
        timeline=lay_out_timeline(plan),
        waiting=_group_by_awaited(plan),
        others=[(each, join_roles(each.responsible)) for each in whole.hidden_measures()],
        workload=weigh_workload(plan) if plan.organisation else None,
        said={
            "allowance": _say_allowance,
            "bounds": _write_bounds,
            "cells": _list_cells,
            "happened": lambda measure: _list_happened(measure, rows.get(measure.goes_by, ()), urgent),
            "layer": _name_layer,
            "origins": _list_origins,
            "prints_days": _prints_days,
            "waiting": _describe_waiting,
            "week": _write_week,
        },
    )


def _list_happened(
    measure: PlanMeasure, rows: Sequence[PlanRow], urgent: Mapping[str, BoardRow]
) -> tuple[Time, ...]:
    """List what is known of a measure's times; of a cancelled one its title says it already.

    Args:
        measure: one of the plan.
        rows: its times.
        urgent: what is overdue or due soon on the day the page is of, by the id of the row.
    """
    if measure.is_cancelled:
        return ()
    alone = len(rows) == 1
    told = (
        say_time(urgent[row.id])
        if row.id in urgent
        else say_happened(row, measure.happened.get(row.key, Happened()), alone=alone)
        for row in rows
    )
    return tuple(time for time in told if time is not None)


def _write_week(monday: dt.date) -> str:
    return f"{numeric_date(monday)} – {numeric_date(monday + dt.timedelta(days=6))}"


def _name_page(plan: Plan) -> str:
    """Name the page's tab: whose plan comes first, because tabs and histories cut the rest off."""
    parts = (plan.organisation.short if plan.organisation else None, plan.title)
    return shorten(" – ".join(part for part in parts if part), _NAME_LIMIT)


def _list_cells(measure: PlanMeasure, plan: Plan) -> tuple[_Cell, ...]:
    pairs = zip(plan.fields, plan.columns, strict=True)
    return tuple(_Cell(field, caption, measure.cells.get(caption, "")) for field, caption in pairs)


def _prints_days(measure: PlanMeasure, text: str) -> bool:
    """Tell whether a cell's own words already name every day of its measure."""
    days = [each.due or each.start for each in measure.deadline.occurrences]
    return all(day is None or date_in_words(day) in text or numeric_date(day) in text for day in days)


def _describe_waiting(deadline: PlanDeadline) -> str:
    """Say under a cell what it waits for; a schedule of others stands in the cell's own words already."""
    bounds = _write_bounds(deadline.bounds) if deadline.bounds else ""
    if not bounds and all(event.event is None for event in deadline.awaiting):
        return ""
    words = capitalise_first(describe_waiting(deadline))
    return f"{words} ({bounds})" if bounds else words


def _group_by_awaited(plan: Plan) -> tuple[tuple[str, tuple[PlanMeasure, ...]], ...]:
    """List what the plan waits for, and the measures that wait for it, in the order of the table."""
    groups: dict[str, list[PlanMeasure]] = {}
    for measure in plan.measures():
        for event in measure.deadline.awaiting:
            groups.setdefault(f"{'Ждут' if event.event else 'Срок'}: {event.title}", []).append(measure)
    return tuple((heading, tuple(measures)) for heading, measures in groups.items())


def _write_bounds(bounds: Bounds) -> str:
    edges = (("не раньше", bounds.earliest), ("не позже", bounds.latest))
    return ", ".join(f"{word} {numeric_date(day)}" for word, day in edges if day is not None)


def _list_origins(measure: PlanMeasure) -> tuple[tuple[str, ValueOrigin], ...]:
    """List where the values of a measure's cells were written, in the order of the usual table."""
    return tuple(
        (field.label, measure.provenance[field.name])
        for field in (*FIELDS, MOVE)
        if field.name in measure.provenance
    )


def _name_layer(origin: ValueOrigin, plan: Plan) -> str:
    """Name who says a value: the issuer of its text where that is known."""
    issuer = next((layer.issuer for layer in plan.layers if layer.id == origin.layer), None)
    return f"{issuer}, {origin.layer}" if issuer else origin.layer


def _say_allowance(origin: ValueOrigin) -> str:
    """Say what a text below may still do with a value; nothing where it is free."""
    allowance = origin.allowance
    if allowance is None:
        return ""
    later = ""
    if allowance.locked_from is not None:
        since = word(LockStart.parse(allowance.locked_from).said, "ru")
        later = f"; с {since} менять нельзя ({allowance.locked_by})"
    match allowance.permit:
        case Permit.LOCKED:
            said = "менять нельзя"
        case Permit.EARLIER:
            said = "можно только раньше"
        case Permit.ADDED:
            said = "можно только дополнить"
        case Permit.FREE:
            return later
        case _:
            assert_never(allowance.permit)
    return f"; {said} ({allowance.layer}){later}"

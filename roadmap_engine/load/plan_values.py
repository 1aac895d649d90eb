"""Values of a plan that no program of ours writes, though their type is right: year 9999, an unknown layout.

Renderers count on what planning gives them. A plan that came as a file has to keep to it too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, get_args

from roadmap_engine.calendars import parse_year
from roadmap_engine.diagnostics.limits import (
    FILLED,
    FIRST_DAY,
    LAST_DAY,
    MEASURES,
    NAMES,
    PLAN_OCCURRENCES,
    Limit,
)
from roadmap_engine.model import Plan
from roadmap_engine.model.organisation import LayoutName

__all__ = ["find_impossible", "find_too_many", "is_too_long"]

Way = tuple[str | int, ...]

_LAYOUTS = frozenset(get_args(LayoutName))
_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
_MOST_DAYS = 60


_LISTED = frozenset({"cells", "output", "reasons"})
"""What is put together of many texts, and only printed."""


def is_too_long(way: Way, words: str) -> bool:
    """Tell whether a text of a plan is longer than any written or filled one: it is split and declined."""
    return len(words) > FILLED.most and _LISTED.isdisjoint(way)


def find_too_many(plan: Plan) -> Iterator[tuple[Limit, int]]:
    """Find what a plan has more of than any that is drawn, with how many there are."""
    measures = plan.measures()
    occurrences = sum(len(measure.deadline.occurrences) for measure in measures)
    names = sum(
        max(1, len(assignee.people))
        for measure in measures
        for assignee in (*measure.participants, *measure.responsible)
    )
    for limit, found in ((MEASURES, len(measures)), (PLAN_OCCURRENCES, occurrences), (NAMES, names)):
        if found > limit.most:
            yield limit, found


def find_impossible(plan: Plan) -> Iterator[tuple[Way, object]]:
    """Find values out of every range, with the way to each."""
    if not _VERSION.fullmatch(plan.roadmap.version):
        yield ("roadmap", "version"), plan.roadmap.version
    yield from ((way, year) for way, year in _years(plan) if not _is_school_year(year))
    organisation = plan.organisation
    if organisation is not None:
        if organisation.layout not in _LAYOUTS:
            yield ("organisation", "layout"), organisation.layout
        for index, days in enumerate(organisation.remind_days):
            if not 0 <= days <= _MOST_DAYS:
                yield ("organisation", "remind_days", index), days
    for way, day in _days(plan):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            yield way, day


def _years(plan: Plan) -> Iterator[tuple[Way, str]]:
    if plan.academic_year is not None:
        yield ("academic_year",), plan.academic_year
    yield from ((("school_years", index), year) for index, year in enumerate(plan.school_years))
    for place, stage in enumerate(plan.stages):
        for row, measure in enumerate(stage.measures):
            if measure.school_year is not None:
                yield ("stages", place, "measures", row, "school_year"), measure.school_year


def _is_school_year(text: str) -> bool:
    try:
        days = parse_year(text).span
    except ValueError:
        return False
    return days.first >= FIRST_DAY and days.last <= LAST_DAY


def _days(plan: Plan) -> Iterator[tuple[Way, dt.date | None]]:
    yield ("issued_on",), plan.issued_on
    if plan.order is not None:
        yield ("order", "date"), plan.order.date
    if plan.roadmap.order is not None:
        yield ("roadmap", "order", "date"), plan.roadmap.order.date
    if plan.procedure is not None and plan.procedure.held is not None:
        yield ("procedure", "held"), plan.procedure.held.first
        yield ("procedure", "held"), plan.procedure.held.last
    for index, stage in enumerate(plan.stages):
        for row, measure in enumerate(stage.measures):
            way: Way = ("stages", index, "measures", row, "deadline")
            for number, days in enumerate(measure.deadline.occurrences):
                for name in ("start", "due", "remind_before"):
                    yield (*way, "occurrences", number, name), getattr(days, name)
            bounds: Any = measure.deadline.bounds
            for name in ("earliest", "latest") if bounds is not None else ():
                yield (*way, "bounds", name), getattr(bounds, name)

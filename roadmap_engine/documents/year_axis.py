"""The axis of a picture of a plan's time: which months it shows, and where a day stands.

Every month is as wide as its days are many.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roadmap_engine.calendars import add_months, month_span, parse_year
from roadmap_engine.diagnostics.languages import Language, english_month
from roadmap_engine.model import OccurrenceDays, Plan

__all__ = ["Axis", "Month", "choose_axis", "list_months"]

_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_NEAR = dt.timedelta(days=184)
"""So far from the days around it a day still belongs to the picture."""
_STEPS = (1, 2, 3, 6, 12)
_NAME_WIDTH = 54.0
"""What the name of a month takes, with its year."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the axis; `year` is given where the year changes, and no name where there is no room."""

    name: str
    year: int | None
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that a picture of a plan's time shows, and where they stand in it.

    Attributes:
        first, last: the days shown, both included.
        left, right: where the first begins and the last ends, in units of the picture.
    """

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(self.left + share * (self.right - self.left), 1)

    def shows(self, days: OccurrenceDays) -> bool:
        """Whether something of an occurrence lies on it."""
        first, last = days.start or days.due, days.due or self.last
        return first is not None and first <= self.last and last >= self.first

    def after(self, day: dt.date) -> float:
        """Where a day ends."""
        return self.x(day + dt.timedelta(days=1))


def choose_axis(plan: Plan, left: float, right: float) -> Axis | None:
    """The whole months of the plan's year, and of those days of the plan that lie near it.

    A plan of several years is shown whole, since its days follow each other; one old date does not stretch
    the picture over all the years between.

    Args:
        plan: the plan.
        left: where the first day is to begin.
        right: where the last day is to end.

    Returns:
        The axis; nothing where the plan has no day at all and is of no year.
    """
    days = sorted(set(_days_of(plan)))
    if plan.years:
        first, last = parse_year(plan.years[0]).first_day, parse_year(plan.years[-1]).last_day
    elif days:
        runs = _part_runs(days)
        longest = max(runs, key=lambda run: (len(run), run[-1]))
        first, last = longest[0], longest[-1]
    else:
        return None
    for day in reversed(days):
        first = day if first - _NEAR <= day < first else first
    for day in days:
        last = day if last < day <= last + _NEAR else last
    return Axis(first.replace(day=1), month_span(last.year, last.month).last, left, right)


def _part_runs(days: Sequence[dt.date]) -> list[list[dt.date]]:
    """Part days into runs, between which nothing is for long."""
    runs = [[days[0]]]
    for before, day in pairwise(days):
        if day - before > _NEAR:
            runs.append([])
        runs[-1].append(day)
    return runs


def _days_of(plan: Plan) -> Iterable[dt.date]:
    for measure in plan.standing_measures():
        for occurrence in measure.deadline.occurrences:
            yield from (day for day in (occurrence.start, occurrence.due) if day is not None)


def list_months(axis: Axis, language: Language = "ru") -> Iterable[Month]:
    """List all months; of many only some are named, so that no name stands upon another."""
    first, named = axis.first, False
    step = next((each for each in _STEPS if each * _month_width(axis) >= _NAME_WIDTH), _STEPS[-1])
    while first <= axis.last:
        left = axis.x(first)
        is_named = (first.month - 1) % step == 0
        opens_year = is_named and (not named or first.month == 1)
        named = named or is_named
        yield Month(
            name=_name_month(first.month, language) if is_named else "",
            year=first.year if opens_year else None,
            left=left,
            width=round(axis.after(month_span(first.year, first.month).last) - left, 1),
        )
        first = add_months(first, 1)


def _name_month(month: int, language: Language) -> str:
    return _MONTHS[month - 1] if language == "ru" else english_month(month)[:3]


def _month_width(axis: Axis) -> float:
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month + 1
    return (axis.right - axis.left) / months

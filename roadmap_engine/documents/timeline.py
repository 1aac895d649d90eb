"""A plan into the geometry of its picture: months across, measures down, work as bars, due days as diamonds.

Lengths are in the units of the picture's own coordinate system, and every month is as wide as its
days are many. The picture is drawn from these values by the page's template, so that text meets
markup in one place only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

from roadmap_engine.calendars import add_months, month_span, parse_year
from roadmap_engine.documents.phrases import (
    DeadlineState,
    describe_waiting,
    shorten,
    state_of,
    write_days,
    write_heading,
)
from roadmap_engine.model import OccurrenceDays, Plan, PlanMeasure

__all__ = ["Bar", "Diamond", "Month", "Row", "Timeline", "lay_out_timeline"]

WIDTH = 1000.0
LABEL_WIDTH = 56.0
HEAD_HEIGHT = 26.0
ROW_HEIGHT = 20.0

_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_TITLE_LIMIT = 160
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
class Bar:
    """Days of work; `open_end` where no due day ends it."""

    left: float
    width: float
    open_end: bool


@dataclass(frozen=True, slots=True)
class Diamond:
    """A due day."""

    x: float


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: `words` says what its marks show, for those who do not see them."""

    number: str
    words: str
    top: float
    state: DeadlineState
    bars: tuple[Bar, ...]
    diamonds: tuple[Diamond, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    width: float
    height: float
    label_width: float
    head_height: float
    row_height: float
    months: tuple[Month, ...]
    rows: tuple[Row, ...]

    @property
    def has_open_end(self) -> bool:
        """Some work begins on a day and has none to end on."""
        return any(bar.open_end for row in self.rows for bar in row.bars)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The first and the last day shown, both included."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(LABEL_WIDTH + share * (WIDTH - LABEL_WIDTH), 1)

    def shows(self, days: OccurrenceDays) -> bool:
        """Whether something of an occurrence lies on it."""
        first, last = days.start or days.due, days.due or self.last
        return first is not None and first <= self.last and last >= self.first

    def after(self, day: dt.date) -> float:
        """Where a day ends."""
        return self.x(day + dt.timedelta(days=1))


def lay_out_timeline(plan: Plan) -> Timeline | None:
    """Lay out the picture of a plan's school year; nothing where the plan has no day at all."""
    axis = _choose_axis(plan)
    if axis is None:
        return None
    measures = plan.standing_measures()
    return Timeline(
        width=WIDTH,
        height=HEAD_HEIGHT + ROW_HEIGHT * len(measures) + 2,
        label_width=LABEL_WIDTH,
        head_height=HEAD_HEIGHT,
        row_height=ROW_HEIGHT,
        months=tuple(_list_months(axis)),
        rows=tuple(
            _lay_out_row(measure, axis, HEAD_HEIGHT + ROW_HEIGHT * index)
            for index, measure in enumerate(measures)
        ),
    )


def _choose_axis(plan: Plan) -> _Axis | None:
    """The whole months of the plan's year, and of those days of the plan that lie near it.

    A plan of several years is shown whole, since its days follow each other; one old date does not stretch
    the picture over all the years between.
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
    return _Axis(first.replace(day=1), month_span(last.year, last.month).last)


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


def _list_months(axis: _Axis) -> Iterable[Month]:
    """List all months; of many only some are named, so that no name stands upon another."""
    first, named = axis.first, False
    step = next((each for each in _STEPS if each * _month_width(axis) >= _NAME_WIDTH), _STEPS[-1])
    while first <= axis.last:
        left = axis.x(first)
        is_named = (first.month - 1) % step == 0
        opens_year = is_named and (not named or first.month == 1)
        named = named or is_named
        yield Month(
            name=_MONTHS[first.month - 1] if is_named else "",
            year=first.year if opens_year else None,
            left=left,
            width=round(axis.after(month_span(first.year, first.month).last) - left, 1),
        )
        first = add_months(first, 1)


def _month_width(axis: _Axis) -> float:
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month + 1
    return (WIDTH - LABEL_WIDTH) / months


def _lay_out_row(measure: PlanMeasure, axis: _Axis, top: float) -> Row:
    state = state_of(measure.deadline)
    seen = [days for days in measure.deadline.occurrences if axis.shows(days)]
    said = ", ".join(write_days(days) for days in measure.deadline.occurrences)
    note = _note(measure, state) if seen or not said else shorten(said, _TITLE_LIMIT)
    shown = said or note or ""
    return Row(
        number=measure.number.strip().rstrip("."),
        words=f"{shorten(write_heading(measure), _TITLE_LIMIT)}: {shown}",
        top=top,
        state=state,
        bars=tuple(bar for days in seen if (bar := _draw_bar(days, axis))),
        diamonds=tuple(
            Diamond(round((axis.x(days.due) + axis.after(days.due)) / 2, 1))
            for days in seen
            if days.due is not None and days.due <= axis.last
        ),
        note=note,
    )


def _note(measure: PlanMeasure, state: DeadlineState) -> str | None:
    """What stands in a row that has no marks."""
    match state:
        case DeadlineState.DATED:
            return None
        case DeadlineState.AWAITING:
            return describe_waiting(measure.deadline)
        case DeadlineState.STANDING:
            return "постоянно"
        case DeadlineState.UNDATED:
            return "без даты"
        case _:
            assert_never(state)


def _draw_bar(days: OccurrenceDays, axis: _Axis) -> Bar | None:
    if days.start is None or days.start == days.due:
        return None
    left = axis.x(max(days.start, axis.first))
    right = axis.after(min(days.due or axis.last, axis.last))
    return Bar(left=left, width=round(right - left, 1), open_end=days.due is None)

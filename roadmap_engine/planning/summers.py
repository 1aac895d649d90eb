"""The measures of a plan → in which of two summers each lies that states no year.

«Август», «до 28 августа» have two readings where a plan opens before 1 September, and every month has two in
a plan of two school years. One function decides for every measure, in this order:

1. *the cell*: a year, a weekday that is right in one reading only, a list that goes forward in one only;
2. *the order*: a point of an order lies on the first such day on or after the order's date;
3. *the rows*: the nearest rows of the stage whose months are certain, where all certain rows go forward;
4. *the stage*: all its certain rows lie nearer to one reading; where it has none, the stages beside it;
5. *the span*: a reading that lies outside the plan's days is none, and that is seen before all else.

Nothing else decides. What stays undecided is dated in the closing summer of a school year and in the opening
one of a span, and is warned of where the plan opens before 1 September or has the month twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines import Context, EventVocabulary, Rule
from roadmap_engine.deadlines.context import Summer
from roadmap_engine.deadlines.doubts import (
    Cell,
    Doubt,
    doubt_problems,
    has_two_summers,
    read_cell,
    summer_of_order,
)
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Measure, Roadmap

__all__ = ["Decision", "Evidence", "decide_summers"]

Evidence = Literal["cell", "order", "rows", "stage", "span", "nothing"]
Stages = Sequence[Sequence["_Row"]]

MONTHS_IN_YEAR = 12
_LONGEST = dt.timedelta(days=100)
"""Longer times, «в течение учебного года», say nothing of where their row stands."""
_OPENS_BEFORE = dt.timedelta(days=123)
"""What lies further before 1 September belongs to an older plan."""


@dataclass(frozen=True, slots=True)
class Decision:
    """In which summer a measure lies.

    Attributes:
        summer: which; none where nothing decides.
        by: what decides it.
        days: what the decision is about, in the reading that is taken.
        problems: the warning, where nothing decides and the plan has both readings.
    """

    summer: Summer | None
    by: Evidence
    days: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A measure as evidence.

    Attributes:
        months: the first and the last month it certainly lies in, counted from the year 0; none where that is
            not certain, or so long that it says nothing.
    """

    name: str
    cell: Cell
    months: tuple[int, int] | None = field(default=None)


def decide_summers(
    roadmap: Roadmap,
    context: Context,
    events: EventVocabulary,
    ordered: Mapping[str, dt.date] | None = None,
) -> dict[str, Decision]:
    """Decide for every measure that states no year for a time that may come twice.

    Args:
        roadmap: with its deadlines read.
        context: what is known, above all the plan's year or days.
        events: the vocabulary the deadlines were read with.
        ordered: the date of the order, by measure, for those that are points of one.

    Returns:
        The decisions by measure; the measures that need none are left out.
    """
    asked = {
        each.id
        for each in roadmap.measures()
        if (rule := _rule(each)) is not None and has_two_summers(rule, context)
    }
    if not asked:
        return {}
    stages = [[_row(measure, context, events) for measure in stage.measures] for stage in roadmap.stages]
    decided: dict[str, Decision] = {}
    for place, rows in enumerate(stages):
        for position, row in enumerate(rows):
            if row.name in asked and (row.cell.doubts or row.cell.summer):
                day = (ordered or {}).get(row.name)
                decided[row.name] = _decide(stages, place, position, day)
    if not _has_both(context, stages, decided):
        return decided
    taken: Summer = "closing" if isinstance(context.year, SchoolYear) else "opening"
    cells = {row.name: row.cell for rows in stages for row in rows}
    return {name: _warned(each, cells[name].doubts, taken) for name, each in decided.items()}


def _warned(decision: Decision, doubts: tuple[Doubt, ...], taken: Summer) -> Decision:
    if decision.by != "nothing":
        return decision
    days = tuple(each.reading(taken) for each in doubts)
    return Decision(None, "nothing", days, doubt_problems(doubts, taken))


def _rule(measure: Measure) -> Rule | None:
    return measure.deadline.rule if measure.deadline is not None else None


def _row(measure: Measure, context: Context, events: EventVocabulary) -> _Row:
    rule = _rule(measure)
    cell = read_cell(rule, context, events) if rule is not None else Cell()
    if cell.doubts or not cell.days:
        return _Row(measure.id, cell)
    first, last = min(each.first for each in cell.days), max(each.last for each in cell.days)
    return _Row(measure.id, cell, (_month(first), _month(last)) if last - first <= _LONGEST else None)


def _month(day: dt.date) -> int:
    return day.year * MONTHS_IN_YEAR + day.month - 1


def _decide(stages: Stages, place: int, position: int, ordered_on: dt.date | None) -> Decision:
    """Ask each kind of evidence in its turn; the first that decides is the last that is asked."""
    cell = stages[place][position].cell
    if cell.summer is not None:
        return Decision(cell.summer, "span" if cell.spanned else "cell", cell.days)
    readings = _readings(cell.doubts)
    asked: tuple[tuple[Evidence, Summer | None], ...] = (
        ("order", summer_of_order(cell.doubts, ordered_on) if ordered_on is not None else None),
        ("rows", _by_rows(stages[place], position, readings)),
        ("stage", _by_stage(stages[place], readings) or _by_stages(stages, place, readings)),
    )
    for by, summer in asked:
        if summer is not None:
            return Decision(summer, by, tuple(each.reading(summer) for each in cell.doubts))
    return Decision(None, "nothing")


Readings = Mapping[Summer, tuple[int, int]]


def _readings(doubts: tuple[Doubt, ...]) -> Readings:
    """Give the first and the last month of either reading."""
    summers: tuple[Summer, Summer] = ("opening", "closing")
    spans = {summer: [each.reading(summer) for each in doubts] for summer in summers}
    return {
        summer: (_month(min(each.first for each in days)), _month(max(each.last for each in days)))
        for summer, days in spans.items()
    }


def _only(fitting: list[Summer]) -> Summer | None:
    return fitting[0] if len(fitting) == 1 else None


def _by_rows(rows: Sequence[_Row], position: int, readings: Readings) -> Summer | None:
    """Take the reading that stands between its neighbours, if only one does.

    Rows that go back somewhere are in no order of time, and then their order says nothing.
    """
    certain = [row.months[0] for row in rows if row.months]
    if certain != sorted(certain):
        return None
    above = [row.months[0] for row in rows[:position] if row.months]
    below = [row.months[0] for row in rows[position + 1 :] if row.months]
    return _only(
        [
            summer
            for summer, (first, _) in readings.items()
            if (not above or above[-1] <= first) and (not below or first <= below[0])
        ]
    )


def _by_stage(rows: Sequence[_Row], readings: Readings) -> Summer | None:
    """Take the reading that all certain rows of a stage lie nearer to."""
    leanings = {_leaning(row.months, readings) for row in rows if row.months}
    return leanings.pop() if len(leanings) == 1 else None


def _leaning(months: tuple[int, int], readings: Readings) -> Summer | None:
    """Tell to which reading a time is nearer as a whole."""
    middle = readings["opening"][0] + readings["closing"][0]
    if 2 * months[1] < middle:
        return "opening"
    return "closing" if 2 * months[0] > middle else None


def _by_stages(stages: Stages, place: int, readings: Readings) -> Summer | None:
    """Take the reading that stands between the stage before and the one after, if only one does.

    Only for a stage with no certain row of its own, and only by stages that lie in one half of the year as a
    whole: sections by theme, each of which runs from autumn to spring, are in no order of time.
    """
    if any(row.months for row in stages[place]):
        return None
    before = next((each for each in map(_extent, reversed(stages[:place])) if each), None)
    after = next((each for each in map(_extent, stages[place + 1 :]) if each), None)
    before, after = (each if each and _leaning(each, readings) else None for each in (before, after))
    return _only(
        [
            summer
            for summer, (first, _) in readings.items()
            if (before is None or before[0] <= first) and (after is None or first <= after[1])
        ]
    )


def _extent(rows: Sequence[_Row]) -> tuple[int, int] | None:
    months = [row.months for row in rows if row.months]
    return (min(first for first, _ in months), max(last for _, last in months)) if months else None


def _has_both(context: Context, stages: Stages, decided: Mapping[str, Decision]) -> bool:
    """Tell whether the plan has both readings: its days say so, its order, or a row that opens it."""
    year = context.year
    if context.plan is not None or not isinstance(year, SchoolYear):
        # Readings outside the plan's days are none, so a doubt that is left has both inside.
        return True
    opening = Span(year.first_day - _OPENS_BEFORE, year.first_day - dt.timedelta(days=1))
    issued = context.anchors.get("order-issued")
    return (
        (isinstance(issued, dt.date) and issued in opening)
        or any(each.summer == "opening" for each in decided.values())
        or any(days.first in opening for rows in stages for row in rows for days in row.cell.days)
    )

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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
Months = tuple[int, int]
"""The first and the last month, counted from the year 0."""

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
        months: in which it certainly lies; none where that is not certain, or so long that it says nothing.
    """

    name: str
    cell: Cell
    months: Months | None = None


@dataclass(frozen=True, slots=True)
class _Stage:
    """The rows of a stage, and what they say together.

    Attributes:
        above, below: the first month of the nearest certain row, by row.
        goes_forward: whether its certain rows are in the order of time.
        months: from its first certain month to its last.
    """

    rows: tuple[_Row, ...]
    above: tuple[int | None, ...]
    below: tuple[int | None, ...]
    goes_forward: bool
    months: Months | None

    @classmethod
    def of(cls, rows: tuple[_Row, ...]) -> _Stage:
        """Look through the rows once, however many of them ask."""
        certain = [row.months for row in rows if row.months]
        first = [months[0] for months in certain]
        return cls(
            rows,
            _nearest(rows),
            _nearest(rows[::-1])[::-1],
            first == sorted(first),
            (min(first), max(last for _, last in certain)) if certain else None,
        )


def _nearest(rows: Sequence[_Row]) -> tuple[int | None, ...]:
    """Give, by row, the first month of the last certain row before it."""
    found: list[int | None] = []
    last: int | None = None
    for row in rows:
        found.append(last)
        last = row.months[0] if row.months else last
    return tuple(found)


def decide_summers(
    roadmap: Roadmap,
    context_of: Callable[[str], Context],
    events: EventVocabulary,
    ordered: Mapping[str, dt.date] | None = None,
) -> dict[str, Decision]:
    """Decide for every measure that states no year for a time that may come twice.

    Args:
        roadmap: with its deadlines read.
        context_of: gives what is known of a measure, above all its year or the plan's days.
        events: the vocabulary the deadlines were read with.
        ordered: the date of the order, by measure, for those that are points of one.

    Returns:
        The decisions by measure; the measures that need none are left out.
    """
    asked = {
        each.id
        for each in roadmap.measures()
        if (rule := _rule(each)) is not None and has_two_summers(rule, context_of(each.id))
    }
    if not asked:
        return {}
    stages = [
        _Stage.of(tuple(_row(measure, context_of(measure.id), events) for measure in stage.measures))
        for stage in roadmap.stages
    ]
    decided: dict[str, Decision] = {}
    for place, stage in enumerate(stages):
        for position, row in enumerate(stage.rows):
            if row.name in asked and (row.cell.doubts or row.cell.summer):
                day = (ordered or {}).get(row.name)
                decided[row.name] = _decide(stages, place, position, day)
    # A month is doubtful where the rows that are dated alike have both of its readings.
    both = {id(context): _has_both(context, stages, decided) for context in map(context_of, decided)}
    cells = {row.name: row.cell for stage in stages for row in stage.rows}
    return {
        name: _warned(each, cells[name].doubts, context_of(name)) if both[id(context_of(name))] else each
        for name, each in decided.items()
    }


def _warned(decision: Decision, doubts: tuple[Doubt, ...], context: Context) -> Decision:
    if decision.by != "nothing":
        return decision
    taken: Summer = "closing" if isinstance(context.year, SchoolYear) else "opening"
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


def _decide(stages: Sequence[_Stage], place: int, position: int, ordered_on: dt.date | None) -> Decision:
    """Ask each kind of evidence in its turn; the first that decides is the last that is asked."""
    stage = stages[place]
    cell = stage.rows[position].cell
    if cell.summer is not None:
        return Decision(cell.summer, "span" if cell.spanned else "cell", cell.days)
    readings = _readings(cell.doubts)
    asked: tuple[tuple[Evidence, Summer | None], ...] = (
        ("order", summer_of_order(cell.doubts, ordered_on) if ordered_on is not None else None),
        ("rows", _by_rows(stage, position, readings)),
        ("stage", _leaning(stage.months, readings) if stage.months else _by_stages(stages, place, readings)),
    )
    for by, summer in asked:
        if summer is not None:
            return Decision(summer, by, tuple(each.reading(summer) for each in cell.doubts))
    return Decision(None, "nothing")


Readings = Mapping[Summer, int]
"""The first month of either reading."""


def _readings(doubts: tuple[Doubt, ...]) -> Readings:
    summers: tuple[Summer, Summer] = ("opening", "closing")
    return {summer: _month(min(each.reading(summer).first for each in doubts)) for summer in summers}


def _standing_between(readings: Readings, above: int | None, below: int | None) -> Summer | None:
    """Give the reading that is not before one month and not after another, if only one is."""
    fitting = [
        summer
        for summer, month in readings.items()
        if (above is None or above <= month) and (below is None or month <= below)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _by_rows(stage: _Stage, position: int, readings: Readings) -> Summer | None:
    """Take the reading that stands between its neighbours, if only one does.

    Rows that go back somewhere are in no order of time, and then their order says nothing.
    """
    if not stage.goes_forward:
        return None
    return _standing_between(readings, stage.above[position], stage.below[position])


def _leaning(months: Months, readings: Readings) -> Summer | None:
    """Tell to which reading a time is nearer as a whole."""
    middle = readings["opening"] + readings["closing"]
    if 2 * months[1] < middle:
        return "opening"
    return "closing" if 2 * months[0] > middle else None


def _by_stages(stages: Sequence[_Stage], place: int, readings: Readings) -> Summer | None:
    """Take the reading that stands between the stage before and the one after, if only one does.

    Only for a stage with no certain row of its own, and only by stages that lie in one half of the year as a
    whole: sections by theme, each of which runs from autumn to spring, are in no order of time.
    """
    before, after = (
        next((each.months for each in beside if each.months), None)
        for beside in (reversed(stages[:place]), stages[place + 1 :])
    )
    return _standing_between(
        readings,
        before[0] if before and _leaning(before, readings) else None,
        after[1] if after and _leaning(after, readings) else None,
    )


def _has_both(context: Context, stages: Sequence[_Stage], decided: Mapping[str, Decision]) -> bool:
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
        or any(days.first in opening for stage in stages for row in stage.rows for days in row.cell.days)
    )

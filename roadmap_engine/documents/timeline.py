"""A plan into the geometry of its picture: months across, measures down, work as bars, due days as diamonds.

Lengths are in the units of the picture's own coordinate system. The picture is drawn from these values by
the page's template, so that text meets markup in one place only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from roadmap_engine.documents.phrases import (
    DeadlineState,
    describe_waiting,
    shorten,
    state_of,
    write_days,
    write_heading,
)
from roadmap_engine.documents.year_axis import Axis, Month, choose_axis, list_months
from roadmap_engine.model import OccurrenceDays, Plan, PlanMeasure

__all__ = ["Bar", "Diamond", "Row", "Timeline", "lay_out_timeline"]

WIDTH = 1000.0
LABEL_WIDTH = 56.0
HEAD_HEIGHT = 26.0
ROW_HEIGHT = 20.0

_TITLE_LIMIT = 160


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


def lay_out_timeline(plan: Plan) -> Timeline | None:
    """Lay out the picture of a plan's school year; nothing where the plan has no day at all."""
    axis = choose_axis(plan, LABEL_WIDTH, WIDTH)
    if axis is None:
        return None
    measures = plan.standing_measures()
    return Timeline(
        width=WIDTH,
        height=HEAD_HEIGHT + ROW_HEIGHT * len(measures) + 2,
        label_width=LABEL_WIDTH,
        head_height=HEAD_HEIGHT,
        row_height=ROW_HEIGHT,
        months=tuple(list_months(axis)),
        rows=tuple(
            _lay_out_row(measure, axis, HEAD_HEIGHT + ROW_HEIGHT * index)
            for index, measure in enumerate(measures)
        ),
    )


def _lay_out_row(measure: PlanMeasure, axis: Axis, top: float) -> Row:
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


def _draw_bar(days: OccurrenceDays, axis: Axis) -> Bar | None:
    if days.start is None or days.start == days.due:
        return None
    left = axis.x(max(days.start, axis.first))
    right = axis.after(min(days.due or axis.last, axis.last))
    return Bar(left=left, width=round(right - left, 1), open_end=days.due is None)

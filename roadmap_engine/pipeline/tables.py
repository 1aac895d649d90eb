"""A filled tracker as what a school has sent: laid over the plan it belongs to, or by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from roadmap_engine.importing.tracker import ReadRow, ReadTracker
from roadmap_engine.model import Plan
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.collected import OWN, MatrixMeasure, Sent, SentTime, Source
from roadmap_engine.model.entry import StatusLog
from roadmap_engine.model.filled_tracker import STATUSES, CellValue, HandCells
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import Happened, State
from roadmap_engine.pipeline.trackers import carry_over
from roadmap_engine.tracking.boards import draw_board
from roadmap_engine.tracking.signs import View, count_late, tell_sign

__all__ = ["lay_over", "read_alone"]

_STATES: Mapping[CellValue, State] = dict(
    zip(STATUSES, (State.OPEN, State.STARTED, State.REPORTED, State.CANCELLED), strict=True)
)
_LONGEST = 300


def lay_over(plan: Plan, table: ReadTracker, today: dt.date | None) -> tuple[Sequence[BoardRow], int]:
    """Give the rows of a plan as a table that was filled in says they stand.

    Returns:
        The rows, and how many of them somebody has written in.
    """
    filled = carry_over(plan, table).rows
    view = View.of(plan, today)
    board, _told = draw_board(plan, StatusLog(), today)
    rows = [_fill(row, filled[row.row.id], view) if row.row.id in filled else row for row in board.rows]
    return rows, len(filled)


def _fill(row: BoardRow, cells: HandCells, view: View) -> BoardRow:
    happened = _happened(cells)
    due = row.due or _day(cells.due)
    sign = tell_sign(row.row, happened, due, view)
    return BoardRow(row.row, row.stage, happened, sign, due, count_late(happened, due, view.today))


def _happened(cells: HandCells) -> Happened:
    state = _STATES.get(cells.status, State.OPEN)
    return Happened(state=state, on=_day(cells.done) if state is State.REPORTED else None)


def _day(value: CellValue) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def read_alone(table: ReadTracker, path: str, today: dt.date | None) -> Sent:
    """Take a table that came without its plan: it says which measures, but neither stages nor a version."""
    view = View(today)
    measures: dict[str, MatrixMeasure] = {}
    times: list[SentTime] = []
    filled = 0
    for row in _each_once(table.rows):
        measure = row.id.partition("#")[0]
        measure = measure if is_slug(measure) else OWN
        if measure:
            number = row.number[:_LONGEST].rstrip(".")
            measures.setdefault(measure, MatrixMeasure(measure, number, row.title[:_LONGEST], ""))
        filled += row.cells != row.known and row.cells.status != STATUSES[0]
        times.append(_time(row, measure, view))
    return Sent(
        Source.TRACKER,
        path,
        plan=table.plan,
        measures=tuple(measures.values()),
        times=tuple(times),
        entries=filled,
    )


def _each_once(rows: Sequence[ReadRow]) -> Sequence[ReadRow]:
    """Leave one of several rows under one id: the first that says something; rows without words are none."""
    found: dict[str, ReadRow] = {}
    own: list[ReadRow] = []
    for row in rows:
        if not row.id:
            own += [row] if row.title else []
        elif row.id not in found or found[row.id].cells.status == STATUSES[0]:
            found[row.id] = row
    return [*found.values(), *own]


def _time(row: ReadRow, measure: str, view: View) -> SentTime:
    due, happened = _day(row.cells.due), _happened(row.cells)
    plain = PlanRow(
        row.id,
        row.number,
        row.title,
        (),
        _day(row.cells.start),
        due,
        row.deadline,
        "",
        standing=False,
        output="",
    )
    sign = tell_sign(plain, happened, due, view)
    return SentTime(measure, sign, happened.state, due, happened.on, count_late(happened, due, view.today))

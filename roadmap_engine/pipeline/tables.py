"""A filled tracker as what a school has sent: laid over the plan it belongs to, or by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from roadmap_engine.model import Plan
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.collected import OWN, MatrixMeasure, Sent, SentTime, Source
from roadmap_engine.model.entry import StatusLog, Thing
from roadmap_engine.model.filled_tracker import STATUSES
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import DONE, SIGN_WORDS, Happened, Sign, State
from roadmap_engine.model.read_tracker import ReadRow, ReadTracker
from roadmap_engine.model.tracker_cells import CellValue, mark_cell
from roadmap_engine.russian.short_titles import propose_short
from roadmap_engine.tracking.boards import draw_board
from roadmap_engine.tracking.cell_values import read_day
from roadmap_engine.tracking.places import Places
from roadmap_engine.tracking.signs import View, count_late, tell_sign

__all__ = ["lay_over", "read_alone"]

_STATES: Mapping[str, State] = {
    **dict(
        zip(
            STATUSES,
            (
                State.OPEN, State.STARTED, State.REPORTED, State.SUBMITTED, State.NOT_APPLICABLE,
                State.CANCELLED,
            ),
            strict=True,
        )
    ),
    **{
        SIGN_WORDS[Sign(state.value)].word.russian: state
        for state in (State.RETURNED, State.ACCEPTED, State.CONFLICT, State.NEWER)
    },
}  # fmt: skip
_OF_OTHERS = frozenset({State.RETURNED, State.ACCEPTED, State.CONFLICT, State.NEWER})
"""What a school does not say of itself: it counts where the log said so when the table was made."""
_LONGEST = 300


def lay_over(plan: Plan, table: ReadTracker, today: dt.date | None) -> tuple[Sequence[BoardRow], int]:
    """Give the rows of a plan as a table that was filled in says they stand.

    Returns:
        The rows, and how many of them say anything; what the plan itself knows stands where they say nothing.
    """
    view = View.of(plan, today)
    board, _told = draw_board(plan, StatusLog(), today)
    read = [row for row in _each_once(table.rows) if is_slug(_measure_of(row))]
    places = Places(plan, [row.row for row in board.rows], {_measure_of(row) for row in read})
    found: dict[str, ReadRow] = {}
    for row in read:
        thing = Thing(kind="measure", id=_measure_of(row), occurrence=row.id.partition("#")[2])
        home = places.find(thing)
        if home is not None and _says_something(row):
            found.setdefault(home.id, row)
    return [_fill(row, found[row.row.id], view) if row.row.id in found else row for row in board.rows], len(
        found
    )


def _says_something(row: ReadRow) -> bool:
    return _state(row) is not State.OPEN


def _measure_of(row: ReadRow) -> str:
    return row.id.partition("#")[0]


def _fill(row: BoardRow, read: ReadRow, view: View) -> BoardRow:
    happened = _happened(read, view)
    due = row.due or _day(read.cells.due, view)
    sign = tell_sign(row.row, happened, due, view)
    return BoardRow(row.row, row.stage, happened, sign, due, count_late(happened, due, view.today))


def _state(row: ReadRow) -> State:
    """Tell what a row says; a word that is none of the list says nothing."""
    words = mark_cell(row.cells.status).casefold()
    state = _STATES.get(words, State.OPEN)
    if state in _OF_OTHERS and row.base_mark("status").casefold() != words:
        return State.REPORTED if state is State.ACCEPTED else State.OPEN
    return state


def _happened(row: ReadRow, view: View) -> Happened:
    state = _state(row)
    done = _day(row.cells.done, view) if state in DONE else None
    return Happened(state=state, on=done, done_on=done)


def _day(value: CellValue, view: View) -> dt.date | None:
    """Read a day, also where a text stands for one; what is none says nothing."""
    return read_day(value, "", view.today or dt.date.min).value


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
            number, title = row.number[:_LONGEST].rstrip("."), row.title[:_LONGEST]
            measures.setdefault(measure, MatrixMeasure(measure, number, title, propose_short(title), ""))
        filled += _says_something(row)
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
        elif row.id not in found or not _says_something(found[row.id]):
            found[row.id] = row
    return [*found.values(), *own]


def _time(row: ReadRow, measure: str, view: View) -> SentTime:
    due, happened = _day(row.cells.due, view), _happened(row, view)
    plain = PlanRow(
        row.id,
        row.number,
        row.title,
        (),
        _day(row.cells.start, view),
        due,
        row.deadline,
        "",
        standing=False,
        output="",
    )
    sign = tell_sign(plain, happened, due, view)
    late = count_late(happened, due, view.today)
    undated = happened.state in DONE and happened.done_on is None
    return SentTime(measure, sign, happened.state, due, happened.done_on or happened.on, late, undated)

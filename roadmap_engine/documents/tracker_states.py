"""The state of a tracker's row, in marks and words: the workbook itself reckons it from its reader's day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from roadmap_engine.model.filled_tracker import STATUSES, HandCells
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import SIGN_WORDS, Sign
from roadmap_engine.model.tracker_cells import CellValue

__all__ = ["COLOURS", "EARLIEST", "STATES", "is_day", "known_state", "state_formula"]

EARLIEST = dt.date(2000, 1, 1)
_EARLIEST_NUMBER = 36_526
"""The number that Excel keeps for it."""


def _sign(sign: Sign) -> str:
    words = SIGN_WORDS[sign]
    return f"{words.mark} {words.word.russian}"


_OVERDUE, _SOON, _AHEAD = _sign(Sign.OVERDUE), _sign(Sign.SOON), _sign(Sign.UPCOMING)
_RETURNED, _RETURNED_LATE = _sign(Sign.RETURNED), _sign(Sign.RETURNED_LATE)
_WAITING, _STANDING, _UNDATED = _sign(Sign.WAITING), _sign(Sign.STANDING), _sign(Sign.UNDATED)
_STARTED, _EXTENDED = _sign(Sign.STARTED), _sign(Sign.EXTENDED)
_DONE, _CANCELLED = _sign(Sign.REPORTED), _sign(Sign.CANCELLED)
_DONE_LATE = f"{_DONE} позже"
_UNCLEAR = "? проверьте дату"
"""The state of a row where a text stands for a day: nobody can tell whether it is late."""

STATES = (
    _OVERDUE, _RETURNED_LATE, _SOON, _RETURNED, _AHEAD, _STARTED, _EXTENDED, _WAITING, _STANDING, _UNDATED,
    _DONE_LATE, _UNCLEAR,
)  # fmt: skip
"""What a row's state can be beside its status, in the order of the summary; the first is overdue."""

_LATE = {"bg_color": "#B3261E", "font_color": "#FFFFFF", "bold": True}
_TURN = {"bg_color": "#FFF0CF", "font_color": "#744600"}
_GREEN = {"bg_color": "#E3F2E7", "font_color": "#1A6436"}
_GREY = {"font_color": "#505B68"}

COLOURS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        _OVERDUE: _LATE,
        _RETURNED_LATE: _LATE,
        _SOON: _TURN,
        _RETURNED: _TURN,
        _sign(Sign.CONFLICT): _TURN,
        _UNCLEAR: {**_TURN, "italic": True},
        _sign(Sign.SUBMITTED): {"bg_color": "#EEE8F9", "font_color": "#553591"},
        _DONE: _GREEN,
        _DONE_LATE: _GREEN,
        _sign(Sign.ACCEPTED): _GREEN,
        _WAITING: _GREY,
        _EXTENDED: _GREY,
        _CANCELLED: {**_GREY, "font_strikeout": True},
    }
)
"""Whose move it is; the words say it without colour too."""

_FIXED = tuple(
    SIGN_WORDS[sign]
    for sign in (
        Sign.CANCELLED, Sign.NOT_APPLICABLE, Sign.SUBMITTED, Sign.ACCEPTED, Sign.CONFLICT, Sign.NEWER,
    )
)  # fmt: skip
"""Statuses that no day makes late."""
_RETURNED_STATUS = SIGN_WORDS[Sign.RETURNED].word.russian
_STARTED_STATUS, _DONE_STATUS = STATUSES[1], STATUSES[2]


def known_state(row: PlanRow, cells: HandCells) -> str:
    """Give the state as far as no clock decides it; whoever opens the file without reckoning sees it."""
    due, status = row.due_now or cells.due, cells.status
    fixed = next((f"{each.mark} {each.word.russian}" for each in _FIXED if each.word.russian == status), None)
    if fixed is not None:
        return fixed
    if not is_day(due):
        return _UNCLEAR
    if status != _DONE_STATUS:
        return _undated(row, status) if due is None else ""
    if not is_day(cells.done):
        return _UNCLEAR
    if not isinstance(due, dt.date) or not isinstance(cells.done, dt.date):
        return _DONE
    late = dt.date(*cells.done.timetuple()[:3]) > dt.date(*due.timetuple()[:3])
    return _DONE_LATE if late else _DONE


def is_day(value: CellValue) -> bool:
    """Tell whether a cell holds a day that can be compared, or nothing."""
    return value is None or (isinstance(value, dt.date) and dt.date(*value.timetuple()[:3]) >= EARLIEST)


def _undated(row: PlanRow, status: CellValue) -> str:
    if status == _RETURNED_STATUS:
        return _RETURNED
    return _undated_open(row)


def _undated_open(row: PlanRow) -> str:
    if row.waits_for:
        return _WAITING
    return _STANDING if row.standing else _UNDATED


def state_formula(number: int, row: PlanRow, soon: int) -> str:
    """Give the formula of a row's state; a due day typed in later counts like one the plan gave.

    A text is greater than any number to Excel, so what is no day is asked for before days are compared.

    Args:
        number: of the line, from 1.
        row: what the plan says.
        soon: how many days before its due day it is due soon.
    """
    status, due, done = f"$I{number}", f"$F{number}", f"$J{number}"
    late = f'AND({done}<>"",{due}<>"",{done}>{due})'
    ahead = f'IF({status}="{_STARTED_STATUS}","{_STARTED}","{_ahead(row)}")'
    dated = (
        f'IF({status}="{_RETURNED_STATUS}",IF({due}<TODAY(),"{_RETURNED_LATE}","{_RETURNED}"),'
        f'IF({due}<TODAY(),"{_OVERDUE}",IF({due}-TODAY()<={soon},"{_SOON}",{ahead})))'
    )
    undated = f'IF({status}="{_RETURNED_STATUS}","{_RETURNED}","{_undated_open(row)}")'
    moving = (
        f'IF({_is_unclear(due)},"{_UNCLEAR}",IF({status}="{_DONE_STATUS}",'
        f'IF({_is_unclear(done)},"{_UNCLEAR}",IF({late},"{_DONE_LATE}","{_DONE}")),'
        f'IF({due}="",{undated},{dated})))'
    )
    for each in reversed(_FIXED):
        moving = f'IF({status}="{each.word.russian}","{each.mark} {each.word.russian}",{moving})'
    return f"={moving}"


def _ahead(row: PlanRow) -> str:
    return _EXTENDED if row.happened.extended_to is not None else _AHEAD


def _is_unclear(cell: str) -> str:
    return f'AND({cell}<>"",OR(NOT(ISNUMBER({cell})),N({cell})<{_EARLIEST_NUMBER}))'

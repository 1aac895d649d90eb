"""Rows of weeks that people filled in → the row of their month, with all that was written in any of them.

An earlier program gave regular work a row for each week. What stood in them goes into the note of the month's
row, a line a week; the month is done where every week of it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from frozendict import frozendict

from roadmap_engine.model.filled_tracker import ALL_STATUSES, STATUSES, HandCells
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.read_tracker import ReadRow, ReadTracker
from roadmap_engine.model.tracker_cells import CellValue
from roadmap_engine.russian import numeric_date

__all__ = ["join_weeks"]

_UNDER_WAY, _SETTLED = STATUSES[1], ALL_STATUSES[2:]


def join_weeks(rows: Sequence[PlanRow], read: ReadTracker, names: Mapping[str, str]) -> ReadTracker:
    """Put rows of weeks together to rows of months; all other rows stay as they are.

    Args:
        rows: of the plan as it is now.
        read: the tracker, as people have it.
        names: what each measure is called now, by every name it has had.
    """
    months = {f"{_measure(row.id)}#{key}": row for row in rows for key in row.covers}
    by_month: dict[str, list[ReadRow]] = {}
    places: dict[str, int] = {}
    kept: list[ReadRow] = []
    for row in read.rows:
        measure, _, key = row.id.partition("#")
        month = months.get(f"{names.get(measure, measure)}#{key}")
        if month is None:
            kept.append(row)
            continue
        if month.id not in places:
            places[month.id] = len(kept)
            kept.append(row)
        by_month.setdefault(month.id, []).append(row)
    homes = {row.id: row for row in rows}
    for home, place in places.items():
        kept[place] = _join(homes[home], by_month[home])
    return replace(read, rows=tuple(kept))


def _join(month: PlanRow, weeks: list[ReadRow]) -> ReadRow:
    """Give the row of a month; what nobody has touched says nothing."""
    touched = [week for week in weeks if week.changed()]
    place, extra = weeks[0].place, _join_extra(weeks)
    if not touched:
        return ReadRow(
            month.id, month.number, month.title, month.deadline, HandCells(), place=place, extra=extra
        )
    status = _join_status(month, weeks)
    days = [week.cells.done for week in weeks if isinstance(week.cells.done, dt.date)]
    settled = status in _SETTLED
    done = max(days, key=lambda day: dt.date(*day.timetuple()[:3])) if settled and days else None
    lines = [line for week in touched if (line := _say_week(week, status)) is not None]
    cells = HandCells(status=status, done=done, note="\n".join(lines) or None, own=_join_own(touched))
    return ReadRow(month.id, month.number, month.title, month.deadline, cells, place=place, extra=extra)


def _join_status(month: PlanRow, weeks: list[ReadRow]) -> CellValue:
    """A month ends as all its weeks did; else what is begun is under way."""
    found = {week.cells.status for week in weeks}
    whole = {week.id.partition("#")[2] for week in weeks} >= set(month.covers)
    if len(found) == 1 and (whole or not found & set(_SETTLED)):
        return next(iter(found))
    return STATUSES[0] if found == {STATUSES[0]} else _UNDER_WAY


def _say_week(week: ReadRow, status: CellValue) -> str | None:
    """Say what a week's row has that its month's does not; nothing where that is all the same."""
    cells = week.cells
    parts = [
        str(cells.status) if cells.status != status or cells.done is not None else "",
        _write(cells.done),
    ]
    facts = " ".join(part for part in parts if part)
    said = "; ".join(part for part in (facts, _write(cells.note)) if part)
    return f"{_name(week)}: {said}" if said else None


def _join_own(weeks: list[ReadRow]) -> Mapping[str, CellValue]:
    """Join what stands in columns of the roadmap's own: one value as it is, several a line a week."""
    joined: dict[str, CellValue] = {}
    for name in dict.fromkeys(name for week in weeks for name in week.cells.own):
        values = [(_name(week), week.cells.own[name]) for week in weeks if name in week.cells.own]
        if len({_write(value) for _, value in values}) == 1:
            joined[name] = values[0][1]
        else:
            joined[name] = "\n".join(f"{week}: {_write(value)}" for week, value in values)
    return frozendict(joined)


def _join_extra(weeks: list[ReadRow]) -> Mapping[int, CellValue]:
    """Join what people put beside the weeks: one value as it is, several a line each."""
    values: dict[int, dict[CellValue, None]] = {}
    for week in weeks:
        for place, value in week.extra.items():
            values.setdefault(place, {})[value] = None
    return frozendict(
        {
            place: next(iter(found)) if len(found) == 1 else "\n".join(map(_write, found))
            for place, found in values.items()
        }
    )


def _name(week: ReadRow) -> str:
    return _write(week.cells.due) or week.id.partition("#")[2]


def _write(value: CellValue) -> str:
    if isinstance(value, dt.date):
        return numeric_date(dt.date(*value.timetuple()[:3]))
    return "" if value is None else str(value)


def _measure(row_id: str) -> str:
    return row_id.partition("#")[0]

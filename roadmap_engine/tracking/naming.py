"""What people call a row: its measure by number, id or words; its time by a key, a day or a month."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_engine.calendars import parse_day
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import ENDED
from roadmap_engine.russian import numeric_date
from roadmap_engine.tracking.telling import name_row
from roadmap_engine.tracking.transitions import allows

__all__ = ["find_measure", "find_row"]

_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})|(?P<month2>\d{2})\.(?P<year2>\d{4})")
_MOST_SHOWN = 12


def find_measure(board: Board, words: str) -> tuple[tuple[BoardRow, ...], tuple[Problem, ...]]:
    """Find the rows of the one measure that somebody means.

    Args:
        board: all rows.
        words: its number as the table prints it, its id, or words of its title.

    Returns:
        Its rows; or nothing, and that there is none (RM563) or more than one (RM564).
    """
    rows = board.by_measure()
    wanted = " ".join(words.split()).casefold()
    number = wanted.rstrip(".")
    by_id = [name for name in rows if name == wanted]
    by_number = [name for name, own in rows.items() if own[0].row.number.casefold() == number != ""]
    by_words = [name for name, own in rows.items() if wanted and wanted in _flat(own[0].row.title)]
    found = by_id or by_number or by_words
    if len(found) == 1:
        return rows[found[0]], ()
    if found:
        listed = list_names(name_row(rows[name][0].row, with_key=False) for name in found[:_MOST_SHOWN])
        return (), (Problem.of("RM564", words=words, found=listed),)
    known = [*rows, *(own[0].row.title for own in rows.values())]
    near = near_names(words, known)
    return (), (Problem.of("RM563", words=words, near=near) if near else Problem.of("RM563", words=words),)


def find_row(
    rows: Sequence[BoardRow], did: Did, time: str | None = None
) -> tuple[BoardRow | None, tuple[Problem, ...]]:
    """Find the one time of a measure that somebody means.

    Args:
        rows: of the measure.
        did: what is to be recorded.
        time: which time: a key, a day within it, or a month; where it is not said there must be one only
            that the deed can be about.

    Returns:
        The row; or None, and what there is to choose from (RM565).
    """
    if time is not None:
        found = [row for row in rows if _is_meant(row, time.strip())]
    elif len(rows) == 1:
        found = list(rows)
    else:
        found = [row for row in rows if row.happened.state not in ENDED and allows(did, row.happened.state)]
    if len(found) == 1:
        return found[0], ()
    offered = found or rows
    times = tuple(_say_time(row, rows) for row in offered[:_MOST_SHOWN])
    listed = Bilingual.of(lambda language: ", ".join(f"«{each.said(language)}»" for each in times))
    name = name_row(rows[0].row, with_key=False)
    return None, (Problem.of("RM565", row=name, found=listed, example=times[0] if times else ""),)


def _say_time(row: BoardRow, rows: Sequence[BoardRow]) -> Bilingual:
    """Say which time a row is: by its month or its day where that means no other, else by its key."""
    day = row.row.due or row.row.start
    if row.row.covers or day is None or sum(_is_meant(each, day.isoformat()) for each in rows) != 1:
        words = row.row.key or row.row.waits_for
        return Bilingual(words, words)
    return Bilingual(numeric_date(day), day.isoformat())


def _is_meant(row: BoardRow, time: str) -> bool:
    if time in (row.row.key, *row.row.covers):
        return True
    month = _MONTH.fullmatch(time)
    edge = row.row.due or row.row.start
    if month is not None:
        year, number = (month["year"] or month["year2"]), (month["month"] or month["month2"])
        return edge is not None and f"{edge:%Y-%m}" == f"{year}-{number}"
    try:
        day = parse_day(time)
    except ValueError:
        return False
    if row.row.start is not None and row.row.due is not None:
        return row.row.start <= day <= row.row.due
    return day in (row.row.due, row.row.start, row.due)


def _flat(title: str) -> str:
    return " ".join(title.split()).casefold()

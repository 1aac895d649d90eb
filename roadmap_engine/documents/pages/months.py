"""What falls due, month by month, for screens too narrow for the picture of the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Language, english_month
from roadmap_engine.documents.pages.badges import Badge, write_badge
from roadmap_engine.documents.pages.lines import place_of
from roadmap_engine.documents.phrases import shorten
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.russian import month_name, numeric_date

__all__ = ["Due", "list_months"]

_TITLE_LIMIT = 90


@dataclass(frozen=True, slots=True)
class Due:
    """A day of the list by months: what falls due, and where it stands."""

    badge: Badge
    day: str
    heading: str
    place: str


def list_months(board: Board, language: Language = "ru") -> Mapping[str, Sequence[Due]]:
    """List what falls due month by month, for screens too narrow for the picture."""
    dated = sorted(((row.due, row.row.id, row) for row in board.rows if row.due is not None), key=_by_day)
    months: dict[str, list[Due]] = {}
    for day, _id, row in dated:
        name = month_name(day.month).capitalize() if language == "ru" else english_month(day.month)
        months.setdefault(f"{name} {day.year}", []).append(_write_due(row, day, language))
    return months


def _by_day(dated: tuple[dt.date, str, BoardRow]) -> tuple[dt.date, str]:
    return dated[:2]


def _write_due(row: BoardRow, day: dt.date, language: Language) -> Due:
    title = shorten(row.row.title, _TITLE_LIMIT)
    heading = f"{row.row.number}. {title}" if row.row.number else title
    return Due(write_badge(row, language), numeric_date(day), heading, place_of(row.measure))

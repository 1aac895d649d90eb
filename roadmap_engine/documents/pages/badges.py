"""Where a row of a board stands, as a reader sees it: mark and word, the look, the days beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.documents.phrases import write_days
from roadmap_engine.model import OccurrenceDays
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.progress import DONE, SIGN_WORDS, Sign
from roadmap_engine.russian import count_phrase, numeric_date

__all__ = ["Badge", "Time", "choose_loudest", "say_late", "say_time", "write_badge"]

_LOUDEST = (
    Sign.RETURNED_LATE,
    Sign.OVERDUE,
    Sign.CONFLICT,
    Sign.RETURNED,
    Sign.SOON,
    Sign.SUBMITTED,
    Sign.STARTED,
    Sign.EXTENDED,
    Sign.UPCOMING,
    Sign.WAITING,
    Sign.STANDING,
    Sign.UNDATED,
    Sign.NEWER,
    Sign.REPORTED,
    Sign.ACCEPTED,
    Sign.NOT_APPLICABLE,
    Sign.CANCELLED,
)
"""Signs by how much they ask of somebody."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A sign as it is drawn.

    Attributes:
        mark, word: a typed character and what it means; either may fail to be seen.
        look: the names by which a stylesheet knows it.
    """

    mark: str
    word: str
    look: str


@dataclass(frozen=True, slots=True)
class Time:
    """One time that a measure falls due.

    Attributes:
        when: its days, and the day of what was done last; empty where there is none.
    """

    badge: Badge
    when: str


def write_badge(row: BoardRow) -> Badge:
    """Draw the sign of a row; the word says how late it is."""
    words = SIGN_WORDS[row.sign]
    more = {Sign.WAITING: " waiting", Sign.RETURNED: " returned"}.get(row.sign, "")
    return Badge(words.mark, words.word.russian + say_late(row), words.look.value + more)


def say_late(row: BoardRow) -> str:
    """Say how late a row is, to stand after the word of its sign; nothing where it is not."""
    if row.late is None:
        return ""
    days = count_phrase(row.late, "день")
    if row.happened.state in DONE:
        return f", на {days} позже"
    return f", {days}" if row.sign in (Sign.OVERDUE, Sign.RETURNED_LATE) else ""


def say_time(row: BoardRow) -> Time:
    """Say where one time of a measure stands, and its days."""
    return Time(write_badge(row), _say_when(row))


def choose_loudest(rows: Iterable[BoardRow]) -> BoardRow:
    """Give the row that asks most of somebody: by it a measure of many times is known at a glance."""
    return min(rows, key=lambda row: _LOUDEST.index(row.sign))


def _say_when(row: BoardRow) -> str:
    if row.sign is Sign.WAITING:
        return row.row.waits_for
    days = write_days(OccurrenceDays(key="", start=row.row.start, due=row.row.due))
    if row.happened.extended_to is not None:
        days = f"до {numeric_date(row.happened.extended_to)}, было: {days}" if days else ""
    if row.happened.on is None:
        return days
    on = numeric_date(row.happened.on)
    return f"{on} (срок {days})" if days else on

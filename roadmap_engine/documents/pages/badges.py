"""Where a row of a board stands, as a reader sees it: mark and word, the look, the days beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.phrases import say_late
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import DONE, SIGN_WORDS, Happened, Sign, State
from roadmap_engine.russian import numeric_date

__all__ = [
    "Badge",
    "Time",
    "choose_loudest",
    "say_due",
    "say_happened",
    "say_time",
    "write_badge",
]

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


def write_badge(row: BoardRow, language: Language = "ru") -> Badge:
    """Draw the sign of a row. What came back and is late is red: the act gives the word, time the colour."""
    words = SIGN_WORDS[row.sign]
    word = SIGN_WORDS[Sign.RETURNED].word if row.sign is Sign.RETURNED_LATE else words.word
    more = {Sign.WAITING: " waiting", Sign.RETURNED: " returned"}.get(row.sign, "")
    return Badge(words.mark, word.said(language), words.look.value + more)


def say_time(row: BoardRow, language: Language = "ru") -> Time:
    """Say where one time of a measure stands, and its days."""
    return Time(write_badge(row, language), _say_when(row, language))


def choose_loudest(rows: Iterable[BoardRow]) -> BoardRow:
    """Give the row that asks most of somebody: by it a measure of many times is known at a glance."""
    return min(rows, key=lambda row: _LOUDEST.index(row.sign))


def _say_when(row: BoardRow, language: Language) -> str:
    if row.sign is Sign.WAITING:
        return row.row.waits_for
    on = numeric_date(row.happened.on) if row.happened.on is not None else ""
    done = row.happened.state in DONE and row.happened.done_on is not None
    in_time = done and row.due is not None and row.late is None
    due = translator(language)("в срок") if in_time else say_due(row, language)
    return ", ".join(each for each in (on, due, say_late(row, language)) if each)


def say_due(row: BoardRow, language: Language = "ru") -> str:
    """Say until when a row is to be done, and until when it was before it was put off."""
    say = translator(language)
    if row.due is None:
        return say("с {day}").format(day=numeric_date(row.row.start)) if row.row.start is not None else ""
    due = say("срок {day}").format(day=numeric_date(row.due))
    if row.happened.extended_to is None or row.row.due is None or row.row.due == row.due:
        return due
    return say("{due}, был {day}").format(due=due, day=numeric_date(row.row.due))


def say_happened(row: PlanRow, happened: Happened, *, alone: bool) -> Time | None:
    """Say what the log knows of one time of a measure, seen on no day; nothing where nothing happened.

    Args:
        row: the time.
        happened: what the log says of it.
        alone: whether the measure has no other time, so that nobody asks which one is meant.
    """
    if happened.state is not State.OPEN:
        words, on = SIGN_WORDS[Sign(happened.state.value)], happened.on
    elif happened.extended_to is not None:
        words, on = SIGN_WORDS[Sign.EXTENDED], None
    else:
        return None
    until = f"срок {numeric_date(happened.extended_to)}" if happened.extended_to is not None else ""
    which = f"срок {numeric_date(row.due)}" if row.due is not None and not alone and not until else ""
    said = (numeric_date(on) if on is not None else "", until, which)
    badge = Badge(words.mark, words.word.russian, words.look.value)
    return Time(badge, ", ".join(each for each in said if each))

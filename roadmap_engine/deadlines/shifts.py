"""Lengths counted from a day or an event: «через 3 дня после», «за неделю до конца четверти», «в течение …»."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from roadmap_engine.calendars import add_months
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge
from roadmap_engine.deadlines.place import ONE_DAY, Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import Length, LengthUnit, length_words, structure
from roadmap_engine.russian.cases import Case

__all__ = ["BASES", "Shift", "go"]

DAYS_IN_WEEK, MONTHS_IN_YEAR = 7, 12
LONGEST_SEARCH = 4000
BASES: dict[LengthUnit, str] = {
    # «Срок, исчисляемый годами, истекает в соответствующие месяц и число последнего года срока».
    "year": "ст. 192 ГК РФ",
    # «Срок, исчисляемый месяцами, истекает в соответствующее число последнего месяца срока».
    "month": "ст. 192 ГК РФ",
    # «Срок, исчисляемый неделями, истекает в соответствующий день последней недели срока».
    "week": "ст. 192 ГК РФ",
    # «Течение срока … начинается на следующий день после … наступления события».
    "day": "ст. 191 ГК РФ",
}


@dataclass(frozen=True, slots=True)
class Shift(Place):
    """A day so far from another, or all days up to it.

    Attributes:
        length: how far; the farther of two.
        direction: after or before.
        of: what it is counted from: a day, an edge, or an event.
        window: whether all days between are meant («в течение 3 дней после»), not the day at the end.
        least: the nearer of two lengths («за 2–3 дня»).
    """

    length: Length
    direction: Literal["after", "before"]
    of: Place
    window: Literal[True] | None = None
    least: Length | None = None
    place: Literal["shift"] = field(default="shift", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset({"day", "day-of-week", "edge", "event", "nth", "some"})

    def __post_init__(self) -> None:
        self._is_made_of(self.of)
        if (not isinstance(self.of, Happening) and self.of.rank > 0) or (
            isinstance(self.of, Nth) and self.of.through
        ):
            raise ValueError("count from an event, a day, or the start or end of a time")
        if isinstance(self.of, Happening) and self.of.day:
            raise ValueError("what is counted from an event is counted from it, whatever its day")
        if self.least and (self.least.unit != self.length.unit or self.least.count >= self.length.count):
            raise ValueError("two lengths go up and have one unit")

    @property
    def rank(self) -> float:
        """A day, or as many as are counted."""
        return 1 if self.window or self.least else 0

    @property
    def lacks_year(self) -> bool:
        """What is counted is dated by what it is counted from."""
        return False

    def days(self, frame: Frame) -> Days:
        """Count from each day; what cannot be counted while breaks are unknown waits for them."""
        found = self.of.days(frame)
        if isinstance(found, Awaited):
            return found
        counted = []
        for each in found:
            anchor, target = self.counted(each, frame)
            if target is None:
                return Awaited("breaks", "даты каникул", "the days of breaks")
            counted.append(Stretch(each.key, *self._ends(anchor, target, frame)))
        return tuple(counted)

    def counted(self, each: Stretch, frame: Frame) -> tuple[dt.date, dt.date | None]:
        """Give the day counted from and the day arrived at."""
        anchor = self.of.anchor(each, self.direction, frame) if isinstance(self.of, Happening) else each.first
        return anchor, go(anchor, self.signed, self.length.unit, frame.context)

    @property
    def signed(self) -> int:
        """How far, negative before."""
        return self.length.count if self.direction == "after" else -self.length.count

    def _ends(self, anchor: dt.date, target: dt.date, frame: Frame) -> tuple[dt.date, dt.date]:
        if self.window is None:
            if self.least is None:
                return target, target
            sign = 1 if self.direction == "after" else -1
            near = go(anchor, sign * self.least.count, self.least.unit, frame.context) or target
            return min(near, target), max(near, target)
        if self.direction == "after":
            return anchor, target
        until = self.eve(anchor, frame)
        return min(target, until), until

    def eve(self, anchor: dt.date, frame: Frame) -> dt.date:
        """Give the last day before what is counted from."""
        if isinstance(self.of, Happening):
            return self.of.eve(anchor, frame)
        return anchor - ONE_DAY if isinstance(self.of, Edge) and self.of.edge == "start" else anchor

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «через 3 дня после 1 сентября», «в течение недели после …»."""
        return f"{self.step()} {'после' if self.direction == 'after' else 'до'} {self.origin(events)}"

    def step(self) -> str:
        """Print the length with its preposition."""
        if self.window:
            return f"в течение {self.lengths(Case.GENITIVE)}"
        return f"{'через' if self.direction == 'after' else 'за'} {self.lengths(Case.ACCUSATIVE)}"

    def lengths(self, case: Case) -> str:
        """Print the length, or both."""
        words = length_words(self.length, case)
        if self.least is None:
            return words
        number, _, rest = words.partition(" ")
        return f"{self.least.count}–{number} {rest}"

    def origin(self, events: EventVocabulary) -> str:
        """Print what is counted from: «окончания I четверти»."""
        if isinstance(self.of, Edge) and self.of.edge == "end":
            return f"окончания {self.of.of.say(Case.GENITIVE, events)}"
        return self.of.say(Case.GENITIVE, events)


def go(anchor: dt.date, count: int, unit: LengthUnit, context: Context) -> dt.date | None:
    """Go so many units from a day; none where days of lessons cannot be told from breaks."""
    match unit:
        case "working-day":
            return context.calendar.add_working_days(anchor, count)
        case "school-day":
            return _school_days(anchor, count, context)
        case "month":
            return add_months(anchor, count)
        case "year":
            return add_months(anchor, count * MONTHS_IN_YEAR)
        case "week":
            return anchor + dt.timedelta(days=count * DAYS_IN_WEEK)
        case "day":
            return anchor + dt.timedelta(days=count)


def _school_days(anchor: dt.date, count: int, context: Context) -> dt.date | None:
    terms = context.terms
    if not terms.has_breaks:
        return None
    step, day, left = (ONE_DAY if count > 0 else -ONE_DAY), anchor, abs(count)
    for _ in range(LONGEST_SEARCH):
        day += step
        if context.calendar.is_working_day(day) and not terms.in_break(day, context.grade):
            left -= 1
            if left == 0:
                return day
    return None

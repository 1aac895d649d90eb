"""Parts and edges of a container: «середина марта», «первая половина октября», «начало четверти»."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.nth import is_month_like
from roadmap_engine.deadlines.place import Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.deadlines.years import AcademicYear
from roadmap_engine.russian.calendar_words import EDGES, HALF, ordinal
from roadmap_engine.russian.cases import Case

__all__ = ["Edge", "Part", "PartName"]

PartName = Literal["start", "middle", "end", "half-1", "half-2"]
THIRDS, MONTH, YEAR = 3, 2, 5
# Beginning, middle and end of a month are its decades; a first half ends with the 15th.
_OF_MONTH: dict[PartName, tuple[int, int | None]] = {
    "start": (0, 9), "middle": (10, 19), "end": (20, None), "half-1": (0, 14), "half-2": (15, None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part(Place):
    """«Середина марта»: of a month its decades and halves by date, of other containers thirds and halves."""

    part: PartName
    of: Place
    place: Literal["part"] = field(default="part", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset(
        {"month", "season", "quarter", "calendar-half-year", "term", "each", "some", "open"}
    )

    def __post_init__(self) -> None:
        self._is_made_of(self.of)
        at_edge = self.part in ("start", "end") and (self.of.repeats or self.of.kind == "term")
        short = isinstance(self.of, Each) and (self.of.rank < MONTH or self.of.interval > 1)
        if at_edge or short or self.of.rank >= YEAR:
            raise ValueError(f"it has no {self.part} but its first and its last day")

    @property
    def rank(self) -> float:
        """Less than its container."""
        return self.of.rank - 0.5

    def days(self, frame: Frame) -> Days:
        """Cut each stretch of the container."""
        found = self.of.days(frame)
        return found if isinstance(found, Awaited) else tuple(self._cut(each) for each in found)

    def _cut(self, each: Stretch) -> Stretch:
        first, last = _bounds(self.part, each, by_date=is_month_like(self.of))
        key = each.key if self.of.repeats or each.key is None else f"{each.key}-{self.part}"
        return Stretch(key, each.first + dt.timedelta(days=first), each.first + dt.timedelta(days=last))

    def middle_day(self, each: Stretch) -> dt.date:
        """Give the day by which «до середины» is: the last of the first half of the whole."""
        return each.first + dt.timedelta(days=_bounds("half-1", each, by_date=is_month_like(self.of))[1])

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «первая половина октября»."""
        index, of = list(Case).index(case), self.of.say(Case.GENITIVE, events)
        match self.part:
            case "half-1" | "half-2":
                number = 1 if self.part == "half-1" else 2
                return f"{ordinal(number, 'f', case)} {HALF.singular[index]} {of}"
            case "start" | "middle" | "end":
                return f"{EDGES[self.part].singular[index]} {of}"


def _bounds(part: PartName, each: Stretch, *, by_date: bool) -> tuple[int, int]:
    """Give the first and last day of a part, counted from the container's first day."""
    length = (each.last - each.first).days + 1
    if by_date:
        first, last = _OF_MONTH[part]
        return first, length - 1 if last is None else last
    third, half = max(length // THIRDS, 1), max(length // 2, 1)
    match part:
        case "start":
            return 0, third - 1
        case "middle":
            return min(third, length - 1), max(length - third - 1, min(third, length - 1))
        case "end":
            return length - third, length - 1
        case "half-1":
            return 0, half - 1
        case "half-2":
            return min(half, length - 1), length - 1


@dataclass(frozen=True, slots=True)
class Edge(Place):
    """The first or the last day of a container: «начало четверти», «конец учебного года»."""

    edge: Literal["start", "end"]
    of: Place
    place: Literal["edge"] = field(default="edge", kw_only=True)

    __pydantic_config__ = structure()

    OF: ClassVar[frozenset[str]] = frozenset(
        {"month", "season", "quarter", "calendar-half-year", "term", "break", "school-year", "calendar-year", "plan",
         "each", "nth", "part", "some", "next"}
    )  # fmt: skip

    def __post_init__(self) -> None:
        if self.of.kind not in self.OF or self.of.rank <= 0:
            raise ValueError(f"it has no {self.edge} of its own: name the year, the break or the event")
        if self.of.kind == "each" and self.of.interval > 1:  # type: ignore[attr-defined]
            raise ValueError("several that come together have no first day that anybody names")
        if isinstance(self.of, Part) and self.of.part in ("start", "end"):
            raise ValueError("a beginning has no end of its own")

    @property
    def name(self) -> str:
        """How anchors call it: «school-year-end», «quarter-1-end»."""
        return f"{self.of.name}-{self.edge}"

    def title(self) -> str:
        """Print it in the genitive."""
        return f"{'начала' if self.edge == 'start' else 'окончания'} {self.of.title()}"

    def days(self, frame: Frame) -> Days:
        """Give the edge of each stretch, or the day the edge itself is known by."""
        known = None if self.of.repeats else frame.context.anchors.get(self.name)
        if known is not None:
            day = (known.first if self.edge == "start" else known.last) if isinstance(known, Span) else known
            return (Stretch(None, day, day),)
        if self.edge == "end" and isinstance(self.of, AcademicYear):
            last = self.of.last_lesson(frame)
            return (Stretch(None, last, last),) if isinstance(last, dt.date) else last
        found = self.of.days(frame)
        if isinstance(found, Awaited):
            if self.of.repeats or self.of.name is None:
                return found
            return Awaited(
                self.name,
                f"{'начало' if self.edge == 'start' else 'окончание'} {self.of.title()}",
                f"the {self.edge} of {self.of.name.replace('-', ' ')}",
            )
        several = self.of.repeats or len(found) > 1
        days = [
            (each.key if several else None, each.first if self.edge == "start" else each.last)
            for each in found
        ]
        return tuple(Stretch(key, day, day) for key, day in days)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «конца учебного года»."""
        return f"{EDGES[self.edge].singular[list(Case).index(case)]} {self.of.say(Case.GENITIVE, events)}"

"""What every part of time can do: give its days, say itself, tell what it lacks.

A place is a unit of time in a container, of any depth: «последний рабочий день каждого квартала» is the last
working day in each quarter. Each idea is one module with its value, days, words and forms; this module holds
only what they share. All spans are inclusive days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span, Terms
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.russian.cases import Case

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from roadmap_engine.deadlines.events import EventVocabulary

__all__ = ["ONE_DAY", "Days", "Frame", "Place", "Stretch"]

ONE_DAY = dt.timedelta(days=1)
FIRST_SCHOOL_MONTH = 9
SUMMER = (6, 7, 8)
MONTH, YEAR = 2, 5
"""The ranks of a month and of a year."""


class Stretch(NamedTuple):
    """Days in a row that a place means once.

    Attributes:
        key: names them among the place's; stays when dates move. None where nothing is to be told apart.
        first: the first day.
        last: the last day, itself included.
    """

    key: str | None
    first: dt.date
    last: dt.date


Days = tuple[Stretch, ...] | Awaited
"""The stretches of a place, none where no year has such a day, or what must be known first."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A context to date places in.

    Attributes:
        context: the plan's year, the calendars, the known dates.
        events: the vocabulary that names events.
        window: the days in which what recurs is looked for.
        moved: by how many years a month that states none is moved («декабрь – январь»).
    """

    context: Context
    events: EventVocabulary
    window: Span
    moved: int = 0

    def year_of(self, month: int, year: int | None = None) -> int:
        """Give the year of a month: its own, or the one it falls in within the plan's year."""
        if year is not None:
            return year
        plan, summer = self.context.year, self.context.summer
        if isinstance(plan, Span):
            first = plan.first.year + (month < plan.first.month)
            again = summer == "closing" and dt.date(first + 1, month, 1) <= plan.last
            return first + again + self.moved
        opens = summer == "opening" and isinstance(plan, SchoolYear) and month in SUMMER
        return plan.year_of_month(month) - opens + self.moved

    def shifted(self, years: int) -> Frame:
        """Give the frame with months that state no year moved by whole years."""
        return replace(self, moved=self.moved + years)

    def within(self, window: Span) -> Frame:
        """Give the frame for what recurs in other days."""
        return replace(self, window=window)

    def school_years(self) -> tuple[SchoolYear, ...]:
        """Give the school years the plan is about; none when that cannot be told."""
        year = self.context.year
        match year:
            case SchoolYear():
                return (year,)
            case CalendarYear():
                return ()
            case Span():
                starts = range(year.first.year, year.last.year + 1)
                return tuple(each for start in starts if (each := SchoolYear(start)).first_day in year)

    def one_school_year(self, stated: SchoolYear | None) -> SchoolYear | None:
        """Give the school year that is meant: the stated one, else the plan's, if it has just one."""
        if stated is not None:
            return stated
        years = self.school_years()
        return years[0] if len(years) == 1 else None

    def terms_of(self, year: SchoolYear | None) -> Terms | None:
        """Give the terms of a school year, if they are known."""
        return self.context.terms.of(year)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """Give the fields that may hold places, by what they are annotated with; asked once for each idea."""
    ideas = {"Place", *(each.__name__ for each in Place.__subclasses__())}
    return tuple(each.name for each in fields(kind) if ideas & set(re.findall(r"\w+", str(each.type))))


class Place:
    """A part of time. Its subclasses are the ideas, listed in `places.PLACES`.

    What is the same for all of an idea stands in class variables: how long it is by unit (`RANK`: 0 a day, 1 a week
    or a decade, 2 a month, 3 a quarter, 4 half a year, 5 a year), the field that states its year (`YEAR`), how
    anchors call it (`NAME`; none where its days are never awaited), what it is made of (`OF`: places by name). `ANY` is the type
    of every place in a text; `places`, which knows them all, sets it.
    """

    __slots__ = ()

    RANK: ClassVar[float] = 0
    YEAR: ClassVar[str] = ""
    NAME: ClassVar[str | None] = None
    OF: ClassVar[frozenset[str]] = frozenset()
    KIND: ClassVar[str] = ""
    ANY: ClassVar[Any] = None

    def days(self, frame: Frame) -> Days:
        """Give the stretches of days the place means."""
        raise NotImplementedError

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print the place in a case."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """What texts call the idea."""
        return self.KIND or str(self.place)  # type: ignore[attr-defined]  # what has no KIND has a field

    @property
    def rank(self) -> float:
        """How long it is, by unit."""
        return self.RANK

    @property
    def lacks_year(self) -> bool:
        """Whether it names a time of the year and no year, so that it can come every year."""
        return (
            getattr(self, self.YEAR) is None if self.YEAR else any(part.lacks_year for part in self.parts())
        )

    @property
    def states_year(self) -> bool:
        """Whether it names a year somewhere."""
        return (
            getattr(self, self.YEAR) is not None
            if self.YEAR
            else any(part.states_year for part in self.parts())
        )

    @property
    def repeats(self) -> bool:
        """Whether it comes again and again: it holds «каждый» somewhere."""
        return any(part.repeats for part in self.parts())

    @property
    def name(self) -> str | None:
        """How anchors call it, «quarter-1», «autumn-break»."""
        return self.NAME

    def title(self) -> str:
        """Print what is awaited of it, in the genitive: «1 четверти»."""
        return "периода"

    def _is_made_of(self, *places: Place) -> None:
        """See that the place can be said: a place that no phrase could say is none.

        Raises:
            ValueError: it is made of what nobody says in it.
        """
        for place in places:
            if place.kind not in self.OF:
                raise ValueError(f"nobody says a {self.kind} of a {place.kind}")

    def parts(self) -> Iterator[Place]:
        """Give the places it is made of."""
        for name in _names(type(self)):  # type: ignore[arg-type]  # a class is hashable, whatever its values are
            value = getattr(self, name)
            if isinstance(value, Place):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Place))

    def walk(self) -> Iterator[Place]:
        """Give the place and all that it is made of."""
        yield self
        for part in self.parts():
            yield from part.walk()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take any place where `Place` is asked for, and the subclass itself where it is."""
        if cls is not Place:
            return handler(source)
        return handler.generate_schema(cls.ANY)

"""The shapes that places and times had in rules of format 1: every key, and what may stand under it.

Kept so that a fault in an old rule is told at its place, in the words of any other fault of a text. What the
parts mean together is judged by the values of today that `former` makes of them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from roadmap_engine.calendars import BreakName, SchoolYear, TermKind
from roadmap_engine.deadlines.day import Day
from roadmap_engine.deadlines.months import Month

__all__ = [
    "BarePeriod", "BreakPeriod", "CalendarYearPeriod", "EventPeriod", "FormerClock", "FormerEdge",
    "FormerWeekday", "HalfYearPeriod", "Moment", "MonthEntry", "MonthPart", "MonthPeriod", "MonthRange",
    "MonthWeeks", "Period", "Position", "QuarterPeriod", "SchoolYearPeriod", "SeasonPeriod", "Shape",
    "TermPeriod",
]  # fmt: skip

Year = Annotated[int, Field(ge=1990, le=2199)]
Position = Literal[1, 2, 3, 4, 5, -1]


class Shape(BaseModel):
    """A mapping of format 1; no key is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class FormerClock(Shape):
    """An hour."""

    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    edge: Literal["at", "by"] = "at"
    zone: Literal["moscow", "local"] | None = None


class FormerWeekday(Shape):
    """The nth weekday of a month; Monday is 0."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    nth: Position
    month: Month


class MonthPeriod(Shape):
    """A month."""

    period: Literal["month"]
    month: Month


class SeasonPeriod(Shape):
    """A season."""

    period: Literal["season"]
    season: Literal["winter", "spring", "summer", "autumn"]
    year: Year | None = None


class QuarterPeriod(Shape):
    """A calendar quarter."""

    period: Literal["quarter"]
    number: Annotated[int, Field(ge=1, le=4)]
    year: Year | None = None


class HalfYearPeriod(Shape):
    """Half of a calendar year."""

    period: Literal["calendar-half-year"]
    number: Literal[1, 2]
    year: Year


class TermPeriod(Shape):
    """A school term."""

    period: Literal["term"]
    term: TermKind
    number: Annotated[int, Field(ge=1, le=6)]
    school_year: SchoolYear | None = None


class BreakPeriod(Shape):
    """A break, or every break of the year."""

    period: Literal["break"]
    name: BreakName | None = None
    school_year: SchoolYear | None = None


class SchoolYearPeriod(Shape):
    """A school year."""

    period: Literal["school-year"]
    school_year: SchoolYear | None = None


class CalendarYearPeriod(Shape):
    """Calendar years."""

    period: Literal["calendar-year"]
    year: Year
    through: Year | None = None


class BarePeriod(Shape):
    """The year the plan is made for, or the whole plan."""

    period: Literal["year", "plan"]


class EventPeriod(Shape):
    """As long as an event lasts."""

    period: Literal["event"]
    event: str | None = None
    words: str | None = None


Period = Annotated[
    MonthPeriod
    | SeasonPeriod
    | QuarterPeriod
    | HalfYearPeriod
    | TermPeriod
    | BreakPeriod
    | SchoolYearPeriod
    | CalendarYearPeriod
    | BarePeriod
    | EventPeriod,
    Field(discriminator="period"),
]


class FormerEdge(Shape):
    """The first or last day of a period."""

    edge: Literal["start", "end"]
    of: Period


Moment = Day | FormerWeekday | FormerEdge


class MonthRange(Shape):
    """From one month through another."""

    first: Month
    last: Month


class MonthPart(Shape):
    """A part of a month."""

    part: Literal["decade-1", "decade-2", "decade-3", "start", "middle", "end", "half-1", "half-2"]
    of: Month


class MonthWeeks(Shape):
    """Weeks of a month."""

    week: Position
    through: Literal[2, 3, 4, 5] | None = None
    of: Month


MonthEntry = Month | MonthRange | MonthPart | MonthWeeks

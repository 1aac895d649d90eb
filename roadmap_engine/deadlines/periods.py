"""Periods that a calendar, a school or an event defines, their edges, and moments."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from roadmap_engine.calendars import BreakName, SchoolYear, TermKind
from roadmap_engine.deadlines.values import NthWeekday, PartialDate, PartialMonth, Value

__all__ = [
    "BreakPeriod",
    "CalendarYearPeriod",
    "Edge",
    "EventPeriod",
    "HalfYearPeriod",
    "Moment",
    "MonthPeriod",
    "Period",
    "PlanPeriod",
    "QuarterPeriod",
    "SchoolYearPeriod",
    "SeasonPeriod",
    "TermPeriod",
    "Year",
    "YearPeriod",
]


Year = Annotated[int, Field(ge=1990, le=2199)]


Season = Literal["winter", "spring", "summer", "autumn"]


class MonthPeriod(Value):
    """The whole of a month."""

    period: Literal["month"] = "month"
    month: PartialMonth


class SeasonPeriod(Value):
    """«Осень 2026 г.»: three calendar months; a winter is named by the year it ends in."""

    period: Literal["season"] = "season"
    season: Season
    year: Year | None = None


class QuarterPeriod(Value):
    """«I квартал 2021 г.»: a calendar quarter (квартал), not a school term (четверть)."""

    period: Literal["quarter"] = "quarter"
    number: Annotated[int, Field(ge=1, le=4)]
    year: Year | None = None


class HalfYearPeriod(Value):
    """«I полугодие 2021 г.»: half of a calendar year; a school's half-year is a term."""

    period: Literal["calendar-half-year"] = "calendar-half-year"
    number: Literal[1, 2]
    year: Year


class TermPeriod(Value):
    """«I четверть»: a school term, whose days only the school knows."""

    period: Literal["term"] = "term"
    term: TermKind
    number: Annotated[int, Field(ge=1, le=6)]
    school_year: SchoolYear | None = None


class BreakPeriod(Value):
    """«Осенние каникулы»; without a name, every break of the year."""

    period: Literal["break"] = "break"
    name: BreakName | None = None
    school_year: SchoolYear | None = None


class SchoolYearPeriod(Value):
    """«2026/2027 учебный год»; without years, the plan's own."""

    period: Literal["school-year"] = "school-year"
    school_year: SchoolYear | None = None


class CalendarYearPeriod(Value):
    """«2021 год», «2021–2023 гг.»."""

    period: Literal["calendar-year"] = "calendar-year"
    year: Year
    through: Year | None = None

    @model_validator(mode="after")
    def _goes_forward(self) -> Self:
        if self.through is not None and self.through <= self.year:
            raise ValueError(f"years {self.year} to {self.through} do not go forward")
        return self


class YearPeriod(Value):
    """«В течение года»: the year the plan is made for, whichever kind it is."""

    period: Literal["year"] = "year"


class PlanPeriod(Value):
    """«Весь период»: as long as the plan runs."""

    period: Literal["plan"] = "plan"


class EventPeriod(Value):
    """«В период проведения процедуры»: as long as an event lasts."""

    period: Literal["event"] = "event"
    event: str | None = None
    words: str | None = None

    @model_validator(mode="after")
    def _names_one_event(self) -> Self:
        if (self.event is None) == (self.words is None):
            raise ValueError("an event is named either by its id (event) or by words")
        return self


Period = Annotated[
    MonthPeriod
    | SeasonPeriod
    | QuarterPeriod
    | HalfYearPeriod
    | TermPeriod
    | BreakPeriod
    | SchoolYearPeriod
    | CalendarYearPeriod
    | YearPeriod
    | PlanPeriod
    | EventPeriod,
    Field(discriminator="period"),
]


class Edge(Value):
    """The first or the last day of a period: «начало четверти», «конец учебного года»."""

    edge: Literal["start", "end"]
    of: Period

    @staticmethod
    def admits(period: Period) -> bool:
        """Tell whether the period has one first and one last day, and no event's name instead."""
        unclear = isinstance(period, (YearPeriod, EventPeriod))
        return not unclear and not (isinstance(period, BreakPeriod) and period.name is None)

    @model_validator(mode="after")
    def _is_one_day(self) -> Self:
        if not self.admits(self.of):
            raise ValueError(
                f"«{self.of.period}» has no {self.edge} of its own: name the year, the break or the event"
            )
        return self


Moment = PartialDate | NthWeekday | Edge

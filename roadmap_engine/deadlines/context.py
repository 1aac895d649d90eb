"""What a schedule is made against: the plan's year, the dates that are known, the calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from roadmap_engine.calendars import (
    CalendarYear,
    SchoolTerms,
    SchoolYear,
    Span,
    WeekendPolicy,
    WorkingCalendar,
)

__all__ = ["Context", "Summer"]

Summer = Literal["opening", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The facts a rule is dated by. What is not stated is unknown.

    Attributes:
        year: the year of the plan, which gives years to months that lack one; a span where the plan
            opens before 1 September or runs longer than a year.
        anchors: known events by id (or by their words), each a day or the days it lasts.
        decided: the days that whoever decides has set for this very deadline.
        calendar: the working days.
        terms: the school's terms and breaks, year by year.
        procedure: the days of the assessment procedure.
        plan: how long the plan runs, when that is not the year.
        whole: the same, where what is dated lies in one of several years that the plan has.
        grade: the grade the deadline is about, where terms differ by grade.
        weekend_policy: what happens to a due day that is a day off.
        summer: in which of two readings a month without a year lies that the plan's time has twice, or that
            opens a school year before 1 September: the earlier, opening one, or the closing one. A plan says it
            of each of its measures; where nothing says it, a school year takes the closing reading and a span
            the opening one, with a warning.
    """

    year: SchoolYear | CalendarYear | Span
    anchors: Mapping[str, dt.date | Span] = field(default_factory=lambda: MappingProxyType({}))
    decided: dt.date | Span | tuple[dt.date | Span, ...] | None = None
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    terms: SchoolTerms = field(default_factory=SchoolTerms)
    procedure: Span | None = None
    plan: Span | None = None
    grade: int | None = None
    weekend_policy: WeekendPolicy = "keep"
    summer: Summer | None = None
    whole: Span | None = None

    @property
    def window(self) -> Span:
        """All days of the plan's year."""
        return self.year if isinstance(self.year, Span) else self.year.span

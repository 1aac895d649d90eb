"""The years a plan is made for: a school year, a calendar year, and where a month without a year falls.

A school year runs from 1 September to 31 August; lessons end earlier, on a day only the school knows
(`Terms`). A calendar year is a calendar year.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar, Self

from roadmap_engine.calendars.spans import Span
from roadmap_engine.calendars.text_value import TextValue
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY

__all__ = ["CalendarYear", "SchoolYear", "parse_year"]

FIRST_MONTH = 9
CENTURY = 100
EARLIEST, LATEST = FIRST_DAY.year, LAST_DAY.year
_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-/\\‐‑–—−]\s*(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear(TextValue):
    r"""A school year, named by the calendar year it begins in.

    >>> str(SchoolYear(2026)), SchoolYear.parse("2020\\21").first_day.isoformat()
    ('2026/2027', '2020-09-01')
    """

    start: int

    PATTERN: ClassVar[str] = r"^\d{4}/\d{4}$"
    SAYS: ClassVar[str] = "2026/2027"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2026/2027», «2026-2027», «2026/27»; the second year must follow the first."""
        found = _SCHOOL_YEAR.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"«{text}» is not a school year such as {cls.SAYS}")
        start, end = int(found[1]), int(found[2])
        if end not in (start + 1, (start + 1) % CENTURY):
            raise ValueError(f"«{text}»: a school year ends in the year after it begins")
        if not EARLIEST <= start < LATEST:
            raise ValueError(f"the school year «{text}» has a day outside {FIRST_DAY} to {LAST_DAY}")
        return cls(start)

    def __str__(self) -> str:
        return f"{self.start}/{self.start + 1}"

    def said(self) -> str:
        """Name it to a reader."""
        return str(self)

    @property
    def first_day(self) -> dt.date:
        """1 September."""
        return dt.date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> dt.date:
        """31 August of the next year."""
        return dt.date(self.start + 1, 8, 31)

    @property
    def following(self) -> SchoolYear:
        """The one after it."""
        return SchoolYear(self.start + 1)

    @property
    def span(self) -> Span:
        """All days of the year, holidays in summer included."""
        return Span(self.first_day, self.last_day)

    def year_of_month(self, month: int) -> int:
        """Tell the calendar year of a month: the first from September, the second until August."""
        return self.start if month >= FIRST_MONTH else self.start + 1


@dataclass(frozen=True, slots=True, order=True)
class CalendarYear(TextValue):
    """A calendar year."""

    number: int

    PATTERN: ClassVar[str] = r"^\d{4}$"
    SAYS: ClassVar[str] = "2027"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2027»."""
        number = int(text) if len(text) <= len(cls.SAYS) else 0
        if not EARLIEST <= number <= LATEST:
            raise ValueError(f"«{text}» is not a year between {EARLIEST} and {LATEST}")
        return cls(number)

    def __str__(self) -> str:
        return str(self.number)

    def said(self) -> str:
        """Name it to a reader."""
        return str(self)

    @property
    def first_day(self) -> dt.date:
        """1 January."""
        return dt.date(self.number, 1, 1)

    @property
    def last_day(self) -> dt.date:
        """31 December."""
        return dt.date(self.number, 12, 31)

    @property
    def span(self) -> Span:
        """All days of the year."""
        return Span(self.first_day, self.last_day)

    def year_of_month(self, month: int) -> int:  # noqa: ARG002 - every month of a calendar year is in it
        """Tell the calendar year of a month."""
        return self.number


def parse_year(text: str) -> SchoolYear | CalendarYear:
    """Read «2026/2027» or «2027»; ValueError for anything else.

    >>> parse_year("2026/2027"), parse_year("2027")
    (SchoolYear(start=2026), CalendarYear(number=2027))
    """
    stripped = text.strip()
    return CalendarYear.parse(stripped) if stripped.isdecimal() else SchoolYear.parse(stripped)

"""Spans of days. Both ends belong to the span, everywhere inside the program."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from roadmap_engine.calendars.days import ISO_DAY, WRITTEN_DAY, YearOf, parse_day, parse_days
from roadmap_engine.calendars.text_value import TextValue
from roadmap_engine.diagnostics.languages import Bilingual, format_days

__all__ = ["OpenSpan", "Span", "add_months", "last_day_of_month", "month_span"]

ONE_DAY, ONE_WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
DAYS_IN_DECADE = 10
MONTHS_IN_YEAR = 12
_OPEN = ".."


@dataclass(frozen=True, slots=True, order=True)
class Span(TextValue):
    """From one day to another, both included.

    >>> str(Span.parse("2027-04-13/2027-05-18"))
    '2027-04-13/2027-05-18'
    """

    first: dt.date
    last: dt.date

    PATTERN: ClassVar[str] = rf"^{ISO_DAY}(/{ISO_DAY})?$"
    WRITTEN: ClassVar[str] = rf"^([сС]о?\s+)?\d.*({WRITTEN_DAY}|{ISO_DAY})(\s+включительно)?$"
    SAYS: ClassVar[str] = "2027-04-13/2027-05-18"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the span ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, text: str, year_of: YearOf | None = None) -> Self:
        """Read «2027-04-13/2027-05-18», «с 13 апреля по 18 мая 2027 г.»; one day alone is a span of one day.

        Args:
            text: the days.
            year_of: for days without a year.
        """
        return cls(*parse_days(text, year_of))

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def said(self) -> Bilingual:
        """Name it to a reader."""
        return Bilingual.of(lambda language: format_days(self.first, self.last, language))

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[dt.date]:
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY

    def clipped(self, window: Span) -> Span | None:
        """Give the part that lies in the window, if any."""
        first, last = max(self.first, window.first), min(self.last, window.last)
        return Span(first, last) if first <= last else None

    def weeks(self) -> Iterator[Span]:
        """Give the weeks that have a day of it, each whole: from Monday to Sunday.

        >>> [str(week) for week in Span.parse("2027-09-05/2027-09-06").weeks()]
        ['2027-08-30/2027-09-05', '2027-09-06/2027-09-12']
        """
        monday = self.first - dt.timedelta(days=self.first.weekday())
        while monday <= self.last:
            following = monday + ONE_WEEK
            yield Span(monday, following - ONE_DAY)
            monday = following

    def months(self, length: int = 1) -> Iterator[Span]:
        """Give the months, or what is so many of them from January on, that have a day of it, each whole.

        >>> [str(quarter) for quarter in Span.parse("2027-06-30/2027-07-01").months(3)]
        ['2027-04-01/2027-06-30', '2027-07-01/2027-09-30']
        """
        first = self.first.replace(day=1, month=(self.first.month - 1) // length * length + 1)
        while first <= self.last:
            following = add_months(first, length)
            yield Span(first, following - ONE_DAY)
            first = following

    def decades(self) -> tuple[Span, ...]:
        """Give the three decades of a month: of ten days, of ten days, and the rest, where there is any.

        >>> str(month_span(2027, 2).decades()[2])
        '2027-02-21/2027-02-28'
        """
        second, third = (self.first + dt.timedelta(days=DAYS_IN_DECADE * number) for number in (1, 2))
        rest = (Span(third, self.last),) if third <= self.last else ()
        return Span(self.first, second - ONE_DAY), Span(second, third - ONE_DAY), *rest


@dataclass(frozen=True, slots=True)
class OpenSpan(TextValue):
    """From one day to another, both included, or with one of its ends open (ISO 8601-2, 4.4).

    >>> str(OpenSpan.parse("../2027-05-18")), str(OpenSpan.parse("2027-04-13"))
    ('../2027-05-18', '2027-04-13/2027-04-13')
    >>> OpenSpan.parse("../..")
    Traceback (most recent call last):
    ValueError: a span has a first day or a last one
    """

    first: dt.date | None
    last: dt.date | None

    PATTERN: ClassVar[str] = r"^(\d{4}-\d{2}-\d{2}(/(\d{4}-\d{2}-\d{2}|\.\.))?|\.\./\d{4}-\d{2}-\d{2})$"
    SAYS: ClassVar[str] = "2027-04-13/2027-05-18"

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a span has a first day or a last one")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"the span ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2027-04-13/2027-05-18», «../2027-05-18», «2027-04-13/..»; one date alone is one day."""
        first, slash, last = (part.strip() for part in text.partition("/"))
        start = None if first == _OPEN else parse_day(first)
        if not slash:
            return cls(start, start)
        return cls(start, None if last == _OPEN else parse_day(last))

    def __str__(self) -> str:
        return "/".join(_OPEN if day is None else day.isoformat() for day in (self.first, self.last))


def last_day_of_month(year: int, month: int) -> int:
    """Tell how many days a month has."""
    return calendar.monthrange(year, month)[1]


def month_span(year: int, month: int) -> Span:
    """Give the days of a month."""
    return Span(dt.date(year, month, 1), dt.date(year, month, last_day_of_month(year, month)))


def add_months(day: dt.date, months: int) -> dt.date:
    """Go whole months forward or back; the end of a month stays the end of a month.

    >>> add_months(dt.date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    # ст. 192 ГК РФ: «Если окончание срока, исчисляемого месяцами, приходится на такой месяц, в котором
    # нет соответствующего числа, то срок истекает в последний день этого месяца».
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_IN_YEAR)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"{months} months from {day} there is no day")
    return dt.date(year, month + 1, min(day.day, last_day_of_month(year, month + 1)))

"""A day of the calendar: «17 января 2021 г.», «29.04», «двадцать пятого мая»."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Self, get_args

from roadmap_engine.calendars import SchoolYear, TextValue, last_day_of_month
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.forms import Form, Refusal
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.months import Month, in_year
from roadmap_engine.deadlines.place import Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.deadlines.years import NextYear, year_words
from roadmap_engine.russian.calendar_words import WEEKDAYS, ordinal
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.dates import month_name

__all__ = ["FORMS", "WEEKDAY_NAMES", "Day", "DayOfWeek", "WeekdayName", "day_of"]

LEAP_YEAR, SUMMER_DAYS, MOST_IN_MONTH = 2024, 93, 5
WeekdayName = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_NAMES: tuple[WeekdayName, ...] = get_args(WeekdayName)


@dataclass(frozen=True, slots=True)
class Day(Place, TextValue):
    """A day, with or without its year: «2021-01-17», «01-17»."""

    day: int
    month: int
    year: int | None = None

    YEAR: ClassVar[str] = "year"
    KIND: ClassVar[str] = "day"
    PATTERN: ClassVar[str] = r"^(\d{4}-)?\d{2}-\d{2}$"
    SAYS: ClassVar[str] = "2021-01-17 or 01-17"

    def __post_init__(self) -> None:
        Month(self.month, self.year)
        if not 1 <= self.day <= last_day_of_month(self.year or LEAP_YEAR, self.month):
            raise ValueError(f"there is no day {self.day} in month {self.month}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2021-01-17» or «01-17»."""
        found = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", text)
        if found is None:
            raise ValueError(f"«{text}» is not a date such as {cls.SAYS}")
        return cls(int(found[3]), int(found[2]), int(found[1]) if found[1] else None)

    def __str__(self) -> str:
        text = f"{self.month:02}-{self.day:02}"
        return text if self.year is None else f"{self.year}-{text}"

    __get_pydantic_core_schema__ = TextValue.__dict__["__get_pydantic_core_schema__"]

    @property
    def full(self) -> dt.date | None:
        """The date, where the year is said."""
        return dt.date(self.year, self.month, self.day) if self.year is not None else None

    def days(self, frame: Frame) -> Days:
        """The day; none where its year has no such day (29 February)."""
        year = frame.year_of(self.month, self.year)
        if self.day > last_day_of_month(year, self.month):
            return ()
        day = dt.date(year, self.month, self.day)
        return (Stretch(None, day, day),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «17 января 2021 г.»."""
        return self.words()

    def words(self, *, year: bool = True) -> str:
        """Print it with or without its year."""
        return f"{self.day} {month_name(self.month, Case.GENITIVE)}{year_words(self.year) if year else ''}"


@dataclass(frozen=True, slots=True)
class DayOfWeek(Place):
    """«12 октября (понедельник)», «30 октября (последняя пятница)»: a day with the weekday the phrase says it is.

    Attributes:
        of: the day; its weekday may tell its year.
        weekday: what it is said to be.
        nth: which one of its month, -1 the last; None where the phrase does not say.
    """

    of: Day
    weekday: WeekdayName
    nth: int | None = None
    place: Literal["day-of-week"] = field(default="day-of-week", kw_only=True)

    __pydantic_config__ = structure()

    def __post_init__(self) -> None:
        if self.nth is not None and not (self.nth == -1 or 0 < self.nth <= MOST_IN_MONTH):
            raise ValueError(f"no month has a weekday number {self.nth}")

    def is_right(self, day: dt.date) -> bool:
        """Tell whether a day is the weekday that is said, and which one of its month."""
        return day.weekday() == WEEKDAY_NAMES.index(self.weekday) and self.nth in (None, *_counts(day))

    def right_words(self, day: dt.date) -> str:
        """Name the weekday a day really is, with its number in the month where the phrase says one."""
        return _weekday_words(day.weekday(), None if self.nth is None else _counts(day)[0])

    def weekday_words(self) -> str:
        """Print the weekday as it is said: «последняя пятница»."""
        return _weekday_words(WEEKDAY_NAMES.index(self.weekday), self.nth)

    def days(self, frame: Frame) -> Days:
        """The day in its year; without a year, in the one of the plan, or the summer before it, that has that weekday."""
        found = self.of.days(frame)
        if self.of.year is not None or isinstance(found, Awaited):
            return found
        window = frame.context.window
        earliest = window.first - dt.timedelta(days=SUMMER_DAYS)
        near = [
            days
            for years in (0, -1, 1)
            if isinstance(days := self.of.days(frame.shifted(years)), tuple) and days
        ]
        inside = [days for days in near if earliest <= days[0].first <= window.last]
        return next((days for days in inside if self.is_right(days[0].first)), found)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «12 октября (понедельник)»."""
        return f"{self.of.say(case, events)} ({self.weekday_words()})"


def _counts(day: dt.date) -> tuple[int, ...]:
    """Give which one of its weekday in its month a day is, from the start and, of the last one, from the end."""
    first = (day.day - 1) // 7 + 1
    return (first, -1) if day.day + 7 > last_day_of_month(day.year, day.month) else (first,)


def _weekday_words(weekday: int, nth: int | None) -> str:
    unit = WEEKDAYS[weekday]
    return unit.singular[0] if nth is None else f"{ordinal(nth, unit.gender)} {unit.singular[0]}"


def day_of(day: int, month: int, year: int | None = None) -> Day | None:
    """Make a day; none where no calendar has it."""
    try:
        return Day(day, month, year)
    except ValueError:
        return None


def _numeric(token: Token) -> Day | None:
    return day_of(*token.numbers)


def _named(number: Token, month: Token) -> Day | None:
    return day_of(number.number, month.number)


def _numbered(number: Token, month: Token) -> Day | Refusal | None:
    """«1 числа сентября»; «20-е числа мая» are ten days or so."""
    if number.gender == "е":
        return Refusal(
            "RM304",
            (
                (
                    "better",
                    f"{number.number} {month.text}; с {number.number} по {min(number.number + 9, 30)} {month.text}",
                ),
            ),
        )
    return _named(number, month)


def _with_year(day: Day, year: int | SchoolYear | str) -> Day | None:
    if day.year is not None:
        # «01.11.2026 2026/2027 учебного года» says the same twice, or two things.
        same = isinstance(year, SchoolYear) and in_year(Month(day.month), year) == Month(day.month, day.year)
        return day if same else None
    month = in_year(Month(day.month), year)
    return day_of(day.day, day.month, month.year) if isinstance(month, Month) else None


def _next_year(day: Day, *, reported: bool = False) -> NextYear | None:
    return NextYear(day, reported=reported) if day.lacks_year else None


FORMS = (
    Form("DayMonth", "17 января", "{day-number} {month:genitive}", _named),
    Form("DayMonth", "к первому сентября", "{day-ordinal} {month:genitive}", _named),
    Form("DayMonth", "до 1 (первого) октября", r"{day-number} \( {ordinal} \) {month:genitive}", lambda number, again, month: _named(number, month) if number.value == again.value else None),
    Form("DayMonth", "29.04", "{day-month}", _numeric),
    Form("DayMonth", "1 число сентября", "{day-number} (числа|число|числу) {month:genitive}", _numbered),
    Form("Day", "17.01.2021", "{date}", _numeric),
    Form("Day", "17.01.2021 г.", "{date} <year>", _numeric),
    Form("Day", "17 января", "{DayMonth}", lambda day: day),
    Form("Day", "17 января 2021 г.", "{DayMonth} {Year}", _with_year),
    Form("Day", "25 мая 2026-2027 уч. года", "{DayMonth} {SchoolYear}", _with_year),
    Form("Day", "до 31 мая текущего года", "{DayMonth} {ThisYear}", _with_year),
    Form("Day", "до 15 декабря следующего года", "{DayMonth} <next-year>", _next_year),
    Form("Day", "ежегодно до 1 апреля года, следующего за отчетным", "{DayMonth} <next-to-reported>", lambda day: _next_year(day, reported=True)),
)  # fmt: skip

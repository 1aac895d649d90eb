"""Months and seasons of the calendar, with or without their year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from roadmap_engine.calendars import SchoolYear, TextValue, month_span
from roadmap_engine.calendars.years import EARLIEST, LATEST
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.place import FIRST_SCHOOL_MONTH, Days, Frame, Place, Stretch
from roadmap_engine.deadlines.values import structure
from roadmap_engine.deadlines.years import NextYear, year_words
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY
from roadmap_engine.russian.calendar_words import SEASONS
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.dates import month_name

__all__ = ["FORMS", "PHRASES", "Month", "Season", "SeasonName", "in_year", "month_key"]

SeasonName = Literal["winter", "spring", "summer", "autumn"]
FEBRUARY, DECEMBER = 2, 12
_FIRST_MONTHS: dict[SeasonName, int] = {"winter": DECEMBER, "spring": 3, "summer": 6, "autumn": 9}


def month_key(year: int, month: int) -> str:
    """Name a month of a year among occurrences: «2027-03»."""
    return f"{year}-{month:02}"


@dataclass(frozen=True, slots=True)
class Month(Place, TextValue):
    """A month, with or without its year: «2021-09», «09»."""

    month: int
    year: int | None = None

    RANK: ClassVar[float] = 2
    YEAR: ClassVar[str] = "year"
    NAME: ClassVar[str | None] = "month"
    KIND: ClassVar[str] = "month"
    PATTERN: ClassVar[str] = r"^(\d{4}-)?\d{2}$"
    SAYS: ClassVar[str] = "2021-09 or 09"

    def __post_init__(self) -> None:
        if not 1 <= self.month <= DECEMBER:
            raise ValueError(f"there is no month {self.month}")
        if self.year is not None and not EARLIEST <= self.year <= LATEST:
            raise ValueError(f"{self.year}-{self.month:02} is a day outside {FIRST_DAY} to {LAST_DAY}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2021-09» or «09»."""
        found = re.fullmatch(r"(?:(\d{4})-)?(\d{1,2})", text)
        if found is None:
            raise ValueError(f"«{text}» is not a month such as {cls.SAYS}")
        return cls(int(found[2]), int(found[1]) if found[1] else None)

    def __str__(self) -> str:
        return f"{self.month:02}" if self.year is None else month_key(self.year, self.month)

    __get_pydantic_core_schema__ = TextValue.__dict__["__get_pydantic_core_schema__"]

    def days(self, frame: Frame) -> Days:
        """From its first day to its last."""
        year = frame.year_of(self.month, self.year)
        span = month_span(year, self.month)
        return (Stretch(month_key(year, self.month), span.first, span.last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «сентября 2026 г.»."""
        return month_name(self.month, case) + year_words(self.year)


@dataclass(frozen=True, slots=True)
class Season(Place):
    """«Осень 2026 г.»: three calendar months; a winter is named by the year it ends in."""

    season: SeasonName
    year: Annotated[int, Field(ge=1990, le=2199)] | None = None
    place: Literal["season"] = field(default="season", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 3
    YEAR: ClassVar[str] = "year"
    NAME: ClassVar[str | None] = "season"

    def days(self, frame: Frame) -> Days:
        """Three whole months; a winter begins in December of the year before."""
        first = _FIRST_MONTHS[self.season]
        if self.season == "winter":
            year = frame.year_of(FEBRUARY, self.year)
            return (Stretch(None, dt.date(year - 1, first, 1), month_span(year, FEBRUARY).last),)
        year = frame.year_of(first, self.year)
        return (Stretch(None, dt.date(year, first, 1), month_span(year, first + 2).last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «осени 2026 г.»."""
        return SEASONS[self.season].singular[list(Case).index(case)] + year_words(self.year)


def in_year(place: Month | Place, year: int | SchoolYear | str) -> Place | None:
    """Give a month the year that is said behind it, a school year as the calendar year it falls in.

    «Текущего года» says no more than the plan does.
    """
    if not isinstance(place, (Month, Season)) or place.year is not None:
        return None
    match year:
        case str():
            return place
        case SchoolYear():
            month = place.month if isinstance(place, Month) else _FIRST_MONTHS[place.season]
            winter = isinstance(place, Season) and place.season == "winter"
            stated = year.start if month >= FIRST_SCHOOL_MONTH and not winter else year.start + 1
        case int():
            stated = year
    return Month(place.month, stated) if isinstance(place, Month) else Season(place.season, stated)


def _month(token: Token) -> Month:
    return Month(token.number)


def _numeric(token: Token) -> Month:
    return Month(*token.numbers)


def _season(token: Token) -> Season:
    return Season(token.value)  # type: ignore[arg-type]  # the lexicon's value


PHRASES = (
    Phrases("season-time", ("месяцев", "месяцы", "месяца", "период", "периода", "периоде", "время")),
    Phrases("next-year", ("следующего года", "следующего г", "будущего года", "последующего года")),
    Phrases("next-to-reported", ("года следующего за отчетным", "года , следующего за отчетным", "следующего за отчетным года",
                                 "года , следующего за отчетным годом", "года следующего за отчетным годом")),
)  # fmt: skip


def _named(makes: str, token: str) -> tuple[Form, ...]:
    """Give the forms of a month, in any case or, as a container, in the genitive."""
    name = f"{makes}Name"
    return (
        Form(name, "сентябрь", f"{{{token}}}", _month),
        Form(name, "в сентябре месяце", f"{{{token}}} (месяце|месяц|месяца|мес)", _month),
        Form(makes, "сентябрь", f"{{{name}}}", lambda month: month),
        Form(makes, "сентябрь 2026 г.", f"{{{name}}} {{Year}}", in_year),
        Form(makes, "март,2027", f"{{{name}}} , {{Year}}", in_year),
        Form(makes, "сентябрь 2026-2027 учебного года", f"{{{name}}} {{SchoolYear}}", in_year),
        Form(makes, "май текущего года", f"{{{name}}} {{ThisYear}}", in_year),
        Form(makes, "январь следующего года", f"{{{name}}} <next-year>", NextYear),
        Form(
            makes,
            "май года, следующего за отчётным",
            f"{{{name}}} <next-to-reported>",
            lambda month: NextYear(month, reported=True),
        ),
    )


FORMS = (
    *_named("Month", "month"),
    *_named("MonthOf", "month:genitive"),
    *_named("MonthBare", "month:direct"),
    *(Form(makes, "09.2026", "{month-year} <year>", _numeric) for makes in ("Month", "MonthBare")),
    *(Form(makes, "09.2026", "{month-year}", _numeric) for makes in ("Month", "MonthBare")),
    Form("SeasonName", "летом", "{season}", _season),
    Form("SeasonName", "летний период", "{break-name} <season-time>", lambda name: _season(name) if name.value != "february" else None),
    Form("Season", "летом", "{SeasonName}", lambda season: season),
    Form("Season", "лето 2027 года", "{SeasonName} {Year}", in_year),
    Form("Season", "осенью 2026-2027 учебного года", "{SeasonName} {SchoolYear}", in_year),
)  # fmt: skip

"""Years: a school year, calendar years, the year and the time of the plan, «следующего года»."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.calendars.years import EARLIEST, LATEST
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.place import Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import UNITS

__all__ = [
    "FORMS", "PHRASES", "AcademicYear", "NextYear", "PlanTime", "PlanYear", "Year", "Years", "year_of",
    "year_words",
]  # fmt: skip

Year = Annotated[int, Field(ge=EARLIEST, le=LATEST)]


def year_words(year: int | None) -> str:
    """Print a year behind a day or a month; nothing where none is said.

    >>> year_words(2027), year_words(None)
    (' 2027 г.', '')
    """
    return f" {year} г." if year is not None else ""


def year_of(unit: str, case: Case) -> str:
    """Decline «год», «учебный год».

    >>> year_of("учебный год", Case.GENITIVE)
    'учебного года'
    """
    return UNITS[unit].singular[list(Case).index(case)]


@dataclass(frozen=True, slots=True)
class AcademicYear(Place):
    """«2026/2027 учебный год»; without years, the plan's own."""

    school_year: SchoolYear | None = None
    place: Literal["school-year"] = field(default="school-year", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 5
    YEAR: ClassVar[str] = "school_year"
    NAME: ClassVar[str | None] = "school-year"

    def title(self) -> str:
        """Print it in the genitive."""
        return "учебного года"

    def days(self, frame: Frame) -> Days:
        """From 1 September to the last day of lessons, or to 31 August where that is not known."""
        year = frame.one_school_year(self.school_year)
        if year is None:
            return Awaited("school-year", "учебный год, о котором идёт речь", "the school year that is meant")
        end = self.last_lesson(frame)
        last = end if isinstance(end, dt.date) and end > year.first_day else year.last_day
        return (Stretch(None, year.first_day, last),)

    def last_lesson(self, frame: Frame) -> dt.date | Awaited:
        """Give the last day of lessons, which the school's own calendar sets.

        ст. 28, 30 закона «Об образовании»: the calendar schedule is the school's own act, so without it the
        day is not known.
        """
        known = frame.context.anchors.get("school-year-end")
        if known is not None:
            return known.last if isinstance(known, Span) else known
        terms = frame.terms_of(frame.one_school_year(self.school_year))
        last = terms.last_day_of_lessons(frame.context.grade) if terms else None
        return last or Awaited("school-year-end", "окончание учебного года", "the end of the school year")

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «2026/2027 учебный год»."""
        stated = f"{self.school_year} " if self.school_year else ""
        return stated + year_of("учебный год", case)


@dataclass(frozen=True, slots=True)
class Years(Place):
    """«2027 год», «2025–2027 годы»: calendar years, both included."""

    year: Year
    through: Year | None = None
    place: Literal["calendar-year"] = field(default="calendar-year", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 5
    YEAR: ClassVar[str] = "year"
    NAME: ClassVar[str | None] = "calendar-year"

    def __post_init__(self) -> None:
        if not EARLIEST <= self.year <= (self.through or self.year) <= LATEST or self.through == self.year:
            raise ValueError(f"years {self.year} to {self.through} do not go forward")

    def days(self, frame: Frame) -> Days:
        """From 1 January of the first to 31 December of the last."""
        return (Stretch(None, dt.date(self.year, 1, 1), dt.date(self.through or self.year, 12, 31)),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print them: «2027 г.», «2025–2027 гг.»."""
        return f"{self.year}–{self.through} гг." if self.through else f"{self.year} г."


@dataclass(frozen=True, slots=True)
class PlanYear(Place):
    """«В течение года»: the year the plan is made for, whichever kind it is."""

    place: Literal["year"] = field(default="year", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 5

    def days(self, frame: Frame) -> Days:
        """The plan's school year, its calendar year, or its span."""
        year = frame.context.year
        if isinstance(year, SchoolYear):
            return AcademicYear(year).days(frame)
        window = frame.context.window
        return (Stretch(None, window.first, window.last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it."""
        return year_of("год", case)


@dataclass(frozen=True, slots=True)
class PlanTime(Place):
    """«Весь период»: as long as the plan runs."""

    place: Literal["plan"] = field(default="plan", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 5
    NAME: ClassVar[str | None] = "plan"

    def days(self, frame: Frame) -> Days:
        """All days of the plan."""
        window = frame.context.whole or frame.context.plan or frame.context.window
        return (Stretch(None, window.first, window.last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it."""
        return "весь период реализации плана" if case in _DIRECT else "всего периода реализации плана"


@dataclass(frozen=True, slots=True)
class NextYear(Place):
    """«15 декабря следующего года», «1 апреля года, следующего за отчётным».

    Attributes:
        of: a day or a month that states no year.
        reported: whether the year is the one after the year reported on.
    """

    of: Place
    reported: bool = False
    place: Literal["next-year"] = field(default="next-year", kw_only=True)

    __pydantic_config__ = structure()
    OF: ClassVar[frozenset[str]] = frozenset({"day", "month", "through"})

    def __post_init__(self) -> None:
        self._is_made_of(self.of)
        if self.of.kind == "through" and any(each.kind != "day" for each in self.of.parts()):
            raise ValueError("only days go into the next year together")
        if self.of.kind == "through" and self.of.runs_back:  # type: ignore[attr-defined]
            raise ValueError("days that cross New Year lie in two years")
        if not self.of.lacks_year:
            raise ValueError("only a day or a month without a year is of the next year")

    @property
    def rank(self) -> float:
        """That of the day or month."""
        return self.of.rank

    def days(self, frame: Frame) -> Days:
        """In the calendar year after the one the plan begins in, or reports on."""
        if self.reported:
            # The year reported on is the one before the year it is due in: the plan has the latter.
            return self.of.days(frame)
        window = frame.context.window
        return self.of.days(
            replace(frame, context=replace(frame.context, year=_calendar(window.first.year + 1)))
        )

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it."""
        tail = "года, следующего за отчётным" if self.reported else "следующего года"
        return f"{self.of.say(case, events)} {tail}"


def _calendar(year: int) -> Span:
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


_DIRECT = (Case.NOMINATIVE, Case.ACCUSATIVE)


def _years(first: Token, last: Token) -> Years | None:
    year, through = int(first.text), int(last.text)
    through = through if through > 99 else year // 100 * 100 + through
    return Years(year, through) if EARLIEST <= year < through <= LATEST else None


def _school_year(first: Token, last: Token) -> SchoolYear:
    return SchoolYear.parse(f"{first.text}/{last.text}")


PHRASES = (
    Phrases("school-year", ("учебный год", "учебного года", "учебном году", "учебному году", "учебным годом", "уч год",
                            "уч г", "уч года", "уч году", "учебного г", "учебный г", "учебных года", "учебные годы",
                            "учебных годов", "учеб год", "учеб года", "уч гг", "у г", "у году")),
    Phrases("year", ("г г", "г", "год", "года", "году", "гг", "годы", "годов", "годах", "годам", "годом")),
    Phrases("to", ("-", "/", "- /")),
    Phrases("this", ("текущего", "этого", "т", "тек", "данного", "нынешнего", "текущем", "этом", "текущий")),
    Phrases("plan-time", (
        "весь период", "всего периода", "всем периоде",
        "весь период реализации", "всего периода реализации", "всего срока реализации", "весь срок реализации",
        "весь период действия", "всего периода действия", "заявленного периода",
        "всего срока действия", "весь срок действия",
    )),
    Phrases("term-of", ("период реализации", "периода реализации", "срока реализации", "срок реализации", "срока действия", "периода действия")),
    Phrases("of-plan", (
        "плана", "программы", "проекта", "дорожной карты", "« дорожной карты »", "плана мероприятий", "мероприятий",
        "настоящего плана", "комплекса мер",
    )),
    Phrases("whole", ("весь", "всего", "целый", "целого", "круглый", "всей", "всю", "вся", "все", "всех", "всем")),
)  # fmt: skip

FORMS = (
    Form("SchoolYear", "25 мая 2026-2027 учебного года", "{year4} <to> {year4} <school-year>", _school_year),
    Form("SchoolYear", "сентябрь 2026/27 уч. г.", "{year4} <to> {year2} <school-year>", _school_year),
    Form("SchoolYear", "в 2026-27 году", "{year4} <to> {year2} (год|года|году)", _school_year),
    Form("SchoolYearBare", "II полугодие 2026-2027", "{year4} <to> {year4}", _school_year),
    Form("SchoolYearBare", "II полугодие 2026-27", "{year4} <to> {year2}", _school_year),
    Form("Year", "ноябрь 2026 г.", "{year4} <year>", lambda year: int(year.text)),
    Form("Year", "ноябрь 2026", "{year4}", lambda year: int(year.text)),
    Form("Year", "25 декабря 26 г.", "{year2} <year>", lambda year: 2000 + int(year.text)),
    Form("ThisYear", "до 31 мая текущего года", "<this> <year>", lambda: "this"),
    Form("ThisYear", "до 1 апреля соответствующего года", "(соответствующего) <year>", lambda: "this"),
    Form("ThisYear", "до 1 апреля соответствующего календарного года", "(соответствующего) (календарного) <year>", lambda: "this"),
    Form("ThisYear", "до 31 мая текущего календарного года", "<this> (календарного) <year>", lambda: "this"),
    Form("ThisYear", "до 31 мая с.г.", "(с) (г)", lambda: "this"),
    Form("ThisYear", "не позднее 20 мая текущего учебного года", "<this> <school-year>", lambda: "this"),
    Form("AcademicYear", "2026/2027 учебный год", "{SchoolYear}", AcademicYear),
    Form("AcademicYear", "в течение учебного года", "<school-year>", AcademicYear),
    Form("AcademicYear", "в течение текущего учебного года", "<this> <school-year>", AcademicYear),
    Form("AcademicYear", "до начала нового учебного года", "(нового|новый|новом|предстоящего|очередного) <school-year>", AcademicYear),
    Form("AcademicYear", "весь учебный год", "<whole> <school-year>", AcademicYear),
    Form("Years", "2027 год", "{year4} <year>", lambda year: Years(int(year.text))),
    Form("Years", "2025-2027 гг.", "{year4} - {year4} <year>", _years),
    Form("Years", "2026–27 гг.", "{year4} - {year2} (гг|годы|годов|годах)", _years),
    Form("Years", "2007 – 2010", "{year4} - {year4}", lambda a, b: _years(a, b) if int(b.text) > int(a.text) + 1 else None),
    Form("WholeYear", "весь год", "<whole> <year>", PlanYear),
    Form("WholeYear", "круглогодично", "(круглогодично)", PlanYear),
    Form("WholeYear", "в течение всего календарного года", "<whole> (календарного|календарный) <year>", PlanYear),
    Form("PlanTime", "весь период", "<plan-time>", PlanTime),
    Form("PlanTime", "в течение отчётного периода", "отчетного периода", PlanTime, cost=4),
    Form("PlanTime", "период реализации плана", "<term-of> <of-plan>", PlanTime),
    Form("PlanTime", "весь период реализации плана", "<plan-time> <of-plan>", PlanTime),
)  # fmt: skip

"""Parts of a year that have a number or a name: quarters, terms, half-years, school breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from roadmap_engine.calendars import BreakName, SchoolYear, TermKind, month_span
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.lexicon import UNIT_NOUNS
from roadmap_engine.deadlines.place import Days, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import structure
from roadmap_engine.deadlines.years import year_words
from roadmap_engine.russian.calendar_words import BREAKS
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import UNITS

__all__ = ["FORMS", "PHRASES", "ROMAN", "TERM_UNITS", "Break", "HalfYear", "Quarter", "Term", "unit_words"]

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
MONTHS_IN_QUARTER, MONTHS_IN_HALF = 3, 6
TERM_UNITS: dict[str, TermKind] = {
    "school-quarter": "quarter",
    "trimester": "trimester",
    "half-year": "half-year",
}
_UNITS_OF_TERMS = {kind: unit for unit, kind in TERM_UNITS.items()}
_MOST: dict[str, int] = {"quarter": 4, "school-quarter": 4, "trimester": 3, "half-year": 2}
_BREAKS_IN_CASES = dict(
    zip(Case, ["каникулы", "каникул", "каникулам", "каникулы", "каникулами", "каникулах"], strict=True)
)
_STEMS_IN_CASES = dict(zip(Case, ("ие", "их", "им", "ие", "ими", "их"), strict=True))
_FIRST_CALENDAR_YEAR = ("autumn",)


def unit_words(unit: str, case: Case) -> str:
    """Decline a unit: «четверти», «полугодием»."""
    return UNITS[UNIT_NOUNS[unit]].singular[list(Case).index(case)]


@dataclass(frozen=True, slots=True)
class Quarter(Place):
    """«I квартал 2021 г.»: a calendar quarter (квартал), not a school term (четверть)."""

    number: Literal[1, 2, 3, 4]
    year: Annotated[int, Field(ge=1990, le=2199)] | None = None
    place: Literal["quarter"] = field(default="quarter", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 3
    YEAR: ClassVar[str] = "year"
    NAME: ClassVar[str | None] = "quarter"

    def days(self, frame: Frame) -> Days:
        """Three whole months."""
        last = self.number * MONTHS_IN_QUARTER
        # A quarter that ends with June is no summer, whichever summer the plan's neighbours speak of.
        year = frame.year_of(5 if last == 6 else last, self.year)
        return (Stretch(None, dt.date(year, last - 2, 1), month_span(year, last).last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «I квартала 2027 г.»."""
        return f"{ROMAN[self.number]} {unit_words('quarter', case)}{year_words(self.year)}"


@dataclass(frozen=True, slots=True)
class HalfYear(Place):
    """«I полугодие 2021 г.»: half of a calendar year; a school's half-year is a term."""

    number: Literal[1, 2]
    year: Annotated[int, Field(ge=1990, le=2199)]
    place: Literal["calendar-half-year"] = field(default="calendar-half-year", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 4
    YEAR: ClassVar[str] = "year"
    NAME: ClassVar[str | None] = "calendar-half-year"

    def days(self, frame: Frame) -> Days:
        """Six whole months."""
        last = self.number * MONTHS_IN_HALF
        return (Stretch(None, dt.date(self.year, last - 5, 1), month_span(self.year, last).last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «I полугодия 2027 г.»."""
        return f"{ROMAN[self.number]} {unit_words('half-year', case)}{year_words(self.year)}"


@dataclass(frozen=True, slots=True)
class Term(Place):
    """«I четверть»: a school term, whose days only the school knows."""

    term: TermKind
    number: Annotated[int, Field(ge=1, le=6)]
    school_year: SchoolYear | None = None
    place: Literal["term"] = field(default="term", kw_only=True)

    __pydantic_config__ = structure()
    YEAR: ClassVar[str] = "school_year"

    @property
    def rank(self) -> float:
        """A quarter, or half a year."""
        return 4 if self.term == "half-year" else 3

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _MOST[_UNITS_OF_TERMS[self.term]]:
            raise ValueError(f"no school year has {self.term} {self.number}")

    @property
    def name(self) -> str:
        """How anchors call it."""
        return f"{self.term}-{self.number}"

    def title(self) -> str:
        """Print it in the genitive."""
        return f"{self.number} {unit_words(_UNITS_OF_TERMS[self.term], Case.GENITIVE)}"

    def days(self, frame: Frame) -> Days:
        """The days the school has set."""
        terms = frame.terms_of(frame.one_school_year(self.school_year))
        found = terms.span_of(self.term, self.number) if terms else None
        if found is None:
            return _await_days(self)
        return (Stretch(None, found.first, found.last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «I четверти 2026/2027 учебного года»."""
        return f"{ROMAN[self.number]} {unit_words(_UNITS_OF_TERMS[self.term], case)}{_school_year(self.school_year)}"


@dataclass(frozen=True, slots=True)
class Break(Place):
    """«Осенние каникулы»; without a name, every break of the year."""

    name_of: BreakName | None = None
    school_year: SchoolYear | None = None
    place: Literal["break"] = field(default="break", kw_only=True)

    __pydantic_config__ = structure()
    RANK: ClassVar[float] = 1.5
    YEAR: ClassVar[str] = "school_year"

    @property
    def name(self) -> str:
        """How anchors call it."""
        return f"{self.name_of}-break" if self.name_of else "breaks"

    def title(self) -> str:
        """Print it in the genitive."""
        return f"{BREAKS[self.name_of]}их каникул" if self.name_of else "каникул"

    def days(self, frame: Frame) -> Days:
        """The days the school has set; of all breaks of the year, each by itself."""
        known = frame.terms_of(frame.one_school_year(self.school_year))
        if known is not None and self.name_of is None:
            names = dict.fromkeys(each.name for each in known.breaks)
            spans = [(name, known.break_of(name, frame.context.grade)) for name in names]
            found = [Stretch(f"{name}-break", span.first, span.last) for name, span in spans if span]
            return tuple(sorted(found, key=lambda each: each.first)) or _await_days(self)
        span = known.break_of(self.name_of, frame.context.grade) if known and self.name_of else None
        if span is None:
            return _await_days(self)
        return (Stretch(None, span.first, span.last),)

    def say(self, case: Case, events: EventVocabulary) -> str:
        """Print it: «осенних каникул»."""
        name = f"{BREAKS[self.name_of]}{_STEMS_IN_CASES[case]} " if self.name_of else ""
        return f"{name}{_BREAKS_IN_CASES[case]}{_school_year(self.school_year)}"


def _school_year(year: SchoolYear | None) -> str:
    return f" {year} учебного года" if year else ""


def numbered(number: int, unit: str, year: int | SchoolYear | str | None = None) -> Place | None:
    """Make the n-th quarter or term, in the year that is said behind it."""
    year = None if isinstance(year, str) else year
    if not 1 <= number <= _MOST[unit]:
        return None
    match unit, year:
        case "quarter", int() | None:
            return Quarter(number, year)  # type: ignore[arg-type]  # within the bounds
        case "quarter", SchoolYear():
            return Quarter(number, year.start if number > 2 else year.start + 1)  # type: ignore[arg-type]
        case "half-year", int():
            return HalfYear(number, year)  # type: ignore[arg-type]
        case _, SchoolYear() | None:
            return Term(TERM_UNITS[unit], number, year)
        case _:
            # A term of a calendar year: I and II end in its second half-year, which one is not said.
            return None


def _one(number: Token, unit: Token, year: int | SchoolYear | str | None = None) -> Place | None:
    return numbered(number.number, str(unit.value), year) if _agree(number, unit) else None


def _agree(number: Token, unit: Token) -> bool:
    return not number.places or any(place[0] in {unit.gender, "p"} for place in number.places)


def _several(
    numbers: Sequence[int], unit: Token, year: int | SchoolYear | str | None = None
) -> tuple[Place, ...] | None:
    found = tuple(place for number in numbers if (place := numbered(number, str(unit.value), year)))
    return found if len(found) == len(numbers) else None


def _of_seasons(seasons: Sequence[Token]) -> tuple[Place, ...]:
    return tuple(Break(season.value) for season in seasons)  # type: ignore[arg-type]  # a break has its season's name


def _break(name: Token | None, year: int | SchoolYear | str | None = None) -> Place | None:
    kind: BreakName | None = name.value if name else None  # type: ignore[assignment]
    match year:
        case SchoolYear() | None:
            return Break(kind, year)
        case int() if kind is not None and kind != "winter":
            return Break(kind, SchoolYear(year if kind in _FIRST_CALENDAR_YEAR else year - 1))
        case str():
            return Break(kind)
        case _:
            return None


PHRASES = (
    Phrases("school", ("школьные", "школьных", "ученические", "очередных", "все", "всех")),
    Phrases("of-study", ("учебная", "учебной", "учебную", "учебное", "учебного", "учебных", "учебные", "школьной",
                         "календарного", "календарный", "календарное", "отчетного")),
    Phrases("break-time", ("каникулярное время", "каникулярный период", "каникулярного периода",
                           "каникулярного времени", "каникулярные дни", "каникулярном периоде")),
)  # fmt: skip

_NUMBERED = "{numeral} {unit:term}"
FORMS = (
    Form("Term", "II четверть", _NUMBERED, _one),
    Form("Term", "первое учебное полугодие", "{numeral} <of-study> {unit:term}", _one),
    Form("Term", "I квартал 2027 г.", f"{_NUMBERED} {{Year}}", _one),
    Form("Term", "1 полугодие 2026-2027 учебного года", f"{_NUMBERED} {{SchoolYear}}", _one),
    Form("Term", "II полугодие 2026-2027", f"{_NUMBERED} {{SchoolYearBare}}", _one),
    Form("Term", "II четверть учебного года", f"{_NUMBERED} <school-year>", _one),
    Form("Term", "I полугодие текущего учебного года", f"{_NUMBERED} {{ThisYear}}", _one),
    Form("Terms", "I, III четверть", "{Numerals} {unit:term}", _several),
    Form("Terms", "I - II кварталы 2027 года", "{Numerals} {unit:term} {Year}", _several),
    Form("Terms", "1 и 2 полугодие 2026-2027 учебного года", "{Numerals} {unit:term} {SchoolYear}", _several),
    Form("Break", "осенние каникулы", "{break-name} {breaks}", lambda name, _: _break(name)),
    Form("Break", "осенние школьные каникулы", "{break-name} <school> {breaks}", lambda name, _: _break(name)),
    Form("Break", "зимние каникулы 2026/2027 учебного года", "{break-name} {breaks} {SchoolYear}", lambda name, _, year: _break(name, year)),
    Form("Break", "весенние каникулы 2027 года", "{break-name} {breaks} {Year}", lambda name, _, year: _break(name, year)),
    Form("Break", "в каникулы 2025/2026 учебного года", "{breaks} {SchoolYear}", lambda _, year: _break(None, year)),
    Form("Break", "в каникулы", "{breaks}", lambda _: _break(None)),
    Form("Break", "в дни школьных каникул", "<school> {breaks}", lambda _: _break(None)),
    Form("Break", "в каникулярное время", "<break-time>", lambda: _break(None)),
    Form("Breaks", "каникулы (осень, весна)", r"{breaks} \( {season} <and> {season} \)", lambda _, *seasons: _of_seasons(seasons)),
    Form("Breaks", "каникулы (осень, зима, весна)", r"{breaks} \( {season} <and> {season} <and> {season} \)", lambda _, *seasons: _of_seasons(seasons)),
    Form("Breaks", "каникулы (осенние, весенние)", r"{breaks} \( {break-name} <and> {break-name} \)", lambda _, one, two: (_break(one), _break(two))),
    Form("Breaks", "каникулы (осенние, зимние, весенние)", r"{breaks} \( {break-name} <and> {break-name} <and> {break-name} \)", lambda _, one, two, three: (_break(one), _break(two), _break(three))),
    Form("Breaks", "осенние, зимние, весенние и летние каникулы", "{break-name} <and> {break-name} <and> {break-name} <and> {break-name} {breaks}", lambda *names: tuple(_break(name) for name in names[:-1])),
    Form("Breaks", "осенние и весенние каникулы", "{break-name} <and> {break-name} {breaks}", lambda one, two, _: (_break(one), _break(two))),
    Form("Breaks", "осенние, зимние и весенние каникулы", "{break-name} <and> {break-name} <and> {break-name} {breaks}", lambda one, two, three, _: (_break(one), _break(two), _break(three))),
)  # fmt: skip


def _await_days(of: Term | Break) -> Awaited:
    return Awaited(of.name, f"даты {of.title()}", f"the days of {of.name.replace('-', ' ')}")

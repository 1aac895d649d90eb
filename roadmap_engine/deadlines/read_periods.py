"""Reading periods that a calendar defines: «учебного года», «I полугодия», «осенних каникул»."""

from __future__ import annotations

from roadmap_engine.calendars import BreakName, SchoolYear, TermKind
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.periods import (
    BreakPeriod,
    CalendarYearPeriod,
    HalfYearPeriod,
    MonthPeriod,
    Period,
    PlanPeriod,
    QuarterPeriod,
    SchoolYearPeriod,
    SeasonPeriod,
    TermPeriod,
    YearPeriod,
)
from roadmap_engine.deadlines.read_dates import read_ordinal, read_school_year, read_year, skip_year_word
from roadmap_engine.deadlines.read_months import read_month_entry
from roadmap_engine.deadlines.values import PartialMonth

__all__ = ["read_named_breaks", "read_numbered_periods", "read_period"]

_TERMS: dict[object, TermKind] = {
    "school-quarter": "quarter",
    "trimester": "trimester",
    "half-year": "half-year",
}
_MOST: dict[object, int] = {"school-quarter": 4, "trimester": 3, "half-year": 2, "quarter": 4}
_WHOLE = ("всего", "весь", "круглый", "всей", "всех", "данного", "текущего", "нового", "целого", "все")
FEWEST = 2
_SHORT = ("кв", "четв", "полуг")
_PLAN_HEADS = wordings(
    *(
        f"{head} {tail}"
        for head in ("периода", "период", "срока", "срок", "периоде")
        for tail in ("реализации", "действия", "выполнения", "исполнения")
    ),
    "реализации",
)
_PLAN_TAILS = wordings(
    *(
        "плана мероприятий",
        "дорожной карты",
        "« дорожной карты »",
        "плана",
        "программы",
        "проекта",
        "приказа",
    ),
    *("мероприятий", "настоящего плана", "настоящей дорожной карты", "данного плана", "комплекса мер"),
)
_WHOLE_PERIOD = wordings("всего периода", "весь период", "всего заявленного периода", "заявленного периода")
_BREAK_TIME = wordings(
    "каникулярного времени", "каникулярное время", "каникулярный период", "каникулярного периода"
)
_SEASON_TIME = ("периода", "период", "времени", "время", "сезона")


def read_period(c: Cursor) -> Period | None:
    """Read a period in any case."""
    origin = c.position
    if c.take(_WHOLE_PERIOD):
        if c.text() in ("реализации", "действия"):
            c.advance()
            c.take(_PLAN_TAILS)
        return PlanPeriod()
    c.take_text(*_WHOLE)
    found = _read_plan(c) or _read_year_period(c) or _read_numbered(c) or _read_season(c) or _read_month(c)
    if found is None:
        c.position = origin
    return found


def _read_plan(c: Cursor) -> PlanPeriod | None:
    if not c.take(_PLAN_HEADS):
        return None
    c.take(_PLAN_TAILS)
    return PlanPeriod()


def _is_year(c: Cursor, ahead: int = 0) -> bool:
    token = c.peek(ahead)
    return token.kind == "unit" and token.value == "year" and token.text != "лет"


def _read_year_period(c: Cursor) -> Period | None:
    origin = c.position
    school = read_school_year(c)
    if school is not None:
        return SchoolYearPeriod(school_year=school)
    if c.text() in ("учебного", "учебном", "учебный", "уч", "учебному"):
        c.advance()
        c.take_text(".")
        if _is_year(c):
            skip_year_word(c)
            return SchoolYearPeriod(school_year=read_school_year(c))
        c.position = origin
        return None
    c.take_text("календарного", "календарный", "календарном")
    if _is_year(c):
        skip_year_word(c)
        return YearPeriod()
    return _read_calendar_years(c, origin)


def _read_calendar_years(c: Cursor, origin: int) -> CalendarYearPeriod | None:
    first = _bare_year(c)
    last = None
    if first is not None and c.take_text("-"):
        last = _bare_year(c)
        if last is None or last <= first:
            c.position = origin
            return None
    if first is None or not _is_year(c):
        c.position = origin
        return None
    skip_year_word(c)
    return CalendarYearPeriod(year=first, through=last)


def _bare_year(c: Cursor) -> int | None:
    token = c.peek()
    if token.kind == "count" and isinstance(token.value, int) and 1990 <= token.value <= 2199:  # noqa: PLR2004
        c.advance()
        return token.value
    return None


def _read_numbered(c: Cursor) -> Period | None:
    """Read «I полугодия 2020-2021 учебного года», «2 квартал 2021 г.», «третья четверть»."""
    origin = c.position
    number = read_ordinal(c, most=4)
    unit = c.peek().value if c.kind() == "unit" else None
    if number is None or unit not in _MOST or not 1 <= number <= _MOST[unit]:
        c.position = origin
        return None
    if c.advance().text in _SHORT:
        c.take_text(".")
    school = read_school_year(c, bare=unit in _TERMS)
    if school is None and c.text() == "учебного" and _is_year(c, 1):
        c.position += 2
        school = read_school_year(c)
        if unit in _TERMS:
            return TermPeriod(term=_TERMS[unit], number=number, school_year=school)
    year = None if school is not None else read_year(c)
    if unit == "quarter" and school is None and not isinstance(year, SchoolYear):
        return QuarterPeriod(number=number, year=year)
    if unit == "half-year" and isinstance(year, int):
        return HalfYearPeriod(number=number, year=year)
    if unit == "quarter" or isinstance(year, int):
        c.position = origin
        return None
    if isinstance(year, SchoolYear):
        school = year
    return TermPeriod(term=_TERMS[unit], number=number, school_year=school)


def read_numbered_periods(c: Cursor) -> tuple[Period, ...] | None:
    """Read several terms or quarters that share one word: «I, III четверть», «1–2 кварталы 2027 г.»."""
    numbers: list[int] = []
    while (number := read_ordinal(c, most=4)) is not None and number > 0:
        if numbers and c.text(-2) == "-":
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
        at_last = c.position - 1
        if not c.take_text(",", "и", "-"):
            break
    if len(numbers) < FEWEST or numbers != sorted(set(numbers)):
        return None
    # The last number is read together with the word and the year; the others share them.
    c.position = at_last
    last = _read_numbered(c)
    if last is None:
        return None
    return (*(last.model_copy(update={"number": number}) for number in numbers[:-1]), last)


def read_named_breaks(c: Cursor) -> tuple[Period, ...] | None:
    """Read several breaks that share one word: «осенние и весенние каникулы»."""
    names = []
    while (name := c.take_kind("season-adj")) is not None:
        names.append(name.value)
        if not c.take_text(",", "и"):
            break
    if len(names) < FEWEST or not c.take_kind("break"):
        return None
    year = read_school_year(c)
    return tuple(BreakPeriod(name=name, school_year=year) for name in names)


def _read_season(c: Cursor) -> Period | None:
    origin = c.position
    if c.take_kind("break") or c.take(_BREAK_TIME):
        return BreakPeriod(school_year=read_school_year(c))
    noun = c.take_kind("season")
    if noun is not None:
        return _season(c, noun.value)
    adjective = c.take_kind("season-adj")
    if adjective is not None:
        if c.take_kind("break"):
            name: BreakName = adjective.value  # type: ignore[assignment]  # the lexicon's seasons are names of breaks
            return BreakPeriod(name=name, school_year=read_school_year(c))
        if c.take_text(*_SEASON_TIME):
            return _season(c, adjective.value)
    if c.text() in ("февральских", "февральские") and c.kind(1) == "break":
        c.position += 2
        return BreakPeriod(name="february", school_year=read_school_year(c))
    c.position = origin
    return None


def _season(c: Cursor, season: object) -> SeasonPeriod | None:
    year = read_year(c)
    if isinstance(year, SchoolYear):
        year = year.start if season == "autumn" else year.start + 1
    return SeasonPeriod(season=season, year=year)


def _read_month(c: Cursor) -> Period | None:
    origin = c.position
    if c.kind() != "month":
        return None
    entry = read_month_entry(c)
    if isinstance(entry, PartialMonth):
        return MonthPeriod(month=entry)
    c.position = origin
    return None

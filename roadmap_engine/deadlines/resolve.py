"""Moments and periods of a rule in days: a year for what lacks one, the school's dates for its terms.

Nothing is guessed: what only the school or an event can tell comes back as `Awaited`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span, TermKind, month_span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.month_parts import part_span, weeks_span
from roadmap_engine.deadlines.periods import (
    BreakPeriod,
    CalendarYearPeriod,
    Edge,
    EventPeriod,
    HalfYearPeriod,
    Moment,
    MonthPeriod,
    Period,
    PlanPeriod,
    QuarterPeriod,
    SchoolYearPeriod,
    SeasonPeriod,
    TermPeriod,
)
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.values import MonthPart, MonthWeeks, NthWeekday, PartialDate, PartialMonth

__all__ = [
    "BREAK_TITLES",
    "TERM_GENITIVES",
    "Setting",
    "edge_id",
    "event_days",
    "moment_day",
    "month_days",
    "period_days",
    "place_date",
    "place_month",
    "school_years",
]

SUMMER = (6, 7, 8)
MONTHS_IN_QUARTER = 3

TERM_GENITIVES: Mapping[TermKind, str] = MappingProxyType(
    {"quarter": "четверти", "trimester": "триместра", "half-year": "полугодия"}
)
BREAK_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "autumn": "осенние",
        "winter": "зимние",
        "february": "февральские",
        "spring": "весенние",
        "summer": "летние",
    }
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9}


@dataclass(frozen=True, slots=True)
class Setting:
    """A context together with the vocabulary that names its events."""

    context: Context
    events: EventVocabulary


def school_years(context: Context) -> tuple[SchoolYear, ...]:
    """Give the school years a plan is about; none when that cannot be told."""
    year = context.year
    if isinstance(year, SchoolYear):
        return (year,)
    if isinstance(year, CalendarYear):
        return ()
    starts = range(year.first.year - 1, year.last.year + 1)
    return tuple(each for start in starts if (each := SchoolYear(start)).first_day in year)


def place_month(month: PartialMonth, context: Context) -> int:
    """Give the year of a month: its own, or the one it falls in within the plan's year."""
    if month.year is not None:
        return month.year
    year = context.year
    if isinstance(year, Span):
        return year.first.year + (month.month < year.first.month)
    return year.year_of_month(month.month)


def place_date(date: PartialDate, context: Context) -> dt.date | None:
    """Give a date its year; none when that year has no such day (29 February)."""
    year = place_month(PartialMonth(date.month, date.year), context)
    try:
        return dt.date(year, date.month, date.day)
    except ValueError:
        return None


def month_days(entry: PartialMonth | MonthPart | MonthWeeks, context: Context) -> Span:
    """Give the days of a month or a part of one."""
    month = entry if isinstance(entry, PartialMonth) else entry.of
    year = place_month(month, context)
    if isinstance(entry, MonthPart):
        return part_span(entry.part, year, month.month)
    if isinstance(entry, MonthWeeks):
        return weeks_span(entry.week, entry.through, year, month.month)
    return month_span(year, month.month)


def moment_day(moment: Moment, setting: Setting) -> dt.date | Awaited | None:  # noqa: PLR0911 - each form has its own exit
    """Give the day of a moment; none when no year has it."""
    context = setting.context
    if isinstance(moment, PartialDate):
        return place_date(moment, context)
    if isinstance(moment, NthWeekday):
        year = place_month(moment.month, context)
        days = [day for day in month_span(year, moment.month.month) if day.weekday() == moment.weekday]
        if moment.nth > len(days):
            return None
        return days[moment.nth - 1 if moment.nth > 0 else -1]
    known = context.anchors.get(edge_id(moment))
    if known is not None:
        return (
            known if isinstance(known, dt.date) else (known.first if moment.edge == "start" else known.last)
        )
    if moment.edge == "end" and isinstance(moment.of, SchoolYearPeriod):
        return _end_of_lessons(moment.of, setting)
    days_of = period_days(moment.of, setting)
    if isinstance(days_of, Awaited):
        return Awaited(
            edge_id(moment), f"{'начало' if moment.edge == 'start' else 'окончание'} {_genitive(moment.of)}"
        )
    return days_of.first if moment.edge == "start" else days_of.last


def edge_id(edge: Edge) -> str:
    """Name the edge of a period as an event: «school-year-end», «quarter-1-end», «autumn-break-start»."""
    period = edge.of
    if isinstance(period, TermPeriod):
        return f"{period.term}-{period.number}-{edge.edge}"
    if isinstance(period, BreakPeriod):
        return f"{period.name}-break-{edge.edge}"
    return f"{period.period}-{edge.edge}"


def _genitive(period: Period) -> str:
    if isinstance(period, TermPeriod):
        return f"{period.number} {TERM_GENITIVES[period.term]}"
    if isinstance(period, BreakPeriod):
        name = f"{BREAK_TITLES[period.name].removesuffix('е')}х " if period.name else ""
        return f"{name}каникул"
    return "учебного года" if isinstance(period, SchoolYearPeriod) else "периода"


def _of_school_year(stated: SchoolYear | None, context: Context) -> SchoolYear | None:
    if stated is not None:
        return stated
    years = school_years(context)
    return years[0] if len(years) == 1 else None


def _terms_hold(year: SchoolYear | None, context: Context) -> bool:
    """Tell whether the known terms are those of the year."""
    if context.terms is None or year is None:
        return False
    stated = context.terms.school_year
    return stated in (None, year)


def _end_of_lessons(period: SchoolYearPeriod, setting: Setting) -> dt.date | Awaited:
    # ч. 1 ст. 28, ст. 30 и порядок организации образовательной деятельности: the school's own calendar
    # schedule (календарный учебный график) sets the last day, so without it the day is not known.
    year = _of_school_year(period.school_year, setting.context)
    terms = setting.context.terms
    last = (
        terms.last_day_of_lessons(setting.context.grade)
        if terms and _terms_hold(year, setting.context)
        else None
    )
    return last or Awaited("school-year-end", "окончание учебного года")


def _nominative(words: str) -> str:
    """Turn «завершения этапа» into «завершение этапа»; what is no such noun stays as it is."""
    first, gap, rest = words.partition(" ")
    return f"{first[:-1]}е{gap}{rest}" if first.endswith(("ния", "тия")) else words


def event_days(event: str | None, words: str | None, setting: Setting) -> Span | Awaited:
    """Give the days of an event, if they are known."""
    context = setting.context
    known = context.anchors.get(event or words or "")
    if known is not None:
        return known if isinstance(known, Span) else Span(known, known)
    if event is None:
        return Awaited(None, _nominative(words or ""))
    held = context.anchors.get("procedure", context.procedure)
    if held is not None and event in ("procedure", "procedure-start", "procedure-end"):
        span = held if isinstance(held, Span) else Span(held, held)
        day = {"procedure-start": span.first, "procedure-end": span.last}.get(event)
        return Span(day, day) if day else span
    entry = setting.events.by_id.get(event)
    return Awaited(event, entry.title if entry else event)


def period_days(period: Period, setting: Setting) -> Span | Awaited:  # noqa: C901, PLR0911 - one exit a kind of period
    """Give the days of a period, or what must be known first."""
    context = setting.context
    if isinstance(period, MonthPeriod):
        return month_days(period.month, context)
    if isinstance(period, CalendarYearPeriod):
        return Span(dt.date(period.year, 1, 1), dt.date(period.through or period.year, 12, 31))
    if isinstance(period, HalfYearPeriod):
        first = month_span(period.year, 1 if period.number == 1 else 7)
        return Span(first.first, month_span(period.year, 6 if period.number == 1 else 12).last)
    if isinstance(period, QuarterPeriod):
        last = period.number * MONTHS_IN_QUARTER
        year = place_month(PartialMonth(last, period.year), context)
        return Span(month_span(year, last - 2).first, month_span(year, last).last)
    if isinstance(period, SeasonPeriod):
        return _season_days(period, context)
    if isinstance(period, SchoolYearPeriod):
        return _school_year_days(period, setting)
    if isinstance(period, TermPeriod):
        return _term_days(period, context)
    if isinstance(period, BreakPeriod):
        return _break_days(period, context)
    if isinstance(period, EventPeriod):
        return event_days(period.event, period.words, setting)
    if isinstance(period, PlanPeriod):
        return context.plan or context.window
    return _plan_year_days(setting)


def _season_days(period: SeasonPeriod, context: Context) -> Span:
    if period.season == "winter":
        # A winter is named by the year it ends in, and begins in December before.
        year = period.year if period.year is not None else place_month(PartialMonth(2), context)
        return Span(dt.date(year - 1, 12, 1), month_span(year, 2).last)
    first = _SEASONS[period.season]
    year = place_month(PartialMonth(first, period.year), context)
    return Span(dt.date(year, first, 1), month_span(year, first + 2).last)


def _plan_year_days(setting: Setting) -> Span:
    year = setting.context.year
    if isinstance(year, SchoolYear):
        found = _school_year_days(SchoolYearPeriod(school_year=year), setting)
        return found if isinstance(found, Span) else year.span
    return setting.context.window


def _school_year_days(period: SchoolYearPeriod, setting: Setting) -> Span | Awaited:
    year = _of_school_year(period.school_year, setting.context)
    if year is None:
        return Awaited("school-year", "учебный год, о котором идёт речь")
    end = moment_day(Edge(edge="end", of=replace_year(period, year)), setting)
    return Span(year.first_day, end if isinstance(end, dt.date) and end > year.first_day else year.last_day)


def replace_year(period: SchoolYearPeriod, year: SchoolYear) -> SchoolYearPeriod:
    """Give the period with its years stated."""
    return period.model_copy(update={"school_year": year})


def _term_days(period: TermPeriod, context: Context) -> Span | Awaited:
    year = _of_school_year(period.school_year, context)
    found = (
        context.terms.span_of(period.term, period.number)
        if context.terms and _terms_hold(year, context)
        else None
    )
    if found is not None:
        return found
    genitive = TERM_GENITIVES[period.term]
    return Awaited(f"{period.term}-{period.number}", f"даты {period.number} {genitive}")


def _break_days(period: BreakPeriod, context: Context) -> Span | Awaited:
    year = _of_school_year(period.school_year, context)
    if period.name is not None and context.terms and _terms_hold(year, context):
        found = context.terms.break_of(period.name, context.grade)
        if found is not None:
            return found
    return Awaited(f"{period.name}-break" if period.name else "breaks", f"даты {_genitive(period)}")


def shift_year(month: PartialMonth, context: Context, years: int) -> PartialMonth:
    """State the year of a month, moved by whole years."""
    return replace(month, year=place_month(month, context) + years)

"""Months of a plan in days: years for those that state none, summer months that open the plan."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.kinds import (
    MonthEntry,
    Months,
    month_of,
)
from roadmap_engine.deadlines.resolve import (
    SUMMER,
    month_days,
    place_month,
)
from roadmap_engine.deadlines.results import Occurrence, Reason, Schedule
from roadmap_engine.deadlines.settle import format_day
from roadmap_engine.deadlines.values import MonthPart, MonthRange, MonthWeeks, PartialMonth
from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["schedule_months"]

FIRST_SCHOOL_MONTH, FIRST_OPENING_MONTH = 9, 6


def schedule_months(rule: Months, context: Context) -> Schedule:
    """Date months: each entry is an occurrence of its own."""
    occurrences, reasons, problems = [], [], []
    for entry in _opening(rule, context):
        days = _entry_days(entry, context)
        if days is None:
            problems.append(Problem.of("RM303", words=_entry_words(entry)))
            continue
        key = _entry_key(entry, days)
        occurrences.append(Occurrence(key, days.first, days.last))
        reasons.append(Reason(f"{format_day(days.first)} – {format_day(days.last)}", days.last, key=key))
        if isinstance(context.year, Span) and _happens_twice(entry, context.year):
            problems.append(
                Problem.of("RM313", severity=Severity.NOTICE, month=_entry_words(entry), year=days.first.year)
            )
    return Schedule(occurrences=tuple(occurrences), reasons=tuple(reasons), problems=tuple(problems))


def _opening(rule: Months, context: Context) -> tuple[MonthEntry, ...]:
    """State the year of summer months that lead into September: the plan opens with them."""
    entries = list(rule.months)
    if not isinstance(context.year, SchoolYear):
        return tuple(entries)
    opening = FIRST_SCHOOL_MONTH
    for index in range(len(entries) - 1, -1, -1):
        entry = entries[index]
        first = month_of(entry)
        if isinstance(entry, PartialMonth) and entry.year is None and entry.month in SUMMER:
            following = month_of(entries[index + 1]) if index + 1 < len(entries) else None
            if following is not None and following.month == entry.month + 1 and following.month == opening:
                entries[index] = PartialMonth(entry.month, context.year.start)
                opening = entry.month
                continue
        opening = first.month if first.month == FIRST_SCHOOL_MONTH and first.year is None else 0
    return tuple(entries)


def _entry_days(entry: MonthEntry, context: Context) -> Span | None:
    if not isinstance(entry, MonthRange):
        return month_days(entry, context)
    first, last = month_days(entry.first, context), month_days(entry.last, context)
    if last.last < first.first and entry.first.year is None and entry.last.year is None:
        if isinstance(context.year, SchoolYear) and entry.first.month in range(
            FIRST_OPENING_MONTH, FIRST_SCHOOL_MONTH
        ):
            first = month_days(PartialMonth(entry.first.month, context.year.start), context)
        elif not isinstance(context.year, SchoolYear):
            year = place_month(entry.last, context) + 1
            last = month_days(PartialMonth(entry.last.month, year), context)
    return Span(first.first, last.last) if first.first <= last.last else None


def _entry_key(entry: MonthEntry, days: Span) -> str:
    key = f"{days.first.year}-{days.first.month:02}"
    if isinstance(entry, MonthRange):
        return f"{key}/{days.last.year}-{days.last.month:02}"
    if isinstance(entry, MonthPart):
        return f"{key}-{entry.part}"
    if isinstance(entry, MonthWeeks):
        return f"{key}-week-{entry.week if entry.week > 0 else 'last'}"
    return key


def _entry_words(entry: MonthEntry) -> str:
    return f"{entry.first} – {entry.last}" if isinstance(entry, MonthRange) else str(month_of(entry))


def _happens_twice(entry: MonthEntry, window: Span) -> bool:
    month = month_of(entry)
    years = range(window.first.year, window.last.year + 1)
    inside = [year for year in years if dt.date(year, month.month, 15) in window]
    return month.year is None and len(inside) > 1

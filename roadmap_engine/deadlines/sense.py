"""What the stated dates of a rule tell by themselves: out of order, or left from an older plan."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.kinds import By, Date, From, Months, Range, month_of
from roadmap_engine.deadlines.rule import Composite, Rule
from roadmap_engine.deadlines.settle import format_day
from roadmap_engine.deadlines.values import MonthRange, PartialDate, PartialMonth
from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["order_problems", "outside_problems"]


def order_problems(rule: Rule, span: tuple[int, int] | None = None) -> tuple[Problem, ...]:
    """Find stated dates that run backwards; they are never put right silently."""
    parts = rule.parts if isinstance(rule, Composite) else (rule,)
    found: list[Problem] = []
    previous: dt.date | None = None
    for part in parts:
        if isinstance(part, Range):
            since, until = _full(part.since), _full(part.until)
            if since and until and until < since:
                found.append(_reversed(since, until, span))
        elif isinstance(part, Months):
            found.extend(_months(part, span))
        day = _full(part.on) if isinstance(part, Date) else None
        if isinstance(part, Range):
            day = _full(part.since)
        if day and previous and day < previous:
            found.append(_disordered(previous, day, span))
        previous = day or previous
    return tuple(found)


def _full(moment: object) -> dt.date | None:
    if isinstance(moment, PartialDate) and moment.year is not None:
        return dt.date(moment.year, moment.month, moment.day)
    if isinstance(moment, PartialMonth) and moment.year is not None:
        return dt.date(moment.year, moment.month, 1)
    return None


def _months(rule: Months, span: tuple[int, int] | None) -> list[Problem]:
    found: list[Problem] = []
    previous: dt.date | None = None
    for entry in rule.months:
        first = _full(entry.first if isinstance(entry, MonthRange) else getattr(entry, "of", entry))
        last = _full(entry.last) if isinstance(entry, MonthRange) else first
        if first and last and last < first:
            found.append(_reversed(first, last, span))
        if first and previous and first < previous:
            found.append(_disordered(previous, first, span))
        previous = last or previous
    return found


def _reversed(since: dt.date, until: dt.date, span: tuple[int, int] | None) -> Problem:
    words = f"{since:%d.%m.%Y} – {until:%d.%m.%Y}"
    return Problem.of("RM303", span=span, words=words)


def _disordered(previous: dt.date, day: dt.date, span: tuple[int, int] | None) -> Problem:
    words = f"{previous:%d.%m.%Y}, {day:%d.%m.%Y}"
    return Problem.of("RM303", severity=Severity.WARNING, span=span, words=words)


def outside_problems(rule: Rule, context: Context) -> tuple[Problem, ...]:
    """Report stated dates that cannot belong to the plan's year: a text copied from an older plan."""
    stated = [
        day for part in (rule.parts if isinstance(rule, Composite) else (rule,)) for day in _stated(part)
    ]
    if not stated:
        return ()
    window = context.window
    earliest = window.first - dt.timedelta(days=93) if isinstance(context.year, SchoolYear) else window.first
    year = context.year if not isinstance(context.year, Span) else window
    return tuple(
        Problem.of("RM314", severity=Severity.WARNING, date=format_day(day), year=year)
        for day in stated
        if not earliest <= day <= window.last
    )


def _stated(rule: Rule) -> tuple[dt.date, ...]:
    moments: tuple[object, ...] = ()
    if isinstance(rule, Date):
        moments = (rule.on,)
    elif isinstance(rule, By):
        moments = (rule.until,)
    elif isinstance(rule, From):
        moments = (rule.since,)
    elif isinstance(rule, Range):
        moments = (rule.since, rule.until)
    elif isinstance(rule, Months):
        moments = tuple(month_of(entry) for entry in rule.months)
    days = []
    for moment in moments:
        if isinstance(moment, PartialDate) and moment.year is not None:
            days.append(dt.date(moment.year, moment.month, moment.day))
        if isinstance(moment, PartialMonth) and moment.year is not None:
            days.append(dt.date(moment.year, moment.month, 1))
    return tuple(days)

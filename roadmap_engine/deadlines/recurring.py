"""Recurring duties in dates, within the plan's year only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from roadmap_engine.calendars import Span, last_day_of_month, month_span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.cycles import Cycle, cycles_of
from roadmap_engine.deadlines.recurrence import DayOfMonth, EdgeOfCycle, InYear, OnWeekdays, Recurring
from roadmap_engine.deadlines.resolve import Setting
from roadmap_engine.deadlines.results import Awaited, Bounds, Occurrence, Reason, Schedule
from roadmap_engine.deadlines.rrule import recurrence_text
from roadmap_engine.deadlines.rule import Rule
from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["schedule_recurring"]

MONTHS_BACK = 7
_EVERY = {
    "day": "каждый день",
    "week": "каждую неделю",
    "month": "каждый месяц",
    "quarter": "каждый квартал",
    "school-quarter": "каждую четверть",
    "trimester": "каждый триместр",
    "half-year": "каждое полугодие",
    "term": "каждую четверть, триместр или полугодие школы",
    "year": "каждый год",
}

Scheduler = Callable[[Rule, Setting], Schedule]


def schedule_recurring(rule: Recurring, setting: Setting, schedule: Scheduler) -> Schedule:
    """Date a recurring duty; `schedule` dates the time it recurs in and its time of the year."""
    found = _window(rule, setting, schedule)
    if isinstance(found, Schedule):
        return found
    windows, until, reasons = found
    text = recurrence_text(rule, until)
    if isinstance(rule.at, InYear):
        return _yearly(rule, setting, schedule, text, windows)
    if rule.every == "day":
        # A duty of every day is a duty without deadlines: hundreds of dates would hide the others.
        return Schedule(standing=True, rrule=text, reasons=(Reason("каждый день: отдельных сроков нет"),))
    occurrences: list[Occurrence] = []
    awaited: Awaited | None = None
    for window in windows:
        cycles = _cycles(rule, window, setting.context)
        if isinstance(cycles, Awaited):
            awaited = cycles
            continue
        for cycle in cycles:
            occurrences.extend(_in_cycle(rule, cycle, window))
    reasons = (
        *reasons,
        Reason(f"{_EVERY[rule.every]}: сроков в плане — {len(occurrences)}", basis="период плана"),
    )
    if awaited is not None:
        problem = Problem.of("RM309", severity=Severity.WARNING, terms=awaited.title)
        bounds = Bounds(windows[0].first, windows[-1].last) if windows else None
        return Schedule(awaiting=(awaited,), problems=(problem,), bounds=bounds, rrule=text)
    return Schedule(occurrences=tuple(occurrences), reasons=reasons, rrule=text)


def _window(
    rule: Recurring, setting: Setting, schedule: Scheduler
) -> Schedule | tuple[tuple[Span, ...], dt.date | None, tuple[Reason, ...]]:
    whole = setting.context.plan or setting.context.window
    if rule.within is None:
        return (whole,), None, ()
    inner = schedule(rule.within, setting)
    if not inner.occurrences:
        return inner
    spans = []
    for each in inner.occurrences:
        first, last = each.start or whole.first, each.due or whole.last
        if first <= last:
            spans.append(Span(first, last))
    until = spans[-1].last if len(spans) == 1 and inner.occurrences[-1].due else None
    return tuple(spans), until, inner.reasons


def _yearly(
    rule: Recurring, setting: Setting, schedule: Scheduler, text: str | None, windows: tuple[Span, ...]
) -> Schedule:
    """Date a time of the year in each year of the window."""
    if not isinstance(rule.at, InYear):
        return Schedule()
    context = setting.context
    found = [cycles_of("year", rule.interval, window, context) for window in windows]
    several = [cycle for cycles in found if not isinstance(cycles, Awaited) for cycle in cycles]
    parts = []
    for cycle in several:
        year = context.year if len(several) == 1 and rule.within is None else cycle.whole
        part = schedule(rule.at.rule, replace(setting, context=replace(context, year=year)))
        keyed = tuple(
            replace(each, key=cycle.key if len(part.occurrences) == 1 else f"{cycle.key}.{each.key}")
            for each in part.occurrences
        )
        parts.append(replace(part, occurrences=keyed))
    return Schedule(
        occurrences=tuple(each for part in parts for each in part.occurrences),
        awaiting=tuple(dict.fromkeys(each for part in parts for each in part.awaiting)),
        reasons=(Reason("каждый год"), *(each for part in parts for each in part.reasons)),
        bounds=parts[0].bounds if parts else None,
        rrule=text,
        problems=tuple(dict.fromkeys(each for part in parts for each in part.problems)),
    )


def _cycles(rule: Recurring, window: Span, context: Context) -> tuple[Cycle, ...] | Awaited:
    if isinstance(rule.at, DayOfMonth) and rule.at.of == "following":
        # What is due after a cycle ends belongs to the window in which it is due.
        earlier = window.first
        for _ in range(MONTHS_BACK):
            earlier = (earlier.replace(day=1)) - dt.timedelta(days=1)
        reach = Span(earlier, window.last)
        return cycles_of(rule.every, rule.interval, reach, context)
    return cycles_of(rule.every, rule.interval, window, context)


def _in_cycle(rule: Recurring, cycle: Cycle, window: Span) -> list[Occurrence]:
    found = _placed(rule, cycle, window)
    if rule.times is None or rule.times == 1:
        return found
    return [
        replace(each, key=f"{each.key}.{number}") for each in found for number in range(1, rule.times + 1)
    ]


def _placed(rule: Recurring, cycle: Cycle, window: Span) -> list[Occurrence]:
    at = rule.at
    if isinstance(at, DayOfMonth):
        day = _day(at, cycle)
        if day not in window:
            return []
        return [Occurrence(cycle.key, day if at.edge == "on" else None, day)]
    if isinstance(at, OnWeekdays):
        return _weekdays(at, cycle, window)
    if isinstance(at, EdgeOfCycle):
        return _edge(at, cycle, window)
    return [Occurrence(cycle.key, cycle.days.first, cycle.days.last)]


def _day(at: DayOfMonth, cycle: Cycle) -> dt.date:
    first, last = cycle.whole.first, cycle.whole.last
    months = {"following": last + dt.timedelta(days=1), "last": last}
    month = months.get(at.of or "first", first)
    length = last_day_of_month(month.year, month.month)
    return month.replace(day=length if at.day == -1 else min(at.day, length))


def _weekdays(at: OnWeekdays, cycle: Cycle, window: Span) -> list[Occurrence]:
    days = [day for day in cycle.whole if day.weekday() in at.weekdays]
    if at.nth is not None:
        days = [
            day
            for day in month_span(cycle.whole.first.year, cycle.whole.first.month)
            if day.weekday() in at.weekdays
        ]
        if at.nth > len(days):
            return []
        days = [days[at.nth - 1 if at.nth > 0 else -1]]
    single = len(at.weekdays) == 1
    return [
        Occurrence(cycle.key if single else f"{cycle.key}-{day.isoweekday()}", day, day)
        for day in days
        if day in window
    ]


def _edge(at: EdgeOfCycle, cycle: Cycle, window: Span) -> list[Occurrence]:
    first, last = cycle.whole.first, cycle.whole.last
    if (first if at.edge == "start" else last) not in window:
        return []
    shapes = {
        "start": (first, first),
        "end": (last, last),
        "by-end": (None, last),
        "after-end": (last, None),
    }
    start, due = shapes[at.edge]
    return [Occurrence(cycle.key, start, due)]

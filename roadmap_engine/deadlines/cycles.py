"""The cycles of a recurring duty within a window: weeks, months, quarters, terms, years, each with its key.

A key names the cycle («2027-03», «2026-Q4», «quarter-2») and not its days, so it stays when terms move.
A quarter that only begins in the window is left to the next plan.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roadmap_engine.calendars import CalendarYear, Span, TermKind, add_months, month_span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.recurrence import Unit
from roadmap_engine.deadlines.resolve import school_years
from roadmap_engine.deadlines.results import Awaited

__all__ = ["Cycle", "cycles_of"]

MONTHS_IN_QUARTER, MONTHS_IN_HALF, DAYS_IN_WEEK = 3, 6, 7
_TERM_UNITS: dict[Unit, TermKind] = {
    "school-quarter": "quarter",
    "trimester": "trimester",
    "half-year": "half-year",
}
_GENITIVE_PLURAL: dict[TermKind, str] = {
    "quarter": "четвертей",
    "trimester": "триместров",
    "half-year": "полугодий",
}


@dataclass(frozen=True, slots=True)
class Cycle:
    """One turn of a recurring duty: its key, its days inside the window, and all its days."""

    key: str
    days: Span
    whole: Span


def cycles_of(unit: Unit, interval: int, window: Span, context: Context) -> tuple[Cycle, ...] | Awaited:  # noqa: PLR0911 - each form has its own exit
    """Give the cycles in a window, or the terms that must be known first."""
    if unit in _TERM_UNITS or unit == "term":
        if unit == "half-year" and isinstance(context.year, CalendarYear):
            return _by_months(MONTHS_IN_HALF, interval, window)
        return _terms(unit, window, context)
    if unit == "week":
        return _weeks(interval, window)
    if unit == "month":
        return _by_months(1, interval, window)
    if unit == "quarter":
        return _by_months(MONTHS_IN_QUARTER, interval, window)
    if unit == "year":
        return _years(interval, window, context)
    return _grouped([Cycle(day.isoformat(), Span(day, day), Span(day, day)) for day in window], interval)


def _grouped(cycles: list[Cycle], interval: int) -> tuple[Cycle, ...]:
    """Make one cycle of each two weeks, three months …; it is named by the first of them."""
    if interval == 1:
        return tuple(cycles)
    groups = [cycles[index : index + interval] for index in range(0, len(cycles), interval)]
    return tuple(
        Cycle(
            group[0].key,
            Span(group[0].days.first, group[-1].days.last),
            Span(group[0].whole.first, group[-1].whole.last),
        )
        for group in groups
    )


def _weeks(interval: int, window: Span) -> tuple[Cycle, ...]:
    monday = window.first - dt.timedelta(days=window.first.weekday())
    found = []
    while monday <= window.last:
        whole = Span(monday, monday + dt.timedelta(days=DAYS_IN_WEEK - 1))
        clipped = whole.clipped(window)
        year, week, _ = monday.isocalendar()
        if clipped is not None:
            found.append(Cycle(f"{year}-W{week:02}", clipped, whole))
        monday += dt.timedelta(days=DAYS_IN_WEEK)
    return _grouped(found, interval)


def _by_months(length: int, interval: int, window: Span) -> tuple[Cycle, ...]:
    first = window.first.replace(day=1)
    first = first.replace(month=(first.month - 1) // length * length + 1)
    found = []
    while first <= window.last:
        last_month = add_months(first, length - 1)
        whole = Span(first, month_span(last_month.year, last_month.month).last)
        clipped = whole.clipped(window)
        if clipped is not None and (length == 1 or whole.last <= window.last):
            found.append(Cycle(_month_key(first, length), clipped, whole))
        first = add_months(first, length)
    return _grouped(found, interval)


def _month_key(first: dt.date, length: int) -> str:
    if length == 1:
        return f"{first.year}-{first.month:02}"
    return f"{first.year}-{'Q' if length == MONTHS_IN_QUARTER else 'H'}{(first.month - 1) // length + 1}"


def _years(interval: int, window: Span, context: Context) -> tuple[Cycle, ...]:
    if isinstance(context.year, CalendarYear):
        spans = [
            (str(year), Span(dt.date(year, 1, 1), dt.date(year, 12, 31)))
            for year in range(window.first.year, window.last.year + 1)
        ]
    else:
        spans = [(str(year.start), year.span) for year in school_years(context)]
        if not spans:
            spans = [(str(window.first.year), window)]
        if isinstance(context.year, Span):
            # A plan that opens in summer has that summer in its first year.
            key, whole = spans[0]
            spans[0] = (key, Span(min(whole.first, window.first), whole.last))
    found = [Cycle(key, clipped, whole) for key, whole in spans if (clipped := whole.clipped(window))]
    return _grouped(found, interval)


def _terms(unit: Unit, window: Span, context: Context) -> tuple[Cycle, ...] | Awaited:
    terms = context.terms
    kind = _TERM_UNITS.get(unit) or (terms.own_kind() if terms else None)
    years = school_years(context)
    stated = terms.school_year if terms else None
    holds = terms is not None and (not years or stated in (None, *years))
    known = terms.of_kind(kind) if terms and kind and holds else ()
    found = [
        Cycle(f"{kind}-{number}", clipped, span)
        for number, span in known
        if (clipped := span.clipped(window))
    ]
    if found:
        return tuple(found)
    title = f"даты {_GENITIVE_PLURAL[kind]}" if kind else "даты четвертей, триместров или полугодий"
    return Awaited("terms", title)

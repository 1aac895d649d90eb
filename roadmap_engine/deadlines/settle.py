"""A due day against the working calendar: kept, or moved as the organisation wishes, never silently."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.results import Occurrence, Reason
from roadmap_engine.diagnostics import Problem, Severity

__all__ = ["format_day", "settle", "unknown_years"]

_MOVED = {"previous": "перенесён на предыдущий рабочий день", "next": "перенесён на следующий рабочий день"}


def format_day(day: dt.date) -> str:
    """Print a day as «03.06.2027»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def settle(
    occurrence: Occurrence, context: Context
) -> tuple[Occurrence, tuple[Reason, ...], tuple[Problem, ...]]:
    """Check the due day of an occurrence and apply the organisation's policy to it."""
    due, calendar = occurrence.due, context.calendar
    if due is None:
        return occurrence, (), ()
    problems = unknown_years((due.year,), context)
    basis = calendar.basis(due.year)
    if calendar.is_working_day(due):
        reason = Reason(f"{format_day(due)} — рабочий день", due, basis, occurrence.key)
        return occurrence, (reason,), problems
    policy = context.weekend_policy
    if policy == "keep":
        reason = Reason(f"{format_day(due)} — выходной день, срок оставлен", due, basis, occurrence.key)
        before = calendar.previous_or_same(due)
        warning = Problem.of(
            "RM310",
            severity=Severity.WARNING,
            basis=basis,
            date=format_day(due),
            before=format_day(before),
            after=format_day(calendar.next_or_same(due)),
        )
        return occurrence, (reason,), (*problems, warning)
    moved = calendar.previous_or_same(due) if policy == "previous" else calendar.next_or_same(due)
    problems = (*problems, *(unknown_years((moved.year,), context) if moved.year != due.year else ()))
    start = moved if occurrence.start == due else occurrence.start
    if start is not None and start > moved:
        start = moved
    reason = Reason(f"{format_day(due)} — выходной день, срок {_MOVED[policy]}", moved, basis, occurrence.key)
    settled = Occurrence(occurrence.key, start, moved, occurrence.time, occurrence.zone)
    return settled, (reason,), problems


def unknown_years(years: tuple[int, ...], context: Context) -> tuple[Problem, ...]:
    """Report the years whose decree table is not known."""
    return tuple(
        Problem.of("RM311", severity=Severity.WARNING, year=year)
        for year in dict.fromkeys(years)
        if not context.calendar.knows(year)
    )

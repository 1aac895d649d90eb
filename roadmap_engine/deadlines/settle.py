"""A due day against the working calendar: kept, or moved as the organisation wishes, never silently."""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.results import Occurrence, Reason, Says
from roadmap_engine.diagnostics import Problem

__all__ = ["settle", "unknown_years"]

_MOVED: dict[str, Says] = {"previous": "moved-back", "next": "moved-on"}


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
        reason = Reason("working-day", (("day", due),), due, basis, occurrence.key)
        return occurrence, (reason,), problems
    policy = context.weekend_policy
    if policy == "keep":
        reason = Reason("day-off-kept", (("day", due),), due, basis, occurrence.key)
        before = calendar.previous_or_same(due)
        warning = Problem.of(
            "RM310",
            basis=basis,
            date=due,
            before=before,
            after=calendar.next_or_same(due),
        )
        return occurrence, (reason,), (*problems, warning)
    moved = calendar.previous_or_same(due) if policy == "previous" else calendar.next_or_same(due)
    problems = (*problems, *(unknown_years((moved.year,), context) if moved.year != due.year else ()))
    start = moved if occurrence.start == due else occurrence.start
    if start is not None and start > moved:
        start = moved
    reason = Reason(_MOVED[policy], (("day", due),), moved, basis, occurrence.key)
    settled = replace(occurrence, start=start, due=moved)
    return settled, (reason,), problems


def unknown_years(years: tuple[int, ...], context: Context) -> tuple[Problem, ...]:
    """Report the years whose decree table is not known."""
    return tuple(
        Problem.of("RM311", year=year) for year in dict.fromkeys(years) if not context.calendar.knows(year)
    )

"""Due days without those that are left out, and against the working calendar: kept, or moved, never silently."""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.occurring import Occurred, unknown_years
from roadmap_engine.deadlines.place import ONE_DAY, Frame, Stretch
from roadmap_engine.deadlines.results import Awaited, Occurrence, Reason, Says, Schedule
from roadmap_engine.deadlines.rule import Placed
from roadmap_engine.diagnostics import Problem

__all__ = ["settled", "slots"]

_MOVED: dict[str, Says] = {"previous": "moved-back", "next": "moved-on"}


def slots(rule: Placed) -> int:
    """Give how many times each cycle has it."""
    return 1 if rule.often is None else rule.often.least or rule.often.times


def settled(
    rule: Placed, occurred: list[Occurred], frame: Frame, reasons: tuple[Reason, ...], rrule: str | None
) -> Schedule:
    """Take out what is excepted, count what is counted, check what names a day."""
    awaiting: tuple[Awaited, ...] = ()
    problems = tuple(dict.fromkeys(problem for each in occurred for problem in each.problems))
    days_off: list[Stretch] = []
    for place in rule.but or ():
        off = place.days(frame)
        if isinstance(off, Awaited):
            # What lies in breaks nobody knows falls away later: the days are told, and what they wait for.
            awaiting = (*awaiting, off)
            problems = (*problems, Problem.of("RM309", terms=off.said()))
        else:
            days_off.extend(off)
    if days_off:
        occurred = [each for each in occurred if not _is_off(each.occurrence, days_off)]
    occurrences: list[Occurrence] = []
    told = dict.fromkeys(problems)
    steps = list(reasons)
    for each in occurred:
        for slot in _times(rule, each.occurrence):
            one = slot
            if each.settles:
                one, more, warnings = _settle(slot, frame.context)
                told |= dict.fromkeys(warnings)
                steps.extend(more)
            occurrences.append(one)
    return Schedule(
        occurrences=tuple(occurrences),
        awaiting=awaiting,
        reasons=tuple(steps),
        rrule=rrule,
        problems=tuple(told),
    )


def _is_off(one: Occurrence, off: list[Stretch]) -> bool:
    """Tell whether all of an occurrence lies in days that are left out; what has no end goes on after them."""
    if one.due is None:
        return False
    day = one.start or one.due
    while day <= one.due:
        last = max((each.last for each in off if each.first <= day <= each.last), default=None)
        if last is None:
            return False
        day = last + ONE_DAY
    return True


def _times(rule: Placed, one: Occurrence) -> list[Occurrence]:
    times = 1 if rule.yearly else slots(rule)
    return (
        [one] if times == 1 else [replace(one, key=f"{one.key}.{number}") for number in range(1, times + 1)]
    )


def _settle(
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

"""Dates of a deadline → dates on which a school works: regular work on teaching days, due days by the policy.

A rule says what its words mean. The school adds that what is done every week is not done in breaks, and
where a due day goes that is a day off, of whatever kind the deadline is: nobody chose the end of a month,
and a decision may name a Sunday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from roadmap_engine.calendars import Span, TeachingDays
from roadmap_engine.deadlines import Context, Occurrence, Reason, Rule, Schedule
from roadmap_engine.deadlines.occurring import unknown_years
from roadmap_engine.deadlines.results import Says
from roadmap_engine.model.regular import is_regular, part_of

__all__ = ["fit_school_days"]


def fit_school_days(found: Schedule, rule: Rule, context: Context, teaching: TeachingDays | None) -> Schedule:
    """Fit what a rule comes to into the days of a school.

    Args:
        found: in dates, by the words alone.
        rule: what they say.
        context: with the school's working days and its policy.
        teaching: the days of lessons; no regular work is left out where they are not asked.
    """
    regular = {each.key for each in found.occurrences if is_regular(part_of(rule, each.key))}
    if regular and teaching is not None:
        found = _keep_to_teaching_days(found, regular, teaching)
    return _move_due_days(found, regular, context)


def _keep_to_teaching_days(found: Schedule, regular: set[str], days: TeachingDays) -> Schedule:
    """Leave out what regular work has on other days; a week of it is as long as its lessons.

    What lies in breaks alone, «еженедельно в летние каникулы», is meant so: it keeps to working days.
    """
    due = [each for each in found.occurrences if each.key in regular]
    kept = dict(_keep(due, days.__contains__)) or dict(_keep(due, days.working.is_working_day))
    if not kept:
        return found
    gone = regular - kept.keys()
    left = (kept.get(each.key, each) for each in found.occurrences if each.key not in gone)
    reason = Reason("teaching-days", (("count", len(kept)),))
    return replace(found, occurrences=tuple(left), reasons=(*found.reasons, reason))


def _keep(
    occurrences: list[Occurrence], is_kept: Callable[[dt.date], bool]
) -> Iterator[tuple[str, Occurrence]]:
    for each in occurrences:
        last = each.due or each.start
        left = [day for day in Span(each.start or last, last) if is_kept(day)] if last is not None else []
        if left:
            start = left[0] if each.start is not None else None
            yield each.key, replace(each, start=start, due=left[-1] if each.due is not None else None)


def _move_due_days(found: Schedule, regular: set[str], context: Context) -> Schedule:
    """Move every due day that is a day off as the policy has it; chosen ones are moved already."""
    calendar = context.calendar
    off = [
        each
        for each in found.occurrences
        if each.due is not None and each.key not in regular and not calendar.is_working_day(each.due)
    ]
    if context.weekend_policy == "keep" or not off:
        return found
    moved = {each.key: _move(each, context) for each in off}
    years = dict.fromkeys(each.due.year for each in (*off, *moved.values()) if each.due is not None)
    return replace(
        found,
        occurrences=tuple(moved.get(each.key, each) for each in found.occurrences),
        reasons=(*found.reasons, *(_say_move(each, moved[each.key], context) for each in off)),
        problems=tuple(dict.fromkeys((*found.problems, *unknown_years(tuple(years), context)))),
    )


def _move(one: Occurrence, context: Context) -> Occurrence:
    calendar, due = context.calendar, one.due
    if due is None:
        return one
    moved = calendar.next_or_same(due)
    # The last day of a plan has no next one in it.
    if context.weekend_policy == "previous" or (due in context.window and moved not in context.window):
        moved = calendar.previous_or_same(due)
    start = moved if one.start is not None and (one.start == due or one.start > moved) else one.start
    return replace(one, start=start, due=moved)


def _say_move(before: Occurrence, after: Occurrence, context: Context) -> Reason:
    old, new = before.due, after.due
    says: Says = "moved-on" if old is not None and new is not None and new > old else "moved-back"
    basis = context.calendar.basis(old.year) if old is not None else None
    return Reason(says, (("day", old),) if old is not None else (), new, basis, before.key)

"""What has become of an occurrence, for the event that stands for it: done, called off, put off.

What the adoption's text says of a whole measure counts for all its days; of what it does not say, the status
log speaks, a row at a time, and regular work has a row a month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from roadmap_engine.calendars import WorkingCalendar
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY
from roadmap_engine.model import OccurrenceDays, PlanMeasure
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_rows import NOTHING, find_row_keys
from roadmap_engine.model.progress import Happened, State
from roadmap_engine.model.regular import list_series

__all__ = ["Became", "Off", "happened_by_occurrence", "list_times", "put_off", "what_became"]

Off = Literal["cancelled", "not-applicable"]
"""How something was called off."""

Became = Off | Literal["done"] | None
"""What became of an occurrence; nothing where it is still to be done."""

_BECOMES: Mapping[State, Became] = {
    State.OPEN: None,
    State.STARTED: None,
    State.REPORTED: "done",
    State.SUBMITTED: "done",
    State.RETURNED: None,
    State.ACCEPTED: "done",
    State.NOT_APPLICABLE: "not-applicable",
    State.CANCELLED: "cancelled",
    State.CONFLICT: None,
    State.NEWER: None,
}
"""What the log makes of an occurrence; where entries disagree, or are not understood, it stands as it was."""
_LONGEST = dt.timedelta(days=3_650)
_YEAR = dt.timedelta(days=366)


def happened_by_occurrence(measure: PlanMeasure) -> Mapping[str, Happened]:
    """Give what has happened by the keys of a measure's occurrences; of a month, to each of its days."""
    if not measure.happened:
        return {}
    keys = find_row_keys(measure.deadline)
    return {each: measure.happened[row] for each, row in keys.items() if row in measure.happened}


def list_times(measure: PlanMeasure) -> Iterator[tuple[OccurrenceDays, Happened]]:
    """Give the occurrences that are no regular work, each with what has happened.

    What waits for its date, and has a last day by the log, has that time alone.
    """
    regular = {each.key for days in list_series(measure.deadline).values() for each in days}
    logged = happened_by_occurrence(measure)
    for days in measure.deadline.occurrences:
        if days.key not in regular:
            yield days, logged.get(days.key, NOTHING)
    waits = measure.happened.get("", NOTHING)
    if measure.deadline.awaiting and waits.extended_to is not None:
        yield OccurrenceDays(key="", start=None, due=None), waits


def what_became(measure: PlanMeasure, happened: Happened, day: dt.date | None) -> Became:
    """Tell what became of one occurrence.

    Args:
        measure: that it is of.
        happened: what the log says of it.
        day: as the plan has it, whenever it was put off to.
    """
    settled, by_log = measure.settled, _BECOMES[happened.state]
    if settled is not None and not settled.logged:
        if measure.is_called_off(day):
            return by_log if by_log == "not-applicable" else "cancelled"
        if measure.is_done:
            return "done"
    return by_log


def put_off(days: OccurrenceDays, to: dt.date | None, remind_days: tuple[int, ...]) -> OccurrenceDays:
    """Give an occurrence on the day that it was put off to; where nobody did so, or to no day, the same.

    Args:
        days: as the plan has them.
        to: the new due day.
        remind_days: how many days before it to remind; what comes on a day off comes on the working day
            before, by the decree, since the plan does not say the days off of the school's own.
    """
    if to is None or to == days.due or not _is_sensible(to, days.due or days.start):
        return days
    calendar = WorkingCalendar()
    off = not calendar.is_working_day(to)
    wished = {ahead: to - dt.timedelta(days=ahead) for ahead in sorted(set(remind_days))}
    moved = {
        ahead: working for ahead, day in wished.items() if (working := calendar.previous_or_same(day)) != day
    }
    return with_fields(
        days,
        start=min(days.start, to) if days.start is not None else None,
        due=to,
        remind_before=calendar.previous_or_same(to) if off else None,
        moved_reminders=moved,
        on_day_off=off,
        in_break=False,
    )


def _is_sensible(to: dt.date, due: dt.date | None) -> bool:
    """Tell whether a log's new day is one: forged, or mistyped by a century, it would be no calendar's."""
    if not FIRST_DAY + _YEAR <= to <= LAST_DAY - _YEAR:
        return False
    return due is None or abs(to - due) <= _LONGEST

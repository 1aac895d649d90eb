"""A plan into the events of a calendar: which days deserve one, what names it for ever, when it changed.

A due day is an event; all days of regular work are one that recurs. A span of days is two, one on the day
work starts and one on the day it is due, so that a month of work does not lie as a band over every day of
it. A measure that waits has none, and what is cancelled has none from then on. What was put off stands on
its new day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from roadmap_engine.documents.calendar_happened import (
    Became,
    happened_by_occurrence,
    list_times,
    put_off,
    what_became,
)
from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.documents.calendar_times import find_reach, find_reasons, find_start, name_moment
from roadmap_engine.model import OccurrenceDays, Plan, PlanMeasure, PlanStage
from roadmap_engine.model.plan_rows import NOTHING, find_row_keys
from roadmap_engine.model.progress import Happened
from roadmap_engine.model.regular import list_series

__all__ = [
    "CalendarEvent",
    "Edge",
    "event_uid",
    "list_called_off",
    "list_events",
    "list_needless",
    "note_uid",
    "reminders",
]

Edge = Literal["start", "due", "ahead", "series", "check"]
"""Which end of an occurrence an event stands on, that it stands days ahead, all days of regular work, or that
somebody has to look at what was handed in."""

_LONGEST_LEAD = 60
"""Days ahead that a reminder can stand at most."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: an edge of one occurrence of one measure.

    Attributes:
        moment: the time of a due day and its zone; None where the plan says no time, or not whose
            time it is: an hour in a guessed zone would be wrong for most readers.
        ahead: how many days before the due day a reminder is asked for that is an event of its own.
        reasons: why the days are these.
        series: all days of regular work, the first of them the event's own.
        became: what has become of it; of regular work, of all of it.
        happened: what the log says of it.
        planned: the due day that it was put off from; None where nobody did.
        checks: the month of regular work that was handed in, «2027-04».
        months: of regular work, what the log says of its months, by the first day that each has.
    """

    stage: PlanStage
    measure: PlanMeasure
    days: OccurrenceDays
    edge: Edge
    day: dt.date
    moment: tuple[dt.time, str] | None
    ahead: int = 0
    reasons: tuple[str, ...] = ()
    series: tuple[dt.date, ...] = ()
    became: Became = None
    happened: Happened = NOTHING
    planned: dt.date | None = None
    checks: str = ""
    months: tuple[tuple[dt.date, Happened], ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is done, or its paper signed."""
        return self.became == "done"

    @property
    def is_called_off(self) -> bool:
        """Whether nobody has to do it any more."""
        return self.became in ("cancelled", "not-applicable")

    def uid(self, known: Identity) -> str:
        """Give the UID of the event, by the first id that its measure had."""
        key = f"{self.days.key}.{self.checks}" if self.checks else self.days.key
        return event_uid(known, known.root(self.measure.goes_by), key, self.edge, self.ahead)

    def followed_uid(self, known: Identity) -> str:
        """Give the UID of the event whose changes are its own: what is looked at changes with its due day."""
        if self.edge != "check":
            return self.uid(known)
        return event_uid(
            known, known.root(self.measure.goes_by), self.days.key, "series" if self.checks else "due"
        )


def event_uid(known: Identity, measure: str, key: str, edge: Edge = "due", ahead: int = 0) -> str:
    """Give the UID of an event: the same through renaming, re-issuing and moving to another server.

    Args:
        known: what its plan is known by.
        measure: the id its events go by.
        key: the key of the occurrence.
        edge: the end of the occurrence the event stands on.
        ahead: days before the due day, of a reminder.
    """
    return known.uid(measure, key, f"{edge}-{ahead}" if ahead else edge)


def note_uid(plan: Plan, known: Identity, role: str | None) -> str:
    """Give the UID of the one event of a calendar without dates."""
    return known.uid("no-dates", plan.role_goes_by(role) if role else "")


def list_events(plan: Plan) -> tuple[CalendarEvent, ...]:
    """List the events of all measures, by day and then as in the table.

    What the plan does not show has none, nor has what is called off.
    """
    events = (event for event in _list_all(plan) if not event.is_called_off)
    return tuple(sorted(events, key=lambda event: event.day))


def list_called_off(plan: Plan) -> tuple[CalendarEvent, ...]:
    """List the events that the plan would have, did anybody have to do it still."""
    return tuple(event for event in _list_all(plan) if event.is_called_off)


def list_needless(plan: Plan, known: Identity) -> frozenset[str]:
    """Give the UIDs of reminders that nobody needs any more: what they remind of is done or signed."""
    return frozenset(
        event_uid(known, known.root(measure.goes_by), days.key, "ahead", ahead)
        for stage in plan.stages
        for measure in stage.measures
        if measure.is_done or measure.happened
        for happened in (happened_by_occurrence(measure),)
        for days in measure.deadline.occurrences
        if what_became(measure, happened.get(days.key, NOTHING), days.due or days.start) == "done"
        for ahead in range(1, _LONGEST_LEAD + 1)
    )


def _list_all(plan: Plan) -> Iterator[CalendarEvent]:
    organisation = plan.organisation
    remind_days = organisation.remind_days if organisation else ()
    for stage in plan.in_view().stages:
        for measure in stage.measures:
            drawing = _Drawing(
                stage,
                measure,
                find_reasons(measure.deadline),
                find_reach(measure.deadline.occurrences),
                remind_days,
                _lead_days(plan),
            )
            for days, happened in list_times(measure):
                yield from drawing.events_of(days, happened)
            yield from _series_of(stage, measure)


def reminders(event: CalendarEvent, remind_days: tuple[int, ...]) -> Mapping[dt.date, int]:
    """Give the working days on which to remind, the earliest first, with the days ahead that were asked for.

    They are the organisation's, and the working day before a due day that is itself a day off.
    The day work starts needs none, and a reminder is one itself; nobody is reminded of what is over.
    Regular work, whose days are all working days, reminds on each of them.
    """
    if event.became is not None or event.edge in ("start", "ahead", "check"):
        return {}
    if event.edge == "series":
        return {event.day: 0} if remind_days else {}
    before = set(remind_days)
    if event.days.remind_before is not None:
        before.add((event.day - event.days.remind_before).days)
    asked = sorted(days for days in before if days > 0)
    moved = event.days.moved_reminders
    # Where two come to one day, it is the reminder of the days ahead that it really is.
    days = {moved[ahead]: ahead for ahead in reversed(asked) if ahead in moved}
    days |= {event.day - dt.timedelta(days=ahead): ahead for ahead in asked if ahead not in moved}
    return dict(sorted(days.items()))


def _lead_days(plan: Plan) -> tuple[int, ...]:
    """The days ahead that become events of their own, for clients that drop a subscription's alarms."""
    organisation = plan.organisation
    return organisation.remind_days if organisation and organisation.remind_by_events else ()


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws the events of one measure.

    Attributes:
        reasons: of each due day.
        reach: how far the work goes that began before each start.
        remind_days: the days ahead of all reminders.
        lead_days: those of them that are events of their own.
    """

    stage: PlanStage
    measure: PlanMeasure
    reasons: Mapping[dt.date | None, tuple[str, ...]]
    reach: Mapping[dt.date, dt.date]
    remind_days: tuple[int, ...]
    lead_days: tuple[int, ...]

    def events_of(self, planned: OccurrenceDays, happened: Happened) -> Iterator[CalendarEvent]:
        """Give the events of one occurrence, its days as the plan has them."""
        days = put_off(planned, happened.extended_to, self.remind_days)
        said = self.reasons.get(planned.due, self.reasons[None])
        any_end = CalendarEvent(
            self.stage, self.measure, days, "start", dt.date.min, None, reasons=said, happened=happened
        )
        if (start := find_start(planned, self.reach)) is not None:
            yield replace(any_end, day=start, became=what_became(self.measure, happened, start))
        if days.due is None:
            return
        due = replace(
            any_end,
            edge="due",
            day=days.due,
            moment=name_moment(days),
            became=what_became(self.measure, happened, planned.due or days.due),
            planned=planned.due if days is not planned else None,
        )
        yield due
        if not due.is_done and self.lead_days:
            for day, ahead in reminders(replace(due, became=None), self.lead_days).items():
                yield replace(due, edge="ahead", day=day, moment=None, ahead=ahead)


def _series_of(stage: PlanStage, measure: PlanMeasure) -> Iterator[CalendarEvent]:
    """Give one event for all days of each part that is regular work, as far as it is not called off."""
    logged = happened_by_occurrence(measure)
    rows = find_row_keys(measure.deadline) if logged else {}
    for number, occurrences in list_series(measure.deadline).items():
        last = {rows[each.key]: each.key for each in occurrences} if logged else {}
        became: dict[dt.date, Became] = {}
        months: dict[str, tuple[dt.date, Happened]] = {}
        for each in occurrences:
            planned, happened = each.due or each.start, logged.get(each.key, NOTHING)
            if planned is None:
                continue
            if each.key in logged:
                months.setdefault(rows[each.key], (planned, happened))
            # A month that was put off is through on its new day: the last of its days moves there.
            moves = each.key in logged and last[rows[each.key]] == each.key
            days = put_off(each, happened.extended_to, ()) if moves else each
            became[days.due or planned] = what_became(measure, happened, planned)
        stands = {day: end for day, end in became.items() if end in (None, "done")}
        series = tuple(sorted(stands or became))
        if series:
            first, ends = occurrences[0], set((stands or became).values())
            whole = OccurrenceDays(
                key=number, start=series[0], due=series[-1], time=first.time, zone=first.zone
            )
            end = ends.pop() if len(ends) == 1 else None if stands else "cancelled"
            yield CalendarEvent(
                stage,
                measure,
                whole,
                "series",
                series[0],
                name_moment(whole),
                reasons=find_reasons(measure.deadline)[None],
                series=series,
                became=end,
                months=tuple(months.values()),
            )

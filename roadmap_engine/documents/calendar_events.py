"""A plan into the events of a calendar: which days deserve one, what names it for ever, when it changed.

A due day is an event; all days of regular work are one that recurs. A span of days is two, one on the day
work starts and one on the day it is due, so that a month of work does not lie as a band over every day of
it. A measure that waits has none, and what is cancelled has none from then on. What was put off stands on
its new day.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from roadmap_engine.documents.calendar_event import CalendarEvent, Edge, event_uid
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

_LONGEST_LEAD = 60
"""Days ahead that a reminder can stand at most."""


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
    lead_days = _lead_days(plan)
    for stage in plan.in_view().stages:
        for measure in stage.measures:
            alike = _draw_alike(_Alike(_say_all(stage, measure), remind_days, lead_days, stage, measure))
            for event in alike:
                is_own = event.measure is measure and event.stage is stage
                yield event if is_own else replace(event, stage=stage, measure=measure)


@dataclass(frozen=True, slots=True)
class _Alike:
    """A measure, and all that its events and their words depend on; people are no part of them."""

    said: tuple[object, ...]
    remind_days: tuple[int, ...]
    lead_days: tuple[int, ...]
    stage: PlanStage = field(compare=False)
    measure: PlanMeasure = field(compare=False)


def _say_all(stage: PlanStage, measure: PlanMeasure) -> tuple[object, ...]:
    roles = tuple([assignee.title for assignee in measure.responsible])
    words = (stage.title, measure.number, measure.title, roles, measure.result, measure.output)
    return (*words, measure.deadline, measure.settled, measure.happened)


@functools.lru_cache(maxsize=1024)
def _draw_alike(alike: _Alike) -> tuple[CalendarEvent, ...]:
    """Draw the events of a measure, once for all plans that have it with the same days."""
    stage, measure, deadline = alike.stage, alike.measure, alike.measure.deadline
    drawing = _Drawing(
        stage,
        measure,
        find_reasons(deadline),
        find_reach(deadline.occurrences),
        alike.remind_days,
        alike.lead_days,
    )
    times = (event for days, happened in list_times(measure) for event in drawing.events_of(days, happened))
    written: dict[tuple[object, ...], bytes] = {}
    return tuple(replace(event, written=written) for event in (*times, *_series_of(stage, measure)))


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

"""A plan into the events of a calendar: which days deserve one, what names it for ever, when it changed.

A due day is an event; all days of regular work are one that recurs. A span of days is two, one on the day
work starts and one on the day it is due, so that a month of work does not lie as a band over every day of
it. A measure that waits has none, and what is cancelled has none from then on.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from roadmap_engine.calendars import parse_year
from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS
from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.model import OccurrenceDays, Plan, PlanDeadline, PlanMeasure, PlanStage
from roadmap_engine.model.regular import list_series
from roadmap_engine.russian import numeric_date

__all__ = [
    "CalendarEvent",
    "Edge",
    "Revision",
    "event_uid",
    "list_events",
    "list_needless",
    "note_uid",
    "reminders",
]

Edge = Literal["start", "due", "ahead", "series"]
"""Which end of an occurrence an event stands on, that it stands days ahead, or all days of regular work."""

_LONG_AGO = 2000
_LONGEST_LEAD = 60
"""Days ahead that a reminder can stand at most."""
_NUMERIC_DATE = re.compile(r"(?<!\d)\d\d\.\d\d\.\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Revision:
    """How often an event has been changed, and when.

    Attributes:
        number: grows by one whenever the event's day or status changes (SEQUENCE).
        revised_at: when anything in the event last changed; never goes back (LAST-MODIFIED).
        created_at: when the event first appeared; never changes (CREATED).
    """

    number: int
    revised_at: dt.datetime
    created_at: dt.datetime

    @classmethod
    def first(cls, plan: Plan) -> Revision:
        """Give the revision of a plan nobody has changed yet: the day it is dated by, midnight UTC.

        A plan without a date takes the first day of the year its school year begins in, which is
        earlier than any date it may get later, so that the revision can only move forward.
        """
        opening = parse_year(plan.academic_year).first_day.year if plan.academic_year else _LONG_AGO
        day = plan.issued_on or dt.date(opening, 1, 1)
        instant = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
        return cls(number=0, revised_at=instant, created_at=instant)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: an edge of one occurrence of one measure.

    Attributes:
        moment: the time of a due day and its zone; None where the plan says no time, or not whose
            time it is: an hour in a guessed zone would be wrong for most readers.
        ahead: how many days before the due day a reminder is asked for that is an event of its own.
        reasons: why the days are these.
        series: all days of regular work, the first of them the event's own.
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

    def uid(self, known: Identity) -> str:
        """Give the UID of the event, by the first id that its measure had."""
        return event_uid(known, known.root(self.measure.goes_by), self.days.key, self.edge, self.ahead)


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


def list_events(plan: Plan, role: str | None = None) -> tuple[CalendarEvent, ...]:
    """List the events of the measures a role answers for, or of all, by day and then as in the table.

    What the plan does not show has none.
    """
    events = (
        event
        for stage in plan.in_view().stages
        for measure in stage.measures
        if role is None or role in {assignee.role for assignee in measure.responsible}
        for event in (
            *_events_of(stage, measure, () if measure.settled else _lead_days(plan)),
            *_series_of(stage, measure),
        )
        if not measure.is_called_off(event.day)
    )
    return tuple(sorted(events, key=lambda event: event.day))


def list_needless(plan: Plan, known: Identity) -> frozenset[str]:
    """Give the UIDs of reminders that nobody needs any more, because their measure is done or signed."""
    return frozenset(
        event_uid(known, known.root(measure.goes_by), days.key, "ahead", ahead)
        for stage in plan.stages
        for measure in stage.measures
        if measure.is_done
        for days in measure.deadline.occurrences
        for ahead in range(1, _LONGEST_LEAD + 1)
    )


def reminders(event: CalendarEvent, remind_days: tuple[int, ...]) -> Mapping[dt.date, int]:
    """Give the working days on which to remind, the earliest first, with the days ahead that were asked for.

    They are the organisation's, and the working day before a due day that is itself a day off.
    The day work starts needs none, and a reminder is one itself; nobody is reminded of what is settled.
    Regular work, whose days are all working days, reminds on each of them.
    """
    if event.edge == "series":
        return {event.day: 0} if remind_days and event.measure.settled is None else {}
    if event.edge != "due" or event.measure.settled is not None:
        return {}
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


def _events_of(stage: PlanStage, measure: PlanMeasure, lead_days: tuple[int, ...]) -> Iterator[CalendarEvent]:
    reached = _reached_before(measure.deadline.occurrences)
    reasons = _reasons_by_day(measure.deadline)
    regular = {each.key for days in list_series(measure.deadline).values() for each in days}
    for days in measure.deadline.occurrences:
        if days.key in regular:
            continue
        said = reasons.get(days.due, reasons[None])
        start = _worthy_start(days, reached)
        if start is not None:
            yield CalendarEvent(stage, measure, days, "start", start, None, reasons=said)
        if days.due is not None:
            due = CalendarEvent(stage, measure, days, "due", days.due, _moment(days), reasons=said)
            yield due
            for day, ahead in reminders(due, lead_days).items() if lead_days else ():
                yield CalendarEvent(stage, measure, days, "ahead", day, None, ahead, said)


def _series_of(stage: PlanStage, measure: PlanMeasure) -> Iterator[CalendarEvent]:
    """Give one event for all days of each part that is regular work, as far as it is not called off."""
    for number, occurrences in list_series(measure.deadline).items():
        ends = sorted({day for each in occurrences if (day := each.due or each.start) is not None})
        series = tuple(day for day in ends if not measure.is_called_off(day))
        if series:
            first = occurrences[0]
            whole = OccurrenceDays(
                key=number, start=series[0], due=series[-1], time=first.time, zone=first.zone
            )
            reasons = _reasons_by_day(measure.deadline)[None]
            yield CalendarEvent(
                stage, measure, whole, "series", series[0], _moment(whole), reasons=reasons, series=series
            )


def _reasons_by_day(deadline: PlanDeadline) -> Mapping[dt.date | None, tuple[str, ...]]:
    """Give the reasons of each due day: a deadline tells those of all its days together.

    Those that speak of no due day at all are everybody's, and those of a day without an end.
    """
    by_words = {numeric_date(each.due): each.due for each in deadline.occurrences if each.due is not None}
    spoken = [
        (reason, {by_words[words] for words in _NUMERIC_DATE.findall(reason) if words in by_words})
        for reason in dict.fromkeys(deadline.reasons)
    ]
    said: dict[dt.date | None, list[str]] = {day: [] for day in (None, *by_words.values())}
    for reason, days in spoken:
        for day in days or said:
            said[day].append(reason)
    return {day: tuple(reasons) for day, reasons in said.items()}


def _reached_before(occurrences: tuple[OccurrenceDays, ...]) -> Mapping[dt.date, dt.date]:
    """Give for each start how far the work that began before it goes."""
    reached: dict[dt.date, dt.date] = {}
    latest = dt.date.min
    spans = sorted((each.start, each.due or dt.date.min) for each in occurrences if each.start is not None)
    for start, begun in itertools.groupby(spans, key=lambda span: span[0]):
        reached[start] = latest
        latest = max(latest, *(due for _, due in begun))
    return reached


def _worthy_start(days: OccurrenceDays, reached: Mapping[dt.date, dt.date]) -> dt.date | None:
    """Give the start where work begins anew: a monthly duty does not begin again every month."""
    start = days.start
    if start is None or start == days.due:
        return None
    return None if reached[start] >= start - dt.timedelta(days=1) else start


def _moment(days: OccurrenceDays) -> tuple[dt.time, str] | None:
    if days.time is None or days.zone is None or days.zone not in RUSSIAN_OFFSETS:
        return None
    return dt.time.fromisoformat(days.time), days.zone

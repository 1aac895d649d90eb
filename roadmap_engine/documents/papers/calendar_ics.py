"""A plan into a calendar people subscribe to (RFC 5545, with NAME and REFRESH-INTERVAL of RFC 7986).

Every event is an all-day VEVENT, because calendar services drop tasks (VTODO); only a due time in a
known zone has an hour. A measure that waits for something has no day, and so no event: the calendar's
description names it with what it waits for. A calendar names roles, not people, unless asked.

Equal plans and revisions give equal bytes.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass, replace

from roadmap_engine.diagnostics.limits import FEED_BYTES, FEED_EVENTS
from roadmap_engine.documents.calendar_choice import Choice, choose, find_lead_revision
from roadmap_engine.documents.calendar_endings import draw_ending, tell_ended
from roadmap_engine.documents.calendar_events import (
    CalendarEvent,
    event_uid,
    list_called_off,
    list_events,
    reminders,
)
from roadmap_engine.documents.calendar_feeds import WHOLE, Feed, list_shown, roles_filled, shows_called_off
from roadmap_engine.documents.calendar_frame import END, CalendarFrame
from roadmap_engine.documents.calendar_history import EventPast, tell_pasts
from roadmap_engine.documents.calendar_identity import Revision, told_identity
from roadmap_engine.documents.calendar_limits import FeedEvent, Worth, choose_events
from roadmap_engine.documents.calendar_lines import (
    add_alarm,
    add_identity,
    add_whole_day,
    write_cancelled,
)
from roadmap_engine.documents.calendar_series import add_recurrence
from roadmap_engine.documents.calendar_wording import describe_event, summarise_event
from roadmap_engine.documents.content_lines import ContentLines, write_date
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.russian import numeric_date

__all__ = ["Calendar", "CalendarDesk", "draw_calendar", "event_uid", "render_calendar"]

_SPARE = 1_000
"""Bytes in which a calendar can say that events are missing, and end."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar as it is written.

    Attributes:
        shown: how many events it shows.
        found: how many there are; more where calendar services would not take them all.
    """

    data: bytes
    shown: int
    found: int


def render_calendar(
    plan: Plan,
    *,
    role: str | None = None,
    feed: Feed | None = None,
    history: CalendarHistory | None = None,
    with_people: bool = False,
) -> bytes:
    """Write the calendar of a plan, or of the measures one role answers for.

    Args:
        plan: the plan.
        role: a role's id; every measure where it is not given.
        feed: whose calendar it is, where it is a person's.
        history: what the plan's events have been through; the first revision of every one unless given.
        with_people: name the people behind the roles; a calendar's address may pass from hand to hand.
    """
    return draw_calendar(plan, role=role, feed=feed, history=history, with_people=with_people).data


def draw_calendar(
    plan: Plan,
    *,
    role: str | None = None,
    feed: Feed | None = None,
    history: CalendarHistory | None = None,
    with_people: bool = False,
) -> Calendar:
    """Write a calendar as `render_calendar` does, and tell how much of it calendar services have room for."""
    whose = feed or (WHOLE if role is None else Feed("role", role))
    return CalendarDesk(plan, history, with_people=with_people).draw(whose)


class CalendarDesk:
    """Draws the calendars of one plan: what several of them have in common is found and written once.

    Args:
        plan: the plan.
        history: what its events have been through; the first revision of every one unless given.
        with_people: name the people behind the roles.
        choice: what is in them, where somebody chose for herself.
        today: the day it is, for calendars without what is over; the day that the plan was last changed on
            unless given.
    """

    def __init__(
        self,
        plan: Plan,
        history: CalendarHistory | None = None,
        *,
        with_people: bool = False,
        choice: Choice | None = None,
        today: dt.date | None = None,
    ) -> None:
        plan = plan if choice is None else choose(plan, choice)
        self._choice = choice
        self._plan, self._history, self._with_people = plan, history, with_people
        self._identity = told_identity(history, plan)
        self._pasts = tell_pasts(history) if history else {}
        self._gone = [(uid, past) for uid, past in self._pasts.items() if past.shown_as_cancelled]
        self._first = Revision.first(plan)
        self._seen = history.revisions[-1].at if history and history.revisions else None
        self._seen_on = today or (self._seen.astimezone(dt.UTC).date() if self._seen else plan.issued_on)
        self._events = list_events(plan)
        self._remind_days = plan.organisation.remind_days if plan.organisation else ()
        # By the event itself, which is kept beside what was written, so that no other gets its number.
        self._written: dict[tuple[int, bool], tuple[CalendarEvent, FeedEvent]] = {}

    def draw(self, feed: Feed = WHOLE) -> Calendar:
        """Write one of the calendars, and tell how much of it calendar services have room for."""
        plan, first, seen = self._plan, self._first, self._seen
        events = list_shown(plan, feed, self._seen_on, self._events)
        zones = sorted({event.moment[1] for event in events if event.moment})
        gone = self._list_gone(feed)
        off = {event.uid(self._identity): event for event in list_called_off(plan)} if gone else {}
        written = [
            *(self._write(event, feed) for event in events),
            *(write_cancelled(uid, past, off.get(uid)) for uid, past in gone),
        ]
        frame = CalendarFrame(plan, feed)
        shown, head = tuple(written), frame.write_head(zones, (len(written), len(written)))
        size = sum([len(each.data) for each in written], len(head))
        if len(written) > FEED_EVENTS.most or size > FEED_BYTES.most - _SPARE:
            # With the words that events are missing, whether they are or not.
            taken = len(frame.write_head(zones, (len(written), len(written) + 1)) + END)
            shown = choose_events(written, taken, self._seen_on)
            head = frame.write_head(zones, (len(shown), len(written)))
        body = b"".join([each.data for each in shown])
        if feed.kind == "ended":
            at = tell_ended(self._history).get(feed.of, seen or first.revised_at)
            body += draw_ending(plan, self._identity, feed.of, at)
        if not body:
            body = frame.write_note(self._identity, replace(first, revised_at=seen or first.revised_at))
        return Calendar(head + body + END, shown=len(shown), found=len(written))

    def _list_gone(self, feed: Feed) -> list[tuple[str, EventPast]]:
        """List the events that a calendar shows as cancelled, by their UIDs."""
        if not self._gone or not shows_called_off(self._plan, feed):
            return []
        known, chosen = roles_filled(self._plan, feed), self._chosen_leads
        return [
            each
            for each in self._gone
            if each[0] not in chosen and (feed.kind == "plan" or known & set(each[1].mark.roles))
        ]

    @functools.cached_property
    def _chosen_leads(self) -> frozenset[str]:
        """Reminders that are events where somebody chooses, which the school has ceased to ask for."""
        if self._choice is None:
            return frozenset()
        events = list_events(choose(self._plan, replace(self._choice, leads=True)))
        return frozenset(each.uid(self._identity) for each in events if each.edge == "ahead")

    def _write(self, event: CalendarEvent, feed: Feed) -> FeedEvent:
        key = id(event), feed.is_personal
        if key not in self._written:
            self._written[key] = event, self._write_event(event, with_remark=feed.is_personal)
        return self._written[key][1]

    def _write_event(self, event: CalendarEvent, *, with_remark: bool) -> FeedEvent:
        lines = ContentLines()
        lines.add("BEGIN", "VEVENT")
        uid = event.uid(self._identity)
        add_identity(lines, uid, self._find_revision(event) or self._first)
        # What tells an event from others of its measure. Where people are named, no other plan has it alike.
        key = (
            event.days.key,
            event.checks,
            event.edge,
            event.ahead,
            with_remark,
            event.stands_in,
            event.series,
        )
        body = None if self._with_people else event.written.get(key)
        if body is None:
            body = self._write_body(event, with_remark=with_remark)
        if not self._with_people:
            event.written[key] = body
        worth: Worth = "due" if event.edge == "check" else "done" if event.is_done else event.edge
        return FeedEvent(worth, event.day, max((event.day, *event.series)), lines.encode() + body)

    def _find_revision(self, event: CalendarEvent) -> Revision | None:
        if self._choice is not None and event.edge == "ahead":
            return find_lead_revision(event, self._pasts, self._identity)
        past = self._pasts.get(event.followed_uid(self._identity))
        return past.revision if past is not None else None

    def _write_body(self, event: CalendarEvent, *, with_remark: bool) -> bytes:
        """Write what of an event depends on its measure alone."""
        lines = ContentLines()
        if event.moment:
            time, zone = event.moment
            lines.add(f"DTSTART;TZID={zone}", f"{write_date(event.day)}T{time:%H%M%S}")
        else:
            add_whole_day(lines, event.day)
        add_recurrence(lines, event.series, event.moment)
        summary = summarise_event(event)
        lines.add_text("SUMMARY", summary)
        lines.add_text(
            "DESCRIPTION", describe_event(event, with_people=self._with_people, with_remark=with_remark)
        )
        lines.add("STATUS", "CONFIRMED")
        lines.add("TRANSP", "TRANSPARENT")
        for day in reminders(event, self._remind_days):
            add_alarm(lines, f"{numeric_date(event.day)} – {summary}", event, day)
        lines.add("END", "VEVENT")
        return lines.encode()

"""A plan into a calendar people subscribe to (RFC 5545, with NAME and REFRESH-INTERVAL of RFC 7986).

Every event is an all-day VEVENT, because calendar services drop tasks (VTODO); only a due time in a
known zone has an hour. A measure that waits for something has no day, and so no event: the calendar's
description names it with what it waits for. A calendar names roles, not people, unless asked.

Equal plans and revisions give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from roadmap_engine.documents.calendar_endings import draw_ending, tell_ended
from roadmap_engine.documents.calendar_events import (
    CalendarEvent,
    event_uid,
    list_called_off,
    note_uid,
    reminders,
)
from roadmap_engine.documents.calendar_feeds import (
    WHOLE,
    Feed,
    list_shown,
    measures_of,
    name_feed,
    roles_filled,
    shows_called_off,
)
from roadmap_engine.documents.calendar_history import EventPast, tell_pasts
from roadmap_engine.documents.calendar_identity import Identity, Revision, told_identity
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
from roadmap_engine.documents.phrases import shorten, write_heading
from roadmap_engine.documents.time_zones import add_time_zone
from roadmap_engine.model import CalendarHistory, Plan, PlanMeasure
from roadmap_engine.russian import numeric_date

__all__ = ["Calendar", "draw_calendar", "event_uid", "render_calendar"]

_TITLE_LIMIT = 120
_PLAN_TITLE_LIMIT = 400


@dataclass(frozen=True, slots=True)
class _Frame:
    """What one calendar is drawn from."""

    plan: Plan
    feed: Feed
    with_people: bool
    identity: Identity

    @property
    def measures(self) -> tuple[PlanMeasure, ...]:
        return measures_of(self.plan, self.feed)


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
    frame = _Frame(plan, whose, with_people, told_identity(history, plan))
    pasts = tell_pasts(history) if history else {}
    first = Revision.first(plan)
    seen = history.revisions[-1].at if history and history.revisions else None
    seen_on = seen.astimezone(dt.UTC).date() if seen else plan.issued_on
    events = list_shown(plan, whose, seen_on)
    zones = sorted({event.moment[1] for event in events if event.moment})
    known = roles_filled(plan, whose)
    gone = [
        (uid, past)
        for uid, past in pasts.items()
        if past.shown_as_cancelled
        and shows_called_off(plan, whose)
        and (whose.kind == "plan" or known & set(past.mark.roles))
    ]
    off = {event.uid(frame.identity): event for event in list_called_off(plan)} if gone else {}
    written = [
        *(
            _write_event(frame, event, pasts.get(event.followed_uid(frame.identity)), first)
            for event in events
        ),
        *(write_cancelled(uid, past, off.get(uid)) for uid, past in gone),
    ]
    # With the words that events are missing, whether they are or not.
    taken = len(_write_frame(frame, zones, (len(written), len(written) + 1), b""))
    shown = choose_events(written, taken, seen_on)
    body = b"".join(each.data for each in shown)
    if whose.kind == "ended":
        at = tell_ended(history).get(whose.of, seen or first.revised_at)
        body += draw_ending(plan, frame.identity, whose.of, at)
    body = body or _write_note(frame, replace(first, revised_at=seen or first.revised_at))
    data = _write_frame(frame, zones, (len(shown), len(written)), body)
    return Calendar(data, shown=len(shown), found=len(written))


def _write_frame(frame: _Frame, zones: list[str], counts: tuple[int, int], body: bytes) -> bytes:
    """Write a calendar around its events.

    Args:
        frame: what it is drawn from.
        zones: that its events stand in.
        counts: how many events it shows, and of how many.
        body: their lines.
    """
    head, end = ContentLines(), ContentLines()
    _add_head(head, frame, zones, counts)
    for zone in zones:
        add_time_zone(head, zone)
    end.add("END", "VCALENDAR")
    return head.encode() + body + end.encode()


def _add_head(lines: ContentLines, frame: _Frame, zones: list[str], counts: tuple[int, int]) -> None:
    name = _name_calendar(frame)
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//roadmap-engine//plan calendar//RU")
    lines.add("CALSCALE", "GREGORIAN")
    # No METHOD: PUBLISH asks every event for an ORGANIZER (RFC 5546, 3.2.1), and that is a person.
    lines.add_text("NAME", name)
    lines.add_text("X-WR-CALNAME", name)
    lines.add_text("X-WR-CALDESC", _describe_calendar(frame, _say_counts(counts)))
    if len(zones) == 1:
        lines.add("X-WR-TIMEZONE", zones[0])
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
    lines.add("X-PUBLISHED-TTL", "PT6H")


def _name_calendar(frame: _Frame) -> str:
    plan = frame.plan
    parts = (
        plan.organisation.short if plan.organisation else shorten(plan.title, _TITLE_LIMIT),
        plan.procedure.name if plan.procedure else None,
        " и ".join(plan.years),
        name_feed(plan, frame.feed),
    )
    return "Сроки: " + ", ".join(part for part in parts if part)


def _say_counts(counts: tuple[int, int]) -> str:
    shown, found = counts
    return (
        "" if shown == found else f"Показано событий: {shown} из {found}, больше календарные службы не берут."
    )


def _describe_calendar(frame: _Frame, more: str = "") -> str:
    waiting = [
        " – ".join(
            shorten(words, _TITLE_LIMIT) for words in (write_heading(measure), measure.deadline.awaited)
        )
        for measure in frame.measures
        if measure.deadline.awaiting
    ]
    title = shorten(frame.plan.title, _PLAN_TITLE_LIMIT)
    facts = [title, *([more] if more else []), *(["Ждут даты:", *waiting] if waiting else [])]
    return "\n".join(facts)


def _write_event(frame: _Frame, event: CalendarEvent, past: EventPast | None, first: Revision) -> FeedEvent:
    lines = ContentLines()
    lines.add("BEGIN", "VEVENT")
    add_identity(lines, event.uid(frame.identity), past.revision if past is not None else first)
    if event.moment:
        time, zone = event.moment
        lines.add(f"DTSTART;TZID={zone}", f"{write_date(event.day)}T{time:%H%M%S}")
    else:
        add_whole_day(lines, event.day)
    add_recurrence(lines, event.series, event.moment)
    summary = summarise_event(event)
    lines.add_text("SUMMARY", summary)
    lines.add_text(
        "DESCRIPTION",
        describe_event(event, with_people=frame.with_people, with_remark=frame.feed.is_personal),
    )
    lines.add("STATUS", "CONFIRMED")
    lines.add("TRANSP", "TRANSPARENT")
    organisation = frame.plan.organisation
    for day in reminders(event, organisation.remind_days if organisation else ()):
        add_alarm(lines, f"{numeric_date(event.day)} – {summary}", event, day)
    lines.add("END", "VEVENT")
    worth: Worth = "due" if event.edge == "check" else "done" if event.is_done else event.edge
    return FeedEvent(worth, event.day, max((event.day, *event.series)), lines.encode())


def _write_note(frame: _Frame, revision: Revision) -> bytes:
    """Write the one event of a calendar that has no dates.

    RFC 5545, 3.6: a calendar must hold at least one component; and a client that meets an empty
    one may take it for a broken feed.
    """
    waiting = any(measure.deadline.awaiting for measure in frame.measures)
    lines = ContentLines()
    lines.add("BEGIN", "VEVENT")
    add_identity(lines, note_uid(frame.plan, frame.identity, frame.feed.address), revision)
    add_whole_day(lines, frame.plan.issued_on or revision.revised_at.astimezone(dt.UTC).date())
    words = "В плане пока нет дат" if waiting else "В плане нет дел с датами"
    lines.add_text("SUMMARY", "Сейчас ничего не ждёт" if frame.feed.kind == "waiting" else words)
    lines.add_text("DESCRIPTION", _describe_calendar(frame))
    lines.add("STATUS", "CONFIRMED")
    lines.add("TRANSP", "TRANSPARENT")
    lines.add("END", "VEVENT")
    return lines.encode()

"""The content lines that events of all kinds have: what names them, their days, alarms, that they are off."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.documents.calendar_events import CalendarEvent
from roadmap_engine.documents.calendar_history import EventPast
from roadmap_engine.documents.calendar_identity import Revision
from roadmap_engine.documents.calendar_limits import FeedEvent
from roadmap_engine.documents.calendar_series import add_recurrence
from roadmap_engine.documents.calendar_wording import OFF_WORDS, explain_off
from roadmap_engine.documents.content_lines import ContentLines, write_date, write_duration, write_instant

__all__ = ["add_alarm", "add_identity", "add_whole_day", "write_cancelled"]

MORNING = dt.time(9)
"""When an alarm rings: people are at work."""


def write_cancelled(uid: str, past: EventPast, event: CalendarEvent | None) -> FeedEvent:
    """Write an event the plan no longer has, or that nobody has to do any more.

    Some clients delete it at this word, others strike it through, and some show it as if nothing had
    happened, so its title says it as well.
    """
    lines = ContentLines()
    lines.add("BEGIN", "VEVENT")
    add_identity(lines, uid, past.revision)
    add_whole_day(lines, past.mark.day)
    add_recurrence(lines, past.mark.series, None)
    lines.add_text("SUMMARY", f"{OFF_WORDS[past.mark.off or 'cancelled']}{past.mark.title}")
    if past.mark.off is not None and event is not None:
        lines.add_text("DESCRIPTION", explain_off(event))
    lines.add("STATUS", "CANCELLED")
    lines.add("TRANSP", "TRANSPARENT")
    lines.add("END", "VEVENT")
    return FeedEvent("cancelled", past.mark.day, past.mark.last_day, lines.encode())


def add_identity(lines: ContentLines, uid: str, revision: Revision) -> None:
    """Add what names an event, and how often it was changed."""
    # DTSTAMP is the last revision, not the time of writing: with the clock in it the bytes would
    # change on every request, and no client could ever be told that nothing has changed.
    revised = write_instant(revision.revised_at)
    lines.add("UID", uid)
    lines.add("DTSTAMP", revised)
    lines.add("CREATED", write_instant(revision.created_at))
    lines.add("LAST-MODIFIED", revised)
    lines.add("SEQUENCE", str(revision.number))


def add_whole_day(lines: ContentLines, day: dt.date) -> None:
    """Add a whole day as the time of an event."""
    lines.add("DTSTART;VALUE=DATE", write_date(day))
    # RFC 5545, 3.6.1: DTEND is the non-inclusive end of the event.
    lines.add("DTEND;VALUE=DATE", write_date(day + dt.timedelta(days=1)))


def add_alarm(lines: ContentLines, text: str, event: CalendarEvent, day: dt.date) -> None:
    """Add an alarm that rings in the morning of a day; an event of a whole day begins at its midnight."""
    begins = dt.datetime.combine(event.day, event.moment[0] if event.moment else dt.time())
    lines.add("BEGIN", "VALARM")
    lines.add("ACTION", "DISPLAY")
    ahead = begins - dt.datetime.combine(day, MORNING)
    lines.add("TRIGGER", f"{'-' if ahead > dt.timedelta() else ''}{write_duration(abs(ahead))}")
    lines.add_text("DESCRIPTION", text)
    lines.add("END", "VALARM")

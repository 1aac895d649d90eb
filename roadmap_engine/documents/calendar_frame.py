"""What stands around the events of a calendar: its name and description, and a note where it has no dates."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.documents.calendar_events import note_uid
from roadmap_engine.documents.calendar_feeds import Feed, measures_of, name_feed
from roadmap_engine.documents.calendar_identity import Identity, Revision
from roadmap_engine.documents.calendar_lines import add_identity, add_whole_day
from roadmap_engine.documents.content_lines import ContentLines
from roadmap_engine.documents.phrases import shorten, write_heading
from roadmap_engine.documents.time_zones import add_time_zone
from roadmap_engine.model import Plan

__all__ = ["END", "CalendarFrame"]

END = b"END:VCALENDAR\r\n"
"""The last line of every calendar."""

_TITLE_LIMIT = 120
_PLAN_TITLE_LIMIT = 400


class CalendarFrame:
    """What stands around the events of one calendar.

    Args:
        plan: whose calendar it is.
        feed: which of them.
    """

    def __init__(self, plan: Plan, feed: Feed) -> None:
        self._plan, self._feed = plan, feed
        self._name = _name_calendar(plan, feed)
        self._title = shorten(plan.title, _PLAN_TITLE_LIMIT)
        self._waiting = [
            " – ".join(
                shorten(words, _TITLE_LIMIT) for words in (write_heading(measure), measure.deadline.awaited)
            )
            for measure in measures_of(plan, feed)
            if measure.deadline.awaiting
        ]

    def write_head(self, zones: list[str], counts: tuple[int, int]) -> bytes:
        """Write what stands above the events of the calendar; `END` stands below them.

        Args:
            zones: that its events stand in.
            counts: how many events it shows, and of how many.
        """
        head = ContentLines()
        self._add_head(head, zones, counts)
        for zone in zones:
            add_time_zone(head, zone)
        return head.encode()

    def write_note(self, known: Identity, revision: Revision) -> bytes:
        """Write the one event of a calendar that has no dates.

        RFC 5545, 3.6: a calendar must hold at least one component; and a client that meets an empty
        one may take it for a broken feed.
        """
        lines = ContentLines()
        lines.add("BEGIN", "VEVENT")
        add_identity(lines, note_uid(self._plan, known, self._feed.address), revision)
        add_whole_day(lines, self._plan.issued_on or revision.revised_at.astimezone(dt.UTC).date())
        words = "В плане пока нет дат" if self._waiting else "В плане нет дел с датами"
        lines.add_text("SUMMARY", "Сейчас ничего не ждёт" if self._feed.kind == "waiting" else words)
        lines.add_text("DESCRIPTION", self._describe())
        lines.add("STATUS", "CONFIRMED")
        lines.add("TRANSP", "TRANSPARENT")
        lines.add("END", "VEVENT")
        return lines.encode()

    def _add_head(self, lines: ContentLines, zones: list[str], counts: tuple[int, int]) -> None:
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//roadmap-engine//plan calendar//RU")
        lines.add("CALSCALE", "GREGORIAN")
        # No METHOD: PUBLISH asks every event for an ORGANIZER (RFC 5546, 3.2.1), and that is a person.
        lines.add_text("NAME", self._name)
        lines.add_text("X-WR-CALNAME", self._name)
        lines.add_text("X-WR-CALDESC", self._describe(_say_counts(counts)))
        if len(zones) == 1:
            lines.add("X-WR-TIMEZONE", zones[0])
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
        lines.add("X-PUBLISHED-TTL", "PT6H")

    def _describe(self, more: str = "") -> str:
        waiting = ["Ждут даты:", *self._waiting] if self._waiting else []
        return "\n".join([self._title, *([more] if more else []), *waiting])


def _name_calendar(plan: Plan, feed: Feed) -> str:
    parts = (
        plan.organisation.short if plan.organisation else shorten(plan.title, _TITLE_LIMIT),
        plan.procedure.name if plan.procedure else None,
        " и ".join(plan.years),
        name_feed(plan, feed),
    )
    return "Сроки: " + ", ".join(part for part in parts if part)


def _say_counts(counts: tuple[int, int]) -> str:
    shown, found = counts
    return (
        "" if shown == found else f"Показано событий: {shown} из {found}, больше календарные службы не берут."
    )

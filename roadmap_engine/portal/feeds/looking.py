"""A calendar's bytes → what a calendar program finds in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import icalendar

from roadmap_engine.documents.calendar_series import read_series
from roadmap_engine.portal.feeds.shelf import Ready

__all__ = ["Seen", "look_into"]

_MOST_SHOWN = 3
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Seen:
    """What is found.

    Attributes:
        size: in kilobytes.
        coming: the next days, with the titles of what stands on them.
    """

    size: int
    events: int
    coming: tuple[tuple[dt.date, str], ...]
    modified: dt.datetime


def look_into(ready: Ready, today: dt.date) -> Seen:
    """Read a calendar as a program does."""
    calendar: Any = icalendar.Calendar.from_ical(ready.body)
    events = list(calendar.walk("VEVENT"))
    days = sorted((day, str(each["SUMMARY"])) for each in events for day in _days(each) if day >= today)
    modified = dt.datetime.fromtimestamp(ready.modified, dt.UTC)
    return Seen(max(1, round(len(ready.body) / _KILOBYTE)), len(events), tuple(days[:_MOST_SHOWN]), modified)


def _days(event: Any) -> Iterator[dt.date]:
    if "RRULE" not in event:
        start = event["DTSTART"].dt
        yield start.date() if isinstance(start, dt.datetime) else start
        return
    off = event["EXDATE"].to_ical().decode() if "EXDATE" in event else ""
    yield from read_series(event["DTSTART"].to_ical().decode(), event["RRULE"].to_ical().decode(), off)

"""Russian time zones, each as the one observance a calendar client reads the same everywhere.

A zone with its whole history makes clients disagree by an hour: several take the last of many
observances without a rule as valid for ever. Russia has changed no clock since 27 December 2020, and
no plan looks further back, so one STANDARD observance from 1970 with today's offset is both correct
and read alike.
"""

from __future__ import annotations

from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS
from roadmap_engine.documents.content_lines import ContentLines

__all__ = ["add_time_zone"]


def add_time_zone(lines: ContentLines, zone: str) -> None:
    """Add the VTIMEZONE of a Russian zone."""
    offset = f"+{RUSSIAN_OFFSETS[zone]:02}00"
    for name, value in (
        ("BEGIN", "VTIMEZONE"),
        ("TZID", zone),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19700101T000000"),
        ("TZOFFSETFROM", offset),
        ("TZOFFSETTO", offset),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ):
        lines.add(name, value)

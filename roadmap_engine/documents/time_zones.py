"""Russian time zones, each as the one observance a calendar client reads the same everywhere.

A zone with its whole history makes clients disagree by an hour: several take the last of many
observances without a rule as valid for ever. Russia has changed no clock since 27 December 2020, and
no plan looks further back, so one STANDARD observance from 1970 with today's offset is both correct
and read alike.
"""

from __future__ import annotations

from roadmap_engine.documents.content_lines import ContentLines

__all__ = ["RUSSIAN_OFFSETS", "add_time_zone"]

# Федеральный закон от 03.06.2011 № 107-ФЗ «Об исчислении времени», ст. 5: zones by their hours from UTC.
_BY_HOURS = {
    2: "Europe/Kaliningrad",
    3: "Europe/Kirov Europe/Moscow Europe/Simferopol Europe/Volgograd",
    4: "Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk",
    5: "Asia/Yekaterinburg",
    6: "Asia/Omsk",
    7: "Asia/Barnaul Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk Asia/Tomsk",
    8: "Asia/Irkutsk",
    9: "Asia/Chita Asia/Khandyga Asia/Yakutsk",
    10: "Asia/Ust-Nera Asia/Vladivostok",
    11: "Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk",
    12: "Asia/Anadyr Asia/Kamchatka",
}
RUSSIAN_OFFSETS = {zone: hours for hours, zones in _BY_HOURS.items() for zone in zones.split()}


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

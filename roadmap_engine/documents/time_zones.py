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
RUSSIAN_OFFSETS: dict[str, int] = {
    "Europe/Kaliningrad": 2,
    "Europe/Kirov": 3,
    "Europe/Moscow": 3,
    "Europe/Simferopol": 3,
    "Europe/Volgograd": 3,
    "Europe/Astrakhan": 4,
    "Europe/Samara": 4,
    "Europe/Saratov": 4,
    "Europe/Ulyanovsk": 4,
    "Asia/Yekaterinburg": 5,
    "Asia/Omsk": 6,
    "Asia/Barnaul": 7,
    "Asia/Krasnoyarsk": 7,
    "Asia/Novokuznetsk": 7,
    "Asia/Novosibirsk": 7,
    "Asia/Tomsk": 7,
    "Asia/Irkutsk": 8,
    "Asia/Chita": 9,
    "Asia/Khandyga": 9,
    "Asia/Yakutsk": 9,
    "Asia/Ust-Nera": 10,
    "Asia/Vladivostok": 10,
    "Asia/Magadan": 11,
    "Asia/Sakhalin": 11,
    "Asia/Srednekolymsk": 11,
    "Asia/Anadyr": 12,
    "Asia/Kamchatka": 12,
}


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

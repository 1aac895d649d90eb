"""The time zones of Russia: the names a text may say, each with its hours from UTC and its town.

Федеральный закон от 03.06.2011 № 107-ФЗ «Об исчислении времени», ст. 5, with its changes up to 2020; the
names are those of the tz database, which has several for one hour where clocks once differed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from frozendict import frozendict
from pydantic import AfterValidator, Field

from roadmap_engine.calendars.zone_places import propose_zone
from roadmap_engine.diagnostics.suggestions import list_names, near_names

__all__ = ["RUSSIAN_OFFSETS", "ZONE_TOWNS", "Zone", "call_zone", "near_zones"]

_ZONES = """
2 Europe/Kaliningrad Калининград
3 Europe/Moscow Москва; 3 Europe/Kirov Киров; 3 Europe/Simferopol Симферополь; 3 Europe/Volgograd Волгоград
4 Europe/Samara Самара; 4 Europe/Astrakhan Астрахань; 4 Europe/Saratov Саратов; 4 Europe/Ulyanovsk Ульяновск
5 Asia/Yekaterinburg Екатеринбург
6 Asia/Omsk Омск
7 Asia/Krasnoyarsk Красноярск; 7 Asia/Barnaul Барнаул; 7 Asia/Novokuznetsk Новокузнецк
7 Asia/Novosibirsk Новосибирск; 7 Asia/Tomsk Томск
8 Asia/Irkutsk Иркутск
9 Asia/Yakutsk Якутск; 9 Asia/Chita Чита; 9 Asia/Khandyga Хандыга
10 Asia/Vladivostok Владивосток; 10 Asia/Ust-Nera Усть-Нера
11 Asia/Magadan Магадан; 11 Asia/Sakhalin Южно-Сахалинск; 11 Asia/Srednekolymsk Среднеколымск
12 Asia/Kamchatka Петропавловск-Камчатский; 12 Asia/Anadyr Анадырь
"""
_ROWS = tuple(each.split() for each in _ZONES.replace("\n", ";").split(";") if each)
_MOSCOW_HOURS = 3
_HOURS = re.compile(r"(?P<from>мск|msk|utc|gmt)(?P<ahead>[+−-]\d{1,2})?")
_LONGEST = 100

RUSSIAN_OFFSETS: Mapping[str, int] = frozendict({zone: int(hours) for hours, zone, _ in _ROWS})
"""Hours from UTC by the zone's name, west to east."""
ZONE_TOWNS: Mapping[str, str] = frozendict({zone: town for _, zone, town in _ROWS})
"""The town a zone is called by, in Russian."""


def near_zones(words: str) -> str:
    """List the zones that words may mean which are no zone's name; empty where none is near.

    >>> near_zones("г. Якутск"), near_zones("МСК+7")
    ('«Asia/Yakutsk»', '«Asia/Ust-Nera», «Asia/Vladivostok»')
    """
    if (place := propose_zone(words)) is not None:
        return list_names([place])
    said = _HOURS.fullmatch("".join(words.lower().split())[:_LONGEST])
    if said is None:
        return near_names(words, RUSSIAN_OFFSETS)
    from_utc = int((said["ahead"] or "0").replace("−", "-"))
    hours = from_utc if said["from"] in ("utc", "gmt") else from_utc + _MOSCOW_HOURS
    return list_names(zone for zone, own in RUSSIAN_OFFSETS.items() if own == hours)


def _check_zone(words: str) -> str:
    if words not in RUSSIAN_OFFSETS:
        raise ValueError(f"unknown time zone, near {near_zones(words)}")
    return words


Zone = Annotated[str, AfterValidator(_check_zone), Field(json_schema_extra={"enum": [*RUSSIAN_OFFSETS]})]
"""A time zone of Russia by its name, «Asia/Yakutsk»."""


def call_zone(zone: str) -> str:
    """Say a zone as people know it: its town, and its hours from those of Moscow.

    >>> call_zone("Asia/Yakutsk"), call_zone("Europe/Kirov"), call_zone("Europe/Kaliningrad")
    ('Якутск, МСК+6', 'Киров, МСК', 'Калининград, МСК−1')
    """
    ahead = RUSSIAN_OFFSETS[zone] - _MOSCOW_HOURS
    hours = f"{'+' if ahead > 0 else '−'}{abs(ahead)}" if ahead else ""
    return f"{ZONE_TOWNS[zone]}, МСК{hours}"

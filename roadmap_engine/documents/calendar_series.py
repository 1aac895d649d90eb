"""The days of regular work ↔ one event that recurs: a weekly rule with an end, and the days it leaves out.

RFC 5545, 3.8.5: RRULE with UNTIL, of the type of DTSTART, and EXDATE. Six parsers read the same days of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS
from roadmap_engine.documents.content_lines import ContentLines, write_date, write_instant

__all__ = ["add_recurrence", "read_series"]

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = dt.timedelta(days=3_660)
_RULE = re.compile(r"FREQ=WEEKLY;UNTIL=(\d{8})(?:T(\d{6})Z)?;BYDAY=([A-Z,]+)")


def add_recurrence(
    lines: ContentLines, days: tuple[dt.date, ...], moment: tuple[dt.time, str] | None
) -> None:
    """Add what makes an event recur; nothing where it has one day alone.

    Args:
        lines: of the event, its DTSTART on the first of the days.
        days: in order, each once.
        moment: the time of each and its zone.
    """
    if len(days) <= 1:
        return
    weekdays = {day.weekday() for day in days}
    names = ",".join(_NAMES[number] for number in sorted(weekdays))
    left_out = [day for day in _run(days[0], days[-1], weekdays) if day not in set(days)]
    until, kind, hour = write_date(days[-1]), "VALUE=DATE", ""
    if moment is not None:
        time, name = moment
        zone = dt.timezone(dt.timedelta(hours=RUSSIAN_OFFSETS[name]))
        until = write_instant(dt.datetime.combine(days[-1], time, tzinfo=zone))
        kind, hour = f"TZID={name}", f"T{time:%H%M%S}"
    lines.add("RRULE", f"FREQ=WEEKLY;UNTIL={until};BYDAY={names}")
    if left_out:
        lines.add(f"EXDATE;{kind}", ",".join(write_date(day) + hour for day in left_out))


def read_series(start: str, rule: str, left_out: str) -> tuple[dt.date, ...]:
    """Read the days of an event that recurs as the program writes it.

    Args:
        start: the value of DTSTART.
        rule: the value of RRULE.
        left_out: the value of EXDATE; empty where there is none.

    Raises:
        ValueError: it recurs otherwise.
    """
    found = _RULE.fullmatch(rule)
    if found is None:
        raise ValueError(f"«{rule}» is no rule of ours")
    first, last = _read_day(start), _read_day(found[1])
    if found[2] and _read_time(start) < _read_time(f"T{found[2]}"):
        # Every zone of Russia is ahead of UTC: what is earlier there by the clock is of the next day.
        last += dt.timedelta(days=1)
    if last - first > _LONGEST:
        raise ValueError(f"«{rule}» is too long")
    weekdays = {_NAMES.index(name) for name in found[3].split(",")}
    gone = {_read_day(value) for value in left_out.split(",") if value}
    return tuple(day for day in _run(first, last, weekdays) if day not in gone)


def _run(first: dt.date, last: dt.date, weekdays: set[int]) -> Iterator[dt.date]:
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return (day for day in days if day.weekday() in weekdays)


def _read_day(value: str) -> dt.date:
    return dt.date(int(value[:4]), int(value[4:6]), int(value[6:8]))


def _read_time(value: str) -> str:
    return value.partition("T")[2].rstrip("Z")

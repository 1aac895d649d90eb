"""An instant as pages say it: by which clock, where that could be misread.

A school's pages go by its clock, those of no one school by the server's. Where the two differ, each is named
as people name it in Russia, by its distance from Moscow.
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import numeric_date

__all__ = ["name_clock", "say_instant", "say_local"]

_MOSCOW = dt.timedelta(hours=3)
_WEST, _EAST = dt.timedelta(hours=-1), dt.timedelta(hours=9)
"""How far the clocks of Russia are from that of Moscow, of Kaliningrad and of Kamchatka."""


def say_instant(instant: dt.datetime) -> str:
    """Say an instant by the clock of the server, and name that clock."""
    at = instant.astimezone()
    return f"{numeric_date(at.date())}, {at:%H:%M} {name_clock(at)}"


def say_local(at: dt.datetime) -> str:
    """Say an instant by the clock it has been put to; that is named where the server's shows another hour."""
    said = f"{numeric_date(at.date())}, {at:%H:%M}"
    return said if at.utcoffset() == at.astimezone().utcoffset() else f"{said} {name_clock(at)}"


def name_clock(at: dt.datetime) -> str:
    """Name the clock of an instant.

    >>> name_clock(dt.datetime(2027, 6, 15, tzinfo=dt.timezone(dt.timedelta(hours=9))))
    'МСК+6'
    >>> name_clock(dt.datetime(2027, 6, 15, tzinfo=dt.timezone.utc))
    'UTC'
    """
    ahead = at.utcoffset() or dt.timedelta()
    if spoken() != "ru" or not _WEST <= ahead - _MOSCOW <= _EAST:
        return "UTC" + _write(ahead)
    return _("МСК") + _write(ahead - _MOSCOW)


def _write(ahead: dt.timedelta) -> str:
    minutes = int(ahead.total_seconds()) // 60
    if not minutes:
        return ""
    hours, left = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return f"{sign}{hours}{f':{left:02}' if left else ''}"

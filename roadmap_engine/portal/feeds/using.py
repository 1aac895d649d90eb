"""When an address was asked for last: remembered as a day, written down once a minute, by no request."""

from __future__ import annotations

import datetime as dt
import threading

from roadmap_engine.portal.feeds.models import FeedToken

__all__ = ["last_used", "note_use", "write_uses"]

_own = threading.Lock()
_unwritten: dict[int, dt.date] = {}


def note_use(number: int, day: dt.date) -> None:
    """Remember that an address was asked for on a day."""
    if _unwritten.get(number) != day:
        with _own:
            _unwritten[number] = day


def last_used(token: FeedToken) -> dt.date | None:
    """Give the last day that an address was asked for, written down or not."""
    days = [day for day in (token.used_on, _unwritten.get(token.pk)) if day is not None]
    return max(days, default=None)


def write_uses() -> None:
    """Write down what is remembered."""
    with _own:
        uses = dict(_unwritten)
        _unwritten.clear()
    for day in set(uses.values()):
        numbers = [number for number, each in uses.items() if each == day]
        FeedToken.objects.filter(pk__in=numbers).exclude(used_on=day).update(used_on=day)

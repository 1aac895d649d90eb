"""Which events a calendar shows where it has more than calendar services take.

Google refuses a file above 1 MB and about 1 100 events, and a client that is refused keeps an old calendar
and says nothing. So the least needed go first: what has long been over, what is done, what was called off,
reminders, the days on which work starts; then the due days that are furthest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from roadmap_engine.diagnostics.limits import FEED_BYTES, FEED_EVENTS

__all__ = ["FeedEvent", "Worth", "choose_events"]

_PAST = dt.timedelta(days=60)
Worth = Literal["done", "cancelled", "ahead", "start", "due", "series"]
_WORTHS: dict[Worth, int] = {"done": 1, "cancelled": 2, "ahead": 3, "start": 4, "due": 5, "series": 5}


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """An event as it is written.

    Attributes:
        last_day: on which it stands.
        data: its lines.
    """

    worth: Worth
    day: dt.date
    last_day: dt.date
    data: bytes


def choose_events(events: Sequence[FeedEvent], taken: int, seen_on: dt.date | None) -> tuple[FeedEvent, ...]:
    """Give the events that a calendar has room for, in their order; mostly all.

    Args:
        events: all of them.
        taken: bytes of the calendar that are no events.
        seen_on: the day on which the plan was last looked at, sixty days before which all is past; None where
            none is known.
    """
    past = None if seen_on is None else seen_on - _PAST

    def need(place: int) -> tuple[int, int]:
        each = events[place]
        if past is not None and each.last_day < past:
            return 0, -each.day.toordinal()
        if each.worth == "done":
            # Of what is done, too, the newest is needed longest.
            return -_WORTHS[each.worth], -each.day.toordinal()
        return -_WORTHS[each.worth], each.day.toordinal()

    kept: set[int] = set()
    size = taken
    for place in sorted(range(len(events)), key=need):
        size += len(events[place].data)
        if len(kept) == FEED_EVENTS.most or size > FEED_BYTES.most:
            break
        kept.add(place)
    return tuple(each for place, each in enumerate(events) if place in kept)

"""The history of a plan's calendar events, kept beside the adoption: when each came, moved, and went.

Only appended to, one revision a line. From it come SEQUENCE and LAST-MODIFIED, so that the same history
gives the same calendars, and a subscriber's client sees that something has changed.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from roadmap_engine.calendars import CalendarDay
from roadmap_engine.model.base import Frozen, FrozenMap, Slug

__all__ = ["CalendarHistory", "EventMark", "HistoryRevision"]


class EventMark(Frozen):
    """An event as one revision left it.

    Attributes:
        day: the day it stands on.
        title: its title, for when the plan no longer has it.
        roles: whose calendars show it beside the common one.
        content: a digest of everything a reader sees of it.
    """

    day: CalendarDay
    title: Annotated[str, Field(max_length=1_000)]
    roles: tuple[Slug, ...] = ()
    content: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class HistoryRevision(Frozen):
    """What changed at one instant, events by their UID.

    Attributes:
        at: later than the revision before it.
        changed: events that came, came back, moved or read otherwise.
        cancelled: events that the plan no longer has; calendars show them as cancelled.
        dropped: events that calendars no longer show: cancelled ones after a while, and at once what was over
            when the plan lost it, and reminders of what is done.
    """

    at: AwareDatetime
    changed: FrozenMap[str, EventMark] = Field(default_factory=dict)
    cancelled: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


class CalendarHistory(Frozen):
    """All revisions, oldest first."""

    revisions: tuple[HistoryRevision, ...] = ()

"""The history of a plan's calendar events, kept beside the adoption: when each came, moved, and went.

Only appended to, one revision a line. From it come SEQUENCE and LAST-MODIFIED, so that the same history
gives the same calendars, and a subscriber's client sees that something has changed.

Format 2 may remember: what another copy of the history, or calendars that people have, say of events. Its
events may recur. Format 3 keeps what the plan is known by. Format 4 knows how an event was called off, and
which calendars have ended.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, SerializerFunctionWrapHandler, model_serializer

from roadmap_engine.calendars import CalendarDay
from roadmap_engine.calendars.days import admit_day
from roadmap_engine.model.base import Frozen, FrozenMap, Slug

__all__ = ["CalendarHistory", "EventMark", "EventMemory", "HistoryRevision", "Instant", "SequenceNumber"]


def _admit_instant(instant: dt.datetime) -> dt.datetime:
    admit_day(instant.date())
    return instant


Instant = Annotated[AwareDatetime, AfterValidator(_admit_instant)]
"""An instant of an age that calendars know."""

SequenceNumber = Annotated[int, Field(ge=0, lt=2**31 - 1_000_000)]
"""RFC 5545, 3.3.8: an integer is at most 2147483647; it must have room to grow."""


Address = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^/\\]+$")]
"""What a calendar is called in its folder, without an ending."""


class EventMark(Frozen):
    """An event as one revision left it.

    Attributes:
        day: the day it stands on.
        title: its title, for when the plan no longer has it.
        roles: whose calendars show it beside the common one.
        content: a digest of everything a reader sees of it.
        series: all its days, where it recurs.
        off: how it was called off, where the plan has it still and says so; `content` is then of that.
    """

    day: CalendarDay
    title: Annotated[str, Field(max_length=1_000)]
    roles: tuple[Slug, ...] = ()
    content: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    series: tuple[CalendarDay, ...] = ()
    off: Literal["cancelled", "not-applicable"] | None = None

    @property
    def last_day(self) -> dt.date:
        """The last day it stands on."""
        return max((self.day, *self.series))

    @model_serializer(mode="wrap")
    def _leave_unsaid(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what format 1 has not, where there is none of it."""
        said: dict[str, Any] = serialise(self)
        return {name: value for name, value in said.items() if value or name not in ("series", "off")}


class EventMemory(Frozen):
    """What an event has been through, as something else than the lines before remembers it.

    Attributes:
        mark: as it was last seen.
        number, revised_at, created_at: its SEQUENCE, LAST-MODIFIED and CREATED.
        cancelled_at: when the plan lost it; None while the plan has it.
        dropped: whether calendars no longer show it.
    """

    mark: EventMark
    number: SequenceNumber
    revised_at: Instant
    created_at: Instant
    cancelled_at: Instant | None = None
    dropped: bool = False


class HistoryRevision(Frozen):
    """What changed at one instant, events by their UID.

    Attributes:
        at: later than the revision before it.
        remembered: events whose past is taken from another copy of the history, or from calendars that
            people have; it stands for whatever the revisions before say of them.
        least: the number that events which come from now on begin with, where some that were before are
            forgotten and might come back.
        changed: events that came, came back, moved or read otherwise.
        cancelled: events that the plan no longer has; calendars show them as cancelled.
        called_off: events that the plan has and nobody has to do any more, as calendars show them from now
            on: cancelled with this revision, or before it with another reason.
        dropped: events that calendars no longer show: cancelled ones after a while, and at once what was over
            when the plan lost it, and reminders of what is done.
        ended: addresses of calendars that nothing is drawn for any more.
        resumed: those of them that something is drawn for again.
        plan: what the plan is known by, where its history begins with this; a history that began before that
            was kept has none.
        renamed: measures that are called otherwise now, by their ids, to the id that their events go by.
    """

    at: Instant
    remembered: FrozenMap[str, EventMemory] = Field(default_factory=dict)
    least: SequenceNumber = 0
    changed: FrozenMap[str, EventMark] = Field(default_factory=dict)
    cancelled: tuple[str, ...] = ()
    called_off: FrozenMap[str, EventMark] = Field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    renamed: FrozenMap[Slug, Slug] = Field(default_factory=dict)
    plan: Annotated[str, Field(max_length=1_000)] = ""
    ended: tuple[Address, ...] = ()
    resumed: tuple[Address, ...] = ()


class CalendarHistory(Frozen):
    """All revisions, oldest first."""

    revisions: tuple[HistoryRevision, ...] = ()

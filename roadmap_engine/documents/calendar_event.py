"""One event of a calendar: an edge of one occurrence of one measure, and what names it for ever."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from roadmap_engine.documents.calendar_happened import Became
from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.model import OccurrenceDays, PlanMeasure, PlanStage
from roadmap_engine.model.absences import StandsIn
from roadmap_engine.model.plan_rows import NOTHING
from roadmap_engine.model.progress import Happened

__all__ = ["CalendarEvent", "Edge", "event_uid"]

Edge = Literal["start", "due", "ahead", "series", "check"]
"""Which end of an occurrence an event stands on, that it stands days ahead, all days of regular work, or that
somebody has to look at what was handed in."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: an edge of one occurrence of one measure.

    Attributes:
        moment: the time of a due day and its zone; None where the plan says no time, or not whose
            time it is: an hour in a guessed zone would be wrong for most readers.
        ahead: how many days before the due day a reminder is asked for that is an event of its own.
        reasons: why the days are these.
        series: all days of regular work, the first of them the event's own.
        became: what has become of it; of regular work, of all of it.
        happened: what the log says of it.
        planned: the due day that it was put off from; None where nobody did.
        checks: the month of regular work that was handed in, «2027-04».
        months: of regular work, what the log says of its months, by the first day that each has.
        stands_in: for whom its reader has it, while they are away; nobody where it is the reader's own.
        written: what was written of the events of this measure and of its like in other plans, by what tells
            an event from the others.
    """

    stage: PlanStage
    measure: PlanMeasure
    days: OccurrenceDays
    edge: Edge
    day: dt.date
    moment: tuple[dt.time, str] | None
    ahead: int = 0
    reasons: tuple[str, ...] = ()
    series: tuple[dt.date, ...] = ()
    became: Became = None
    happened: Happened = NOTHING
    planned: dt.date | None = None
    checks: str = ""
    months: tuple[tuple[dt.date, Happened], ...] = ()
    stands_in: tuple[StandsIn, ...] = ()
    written: dict[tuple[object, ...], bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_done(self) -> bool:
        """Whether it is done, or its paper signed."""
        return self.became == "done"

    @property
    def is_called_off(self) -> bool:
        """Whether nobody has to do it any more."""
        return self.became in ("cancelled", "not-applicable")

    def uid(self, known: Identity) -> str:
        """Give the UID of the event, by the first id that its measure had."""
        key = f"{self.days.key}.{self.checks}" if self.checks else self.days.key
        return event_uid(known, known.root(self.measure.goes_by), key, self.edge, self.ahead)

    def followed_uid(self, known: Identity) -> str:
        """Give the UID of the event whose changes are its own: what is looked at changes with its due day."""
        if self.edge != "check":
            return self.uid(known)
        return event_uid(
            known, known.root(self.measure.goes_by), self.days.key, "series" if self.checks else "due"
        )


def event_uid(known: Identity, measure: str, key: str, edge: Edge = "due", ahead: int = 0) -> str:
    """Give the UID of an event: the same through renaming, re-issuing and moving to another server.

    Args:
        known: what its plan is known by.
        measure: the id its events go by.
        key: the key of the occurrence.
        edge: the end of the occurrence the event stands on.
        ahead: days before the due day, of a reminder.
    """
    return known.uid(measure, key, f"{edge}-{ahead}" if ahead else edge)

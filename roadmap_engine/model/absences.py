"""Who is away, and who stands in: one rule for letters and calendars.

Whoever is away keeps what is hers; on the days of her absence, both ends included, whoever stands in has it
too. A deputy who is away herself passes on her own work alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roadmap_engine.model.entry import Absence
from roadmap_engine.model.plan_people import PlanPerson, post_of

__all__ = ["Away", "StandsIn", "list_deputies"]


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's absence: her key, and the days with who stands in."""

    person: str
    days: Absence
    entry: str

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day is one of them."""
        return self.days.since <= day <= self.days.until


@dataclass(frozen=True, slots=True)
class StandsIn:
    """That something is somebody else's, who is away, and from when until when."""

    person: PlanPerson
    since: dt.date
    until: dt.date


def list_deputies(away: Iterable[Away], post: str, day: dt.date) -> Iterator[tuple[str, Away]]:
    """Give the posts of those who stand in for the holder of a post on a day, each with the absence."""
    for each in away:
        deputy = each.days.deputy
        if deputy is not None and post_of(each.person) == post and each.covers(day):
            yield post_of(deputy), each

"""Whose hand writes: who it is, by which clock, and how entries are called."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.model import Plan
from roadmap_engine.tracking.recording import Stamp

__all__ = ["UNSAID", "Hand", "local_instant", "new_entry_id"]

UNSAID = "unsaid"
"""Who recorded something, where nobody said."""


def new_entry_id() -> str:
    """Give an id that no other entry has."""
    return secrets.token_hex(10)


def local_instant(plan: Plan, instant: dt.datetime) -> dt.datetime:
    """Give an instant as the clocks of an organisation show it; one that names no zone has the computer's."""
    return _by_clocks(instant, plan.organisation.zone if plan.organisation is not None else None)


def _by_clocks(instant: dt.datetime, zone: str | None) -> dt.datetime:
    return instant.astimezone(ZoneInfo(zone) if zone else None)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes.

    Attributes:
        who: the key of a post or the id of an account; None where nobody said.
        clock: gives the present instant, in UTC and whole seconds.
        today: the day it counts as; the clock's, in the organisation's zone, unless given.
        via: «portal» or «tracker»; None for the command line.
        language: in which plans explain themselves.
        new_id: gives a fresh id each time it is asked.
    """

    who: str | None
    clock: Callable[[], dt.datetime]
    today: dt.date | None = None
    via: str | None = None
    language: Language = "ru"
    new_id: Callable[[], str] = new_entry_id

    def day_of(self, plan: Plan) -> dt.date:
        """Give the day it is for an organisation."""
        return self.today or local_instant(plan, self.clock()).date()

    def day_in(self, zone: str) -> dt.date:
        """Give the day it is in a zone; where none is named, the computer's."""
        return self.today or _by_clocks(self.clock(), zone).date()

    def stamp(self) -> Stamp:
        """Give by whom, when and how entries are recorded now."""
        return Stamp(self.who or UNSAID, self.clock(), self.new_id, self.via)

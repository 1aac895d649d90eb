"""What has happened to a measure so that no newer text may change it any more."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from roadmap_engine.model.base import Frozen, Line, Version
from roadmap_engine.model.measure import Change

__all__ = ["Settled", "SettledState"]

SettledState = Literal["done", "signed", "cancelled"]


class Settled(Frozen):
    """A measure that is done, signed or cancelled: it stays as it was then.

    Attributes:
        state: what happened.
        on: the day it happened.
        reason: why, in a person's words.
        as_of: the roadmap's version it was settled under, once a newer one says something else.
        kept: the fields a newer version says otherwise, as they were; null for one that was not there.
    """

    state: SettledState
    on: dt.date
    reason: Line | None = None
    as_of: Version | None = None
    kept: Change | None = None

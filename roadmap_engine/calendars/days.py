"""Days that a text may name: those of two centuries, so that whatever is counted from them is a day too."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator

from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY

__all__ = ["CalendarDay", "admit_day", "parse_day"]


def admit_day(day: dt.date) -> dt.date:
    """Give a day back; ValueError for one of another age.

    >>> admit_day(dt.date(9999, 12, 31))
    Traceback (most recent call last):
    ValueError: 9999-12-31 is a day outside 1990-01-01 to 2199-12-31
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is a day outside {FIRST_DAY} to {LAST_DAY}")
    return day


def parse_day(text: str) -> dt.date:
    """Read «2027-05-28»; ValueError for what is no day, or one of another age."""
    return admit_day(dt.date.fromisoformat(text.strip()))


CalendarDay = Annotated[dt.date, AfterValidator(admit_day)]
"""A day in a text."""

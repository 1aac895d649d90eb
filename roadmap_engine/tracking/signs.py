"""What a reader sees of a row on a day, and how late it is: of boards, and of tables that were sent in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self

from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import DONE, Happened, Sign, State

__all__ = ["View", "count_late", "count_late_on", "tell_sign", "tell_sign_on"]

_SOON = 3
"""Days before its due day that a row is due soon, where nobody says how early the organisation reminds."""


@dataclass(frozen=True, slots=True)
class View:
    """The day rows are seen on, and how many days before it something is due soon."""

    today: dt.date | None
    soon: int = _SOON

    @classmethod
    def of(cls, plan: Plan, today: dt.date | None) -> Self:
        """Give how the rows of a plan are seen on a day."""
        own = plan.organisation
        return cls(today, max(own.remind_days, default=_SOON) if own is not None else _SOON)


_OFF = frozenset({State.CANCELLED, State.NOT_APPLICABLE, State.CONFLICT, State.NEWER})


def count_late(happened: Happened, due: dt.date | None, today: dt.date | None) -> int | None:
    """Give how many days after its due day a row was done, or is not done; the due day itself is in time."""
    if due is None or happened.state in _OFF:
        return None
    end = happened.done_on if happened.state in DONE else today
    return (end - due).days if end is not None and end > due else None


def count_late_on(state: State, due: dt.date | None, late: int | None, today: dt.date | None) -> int | None:
    """Give how late a row is on a day, of one that was seen on no day; what is done is late for ever."""
    if state in DONE or state in _OFF or due is None:
        return late
    return (today - due).days if today is not None and today > due else None


def tell_sign(row: PlanRow, happened: Happened, due: dt.date | None, view: View) -> Sign:
    """Tell what a reader sees of a row.

    Args:
        row: what the plan says of it.
        happened: what has become of it.
        due: its due day, the new one where it was put off.
        view: the day it is seen on; without one nothing is soon due or overdue.
    """
    return tell_sign_on(_tell_without_day(row, happened, due), happened.state, due, view)


def tell_sign_on(sign: Sign, state: State, due: dt.date | None, view: View) -> Sign:
    """Tell what a reader sees on a day of a row whose sign was told on no day."""
    if due is None or view.today is None:
        return sign
    days_left = (due - view.today).days
    if state is State.RETURNED:
        return Sign.RETURNED_LATE if days_left < 0 else Sign.RETURNED
    if state in (State.OPEN, State.STARTED) and days_left <= view.soon:
        return Sign.OVERDUE if days_left < 0 else Sign.SOON
    return sign


def _tell_without_day(row: PlanRow, happened: Happened, due: dt.date | None) -> Sign:
    if happened.state not in (State.OPEN, State.STARTED):
        return Sign(happened.state.value)
    by_word = (
        (happened.state is State.STARTED, Sign.STARTED),
        (happened.extended_to is not None, Sign.EXTENDED),
        (due is None and bool(row.waits_for), Sign.WAITING),
        (row.standing, Sign.STANDING),
        (due is not None or row.start is not None, Sign.UPCOMING),
    )
    return next((sign for holds, sign in by_word if holds), Sign.UNDATED)

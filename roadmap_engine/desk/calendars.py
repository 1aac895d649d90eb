"""A plan as it is now → the history of its calendars says so, before anybody is shown them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

from roadmap_engine.api.histories import write_down
from roadmap_engine.desk.holding import hold_beside
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.histories import (
    KeptHistory,
    keep_history,
    keep_subscribed,
    raise_history,
    reread_history,
)
from roadmap_engine.pipeline.outcome import Outcome

__all__ = ["continue_calendars", "look_at_calendars", "raise_calendars"]

WAIT = 1.0
"""Seconds that somebody who asks for a calendar is kept waiting for whoever writes."""


def look_at_calendars(
    adoption: Path,
    plan: Plan,
    now: dt.datetime,
    subscribed: Collection[str] = (),
    seen_at: dt.datetime | None = None,
) -> Outcome[KeptHistory]:
    """Continue the history of an adoption's calendars up to a plan; nothing is written.

    Args:
        adoption: its text.
        plan: as it is now.
        now: the present instant.
        subscribed: what the calendars are called that somebody has an address of.
        seen_at: the last revision that people were shown; a history that ends before it came back from an old
            copy, and every number rises.
    """
    outcome = keep_history(adoption, plan, now)
    kept = outcome.value
    if kept is None or has_errors(outcome.problems):
        return Outcome(None, outcome.problems)
    last = kept.read.revisions[-1].at if kept.read.revisions else None
    if seen_at is not None and (last is None or last < seen_at):
        again = reread_history(adoption, max(now, seen_at))
        if again.value is None:
            return again
        kept = raise_history(again.value, plan)
    return Outcome(keep_subscribed(kept, plan, subscribed), outcome.problems)


def continue_calendars(
    adoption: Path,
    read: Callable[[], Plan | None],
    now: dt.datetime,
    subscribed: Collection[str] = (),
    seen_at: dt.datetime | None = None,
) -> Outcome[KeptHistory]:
    """Continue it and write it down, the folder held from before the plan is read.

    Args:
        adoption: its text.
        read: gives the plan as it is now; nothing where it cannot be drawn, and then nothing is written.
        now: as in `look_at_calendars`, and so the others.
        subscribed: the same.
        seen_at: the same.

    Returns:
        What stands in the history now; nothing where it could not be written.

    Raises:
        OSError: the disk is full, or the folder cannot be written; the history stands as before.
    """
    with hold_beside(adoption, wait=WAIT) as refused:
        plan = None if refused else read()
        if plan is None:
            return Outcome(None, refused)
        outcome = look_at_calendars(adoption, plan, now, subscribed, seen_at)
        if outcome.value is None:
            return outcome
        unwritten = write_down(outcome.value)
        problems = (*outcome.problems, *unwritten)
        return Outcome(None if has_errors(unwritten) else outcome.value, problems)


def raise_calendars(adoption: Path, now: dt.datetime) -> Outcome[KeptHistory]:
    """Let every revision of an adoption's calendars rise, after its folder came back from a copy.

    People may have seen states that the copy knows nothing of; a client shows only what is newer than what it
    has. The plan need not be readable.

    Args:
        adoption: its text.
        now: the present instant.

    Returns:
        What stands in the history now.

    Raises:
        OSError: the disk is full, or the folder cannot be written; the history stands as before.
    """
    with hold_beside(adoption) as refused:
        if refused:
            return Outcome(None, refused)
        outcome = reread_history(adoption, now)
        if outcome.value is None or has_errors(outcome.problems):
            return Outcome(None, outcome.problems)
        kept = raise_history(outcome.value)
        unwritten = write_down(kept)
        return Outcome(None if has_errors(unwritten) else kept, (*outcome.problems, *unwritten))

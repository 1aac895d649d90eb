"""A plan and its log as they were on a day: what counts from a later one has not happened yet."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Entry, StatusLog
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import PlanMeasure

__all__ = ["leave_out_later"]


def leave_out_later(plan: Plan, log: StatusLog, day: dt.date) -> tuple[Plan, StatusLog]:
    """Leave out of a plan and its log what counts from a later day.

    An entry that has seen one which is left out has seen what that one saw: who knew of whom stays as it was.

    Args:
        plan: and what its text says has ended.
        log: what has happened.
        day: that they are wanted of; what counts from it is in.
    """
    known = {entry.id: entry for entry in log.entries}
    kept = [with_fields(entry, after=_seen(entry, known, day)) for entry in log.entries if entry.on <= day]
    stages = tuple(
        with_fields(stage, measures=tuple(_leave_settled(each, day) for each in stage.measures))
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages), with_fields(log, entries=tuple(kept))


def _seen(entry: Entry, known: dict[str, Entry], day: dt.date) -> tuple[str, ...]:
    """Give the last entries up to a day that an entry has seen."""
    found: dict[str, None] = {}
    looked: set[str] = set()
    waiting = list(entry.after)
    while waiting:
        name = waiting.pop()
        one = known.get(name)
        if name in looked:
            continue
        looked.add(name)
        if one is None or one.on <= day:
            found[name] = None
        else:
            waiting += one.after
    return tuple(sorted(found))


def _leave_settled(measure: PlanMeasure, day: dt.date) -> PlanMeasure:
    settled = measure.settled
    return with_fields(measure, settled=None) if settled is not None and settled.on > day else measure

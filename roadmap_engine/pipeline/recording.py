"""Dates of events that became known, or are only supposed: the adoption's text, and what moves by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load.editing import NotEditableError, set_entry
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import adopt
from roadmap_engine.planning.difference import Difference, compare_plans

__all__ = ["Recorded", "record_event", "suppose_events"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An adoption with one more date in it.

    Attributes:
        text: the adoption's text, to be written by whoever asked.
        difference: what the date changes.
    """

    text: str
    difference: Difference


def suppose_events(path: Path, events: Mapping[str, dt.date]) -> Outcome[Difference]:
    """Compare an adoption's plan with the plan it would be with other dates of events."""
    before = adopt(path)
    if before.value is None:
        return Outcome(None, before.problems, before.sources)
    after = adopt(path, suppose=events)
    if after.value is None:
        return Outcome(None, after.problems, after.sources)
    return Outcome(compare_plans(before.value, after.value), after.problems, after.sources)


def record_event(path: Path, event: str, day: dt.date) -> Outcome[Recorded]:
    """Put the date of an event into an adoption's text; the text is not written here."""
    supposed = suppose_events(path, {event: day})
    difference = supposed.value
    if difference is None or has_errors(supposed.problems):
        return Outcome(None, supposed.problems, supposed.sources)
    unknown = [problem for problem in supposed.problems if problem.code == "RM504"]
    if unknown:
        # A plan may stand beside a date it has no use for, but nobody records one on purpose.
        return Outcome(None, (*supposed.problems, Problem.of("RM703", event=event)), supposed.sources)
    try:
        text = set_entry(supposed.sources[str(path)], "events", event, day.isoformat())
    except NotEditableError:
        refused = Problem.of("RM702", file=path, event=event, date=day)
        return Outcome(None, (*supposed.problems, refused), supposed.sources)
    return Outcome(Recorded(text, difference), supposed.problems, supposed.sources)

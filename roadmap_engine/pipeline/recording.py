"""Dates that became known, or are only supposed: the adoption's text with them, and what moves by them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model import Plan
from roadmap_engine.model.edit import SetValue
from roadmap_engine.pipeline.comparing import compare_with_papers
from roadmap_engine.pipeline.known import Known, name_events
from roadmap_engine.pipeline.not_editable import tell_not_editable
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.signed_state import need_amendment
from roadmap_engine.planning.comparing.difference import Difference
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.planning.merging.settled_days import find_moved, write_days

__all__ = ["Recorded", "record", "suppose"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An adoption with more dates in it.

    Attributes:
        written: what the adoption's file held when it was read.
        data: what it is to hold, to be written by whoever asked.
        difference: what the dates change.
        known: the dates, of events by their ids.
    """

    written: bytes
    data: bytes
    difference: Difference
    known: Known


@dataclass(frozen=True, slots=True)
class _Supposed:
    """What dates change, and those that have to be known so that they change nothing else."""

    known: Known
    difference: Difference
    plan: Plan


def suppose(path: Path, known: Known) -> Outcome[Difference]:
    """Compare an adoption's plan with the plan it would be with other dates."""
    supposed = _suppose(path, known)
    difference = supposed.value.difference if supposed.value is not None else None
    return Outcome(difference, supposed.problems, supposed.sources)


def _suppose(path: Path, known: Known) -> Outcome[_Supposed]:
    """Compare the plans; what is done, signed or cancelled keeps its days."""
    before = read_adoption(path)
    if before.value is None:
        return Outcome(None, before.problems, before.sources)
    known, unclear = name_events(known, _titles(before.value))
    if unclear:
        return Outcome(None, unclear, before.sources)
    after = read_adoption(path, known)
    if after.value is None:
        return Outcome(None, after.problems, after.sources)
    moved = find_moved(before.value.plan, after.value.plan, before.value.adoption.settled)
    if moved:
        known = replace(known, kept=moved)
        after = read_adoption(path, known)
    if after.value is None:
        return Outcome(None, after.problems, after.sources)
    difference = compare_with_papers(before.value.plan, after.value.plan)
    return Outcome(_Supposed(known, difference, after.value.plan), after.problems, after.sources)


def _titles(read: ReadAdoption) -> dict[str, str]:
    """The events a day may be said of, by id: those the plan's deadlines count from, and those it knows."""
    events = {name: event.title for name, event in read.assembly.roadmap.events.items()}
    return {**dict.fromkeys(read.adoption.events, ""), **events, **find_open_questions(read.assembly).events}


def _edits(known: Known) -> Iterator[SetValue]:
    for event, day in known.events.items():
        yield SetValue(("events", event), day.isoformat())
    for measure, days in known.decided.items():
        yield SetValue(("decided", measure), str(days))
    for measure, kept in known.kept.items():
        yield SetValue(("settled", measure, "days"), write_days(kept))


def record(path: Path, known: Known) -> Outcome[Recorded]:
    """Put dates into an adoption's text; the text is not written here."""
    written, unread = read_bytes(path)
    supposed = _suppose(path, known)
    found = supposed.value
    if written is None:
        return Outcome(None, unread)
    if found is None or has_errors(supposed.problems):
        return Outcome(None, supposed.problems, supposed.sources)
    useless = {told.words["event"]: told for told in supposed.problems if told.code == "RM504"}
    refused = [useless[event] for event in found.known.events if event in useless]
    if refused:
        # A plan may stand beside a date it has no use for, but nobody records one on purpose.
        others = (each for each in supposed.problems if each not in refused)
        instead = (
            Problem.of("RM703", event=each.words["event"], near=each.words["near"]) for each in refused
        )
        return Outcome(None, (*others, *instead), supposed.sources)
    text = supposed.sources[str(path)]
    for edit in _edits(found.known):
        try:
            text = edit_text(text, [edit])
        except NotEditableError:
            problem = tell_not_editable(path, text, [edit])
            return Outcome(None, (*supposed.problems, problem), supposed.sources)
    mark = codecs.BOM_UTF8 if written.startswith(codecs.BOM_UTF8) else b""
    recorded = Recorded(written, mark + text.encode(), found.difference, found.known)
    told = need_amendment(path, found.plan)
    return Outcome(recorded, (*supposed.problems, *told), supposed.sources)

"""Dates that became known, or are only supposed: the adoption's text with them, and what moves by them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load.editing import NotEditableError, set_entry
from roadmap_engine.load.files import read_bytes
from roadmap_engine.pipeline.comparing import compare_with_papers
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import adopt
from roadmap_engine.planning.difference import Difference

__all__ = ["Recorded", "record", "suppose"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An adoption with more dates in it.

    Attributes:
        written: what the adoption's file held when it was read.
        data: what it is to hold, to be written by whoever asked.
        difference: what the dates change.
    """

    written: bytes
    data: bytes
    difference: Difference


def suppose(path: Path, known: Known) -> Outcome[Difference]:
    """Compare an adoption's plan with the plan it would be with other dates."""
    before = adopt(path)
    if before.value is None:
        return Outcome(None, before.problems, before.sources)
    after = adopt(path, known)
    if after.value is None:
        return Outcome(None, after.problems, after.sources)
    return Outcome(compare_with_papers(before.value, after.value), after.problems, after.sources)


def record(path: Path, known: Known) -> Outcome[Recorded]:
    """Put dates into an adoption's text; the text is not written here."""
    written, unread = read_bytes(path)
    supposed = suppose(path, known)
    difference = supposed.value
    if written is None:
        return Outcome(None, unread)
    if difference is None or has_errors(supposed.problems):
        return Outcome(None, supposed.problems, supposed.sources)
    useless = {dict(found.arguments)["event"] for found in supposed.problems if found.code == "RM504"}
    refused = [Problem.of("RM703", event=event) for event in known.events if event in useless]
    if refused:
        # A plan may stand beside a date it has no use for, but nobody records one on purpose.
        return Outcome(None, (*supposed.problems, *refused), supposed.sources)
    text = supposed.sources[str(path)]
    entries = [("events", event, day.isoformat()) for event, day in known.events.items()]
    entries += [("decided", measure, str(days)) for measure, days in known.decided.items()]
    for section, name, value in entries:
        try:
            text = set_entry(text, section, name, value)
        except NotEditableError:
            problem = Problem.of("RM702", file=path, section=section, name=name, value=value)
            return Outcome(None, (*supposed.problems, problem), supposed.sources)
    mark = codecs.BOM_UTF8 if written.startswith(codecs.BOM_UTF8) else b""
    recorded = Recorded(written, mark + text.encode(), difference)
    return Outcome(recorded, supposed.problems, supposed.sources)

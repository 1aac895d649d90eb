"""A date that became known → the adoption's text and its log say it."""

from __future__ import annotations

from pathlib import Path

from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.holding import hold_beside, replace_own_text
from roadmap_engine.desk.recording import log_dates
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.recording import Recorded, record

__all__ = ["record_dates"]


def record_dates(adoption: Path, known: Known, hand: Hand) -> Outcome[Recorded]:
    """Put dates into an adoption's text, and let its log say so too.

    Args:
        adoption: its text.
        known: events with their days, measures with what was decided for them.
        hand: whose.

    Returns:
        What moves by them; nothing where the text could not be written.
    """
    with hold_beside(adoption) as refused:
        if refused:
            return Outcome(None, refused)
        outcome = record(adoption, known)
        recorded = outcome.value
        if recorded is None or has_errors(outcome.problems):
            return Outcome(None, outcome.problems, outcome.sources)
        unwritten = replace_own_text(adoption, recorded.written, recorded.data)
        if unwritten:
            return Outcome(None, (*outcome.problems, *unwritten), outcome.sources)
        logged = log_dates(adoption, recorded.known, hand)
        return Outcome(recorded, (*outcome.problems, *logged), outcome.sources)

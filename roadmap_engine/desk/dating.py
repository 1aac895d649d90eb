"""A date that became known → what moves by it, and then the adoption's text and its log say it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.holding import hold_beside, replace_own_text
from roadmap_engine.desk.recording import log_dates
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.recording import Recorded, record

__all__ = ["Preview", "preview_dates", "record_dates"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What dates would do; nothing is written.

    Attributes:
        digest: of the text as it stands and as it is to be, of all that moves, and of what is told: where it
            is the same, whoever agreed to one has agreed to the other.
    """

    recorded: Recorded
    digest: str

    @property
    def changes_text(self) -> bool:
        """Whether the adoption's text says anything else by it."""
        return self.recorded.data != self.recorded.written


def preview_dates(adoption: Path, known: Known) -> Outcome[Preview]:
    """Look what would move by dates, before anybody decides to write them down.

    Args:
        adoption: its text.
        known: events with their days, measures with what was decided for them.
    """
    outcome = record(adoption, known)
    recorded = outcome.value
    if recorded is None or has_errors(outcome.problems):
        return Outcome(None, outcome.problems, outcome.sources)
    seen = Preview(recorded, _digest(recorded, outcome.problems))
    return Outcome(seen, outcome.problems, outcome.sources)


def record_dates(
    adoption: Path,
    known: Known,
    hand: Hand,
    *,
    note: str | None = None,
    agree: Callable[[Preview], bool] | None = None,
) -> Outcome[Recorded]:
    """Put dates into an adoption's text, and let its log say so too.

    Args:
        adoption: its text.
        known: events with their days, measures with what was decided for them.
        hand: whose.
        note: on what they rest; the log says it with them.
        agree: is asked while nobody else can write, and tells whether this is what was agreed to.

    Returns:
        What moves by them; nothing where the text could not be written, and nothing without a problem where
        `agree` says no.
    """
    with hold_beside(adoption) as refused:
        if refused:
            return Outcome(None, refused)
        outcome = preview_dates(adoption, known)
        if outcome.value is None or (agree is not None and not agree(outcome.value)):
            return Outcome(None, outcome.problems if outcome.value is None else (), outcome.sources)
        recorded = outcome.value.recorded
        unwritten = replace_own_text(adoption, recorded.written, recorded.data)
        if unwritten:
            return Outcome(None, (*outcome.problems, *unwritten), outcome.sources)
        logged = log_dates(adoption, recorded.known, hand, note)
        return Outcome(recorded, (*outcome.problems, *logged), outcome.sources)


def _digest(recorded: Recorded, told: tuple[Problem, ...]) -> str:
    said = (
        recorded.written,
        recorded.data,
        json.dumps(difference_to_json(recorded.difference), ensure_ascii=False, sort_keys=True).encode(),
        *(f"{each.code} {sorted(each.words.items())}".encode() for each in told),
    )
    digest = hashlib.sha256()
    for each in said:
        digest.update(hashlib.sha256(each).digest())
    return digest.hexdigest()

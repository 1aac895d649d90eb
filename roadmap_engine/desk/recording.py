"""What somebody wants to record → entries that stand in the log, or why they do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.holding import hold_beside
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.entry import Entry
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.tracking import Tracked, list_dates, prepare, read_tracked
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.writing import replace_file
from roadmap_engine.tracking.recording import Intent

__all__ = [
    "Asked",
    "Before",
    "Made",
    "Reader",
    "Written",
    "know_person",
    "log_dates",
    "read_on_day",
    "record_entries",
]


@dataclass(frozen=True, slots=True)
class Made:
    """What somebody asks for.

    Attributes:
        drafts: what is to be recorded.
        files: content by path, laid before it.
        told: what is to be told; an error among it stops all.
    """

    drafts: Sequence[Intent] = ()
    files: Mapping[Path, bytes] = field(default_factory=dict)
    told: Sequence[Problem] = ()


Asked = Callable[[Tracked, dt.date], Made]
"""Makes it of where things stand, and of the day it is."""
Reader = Callable[[Path, Hand], Outcome[Tracked]]
"""Reads where an adoption stands on the day that a hand writes; what it gives is as the files are now."""
Before = Callable[[Tracked, Sequence[Entry]], tuple[Problem, ...]]
"""Writes what belongs to entries before they are; an error stops all."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the log now.

    Attributes:
        tracked: where things stood before.
    """

    tracked: Tracked
    entries: tuple[Entry, ...]


def read_on_day(adoption: Path, hand: Hand) -> Outcome[Tracked]:
    """Read where an adoption stands on the day that a hand writes."""
    outcome = read_tracked(adoption, hand.today, hand.language)
    if outcome.value is None or hand.today is not None:
        return outcome
    seen = outcome.value.seen_on(hand.day_of(outcome.value.read.plan))
    return Outcome(seen, outcome.problems, outcome.sources)


def record_entries(
    adoption: Path,
    hand: Hand,
    asked: Asked,
    before: Before | None = None,
    reader: Reader = read_on_day,
) -> Outcome[Written]:
    """Read where things stand, make entries of what somebody asks for, and write them, all or none.

    Args:
        adoption: its text.
        hand: whose; RM574 where nobody said.
        asked: what is to be recorded.
        before: what has to be written before the entries, where anything.
        reader: of whoever keeps what she has read, and knows whether it still holds.

    Returns:
        What was written, with what is to be told; nothing where an error is among it.

    Raises:
        OSError: the disk is full, or a file cannot be written; the log stands as before.
    """
    with hold_beside(adoption) as refused:
        if refused:
            return Outcome(None, refused)
        outcome = reader(adoption, hand)
        tracked = outcome.value
        if tracked is None or has_errors(outcome.problems):
            return Outcome(None, outcome.problems, outcome.sources)
        if not hand.who:
            return Outcome(None, (Problem.of("RM574"),))
        made = asked(tracked, tracked.board.today or hand.day_of(tracked.read.plan))
        # Whoever comes by a portal has an account there; a key on the command line may be a slip.
        told = (*made.told, *(know_person(tracked, hand.who) if hand.via is None else ()))
        if has_errors(told):
            return Outcome(None, told)
        return _write(tracked, hand, made, told, before)


def _write(
    tracked: Tracked, hand: Hand, made: Made, told: tuple[Problem, ...], before: Before | None
) -> Outcome[Written]:
    prepared = prepare(tracked, made.drafts, hand.stamp())
    told = (*told, *prepared.problems)
    if prepared.value is not None and before is not None:
        told = (*told, *before(tracked, prepared.value.entries))
    if prepared.value is None or has_errors(told):
        return Outcome(None, told)
    for path, content in made.files.items():
        if not path.exists():
            replace_file(path, content)
    unwritten = append_lines(tracked.log_path, prepared.value.lines)
    told = (*told, *unwritten)
    return Outcome(None if has_errors(unwritten) else Written(tracked, prepared.value.entries), told)


def log_dates(adoption: Path, known: Known, hand: Hand, note: str | None = None) -> tuple[Problem, ...]:
    """Let the log say, too, which dates became known and what was decided; the text has them already.

    The folder is held by whoever has written the text. What the log says already is not said again.

    Args:
        adoption: its text.
        known: the dates.
        hand: whose.
        note: on what they rest.

    Returns:
        What is wrong with the log; the text stands in any case.
    """
    tracked = read_tracked(adoption).value
    if tracked is None:
        return ()
    prepared = prepare(tracked, list_dates(tracked, known, note), hand.stamp())
    if prepared.value is None or not prepared.value.entries:
        return prepared.problems
    return append_lines(tracked.log_path, prepared.value.lines)


def know_person(tracked: Tracked, who: str) -> tuple[Problem, ...]:
    """Tell that nobody of the organisation goes by a key: perhaps a slip, perhaps somebody from outside."""
    known = set(tracked.read.organisation.people)
    if who in known or "@" in who or not known:
        return ()
    near = near_names(who, known)
    return (Problem.of("RM572", who=who, near=near) if near else Problem.of("RM572", who=who),)

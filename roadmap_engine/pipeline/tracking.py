"""An adoption with its status log: where it stands on a day, and entries to be added to the log.

Nothing is written here: whoever asked holds the folder, adds the lines, and only then says «recorded».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.load.status_logs import status_path, write_entry
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import Did, Entry, Thing
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.tracking.recording import Intent, Stamp, prepare_entries

__all__ = ["Recorded", "Tracked", "list_dates", "prepare", "read_tracked"]


@dataclass(frozen=True, slots=True)
class Tracked:
    """An adoption and where it stands.

    Attributes:
        path: of its text.
        read: what the text comes to; its plan has what has happened.
        board: seen on the day that was asked for.
    """

    path: Path
    read: ReadAdoption
    board: Board

    @property
    def log_path(self) -> Path:
        """The file that says what has happened."""
        return status_path(self.path)

    def seen_on(self, today: dt.date) -> Tracked:
        """Give the same as it is seen on a day."""
        return Tracked(self.path, self.read, self.read.see_on(today))


@dataclass(frozen=True, slots=True)
class Recorded:
    """Entries to be added to a log.

    Attributes:
        lines: as they are to stand in the file.
    """

    entries: tuple[Entry, ...]
    lines: bytes


def read_tracked(path: Path, today: dt.date | None = None, language: Language = "ru") -> Outcome[Tracked]:
    """Read an adoption with its log.

    Args:
        path: of the adoption's text.
        today: the day it is seen on; without one nothing is soon due or overdue.
        language: in which the plan explains itself.
    """
    outcome = read_adoption(path, language=language)
    read = outcome.value
    if read is None:
        return Outcome(None, outcome.problems, outcome.sources)
    # What is wrong with the log has been told by whoever read it.
    return Outcome(Tracked(path, read, read.see_on(today)), outcome.problems, outcome.sources)


def list_dates(tracked: Tracked, known: Known, note: str | None = None) -> tuple[Intent, ...]:
    """Give what is to be logged of dates that became known: of each event its day, of each measure its span.

    What the log says already is left out.
    """
    drafts = [
        Intent(Thing("event", event), Did.DATED, day, day.isoformat(), note)
        for event, day in known.events.items()
        if tracked.board.dated.get(event) != day
    ]
    goes_by = {measure.id: measure.goes_by for measure in tracked.read.plan.measures()}
    drafts += [
        Intent(
            Thing("measure", goes_by[measure]),
            Did.DECIDED,
            max(known.events.values(), default=span.first),
            str(span),
            note,
        )
        for measure, span in known.decided.items()
        if measure in goes_by
    ]
    return tuple(drafts)


def prepare(tracked: Tracked, drafts: Sequence[Intent], stamp: Stamp) -> Outcome[Recorded]:
    """Make entries of what somebody wants to record, all of it or none."""
    roadmap = tracked.read.plan.roadmap
    entries, problems = prepare_entries(tracked.board, drafts, stamp, f"{roadmap.id}@{roadmap.version}")
    if problems:
        return Outcome(None, problems)
    return Outcome(Recorded(entries, "".join(map(write_entry, entries)).encode()))

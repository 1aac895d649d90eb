"""Filled-in trackers joined with an adoption and its log: entries to be added, and what has to be decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.load.status_logs import join_logs, write_entry
from roadmap_engine.model import Plan
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import Entry
from roadmap_engine.model.plan_rows import list_rows, name_measures_now
from roadmap_engine.model.read_tracker import ReadTracker
from roadmap_engine.pipeline.tracker_months import join_weeks
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.tracking.boards import add_happened, draw_board
from roadmap_engine.tracking.recording import Stamp, prepare_entries
from roadmap_engine.tracking.trackers import Change, Take, join_tracker

__all__ = ["Imported", "ImportedFile", "import_trackers"]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What came of one file.

    Attributes:
        file: what people call it.
        entries: what is to be recorded of it.
        taken: the cells that these say.
        conflicts: cells that the log and the file changed otherwise.
        problems: what else is to be told of it.
    """

    file: str
    entries: tuple[Entry, ...] = ()
    taken: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of all files.

    Attributes:
        lines: to be added to the log, all at once.
        board: where the plan stands when they are.
    """

    files: tuple[ImportedFile, ...]
    lines: bytes
    board: Board

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is to be recorded of all of them."""
        return tuple(entry for file in self.files for entry in file.entries)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be told of all of them."""
        return tuple(problem for file in self.files for problem in file.problems)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A plan with its log while files are joined with it, one after the other."""

    plan: Plan
    board: Board
    entries: tuple[Entry, ...] = field(default=())


def import_trackers(
    tracked: Tracked, files: Mapping[str, bytes], stamp: Stamp, today: dt.date, take: Take | None = None
) -> Imported:
    """Join filled-in trackers with an adoption and its log; nothing is written.

    Each file is joined with the log as it will be after those before it: two copies that say the same give
    one entry, two that say different things are in conflict.

    Args:
        tracked: the adoption and where it stands.
        files: their bytes, by what people call them.
        stamp: by whom and when the entries are recorded.
        today: the day of reading.
        take: whose word holds in conflicts; nobody's unless given.
    """
    standing = _Standing(tracked.read.plan, tracked.board)
    found: list[ImportedFile] = []
    for name, data in files.items():
        read = read_tracker(data)
        if read is None:
            found.append(ImportedFile(name, problems=(Problem.of("RM579", file=name),)))
            continue
        one = _import(standing, _join_weeks(standing.plan, read), name, stamp, today, take)
        found.append(one)
        standing = _go_on(tracked, standing, one.entries)
    lines = "".join(write_entry(entry) for file in found for entry in file.entries)
    return Imported(tuple(found), lines.encode(), standing.board)


def _join_weeks(plan: Plan, read: ReadTracker) -> ReadTracker:
    """Put the rows of weeks that an earlier version had together to those of months."""
    names = name_measures_now(plan, {row.id.partition("#")[0] for row in read.rows if row.id})
    return join_weeks(list_rows(plan), read, names)


def _import(
    standing: _Standing, read: ReadTracker, name: str, stamp: Stamp, today: dt.date, take: Take | None
) -> ImportedFile:
    joined = join_tracker(standing.plan, standing.board, read, name, today, take)
    roadmap = standing.plan.roadmap
    entries, refused = prepare_entries(
        standing.board, joined.drafts, replace(stamp, via="tracker"), f"{roadmap.id}@{roadmap.version}"
    )
    problems = (*joined.problems, *refused)
    return ImportedFile(name, entries, joined.taken if entries else (), joined.conflicts, problems)


def _go_on(tracked: Tracked, standing: _Standing, entries: Sequence[Entry]) -> _Standing:
    """Give where the plan stands once entries are in its log."""
    if not entries:
        return standing
    new = (*standing.entries, *entries)
    log, _doubled = join_logs((*tracked.read.log.entries, *tracked.read.log.strange, *new))
    board, _told = draw_board(standing.plan, log, standing.board.today)
    return _Standing(add_happened(standing.plan, board), board, new)

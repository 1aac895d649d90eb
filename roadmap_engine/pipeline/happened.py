"""The log beside an adoption → what has happened to its plan; a log that was read before is read on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.status_logs import WholeLines, load_log_on, status_path
from roadmap_engine.model import Adoption, Plan
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import StatusLog
from roadmap_engine.pipeline.log_faults import find_log_faults
from roadmap_engine.tracking.boards import Drawn, add_happened, draw, draw_on, leave_out_happened

__all__ = ["Happened", "LogTold", "read_happened"]


@dataclass(frozen=True, slots=True)
class LogTold:
    """How far a log was read.

    Attributes:
        lines: that it had.
        drawn: what was drawn of them; None where nothing was.
        problems: what was wrong with it.
    """

    lines: WholeLines = field(default_factory=WholeLines)
    drawn: Drawn | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """What the log of an adoption comes to: the plan has it."""

    log: StatusLog
    board: Board | None
    plan: Plan
    problems: tuple[Problem, ...]
    told: LogTold


def read_happened(path: Path, plan: Plan, adoption: Adoption, before: LogTold) -> Happened:
    """Read what has happened to a plan.

    Args:
        path: of the adoption's text.
        plan: of it, with whatever is known to have happened in it or without.
        adoption: the text, without dates that are only supposed.
        before: how far the log of the same plan was read before.
    """
    log, unread, lines = load_log_on(status_path(path), before.lines)
    if not log.entries and not log.strange:
        return Happened(log, None, leave_out_happened(plan), unread, LogTold(lines, None, unread))
    drawn = draw_on(before.drawn, log) if before.drawn is not None else draw(plan, log)
    board = drawn.board
    told = (*unread, *drawn.problems, *find_log_faults(path, board, adoption))
    return Happened(log, board, add_happened(plan, board), told, LogTold(lines, drawn, told))

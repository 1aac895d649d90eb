"""The history of an adoption's calendars, continued by the plan as it is now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.documents.calendar_history import continue_history
from roadmap_engine.load.histories import LARGEST_HISTORY, history_path, load_history, write_history
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.storage.opening import read_file

__all__ = ["KeptHistory", "keep_history"]


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """A history up to the present plan.

    Attributes:
        path: the file it belongs in.
        written: what the file held when it was read; None where there was none.
        text: what the file is to hold; None where the file holds it already.
    """

    history: CalendarHistory
    path: Path
    written: bytes | None
    text: str | None


def keep_history(adoption: Path, plan: Plan, now: dt.datetime) -> Outcome[KeptHistory]:
    """Continue the history beside an adoption by the plan as it is now; nothing is written here.

    Args:
        adoption: path of the adoption's text.
        plan: its plan.
        now: the present instant, in case something has changed since the last revision.
    """
    path = history_path(adoption)
    # Before it is read as a history: whatever comes between then is a change of somebody's.
    written = read_file(path, LARGEST_HISTORY) if path.is_file() else None
    history, problems = load_history(path)
    if history is None:
        return Outcome(None, problems)
    continued = continue_history(history, plan, now)
    text = write_history(continued) if continued != history else None
    return Outcome(KeptHistory(continued, path, written, text), problems)

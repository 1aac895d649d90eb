"""The history of a plan's calendar events, from the file beside its adoption: one revision a line."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model import CalendarHistory, HistoryRevision

__all__ = ["history_path", "load_history", "write_history"]


def history_path(adoption: Path) -> Path:
    """Give the file that the history of an adoption's plan lies in."""
    return adoption.with_name(f"{adoption.stem}.history.jsonl")


def load_history(path: Path) -> tuple[CalendarHistory | None, tuple[Problem, ...]]:
    """Read a history; a missing file is a history that has not begun."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return CalendarHistory(), ()
    except (OSError, UnicodeDecodeError):
        return None, (Problem.of("RM511", location=Location(str(path)), line=1),)
    revisions: list[HistoryRevision] = []
    for number, line in enumerate(lines, 1):
        try:
            revisions.append(HistoryRevision.model_validate_json(line))
        except ValidationError:
            return None, (Problem.of("RM511", location=Location(str(path), number), line=number),)
    return CalendarHistory(revisions=tuple(revisions)), ()


def write_history(history: CalendarHistory) -> str:
    """Give the text of a history's file."""
    return "".join(f"{revision.model_dump_json()}\n" for revision in history.revisions)

"""The history of a plan's calendar events, from the file beside its adoption: one revision a line."""

from __future__ import annotations

import json
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model import CalendarHistory, HistoryRevision
from roadmap_engine.model.formats import is_format, refuse_newer, split_format

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
        place = Location(str(path), number)
        try:
            content, found = split_format(json.loads(line))
            if newer := refuse_newer("history", found, file=path.name, location=place):
                return None, (newer,)
            if not is_format("history", found):
                return None, (Problem.of("RM511", location=place, line=number),)
            revisions.append(HistoryRevision.model_validate_json(json.dumps(content)))
        except (ValueError, RecursionError):
            return None, (Problem.of("RM511", location=place, line=number),)
    return CalendarHistory(revisions=tuple(revisions)), ()


def write_history(history: CalendarHistory) -> str:
    """Give the text of a history's file."""
    return "".join(f"{revision.model_dump_json()}\n" for revision in history.revisions)

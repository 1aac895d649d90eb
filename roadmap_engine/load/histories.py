"""The history of a plan's calendar events, from the file beside its adoption: one revision a line."""

from __future__ import annotations

import json
import os
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import HISTORY_BYTES, HISTORY_VALUES
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model import CalendarHistory, HistoryRevision
from roadmap_engine.model.formats import is_format, refuse_newer, split_format
from roadmap_engine.model.json_text import count_values, read_json
from roadmap_engine.storage.roots import Root
from roadmap_engine.yaml_text.source import decode_source

__all__ = ["LARGEST_HISTORY", "history_path", "load_history", "write_history"]

LARGEST_HISTORY = HISTORY_BYTES.most


def history_path(adoption: Path) -> Path:
    """Give the file that the history of an adoption's plan lies in."""
    return adoption.with_name(f"{adoption.stem}.history.jsonl")


def load_history(path: Path) -> tuple[CalendarHistory | None, tuple[Problem, ...]]:
    """Read a history; a missing file is a history that has not begun."""
    if not os.path.lexists(path):
        return CalendarHistory(), ()
    data, unread = read_bytes(path, largest=LARGEST_HISTORY, root=Root.around(path))
    if data is None:
        return None, unread
    text, unread = decode_source(data, str(path), largest=HISTORY_BYTES.most) if data else ("", ())
    if text is None:
        return None, unread
    most = HISTORY_VALUES.most
    if text.count("\n") > most or count_values(text, most) > most:
        location = Location(str(path))
        return None, (Problem.of(HISTORY_VALUES.told, location=location, file=path.name, limit=most),)
    revisions: list[HistoryRevision] = []
    for number, line in enumerate(text.splitlines(), 1):
        revision = _read_line(line, path, number)
        if isinstance(revision, Problem):
            return None, (revision,)
        revisions.append(revision)
    return CalendarHistory(revisions=tuple(revisions)), ()


def _read_line(line: str, path: Path, number: int) -> HistoryRevision | Problem:
    try:
        content, found = split_format(read_json(line, most=HISTORY_VALUES.most))
        if newer := refuse_newer("history", found, file=path.name, location=Location(str(path), number)):
            return newer
        if is_format("history", found):
            return HistoryRevision.model_validate_json(json.dumps(content))
    except ValueError:
        pass
    return _damaged(path, number)


def _damaged(path: Path, number: int) -> Problem:
    return Problem.of("RM511", location=Location(str(path), number), line=number)


def write_history(history: CalendarHistory) -> str:
    """Give the text of a history's file."""
    return "".join(f"{revision.model_dump_json()}\n" for revision in history.revisions)

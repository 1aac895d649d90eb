"""The history of a plan's calendar events, from the file beside its adoption: one revision a line."""

from __future__ import annotations

import glob
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import HISTORY_BYTES, HISTORY_VALUES
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model import CalendarHistory, HistoryRevision
from roadmap_engine.model.formats import FIRST_FORMAT, FORMAT_KEY, is_format, refuse_newer, split_format
from roadmap_engine.model.json_text import count_values, read_json
from roadmap_engine.storage.roots import Root
from roadmap_engine.yaml_text.source import decode_source

__all__ = ["LARGEST_HISTORY", "find_copies", "history_path", "load_history", "write_history"]

LARGEST_HISTORY = HISTORY_BYTES.most

_ENDING = ".history.jsonl"
_CONFLICT = re.compile(r"<{7}|\|{7}|={7}|>{7}")
_SIDES: Mapping[str, tuple[int, ...]] = {"<" * 7: (0,), "|" * 7: (), "=" * 7: (1,), ">" * 7: (0, 1)}
"""Which sides of a conflict in Git the lines after each mark belong to."""

_SINCE = {"remembered": 2, "least": 2, "renamed": 2, "plan": 3, "called_off": 4, "ended": 4, "resumed": 4}
"""The format that first had what format 1 has not."""


def history_path(adoption: Path) -> Path:
    """Give the file that the history of an adoption's plan lies in."""
    return adoption.with_name(adoption.stem + _ENDING)


def load_history(path: Path) -> tuple[tuple[CalendarHistory, ...], tuple[Problem, ...]]:
    """Read a history, with every copy of it that lies in the file or beside it.

    Returns:
        The history; more than one where two were put together, as Git and services that keep folders alike
        do: both between marks of a conflict, one after the other, or one in a file of another name beside.
        A missing file is a history that has not begun. None where one of them cannot be read, and why.
    """
    copies: list[CalendarHistory] = []
    for each in (path, *find_copies(path)):
        found, problems = _load_file(each)
        if problems:
            return (), problems
        copies += found
    return tuple(copies), ()


def find_copies(path: Path) -> tuple[Path, ...]:
    """Find the copies of a history that lie beside it under other names, «adoption.history (1).jsonl»."""
    pattern = f"{glob.escape(path.stem)}*{path.suffix}"
    found = sorted(each for each in path.parent.glob(pattern) if each.is_file())
    # «adoption.history-2.yaml» would have a history of its own.
    return tuple(each for each in found if each != path and not each.name.endswith(_ENDING))


def _load_file(path: Path) -> tuple[tuple[CalendarHistory, ...], tuple[Problem, ...]]:
    if not os.path.lexists(path):
        return (CalendarHistory(),), ()
    data, unread = read_bytes(path, largest=LARGEST_HISTORY, root=Root.around(path))
    if data is None:
        return (), unread
    text, unread = decode_source(data, str(path), largest=HISTORY_BYTES.most) if data else ("", ())
    if text is None:
        return (), unread
    most = HISTORY_VALUES.most
    if text.count("\n") > most or count_values(text, most) > most:
        location = Location(str(path))
        return (), (Problem.of(HISTORY_VALUES.told, location=location, file=path.name, limit=most),)
    copies: list[CalendarHistory] = []
    for lines in _part_sides(text.splitlines()):
        revisions: list[HistoryRevision] = []
        for number, line in lines:
            revision = _read_line(line, path, number)
            if isinstance(revision, Problem):
                return (), (revision,)
            revisions.append(revision)
        copies += _part_runs(revisions)
    return tuple(copies), ()


def _part_sides(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Give the lines, with their numbers, of a file without a conflict; else of either side of it."""
    sides: tuple[list[tuple[int, str]], ...] = ([], [])
    writes: tuple[int, ...] = (0, 1)
    for number, line in enumerate(lines, 1):
        mark = _CONFLICT.match(line)
        if mark is None:
            for side in writes:
                sides[side].append((number, line))
        else:
            writes = _SIDES[mark[0]]
    yield from sides if sides[0] != sides[1] else sides[:1]


def _part_runs(revisions: Sequence[HistoryRevision]) -> Iterator[CalendarHistory]:
    """Give the copies that were put one after the other: a revision that is no later begins another one."""
    run: list[HistoryRevision] = []
    for revision in revisions:
        if run and revision.at <= run[-1].at:
            yield CalendarHistory(revisions=tuple(run))
            run = [each for each in run if each.at < revision.at]
        run.append(revision)
    yield CalendarHistory(revisions=tuple(run))


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
    """Give the text of a history's file; a revision is written in the lowest format that can say it."""
    return "".join(f"{_write_revision(revision)}\n" for revision in history.revisions)


def _write_revision(revision: HistoryRevision) -> str:
    said = {name for name in _SINCE if getattr(revision, name)}
    text = revision.model_dump_json(exclude=_SINCE.keys() - said)
    recurs = any(mark.series for mark in revision.changed.values())
    off = any(each.mark.off for each in revision.remembered.values())
    lowest = max((FIRST_FORMAT, 2 if recurs else 1, 4 if off else 1, *(_SINCE[name] for name in said)))
    return text if lowest == FIRST_FORMAT else f'{{"{FORMAT_KEY}":{lowest},{text[1:]}'

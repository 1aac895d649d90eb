"""Where a status log does not agree with what lies around it: the adoption's dates, the files it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.model import Adoption
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import EvidenceFile
from roadmap_engine.tracking.evidence import FOLDER
from roadmap_engine.tracking.telling import name_row

__all__ = ["find_log_faults"]

_UNSAID = Bilingual("ничего", "nothing")


def find_log_faults(path: Path, board: Board, adoption: Adoption) -> tuple[Problem, ...]:
    """Find events that the adoption dates otherwise (RM542), and files that are not there (RM568).

    Args:
        path: of the adoption's text.
        board: what the log comes to.
        adoption: the text, without dates that are only supposed.
    """
    return (*_compare_events(board, adoption), *_find_missing(path, board))


def _compare_events(board: Board, adoption: Adoption) -> Iterator[Problem]:
    for event, day in board.dated.items():
        said = adoption.events.get(event)
        if said != day:
            text = _UNSAID if said is None else _say(said)
            yield Problem.of("RM542", event=event, log=_say(day), text=text)


def _say(day: dt.date) -> Bilingual:
    return Bilingual.of(lambda language: format_day(day, language))


def _find_missing(path: Path, board: Board) -> Iterator[Problem]:
    folder = path.parent / FOLDER
    here: set[str] | None = None
    for row in board.rows:
        files = {
            each.sha256: each.name
            for entry in row.history
            for each in entry.evidence
            if isinstance(each, EvidenceFile)
        }
        if files and here is None:
            here = {each.stem for each in folder.glob("*.*")} if folder.is_dir() else set()
        for digest, name in files.items():
            if digest not in (here or ()):
                file = f"{FOLDER}/{digest[:12]}…"
                yield Problem.of("RM568", row=name_row(row.row), name=name, file=file)

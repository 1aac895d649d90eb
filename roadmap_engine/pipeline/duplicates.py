"""Adoptions that are checked together → what two of them must not share: a name, files, calendar events."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.documents.calendar_identity import told_identity
from roadmap_engine.load.histories import history_path
from roadmap_engine.model import CalendarHistory
from roadmap_engine.pipeline.plans import ReadAdoption

__all__ = ["Checked", "find_duplicates"]


@dataclass(frozen=True, slots=True)
class Checked:
    """An adoption that was checked.

    Attributes:
        path: of its text.
        plan: its id.
        school: the id of its organisation.
        known_by: what the events of its calendars are known by.
        place: where the text says its id.
    """

    path: Path
    plan: str
    school: str
    known_by: str
    place: Location

    @classmethod
    def of(cls, path: Path, read: ReadAdoption, histories: Sequence[CalendarHistory]) -> Checked:
        """Tell what counts of an adoption that was read; of several copies of its history the first."""
        history = next(iter(histories), None)
        place = read.text.locations.of_value(("adoption",))
        known = told_identity(history, read.plan).plan
        return cls(path, read.adoption.adoption, read.organisation.organisation, known, place)


def find_duplicates(checked: Iterable[Checked]) -> Iterator[Problem]:
    """Tell of each adoption, once, which one before it has what must be its own."""
    told: dict[tuple[str, Hashable], Checked] = {}
    for each in sorted({os.path.realpath(each.path): each for each in checked}.values(), key=_near_first):
        for code, mark in _MARKS:
            first = told.setdefault((code, mark(each)), each)
            if first is not each:
                yield _tell(code, each, first)
                # Of one name, or with one history, they share the rest as well.
                break


def _near_first(each: Checked) -> tuple[int, str]:
    return len(each.path.parts), str(each.path)


def _tell(code: str, each: Checked, first: Checked) -> Problem:
    there = os.path.relpath(first.path, each.path.parent)
    history = history_path(each.path).name
    return Problem.of(code, location=each.place, name=each.plan, file=there, history=history)


def _files(each: Checked) -> Hashable:
    """The file of the history, as disks without capitals know it."""
    folder = os.path.realpath(each.path.parent)
    return folder, unicodedata.normalize("NFC", history_path(each.path).name).casefold()


_MARKS: tuple[tuple[str, Callable[[Checked], Hashable]], ...] = (
    ("RM521", lambda each: (each.plan, os.path.realpath(each.path.parent))),
    ("RM521", lambda each: (each.plan, each.school)),
    ("RM522", _files),
    ("RM523", lambda each: each.known_by),
)
"""What is one plan's alone: its name in its folder and for its school; the files beside it; its events."""

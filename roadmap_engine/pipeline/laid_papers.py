"""Papers of a plan that lie in folders beside its text, as `roadmap build` or people left them there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.storage.paper_list import LIST_NAME, Entry, load_list
from roadmap_engine.storage.standing import Kind, look_at

__all__ = ["LaidPaper", "list_laid", "read_laid"]


@dataclass(frozen=True, slots=True)
class LaidPaper:
    """A paper in a folder.

    Attributes:
        folder: plain name of the folder beside the adoption.
        name: of the paper in it, «forms/1.1-note.docx».
        about: the document that it is a blank of, «results-by-pupil/analytic-note»; empty of others.
        filled: whether it is no longer as the program left it: somebody has written into it.
    """

    folder: str
    name: str
    about: str
    filled: bool


def list_laid(adoption: Path, plan: str) -> tuple[LaidPaper, ...]:
    """List what lies in folders beside an adoption that have a list of papers of its plan.

    Args:
        adoption: its text.
        plan: id of the plan.
    """
    return tuple(
        LaidPaper(folder, name, entry.about, standing.digest not in entry.written)
        for folder in _list_folders(adoption.parent)
        for name, entry in _list_entries(adoption.parent / folder, plan)
        if (standing := look_at(adoption.parent / folder, name)).kind is Kind.FILE
    )


def read_laid(adoption: Path, plan: str, folder: str, name: str) -> bytes | None:
    """Give a paper that the list of such a folder names; None where there is none.

    Args:
        adoption: text of the plan.
        plan: its id.
        folder: plain name of the folder.
        name: of the paper in it.
    """
    if folder not in _list_folders(adoption.parent):
        return None
    if name not in {each for each, _entry in _list_entries(adoption.parent / folder, plan)}:
        return None
    standing = look_at(adoption.parent / folder, name)
    return standing.content if standing.kind is Kind.FILE else None


def _list_folders(beside: Path) -> tuple[str, ...]:
    """List the folders, in order; one that a link leads to is somewhere else."""
    with os.scandir(beside) as found:
        return tuple(
            sorted(each.name for each in found if each.name[0] != "." and each.is_dir(follow_symlinks=False))
        )


def _list_entries(folder: Path, plan: str) -> Iterator[tuple[str, Entry]]:
    known, _newer = load_list(folder / LIST_NAME)
    if known.plan == plan:
        yield from sorted(known.entries.items())

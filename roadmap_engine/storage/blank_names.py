"""Under which name each paper stands: a blank that somebody has filled in keeps its own when numbers move.

A blank is known by the document it is of, not by its name, also when that is called otherwise. One that
nobody has touched is written under today's name, and the one of yesterday goes. A name that a filled blank
holds is nobody else's: the blank that would be called so gets a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.storage.aside import numbered_names
from roadmap_engine.storage.paper_list import Entry, PaperList
from roadmap_engine.storage.standing import Kind, find_open_mark, look_at
from roadmap_engine.storage.terms import Terms

__all__ = ["Named", "name_papers"]


@dataclass(frozen=True, slots=True)
class Named:
    """The names of papers.

    Attributes:
        names: the name in the folder by the name as drawn.
        held: those of them that differ because somebody has filled the blank in.
    """

    names: Mapping[str, str]
    held: Mapping[str, str]


def name_papers(folder: Path, papers: tuple[str, ...], terms: Terms, known: PaperList) -> Named:
    """Name the papers of a run.

    Args:
        folder: where they go.
        papers: their names as drawn, in order.
        terms: on what terms; they say what document each blank is of.
        known: the list of the folder.
    """
    blanks = terms.blanks
    found = tuple(_find_held(folder, known, terms.former))
    held = {about: name for name, about in reversed(found)}
    # Two papers may be of one document; the blank that is filled in is one of them.
    first = {about: drawn for drawn, about in reversed(tuple(blanks.items()))}
    names = {first[about]: name for about, name in held.items() if about in first}
    taken = {name.casefold() for name, _about in found}
    for drawn in papers:
        if drawn not in names:
            names[drawn] = next(each for each in numbered_names(drawn) if each.casefold() not in taken)
            taken.add(names[drawn].casefold())
    moved = {first[about]: name for about, name in held.items() if first.get(about, name) != name}
    return Named({drawn: names[drawn] for drawn in papers}, moved)


def _find_held(folder: Path, known: PaperList, former: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the blanks that somebody has filled in or has open, each with the document it is of."""
    for name, entry in sorted(known.entries.items()):
        if entry.about and _is_held(folder, name, entry):
            yield name, former.get(entry.about, entry.about)


def _is_held(folder: Path, name: str, entry: Entry) -> bool:
    standing = look_at(folder, name)
    if standing.kind is not Kind.FILE:
        return False
    return standing.digest not in entry.written or find_open_mark(folder, name) is not None

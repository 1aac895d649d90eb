"""What publishers are told of the texts that an adoption or a layer stands on, and its writer need not be.

A text is its publisher's where it was taken from a bundle, or comes with the program. One that lies in a
folder, beside the adoption or above it, can be opened and mended there: it is its reader's, who may be its
author.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.asides import Fault, OverAndDone, fault_of, is_in, set_aside
from roadmap_engine.diagnostics.problem import KnownToPublisher
from roadmap_engine.load import Loaded
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.model import Adoption, Assembly, Locations
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.overlays import assemble
from roadmap_engine.planning.drawing import draw_published

__all__ = ["list_settled", "set_published_aside"]


def set_published_aside(
    problems: Iterable[Problem],
    reader: Loaded[Any],
    texts: Sequence[Loaded[RoadmapText]],
    over: OverAndDone | None = None,
) -> tuple[Problem, ...]:
    """Mark what is not told one by one to whoever writes a text.

    Args:
        problems: everything that was met on the way.
        reader: the text she writes, or asks about.
        texts: those it stands on, base first; it may be the last of them itself.
        over: what is settled in it.
    """
    found = tuple(problems)
    foreign = [text for text in texts if text.value is not None and _is_anothers(text, reader)]
    published = {
        text.file: KnownToPublisher(text.value.roadmap, text.value.version)
        for text in foreign
        if text.value is not None
    }
    # They are looked for where there is something to compare them with.
    known = _told_to_publishers(foreign) if any(is_in(each, published) for each in found) else ()
    return set_aside(found, published, known, over or OverAndDone())


def _is_anothers(text: Loaded[Any], reader: Loaded[Any]) -> bool:
    home = _home(text)
    return home is not None and home != _home(reader)


def _home(text: Loaded[Any]) -> Path | None:
    """Give the bundle that a text was taken from, or the folder of those that come with the program."""
    folder = Path(text.file).absolute().parent
    return folder if text.is_shelved or folder == shipped_folder("roadmaps") else None


def _told_to_publishers(texts: Sequence[Loaded[RoadmapText]]) -> Collection[Fault]:
    """Find what is told of texts, base first, where no school has adopted them."""
    assembly, found = assemble(texts)
    told = [*(problem for text in texts for problem in text.problems), *found]
    if assembly is not None:
        told += (*run_checks(assembly), *draw_published(assembly, labels={})[1])
    return frozenset(map(fault_of, told))


def list_settled(adoption: Adoption, assembly: Assembly, locations: Locations) -> OverAndDone:
    """List what a school has settled, with every place that says something of it.

    Args:
        adoption: the school's text.
        assembly: the roadmap with its changes.
        locations: of the school's text.
    """
    if not adoption.settled:
        return OverAndDone()
    named = {
        place: name
        for (name, _), origin in assembly.origins.items()
        if name in adoption.settled
        for place in (origin.location, *origin.items)
    }
    kept = {
        location: str(path[1])
        for path, location in (*locations.values.items(), *locations.keys.items())
        if path[:1] == ("settled",) and len(path) > 1 and path[1] in adoption.settled
    }
    return OverAndDone({**named, **kept}, frozenset(adoption.settled))

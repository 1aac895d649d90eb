"""From the path of a Word or Excel file to the text of a roadmap."""

from __future__ import annotations

import functools
from pathlib import Path

from roadmap_engine.importing.catalogue import Catalogue, KnownRoadmap, describe_roadmap
from roadmap_engine.importing.container import MAX_FILE
from roadmap_engine.importing.reading import read_manuscript
from roadmap_engine.importing.text import ImportedText, Wishes, import_plan
from roadmap_engine.load.files import read_bytes
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.planning.drawing import draw_published

__all__ = ["import_file", "published_catalogue"]


def import_file(
    path: Path, target: Path, *, name: str | None, table: str | None, data: bytes | None = None
) -> Outcome[ImportedText]:
    """Read a plan from a file.

    Args:
        path: of the Word or Excel file.
        target: of the text to be made; nothing is written here.
        name: the id of the roadmap; made of the target's name unless given.
        table: the number of the only table to read, or the name of a sheet.
        data: the file's bytes, where it is not to be read.
    """
    if data is None:
        data, problems = read_bytes(path, largest=MAX_FILE)
    if data is None:
        return Outcome(None, problems)
    manuscript, problems = read_manuscript(data, path.name)
    if manuscript is None:
        return Outcome(None, problems)
    wishes = Wishes(source=path.name, target=str(target), id=name, table=table)
    imported, problems = import_plan(manuscript, wishes, published_catalogue())
    sources = {str(target): imported.text} if imported else {}
    return Outcome(imported, problems, sources)


@functools.cache
def published_catalogue() -> Catalogue:
    """What the roadmaps that come with the program call things."""
    library = shipped_library()
    known: list[KnownRoadmap] = []
    for name in library.roadmap_names():
        chain = library.load_chain(name)
        assembly = assemble(chain.texts)[0] if chain.complete else None
        if assembly is not None:
            plan, _problems = draw_published(assembly, labels={})
            known.append(describe_roadmap(assembly.roadmap, plan))
    return Catalogue(tuple(known))

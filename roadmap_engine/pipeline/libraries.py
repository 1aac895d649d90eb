"""Where roadmaps are taken from: beside the text that extends them, from a bundle there, from the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import Library, Loaded
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.load.shelves import Shelf
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.pipeline.own_files import BUNDLES, OwnFiles, gather_templates

__all__ = ["gather_own_templates", "shipped_library"]


def shipped_library() -> Library:
    """The published texts that come with the program, and bundles beside a text that extends them."""
    return Library((shipped_folder("roadmaps"),), find_shelf=_find_shelf)


def gather_own_templates(
    texts: Sequence[Loaded[RoadmapText]], bundled: Mapping[str, bytes] | None = None
) -> tuple[OwnFiles, tuple[Problem, ...]]:
    """Gather the templates that count before the program's: those of folders, and those of bundles.

    Args:
        texts: of a roadmap, base first.
        bundled: the templates of the bundle that all texts were taken from, if they were.
    """
    own, problems = gather_templates(texts)
    if bundled is not None:
        return own.nearer(bundled), problems
    if not any(text.is_shelved for text in texts):
        return own, problems
    from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- only bundles ask for archives and keys

    found = pinning.read_below(texts)
    below = {} if found is None else pinning.bundle_templates(found[0])
    return own.nearer({name: data for name, data in below.items() if name not in own.templates}), problems


def _find_shelf(text: Loaded[RoadmapText], shelf: Shelf) -> tuple[Shelf | None, tuple[Problem, ...]]:
    pinned = text.value is not None and text.value.pinned is not None
    if not pinned and (shelf or not (Path(text.file).parent / BUNDLES).is_dir()):
        return shelf, ()
    from roadmap_engine.pipeline import pinning  # noqa: PLC0415 -- as above

    return pinning.find_shelf(text, shelf)

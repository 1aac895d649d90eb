"""Texts of a bundle, at hand already: they stand instead of all folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.loaded import Loaded
from roadmap_engine.model.roadmap import RoadmapText

__all__ = ["FindShelf", "Shelf", "ShelvedText"]


@dataclass(frozen=True, slots=True)
class ShelvedText:
    """A text that need not be looked for.

    Attributes:
        file: the name it is known by to its reader.
        data: its bytes.
        version: the version that whoever put it there says it has; any unless given.
        manifest: of the bundle it was published in, where another text is pinned to that.
        signature: over the manifest, as its file holds it.
    """

    file: str
    data: bytes
    version: str = ""
    manifest: bytes | None = None
    signature: bytes = b""


Shelf = Mapping[str, ShelvedText]
FindShelf = Callable[[Loaded[RoadmapText], Shelf], tuple[Shelf | None, tuple[Problem, ...]]]
"""A text that extends another, and the shelf it was taken from, to the shelf that other one is taken from.

An empty one says that it lies in no bundle; None that the bundle the text is pinned to is not to be had.
"""

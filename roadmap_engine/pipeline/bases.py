"""The roadmaps that the plans of a workspace stand on, each read once however many schools adopt it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.model import Assembly
from roadmap_engine.model.base import SLUG
from roadmap_engine.model.versions import fits
from roadmap_engine.pipeline.creating import Standing, offer_procedures, read_base, texts_beside
from roadmap_engine.pipeline.filled_texts import Adoptable, prepare_roadmap
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.registry_rows import Columns
from roadmap_engine.pipeline.rolling_over import read_old_year

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = ["Base", "Bases", "is_same"]

_NAME = re.compile(rf"{SLUG}(@\d+(\.\d+){{0,2}})?", re.ASCII)
_OWN_CHANGES = frozenset(("add", "replace", "move", "remove", "defines", "take_over"))


@dataclass(frozen=True, slots=True)
class Base:
    """A roadmap, and the fields of the registry's further columns with it."""

    roadmap: Adoptable
    paths: Mapping[str, str]


class Bases:
    """Reads the roadmaps that plans stand on, and keeps what several of them share."""

    def __init__(self, columns: Columns, pinned: PinnedBundle | None = None) -> None:
        """Begin.

        Args:
            columns: of the registry, whose fields depend on the roadmap.
            pinned: the bundle that new plans stand on, where it is one.
        """
        self._columns, self._pinned = columns, pinned
        self._procedures = offer_procedures()
        self._kept: dict[Hashable, Outcome[Base]] = {}

    def named(self, name: str, place: Path) -> Outcome[Base]:
        """Give the roadmap of a name, as a plan that will lie in a folder finds it."""
        stem = name.partition("@")[0]
        if not _NAME.fullmatch(name):
            return Outcome(None)
        beside = place if any(texts_beside(place, stem)) else None
        return self._keep((name, beside), lambda: read_base(name, place, self.bundle(name)))

    def bundle(self, name: str) -> PinnedBundle | None:
        """Give the bundle, where a name is that of its roadmap."""
        return self._pinned if self._pinned is not None and is_same(name, self._pinned.name) else None

    def under(self, standing: Standing) -> Outcome[Base]:
        """Give what a plan stands on; plans that change nothing of it themselves share it."""
        tree, place = standing.tree, standing.path.parent
        name = str(tree["roadmap"])
        if _OWN_CHANGES & tree.keys() or any(texts_beside(place, name.partition("@")[0])):
            return self._keep(standing.path, lambda: _read_own(standing.path))
        if "pinned" in tree:
            return self._keep((name, repr(tree["pinned"])), lambda: _read_own(standing.path))
        return self._keep((name, None), lambda: read_base(name, place))

    def _keep(self, key: Hashable, read: Callable[[], Outcome[Assembly]]) -> Outcome[Base]:
        if key not in self._kept:
            found = read()
            outcome = Outcome(self._describe(found.value), found.problems)
            if isinstance(key, Path):
                return outcome
            self._kept[key] = outcome
        return self._kept[key]

    def _describe(self, assembly: Assembly | None) -> Base | None:
        if assembly is None:
            return None
        roadmap = prepare_roadmap(assembly, self._procedures)
        return Base(roadmap, self._columns.find_paths(roadmap.questions))


def is_same(asked: str, found: str) -> bool:
    """Tell whether a roadmap is the one that is asked for, in one of the versions meant."""
    (name, _, version), (other, _, known) = asked.partition("@"), found.partition("@")
    return name == other and (not known or fits(version, known))


def _read_own(path: Path) -> Outcome[Assembly]:
    """Read the roadmap of a plan with the plan's own changes."""
    read = read_old_year(path)
    return Outcome(read.value.assembly if read.value is not None else None, read.problems)

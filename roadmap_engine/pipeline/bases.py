"""The roadmaps that the plans of a workspace stand on, each read once however many schools adopt it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Assembly
from roadmap_engine.model.base import SLUG
from roadmap_engine.model.versions import fits
from roadmap_engine.pipeline.beside import find_beside, texts_beside
from roadmap_engine.pipeline.creating import Standing, offer_procedures, read_base
from roadmap_engine.pipeline.filled_texts import Adoptable, prepare_roadmap
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.registry_rows import Columns
from roadmap_engine.pipeline.rolling_over import read_old_year

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = ["Base", "Bases", "RoadmapSource", "is_same"]

_NAME = re.compile(rf"{SLUG}(@\d+(\.\d+){{0,2}})?", re.ASCII)
_OWN_CHANGES = frozenset(("add", "replace", "move", "remove", "defines", "take_over"))


@dataclass(frozen=True, slots=True)
class RoadmapSource:
    """Where roadmaps are taken from.

    Attributes:
        place: as in `pin_roadmap`.
        key: what they must be signed with.
        beside: the folder that a relative path starts from; where the program was started unless given.
    """

    place: str
    key: str | None = None
    beside: Path | None = None

    def refuse(self) -> tuple[Problem, ...]:
        """Say what is wrong with the source itself, which would be wrong with every row."""
        from roadmap_engine.pipeline.publishing import list_offers  # noqa: PLC0415 -- only sources ask for it

        return list_offers(self.place, beside=self.beside).problems

    def pin(self, name: str, home: Path) -> Outcome[PinnedBundle]:
        """Take the version of a name for a plan that will lie in a folder; the only one where it is empty."""
        from roadmap_engine.pipeline.publishing import pin_roadmap  # noqa: PLC0415 -- as above

        stem, _, version = name.partition("@")
        return pin_roadmap(self.place, stem or None, version, key=self.key, beside=self.beside, home=home)


@dataclass(frozen=True, slots=True)
class Base:
    """A roadmap, and the fields of the registry's further columns with it.

    Attributes:
        pinned: the bundle it is taken from, if it is.
    """

    roadmap: Adoptable
    paths: Mapping[str, str]
    pinned: PinnedBundle | None = None


class Bases:
    """Reads the roadmaps that plans stand on, and keeps what several of them share."""

    def __init__(self, columns: Columns, workspace: Path, source: RoadmapSource | None = None) -> None:
        """Begin.

        Args:
            columns: of the registry, whose fields depend on the roadmap.
            workspace: the folder of the schools' folders.
            source: where new plans take their roadmap from, where it is said.
        """
        self._columns, self._workspace, self._source = columns, workspace, source
        self._procedures = offer_procedures()
        self._texts: dict[str, Path | None] = {}
        self._kept: dict[Hashable, Outcome[Base]] = {}

    @property
    def has_source(self) -> bool:
        """Whether it is said where new plans take their roadmap from."""
        return self._source is not None

    def named(self, name: str, place: Path) -> Outcome[Base]:
        """Give the roadmap of a name for a plan that will lie in a folder; the source's only one without."""
        if not _NAME.fullmatch(name) and (name or self._source is None):
            return Outcome(None)
        if self._source is not None:
            return self._take(self._source, name, place)
        if any(texts_beside(place, name.partition("@")[0])):
            return self._keep((name, place), lambda: read_base(name, place))
        if name not in self._texts:
            self._texts[name] = find_beside(self._workspace, name)
        text = self._texts[name]
        if text is not None:
            # A plan names no text outside its folder; this one is taken along, as from any source.
            return self._take(RoadmapSource(text.name, beside=self._workspace), name, place)
        return self._keep((name, None), lambda: read_base(name, place))

    def _take(self, source: RoadmapSource, name: str, place: Path) -> Outcome[Base]:
        key = (name, source)
        if key not in self._kept:
            found = source.pin(name, place)
            if found.value is None:
                self._kept[key] = Outcome(None, found.problems)
            else:
                read = read_base(found.value.name, place, found.value)
                self._kept[key] = Outcome(self._describe(read.value, found.value), read.problems)
        return self._kept[key]

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

    def _describe(self, assembly: Assembly | None, pinned: PinnedBundle | None = None) -> Base | None:
        if assembly is None:
            return None
        roadmap = prepare_roadmap(assembly, self._procedures)
        return Base(roadmap, self._columns.find_paths(roadmap.questions), pinned)


def is_same(asked: str, found: str) -> bool:
    """Tell whether a roadmap is the one that is asked for, in one of the versions meant."""
    (name, _, version), (other, _, known) = asked.partition("@"), found.partition("@")
    return name == other and (not known or fits(version, known))


def _read_own(path: Path) -> Outcome[Assembly]:
    """Read the roadmap of a plan with the plan's own changes."""
    read = read_old_year(path)
    return Outcome(read.value.assembly if read.value is not None else None, read.problems)

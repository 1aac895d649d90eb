"""Which published roadmaps a school can begin a plan with: the program's own, and those of the workspace."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.desk.publishing import PUBLISHED
from roadmap_engine.load.limits import describe_limits
from roadmap_engine.model import Assembly, Measure
from roadmap_engine.pipeline import creating
from roadmap_engine.pipeline.beside import find_beside
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.portal.speech import gettext as _

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = ["Base", "Offer", "Previewed", "call_base", "list_offers", "preview", "read_base"]

_NOWHERE = Path("/nowhere")
"""A folder in which nothing lies."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A roadmap that can be chosen.

    Attributes:
        roadmap: id and version.
        source: folder of the workspace it is published in; empty for one that comes with the program.
        title: who issued it, and what it is called.
    """

    roadmap: str
    source: str
    title: str

    @property
    def name(self) -> str:
        """Its id, which tells it from another of the same title, as a layer has."""
        return self.roadmap.rpartition("@")[0]

    @property
    def version(self) -> str:
        """Which version of it."""
        return self.roadmap.rpartition("@")[2]

    @property
    def key(self) -> str:
        """What a form calls it by."""
        return f"{self.source}#{self.roadmap}"


@dataclass(frozen=True, slots=True)
class Base:
    """A roadmap that was chosen, and the bundle that it is taken from, where it is from one."""

    name: str
    assembly: Assembly
    pinned: PinnedBundle | None = None


def call_base(base: Base | None) -> str:
    """Call a roadmap that was chosen, with its version; nothing where none was."""
    if base is None:
        return ""
    roadmap = base.assembly.roadmap
    return _("{title}, версия {version}").format(title=creating.title_of(roadmap), version=roadmap.version)


def list_offers() -> tuple[Offer, ...]:
    """List what can be chosen, the department's own first."""
    return (*_published(), *(Offer(name, "", title) for name, title in _shipped().items()))


@functools.cache
def _shipped() -> dict[str, str]:
    """What comes with the program stays as long as it runs."""
    return creating.offer_roadmaps(_NOWHERE)


def _published() -> Iterator[Offer]:
    folder = options().workspace / PUBLISHED
    if not folder.is_dir():
        return
    # Bundles bring what only whoever publishes needs.
    from roadmap_engine.pipeline.publishing import list_offers as list_releases  # noqa: PLC0415

    for name, releases in (list_releases(str(folder)).value or {}).items():
        version, release = list(releases.items())[-1]
        title = f"{release.issuer}: {release.title}" if release.issuer else release.title
        yield Offer(f"{name}@{version}", PUBLISHED, title)


def read_base(roadmap: str, source: str, folder: Path) -> Outcome[Base]:
    """Read a roadmap that was chosen.

    Args:
        roadmap: id and version.
        source: folder of the workspace, empty for one of the program's.
        folder: where the text of the new plan will lie.
    """
    if not source:
        beside = find_beside(folder, roadmap) is not None
        read = creating.read_base(roadmap, folder) if beside else _read_shipped(roadmap)
        return Outcome(Base(roadmap, read.value) if read.value else None, read.problems, read.sources)
    from roadmap_engine.pipeline.publishing import pin_roadmap  # noqa: PLC0415

    name, _, version = roadmap.partition("@")
    # By a path beside the plan's text: it holds where the whole workspace is moved.
    found = pin_roadmap(source, name, version, beside=options().workspace, home=folder)
    if found.value is None:
        return Outcome(None, found.problems, found.sources)
    read = creating.read_base(found.value.name, folder, found.value)
    if read.value is None:
        return Outcome(None, (*found.problems, *read.problems), read.sources)
    return Outcome(Base(found.value.name, read.value, found.value), found.problems, read.sources)


@functools.lru_cache(maxsize=32)
def _read_shipped(roadmap: str) -> Outcome[Assembly]:
    """What comes with the program is read once."""
    return creating.read_base(roadmap, _NOWHERE)


@dataclass(frozen=True, slots=True)
class Previewed:
    """A roadmap as somebody who chooses looks at it.

    Attributes:
        title: of it.
        issuer: whose work it is.
        based_on: what it rests on, in its own words.
        year: of which school year its words speak; empty where they tell none.
        limits: what those below may not change of most measures, in words; empty where all is free.
        stages: titles, each with its measures: number, title, deadline, and what differs of limits.
    """

    title: str
    issuer: str
    year: str
    limits: str
    stages: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]

    @property
    def measures(self) -> int:
        """How many measures it has."""
        return sum(len(lines) for _title, lines in self.stages)

    @property
    def limited(self) -> int:
        """Of how many measures something else may not be changed than of most."""
        return sum(bool(limit) for _title, lines in self.stages for *_said, limit in lines)


def _say_deadline(measure: Measure) -> str:
    said = measure.deadline
    return (said.phrase or said.text or "") if said is not None else ""


def preview(assembly: Assembly) -> Previewed:
    """Give a roadmap as it is looked at before it is chosen, and beside what may be changed."""
    roadmap = assembly.roadmap
    limits, own = describe_limits(assembly)
    stages = tuple(
        (
            stage.title,
            tuple((each.title, _say_deadline(each), own.get(each.id, "")) for each in stage.measures),
        )
        for stage in roadmap.stages
    )
    year = str(assembly.written) if assembly.written is not None else ""
    return Previewed(creating.title_of(roadmap), roadmap.issuer or "", year, limits, stages)

"""The two versions between which an adoption is updated: found, verified, and joined once for all adoptions.

A version is known by the hash that pins it, so a thousand schools that adopted one text cost one reading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.load import Chain, Library, Loaded
from roadmap_engine.model import Adoption, Roadmap
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.versions import fits, version_key
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.pinning import bundle_library, read_pinned_bundle
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.pipeline.publishing import (
    Offers,
    PinnedBundle,
    find_newer,
    pin_roadmap,
)
from roadmap_engine.pipeline.source_names import PROGRAM, write_source
from roadmap_engine.planning.merging import News, Transition, Version, find_news, index_version
from roadmap_engine.planning.merging.continuity import find_silent_exchanges
from roadmap_engine.years.moved import Moving

__all__ = ["Side", "Sides", "choose_version"]

Way = tuple[Transition, tuple[News, ...], tuple[Problem, ...]]
"""The way from one side to the other, what the newer one brings, and which versions between were not seen."""


@dataclass(frozen=True, slots=True)
class Side:
    """A version of a roadmap as one side of an update.

    Attributes:
        key: what tells it from every other.
        version: its things.
        chain: its texts, base first.
        library: where they are found.
    """

    key: tuple[str, ...]
    version: Version
    chain: Chain
    library: Library


class Sides:
    """The versions that have been read in one run of the program."""

    def __init__(self, source: str | None = None) -> None:
        """Begin with nothing read.

        Args:
            source: where newer versions are looked for, seen from where the program was started; each
                adoption's own source unless given.
        """
        self._source = source
        self._sides: dict[tuple[str, ...], Side] = {}
        self._offers: dict[tuple[str, str], Outcome[Offers]] = {}
        self._pinned: dict[tuple[str, str, str, str | None], Outcome[PinnedBundle]] = {}
        self._ways: dict[tuple[tuple[str, ...], tuple[str, ...]], Way] = {}

    def before(self, text: Loaded[Adoption], folder: Path) -> Outcome[Side]:
        """Read the version an adoption stands on."""
        adoption = text.value
        if adoption is None:
            return Outcome(None)
        if adoption.pinned is not None:
            known = self._sides.get((adoption.pinned.sha256,))
            if known is not None:
                return Outcome(known)
            bundle, problems = read_pinned_bundle(text, folder)
            if bundle is None:
                return Outcome(None, problems)
            library = bundle_library(bundle, folder)
            return self._side((bundle.sha256,), library.load_chain(adoption.roadmap), library)
        library = shipped_library()
        place = text.locations.of_value(("roadmap",))
        chain = library.load_chain(adoption.roadmap, beside=folder, asked_at=place, root=text.root)
        if chain.complete:
            return self._side(tuple(each.text or "" for each in chain.texts), chain, library)
        return self._earlier(adoption, chain)

    def _earlier(self, adoption: Adoption, chain: Chain) -> Outcome[Side]:
        """Read a version that is not at hand any more from where newer ones come from."""
        name, _, version = adoption.roadmap.partition("@")
        sources = {each.file: each.text for each in chain.texts if each.text is not None}
        if self._source is None or not version:
            return Outcome(None, chain.problems, sources)
        fetched = self._fetch(self._source, Path(), name, version, None)
        if fetched.value is None:
            return Outcome(None, (*chain.problems, *fetched.problems), {**sources, **fetched.sources})
        return self.of_bundle(fetched.value)

    def offers(self, name: str, pin: Pin | None, folder: Path) -> Outcome[Offers]:
        """Ask the source what it has beyond a version; each source once."""
        source, beside = self._source_of(pin, folder)
        key = (_whole(source, beside), name)
        if key not in self._offers:
            self._offers[key] = find_newer(name, source, beside=beside)
        return self._offers[key]

    def after(self, name: str, version: str, pin: Pin | None, folder: Path) -> Outcome[PinnedBundle]:
        """Fetch and verify a newer version, by the key the adoption has pinned."""
        source, beside = self._source_of(pin, folder)
        return self._fetch(source, beside, name, version, pin.key if pin is not None else None)

    def pin(self, fetched: PinnedBundle, pin: Pin | None, folder: Path) -> Pin:
        """Give what an adoption is to say of its newer version."""
        if self._source is None and pin is not None:
            return with_fields(pin, sha256=fetched.bundle.sha256)
        source = write_source(self._source or PROGRAM, Path(), folder)
        return Pin(source=source, sha256=fetched.bundle.sha256, key=pin.key if pin is not None else None)

    def of_bundle(self, fetched: PinnedBundle) -> Outcome[Side]:
        """Give a fetched version as a side."""
        return self._side((fetched.bundle.sha256,), fetched.chain, bundle_library(fetched.bundle, Path()))

    def moved(self, side: Side, moving: Moving | None) -> Side:
        """Give a side with its texts moved to the year of a plan, once for all plans of that year."""
        if moving is None:
            return side
        key = (*side.key, str(moving.written), str(moving.new))
        if key not in self._sides:
            assembly, _ = assemble(side.chain.texts, moving=moving)
            version = side.version if assembly is None else index_version(assembly)
            self._sides[key] = replace(side, key=key, version=version)
        return self._sides[key]

    def way(self, before: Side, after: Side, offers: Offers, pin: Pin | None, folder: Path) -> Way:
        """Find the way from one side to the other, over all versions between."""
        key = (before.key, after.key)
        if key not in self._ways:
            # Where ids go round, the last text may be silent of it, and none of them is lost.
            middle, unseen = self._between(after, offers, pin, folder)
            transition = Transition.between(before.version, after.version, middle)
            # A version that nobody could read matters where an id is lost, or means another thing.
            matters = transition.succession.loses_ids or any(find_silent_exchanges(transition))
            self._ways[key] = transition, find_news(transition), unseen if matters else ()
        return self._ways[key]

    def _between(
        self, after: Side, offers: Offers, pin: Pin | None, folder: Path
    ) -> tuple[tuple[Roadmap, ...], tuple[Problem, ...]]:
        """Fetch the versions below a newer one, the withdrawn too; tell which of them could not be had."""
        last = version_key(after.version.number)
        between = {**offers.newer, **offers.passed}
        roadmaps: list[Roadmap] = []
        unseen: list[Problem] = []
        for version in sorted(between, key=version_key):
            if version_key(version) >= last:
                continue
            fetched = self.after(offers.name, version, pin, folder).value
            if fetched is not None:
                roadmaps.append(fetched.roadmap)
            else:
                name = f"{offers.name}@{version}"
                unseen.append(
                    Problem.of("RM753", name=name, version=after.version.number, file=offers.source)
                )
        return tuple(roadmaps), tuple(unseen)

    def _source_of(self, pin: Pin | None, folder: Path) -> tuple[str, Path]:
        if self._source is not None:
            return self._source, Path()
        return (pin.source, folder) if pin is not None else (PROGRAM, folder)

    def _fetch(
        self, source: str, beside: Path, name: str, version: str, key: str | None
    ) -> Outcome[PinnedBundle]:
        known = (_whole(source, beside), name, version, key)
        if known not in self._pinned:
            self._pinned[known] = pin_roadmap(source, name, version, key=key, beside=beside, home=Path())
        return self._pinned[known]

    def _side(self, key: tuple[str, ...], chain: Chain, library: Library) -> Outcome[Side]:
        sources = {each.file: each.text for each in chain.texts if each.text is not None}
        if key in self._sides:
            return Outcome(self._sides[key], (), sources)
        assembly, problems = assemble(chain.texts) if chain.complete else (None, chain.problems)
        if assembly is None or has_errors(problems):
            return Outcome(None, (*chain.problems, *problems), sources)
        self._sides[key] = Side(key, index_version(assembly), chain, library)
        return Outcome(self._sides[key], (), sources)


def _whole(source: str, beside: Path) -> str:
    return source if source == PROGRAM or "://" in source else str((beside / source).resolve())


def choose_version(offers: Offers, wanted: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the version to update to; none where the one at hand is it."""
    if not wanted:
        return offers.newest, ()
    fitting = [version for version in offers.newer if fits(wanted, version)]
    if fitting:
        return max(fitting, key=version_key), ()
    if fits(wanted, offers.current):
        return None, ()
    known = ", ".join(offers.newer)
    if version_key(wanted) > version_key(offers.current):
        name = f"{offers.name}@{wanted}"
        return None, (Problem.of("RM812", file=offers.source, name=name, near="", known=known),)
    return None, (Problem.of("RM836", name=offers.name, wanted=wanted, current=offers.current, known=known),)

"""The version before one that is to be published: found in its folder, and laid beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.pinning import bundle_library
from roadmap_engine.pipeline.plans import read_roadmap
from roadmap_engine.planning.merging import Transition, Version, index_version
from roadmap_engine.planning.merging.continuity import find_breaks
from roadmap_engine.publishing.bundle import Bundle, bundle_name
from roadmap_engine.publishing.index import Index
from roadmap_engine.publishing.sources import read_bundle_file
from roadmap_engine.storage.roots import Root

__all__ = ["compare_bundles", "find_earlier"]


def find_earlier(bundle: Bundle, index: Index, folder: Path, made: Mapping[str, Bundle]) -> Bundle | None:
    """Give the newest version below one that lies in a folder or is about to; None where none does."""
    manifest = bundle.manifest
    current = version_key(manifest.version)
    below = [each for each in index.releases(manifest.roadmap) if version_key(each) < current]
    if not below:
        return None
    name = bundle_name(manifest.roadmap, max(below, key=version_key))
    if name in made or not (folder / name).is_file():
        return made.get(name)
    return read_bundle_file(folder / name, root=replace(Root.exactly(folder), follows_links=False))[0]


def compare_bundles(
    earlier: Bundle, bundle: Bundle, folder: Path, place: Location | None
) -> tuple[Problem, ...]:
    """Tell what schools on the earlier version would lose or misunderstand; nothing of another roadmap's.

    Args:
        earlier: the version they stand on.
        bundle: the version that is to be published.
        folder: that both lie or will lie in.
        place: of the version in the text.
    """
    if earlier.manifest.roadmap != bundle.manifest.roadmap:
        return ()
    before, after = _read(earlier, folder), _read(bundle, folder)
    if before is None or after is None:
        return ()
    return tuple(find_breaks(Transition.between(before, after), place))


def _read(bundle: Bundle, folder: Path) -> Version | None:
    name = f"{bundle.manifest.roadmap}@{bundle.manifest.version}"
    read = read_roadmap(name, bundle_library(bundle, folder)).value
    return None if read is None else index_version(read.assembly)

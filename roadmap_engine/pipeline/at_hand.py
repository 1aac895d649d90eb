"""An adoption and the folders around it → the newest version of its roadmap that lies there; no network.

What is looked at is the adoption's own source where it is a path, what is shipped, and in the folders that
somebody names the lists of published roadmaps and single bundles.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.load import Loaded, load_file
from roadmap_engine.load.files import is_text
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.libraries import shipped_library
from roadmap_engine.pipeline.publishing import find_newer
from roadmap_engine.pipeline.source_names import PROGRAM
from roadmap_engine.publishing.index import INDEX_NAME
from roadmap_engine.storage.roots import LeadsOutError, Root

__all__ = ["AtHand", "find_at_hand", "is_remote"]

_BUNDLE = re.compile(r"(?P<roadmap>.+)-(?P<version>\d+\.\d+\.\d+)\.zip", re.ASCII)


@dataclass(frozen=True, slots=True)
class AtHand:
    """A newer version that lies at hand.

    Attributes:
        source: where it lies, as `--from` names it; None where that is the adoption's own source.
        withdrawn: why the version that the adoption stands on was withdrawn, if it was.
    """

    version: str
    source: str | None = None
    withdrawn: str | None = None


def is_remote(pin: Pin | None) -> bool:
    """Tell whether an adoption's own source is an address, which nobody asks here."""
    return pin is not None and "://" in pin.source


def find_at_hand(name: str, pin: Pin | None, home: Path, places: Iterable[Path], root: Root) -> AtHand | None:
    """Find the newest version of a roadmap that lies at hand.

    Args:
        name: the roadmap and the version at hand, «tiny@1.0.0».
        pin: the adoption's.
        home: the adoption's folder.
        places: folders to look in, the nearest first.
        root: what a path that the adoption names must not lead out of.

    Returns:
        The highest; of those that are the same the adoption's own source, then what is shipped, then the
        first place. Nothing where none is newer than the version at hand.
    """
    found: AtHand | None = None
    for each in _look_around(name, pin, home, places, root):
        if found is None or version_key(each.version) > version_key(found.version):
            found = each
    return found


def _look_around(
    name: str, pin: Pin | None, home: Path, places: Iterable[Path], root: Root
) -> Iterator[AtHand]:
    """Give the newest version of each source that has one above the version at hand."""
    roadmap, _, current = name.partition("@")
    if pin is not None and pin.source != PROGRAM and not is_remote(pin):
        yield from _ask_own(name, pin.source, home, root)
    # What is signed by a key is not taken from the program, which signs nothing.
    is_own = pin is None or pin.source == PROGRAM
    shipped = _version_of_shipped(roadmap) if is_own or (pin is not None and pin.key is None) else ""
    if shipped and version_key(shipped) > version_key(current):
        yield AtHand(shipped, None if is_own else PROGRAM)
    for place in places:
        if (place / INDEX_NAME).is_file():
            # The list knows which of the packages beside it were withdrawn.
            yield from _ask(name, _name(place))
            continue
        for bundle in _list_bundles(place, roadmap, current):
            yield from _ask(name, _name(bundle))


def _ask(name: str, source: str, beside: Path | None = None) -> Iterator[AtHand]:
    offers = find_newer(name, source, beside=beside).value
    if offers is not None and offers.newest is not None:
        yield AtHand(offers.newest, source if beside is None else None, offers.withdrawn)


def _ask_own(name: str, source: str, home: Path, root: Root) -> Iterator[AtHand]:
    """Ask the source that an adoption names, where it leads nowhere else; a text has the version it says."""
    path = home / source
    if not _is_inside(path, root):
        return
    if not (is_text(path) and path.is_file()):
        yield from _ask(name, source, home)
        return
    found = path.stat()
    roadmap, version = _version_of_text(path, found.st_mtime_ns, found.st_size)
    known, _, current = name.partition("@")
    if roadmap == known and version_key(version) > version_key(current):
        yield AtHand(version)


def _is_inside(path: Path, root: Root) -> bool:
    try:
        root.admit(path)
    except LeadsOutError:
        return False
    return True


@functools.cache
def _version_of_shipped(roadmap: str) -> str:
    library = shipped_library()
    found = library.load_roadmap(roadmap).value if roadmap in library.roadmap_names() else None
    return found.version if found is not None else ""


@functools.lru_cache(maxsize=100)
def _version_of_text(path: Path, _changed: int, _size: int) -> tuple[str, str]:
    """Read a text's id and version, once as long as it stays as it is."""
    text: Loaded[RoadmapText] = load_file(path, "roadmap")
    return (text.value.roadmap, text.value.version) if text.value is not None else ("", "")


def _list_bundles(place: Path, roadmap: str, current: str) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(place))  # noqa: PTH208 -- asked with every page
    except OSError:
        return
    for name in names:
        found = _BUNDLE.fullmatch(name)
        if found is None or found["roadmap"] != roadmap:
            continue
        if version_key(found["version"]) > version_key(current):
            yield place / name


def _name(path: Path) -> str:
    """Name a path as somebody would who stands where the program was started."""
    try:
        return os.path.relpath(path)
    except ValueError:  # Windows: another drive
        return str(path.absolute())

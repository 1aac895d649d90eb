"""The bundle an adoption is pinned to: found beside it or in the cache, and verified each time.

The network is never asked here: a text that is pinned stands on what was taken when it was pinned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Library, Loaded, ShelvedText
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.load.library import Shelf
from roadmap_engine.model import Adoption
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.versions import fits, version_key
from roadmap_engine.publishing import Bundle, Cache, bundle_name, read_bundle_file, verify_bundle
from roadmap_engine.storage.roots import Root

__all__ = [
    "BUNDLES",
    "bundle_library",
    "bundle_templates",
    "find_shelf",
    "read_bundle_file",
    "read_pinned_bundle",
    "shelve_texts",
    "templates_below",
]

_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)

BUNDLES = "bundles"
"""The folder beside an adoption that its bundle lies in."""


def read_pinned_bundle(text: Loaded[Adoption], folder: Path) -> tuple[Bundle | None, tuple[Problem, ...]]:
    """Give the bundle an adoption stands on, if it is the very one that was pinned.

    Args:
        text: of an adoption with a pin.
        folder: the adoption's own.
    """
    adoption = text.value
    if adoption is None or adoption.pinned is None:
        return None, ()
    pin, place = adoption.pinned, text.locations.of_value(("pinned",))
    name, _, version = adoption.roadmap.partition("@")
    path = next(_beside(folder, name, version), None)
    if path is not None:
        bundle, problems = read_bundle_file(path, root=text.root)
        problems = tuple(problem.at(place) for problem in problems)
    else:
        bundle = Cache.of_user().take_bundle(pin.sha256)
        problems = () if bundle is not None else (_explain_missing(adoption, folder, place),)
    if bundle is None:
        return None, problems
    shown = str(path) if path is not None else None
    refused = verify_bundle(bundle, pin, file=shown, place=text.locations.of_value(("pinned", "sha256")))
    return (None if refused else bundle), (*problems, *refused)


def shelve_texts(bundle: Bundle, folder: Path) -> Mapping[str, ShelvedText]:
    """Give the texts of a bundle, by id, named as if the bundle lay in a folder, wherever it was found.

    Args:
        bundle: the bundle.
        folder: of the adoption, or the one that `bundles/` stands in.
    """
    inside = folder / BUNDLES / bundle.file_name / "roadmaps"
    versions = dict(each.split("@", 1) for each in bundle.manifest.lineage if "@" in each)
    versions[bundle.manifest.roadmap] = bundle.manifest.version
    return {
        name: ShelvedText(str(inside / f"{name}.yaml"), content, versions.get(name, ""))
        for name, content in bundle.texts.items()
    }


def bundle_library(bundle: Bundle, folder: Path) -> Library:
    """Give the library in which a bundle's texts are the only roadmaps; procedures are the program's."""
    return Library((shipped_folder("roadmaps"),), shelve_texts(bundle, folder))


def bundle_templates(bundle: Bundle) -> Mapping[str, bytes]:
    """Give the templates of a bundle that count before the program's own."""
    return bundle.templates({path.name for path in shipped_folder("templates").glob("*.docx")})


def find_shelf(folder: Path, name: str, version: str, root: Root) -> tuple[Shelf, tuple[Problem, ...]]:
    """Give the texts of the bundle that a layer stands on, if it lies in `bundles/` beside the layer.

    Args:
        folder: the layer's own.
        name: the roadmap's id.
        version: that is wanted, or its leading numbers.
        root: what the bundle's path must not lead out of.
    """
    path = next(_beside(folder, name, version), None)
    if path is None:
        return {}, ()
    bundle, problems = read_bundle_file(path, root=root)
    return ({} if bundle is None else shelve_texts(bundle, folder)), problems


def templates_below(texts: Iterable[Loaded[RoadmapText]]) -> Mapping[str, bytes]:
    """Give the templates of the bundles that the lower texts of a chain were taken from, base first."""
    # bundles/tiny-1.0.0.zip/roadmaps/tiny.yaml
    files = dict.fromkeys(Path(text.file).parent.parent for text in texts)
    # They were read for their texts, from inside the root of the layer that stands on them.
    read = [read_bundle_file(path)[0] for path in files if path.suffix == ".zip" and path.is_file()]
    return {
        name: data for bundle in read if bundle is not None for name, data in bundle_templates(bundle).items()
    }


def _beside(folder: Path, name: str, version: str) -> Iterator[Path]:
    """Find the bundles of a roadmap in versions that fit, the newest first."""
    exact = folder / BUNDLES / bundle_name(name, version)
    if exact.is_file():
        yield exact
        return
    found = {
        path.stem.removeprefix(f"{name}-"): path for path in sorted((folder / BUNDLES).glob(f"{name}-*.zip"))
    }
    fitting = [each for each in found if _VERSION.fullmatch(each) and fits(version, each)]
    yield from (found[each] for each in sorted(fitting, key=version_key, reverse=True))


def _explain_missing(adoption: Adoption, folder: Path, place: Location) -> Problem:
    name, _, version = adoption.roadmap.partition("@")
    file = folder / BUNDLES / bundle_name(name, version or "…")
    source = adoption.pinned.source if adoption.pinned else ""
    return Problem.of("RM819", location=place, name=adoption.roadmap, file=file, source=source)

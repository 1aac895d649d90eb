"""The bundle an adoption or a layer is pinned to: found beside it or in the cache, and verified each time.

Who publishes a pinned layer puts the manifest of its base into the bundle, under `bases/`; so whoever takes
the layer has proof that the texts below are those it is pinned to.

The network is never asked here: a text that is pinned stands on what was taken when it was pinned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.load import Library, Loaded, ShelvedText
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.load.shelves import Shelf
from roadmap_engine.model import Adoption
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.versions import fits, version_key
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.publishing.bundle import Bundle, bundle_name
from roadmap_engine.publishing.cache import Cache
from roadmap_engine.publishing.manifest import digest, read_manifest
from roadmap_engine.publishing.signing import read_signature, write_signature
from roadmap_engine.publishing.sources import SIGNATURE_ENDING, read_bundle_file
from roadmap_engine.publishing.verifying import verify_bundle
from roadmap_engine.storage.roots import Root

__all__ = [
    "bundle_library",
    "bundle_templates",
    "bundles_beside",
    "find_shelf",
    "read_below",
    "read_bundle_file",
    "read_pinned_bundle",
    "vouch_for",
]

Standing = Loaded[Adoption] | Loaded[RoadmapText]
"""A text that may be pinned to the bundle it stands on."""

_VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


def read_pinned_bundle(text: Standing, folder: Path) -> tuple[Bundle | None, tuple[Problem, ...]]:
    """Give the bundle a text stands on, if it is the very one that was pinned.

    Args:
        text: of an adoption or a layer with a pin.
        folder: its own.
    """
    value = text.value
    if value is None or value.pinned is None or value.stands_on is None:
        return None, ()
    pin, place = value.pinned, text.locations.of_value(("pinned",))
    bundle, problems, path = _find_pinned(folder, value.stands_on, pin, text.root)
    problems = tuple(problem.at(place) for problem in problems)
    if path is None:
        bundle = Cache.of_user().take_bundle(pin.sha256)
        problems = () if bundle is not None else (_explain_missing(value.stands_on, pin, folder, place),)
    if bundle is None:
        return None, problems
    shown = str(path) if path is not None else None
    refused = verify_bundle(bundle, pin, file=shown, place=text.locations.of_value(("pinned", "sha256")))
    return (None if refused else bundle), (*problems, *refused)


def _find_pinned(
    folder: Path, name: str, pin: Pin, root: Root
) -> tuple[Bundle | None, tuple[Problem, ...], Path | None]:
    """Find the bundle of a pin among those beside a text; the newest that fits, where none is it."""
    first: tuple[Bundle | None, tuple[Problem, ...], Path | None] = (None, (), None)
    for bundle, problems, path in bundles_beside(folder, name, root):
        if bundle is not None and bundle.sha256 == pin.sha256:
            return bundle, problems, path
        first = first if first[2] is not None else (bundle, problems, path)
    return first


def _shelve_texts(bundle: Bundle, folder: Path) -> Mapping[str, ShelvedText]:
    """Give the texts of a bundle, by id, named as if the bundle lay in a folder, wherever it was found.

    Args:
        bundle: the bundle.
        folder: of the adoption, or the one that `bundles/` stands in.
    """
    inside = folder / BUNDLES / bundle.file_name / "roadmaps"
    versions = dict(each.split("@", 1) for each in bundle.manifest.lineage if "@" in each)
    versions[bundle.manifest.roadmap] = bundle.manifest.version
    return {
        name: ShelvedText(
            str(inside / f"{name}.yaml"),
            content,
            versions.get(name, ""),
            bundle.files.get(f"bases/{name}.json"),
            bundle.files.get(f"bases/{name}{SIGNATURE_ENDING}", b""),
        )
        for name, content in bundle.texts.items()
    }


def bundle_library(bundle: Bundle, folder: Path) -> Library:
    """Give the library in which a bundle's texts are the only roadmaps; procedures are the program's."""
    return Library((shipped_folder("roadmaps"),), _shelve_texts(bundle, folder), find_shelf)


def bundle_templates(bundle: Bundle) -> Mapping[str, bytes]:
    """Give the templates of a bundle that count before the program's own."""
    return bundle.templates({path.name for path in shipped_folder("templates").glob("*.docx")})


def find_shelf(text: Loaded[RoadmapText], shelf: Shelf) -> tuple[Shelf | None, tuple[Problem, ...]]:
    """Give the texts of the bundle that a layer stands on; none where that is not the one it is pinned to.

    Args:
        text: the layer's.
        shelf: the one it was taken from, if it was; what it is pinned to is then verified on that.
    """
    value = text.value
    if shelf or value is None:
        refused = tuple(_refuse_shelved(text, shelf))
        return (None if refused else shelf), refused
    bundle, problems = _read_bundle_below(text)
    if bundle is None:
        return (None if value.pinned is not None else {}), problems
    return _shelve_texts(bundle, Path(text.file).parent), problems


def _read_bundle_below(text: Loaded[RoadmapText]) -> tuple[Bundle | None, tuple[Problem, ...]]:
    """Read the bundle a layer stands on: the one it is pinned to, or the newest beside it that fits."""
    folder = Path(text.file).parent
    if text.value is None or text.value.pinned is not None:
        return read_pinned_bundle(text, folder)
    found = next(bundles_beside(folder, text.value.extends or "", text.root), None)
    return (None, ()) if found is None else found[:2]


def _refuse_shelved(text: Loaded[RoadmapText], shelf: Shelf) -> Iterator[Problem]:
    """Verify by the proof in a bundle that the texts below a pinned one are those it is pinned to."""
    value = text.value
    if value is None or value.pinned is None or value.extends is None:
        return
    name = value.extends.partition("@")[0]
    base, place = shelf.get(name), text.locations.of_value(("pinned", "sha256"))
    if base is None:
        return
    unproved = Problem.of("RM771", location=place, file=base.file, name=name, bundle=value.extends)
    data = base.manifest
    manifest = read_manifest(data, base.file)[0] if data is not None else None
    if data is None or manifest is None:
        yield unproved
        return
    proof = Bundle(manifest, digest(data), data, {}, b"", read_signature(base.signature))
    yield from verify_bundle(proof, value.pinned, file=base.file, place=place)
    texts = {f"roadmaps/{each}.yaml": digest(there.data) for each, there in shelf.items()}
    below = {each: entry for each, entry in manifest.files.items() if each.startswith("roadmaps/")}
    if any(texts.get(each) != entry.sha256 for each, entry in below.items()):
        yield unproved


def read_below(texts: Sequence[Loaded[RoadmapText]]) -> tuple[Bundle, Loaded[RoadmapText]] | None:
    """Give the bundle that the lower texts of a chain were taken from, if they were, and the text over it."""
    for lower, upper in pairwise(texts):
        bundle = _read_bundle_below(upper)[0] if lower.is_shelved and not upper.is_shelved else None
        if bundle is not None:
            return bundle, upper
    return None


def vouch_for(bundle: Bundle, text: Loaded[RoadmapText]) -> Mapping[str, bytes]:
    """Give what proves to others that a text's base is that of a bundle, and those below it of theirs.

    Args:
        bundle: the bundle.
        text: that stands on it.
    """
    proofs = {name: content for name, content in bundle.files.items() if name.startswith("bases/")}
    pin = text.value.pinned if text.value is not None else None
    if pin is not None:
        stem = f"bases/{bundle.manifest.roadmap}"
        proofs[f"{stem}.json"] = bundle.manifest_data
        if pin.key is not None and bundle.signature is not None:
            proofs[f"{stem}{SIGNATURE_ENDING}"] = write_signature(bundle.signature)
    return proofs


def bundles_beside(
    folder: Path, name: str, root: Root
) -> Iterator[tuple[Bundle | None, tuple[Problem, ...], Path]]:
    """Read the bundles of a roadmap in `bundles/` whose versions fit, the newest first.

    Args:
        folder: of the text that stands on it.
        name: the roadmap's id, and the version that is wanted or its leading numbers.
        root: what a bundle's path must not lead out of.
    """
    stem, _, version = name.partition("@")
    for path in _beside(folder, stem, version):
        yield (*read_bundle_file(path, root=root), path)


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


def _explain_missing(name: str, pin: Pin, folder: Path, place: Location) -> Problem:
    stem, _, version = name.partition("@")
    file = folder / BUNDLES / bundle_name(stem, version or "…")
    return Problem.of("RM819", location=place, name=name, file=file, source=pin.source)

"""From texts to bundles and an index, and from a source of bundles to one that an adoption is pinned to.

pin_roadmap(source, name) -> PinnedBundle   one version, fetched and verified, with the pin to write
find_newer(name, pin) -> Offers             what the source has beyond the version at hand

A source is a folder, an index, a bundle, an http(s) address of one of them, the text of a roadmap that nobody
has published, or the id of a roadmap that comes with the program. `SOURCE#ID@VERSION` says which of its
roadmaps is meant, `ID@VERSION` is one of the program's own. The network is asked only by `pin_roadmap`,
`find_newer` and `list_offers`, and only where the source is an address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem, Severity, has_errors
from roadmap_engine.load import Chain
from roadmap_engine.load.files import is_text
from roadmap_engine.model import Roadmap
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.bundling import bundle_roadmap
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import BUNDLES
from roadmap_engine.pipeline.pinning import bundle_library
from roadmap_engine.pipeline.plans import read_roadmap, shipped_library
from roadmap_engine.pipeline.source_names import PROGRAM, write_source
from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.index import Release
from roadmap_engine.publishing.signing import write_signature
from roadmap_engine.publishing.sources import SIGNATURE_ENDING, Source, open_source, source_of
from roadmap_engine.publishing.verifying import explain_difference, verify_signature
from roadmap_engine.storage.roots import Root

__all__ = [
    "Offers",
    "PinnedBundle",
    "find_newer",
    "list_offers",
    "pin_roadmap",
]


@dataclass(frozen=True, slots=True)
class PinnedBundle:
    """One version of a roadmap, fetched and verified, ready to be adopted.

    Attributes:
        bundle: the bundle itself.
        pin: what the adoption must say of it under `pinned`.
        chain: its texts, base first.
        roadmap: what they come to: title, parameters, roles, events to ask for.
    """

    bundle: Bundle
    pin: Pin
    chain: Chain
    roadmap: Roadmap

    @property
    def name(self) -> str:
        """What the adoption must say under `roadmap`: «tiny@1.0.0»."""
        return f"{self.bundle.manifest.roadmap}@{self.bundle.manifest.version}"

    @property
    def signed_by(self) -> str | None:
        """The key the bundle is really signed with, pinned or not; worth showing to who has pinned none."""
        signature = self.bundle.signature
        signed = signature is not None and signature.is_of(self.bundle.manifest_data)
        return signature.key if signature is not None and signed else None

    @property
    def files(self) -> Mapping[str, bytes]:
        """What to write beside the adoption, before it: content by path."""
        path = f"{BUNDLES}/{self.bundle.file_name}"
        signature = self.bundle.signature
        signed = {path + SIGNATURE_ENDING: write_signature(signature)} if signature else {}
        return {path: self.bundle.data, **signed}


_FROM_CACHE = "RM813"


@dataclass(frozen=True, slots=True)
class Offers:
    """What a source has of a roadmap beyond the version at hand.

    Attributes:
        name: the roadmap's id.
        current: the version at hand.
        newer: further versions that are not withdrawn, the lowest first.
        listed: the version at hand, as the source lists it.
        source: what it is called in messages.
        passed: versions above the one at hand that are withdrawn; what they renamed is renamed.
        answered: whether the source said so itself, and no list that was seen there earlier.
        lone: whether the source is one package, which knows of no other version.
    """

    name: str
    current: str
    newer: Mapping[str, Release]
    listed: Release | None = None
    source: str = ""
    passed: Mapping[str, Release] = frozendict()
    answered: bool = True
    lone: bool = False

    @property
    def withdrawn(self) -> str | None:
        """Why the version at hand was withdrawn, if it was."""
        return self.listed.withdrawn if self.listed is not None else None

    @property
    def newest(self) -> str | None:
        """The highest of the newer versions."""
        return max(self.newer, key=version_key, default=None)

    def compare_pin(self, pin: Pin | None) -> tuple[Problem, ...]:
        """Warn whoever stands on other bytes than those the source now offers under the same version."""
        listed = self.listed
        if pin is None or listed is None or listed.manifest == pin.sha256 or self.source == PROGRAM:
            # A newer program packs its own roadmaps with its newer schemas and templates.
            return ()
        name, file = f"{self.name}@{self.current}", f"{self.source}: {listed.file}"
        return (explain_difference(file, name, pin.sha256, listed.manifest).lessen(),)


def list_offers(source: str, *, beside: Path | None = None) -> Outcome[Mapping[str, Mapping[str, Release]]]:
    """List what a source offers to whoever chooses: versions, the lowest first, by roadmap.

    Args:
        source: as in `pin_roadmap`.
        beside: the folder a relative path starts from.
    """
    opened = _open(source, beside, None)
    found = opened.value
    if found is None:
        return Outcome(None, opened.problems, opened.sources)
    listed = {
        name: {version: releases[version] for version in found.versions(name)}
        for name, releases in found.index.roadmaps.items()
    }
    standing = {name: releases for name, releases in listed.items() if releases}
    return Outcome(standing, opened.problems, opened.sources)


def find_newer(name: str, source: str, *, beside: Path | None = None) -> Outcome[Offers]:
    """Find versions above the one an adoption stands on.

    Args:
        name: the roadmap and the version at hand, «tiny@1.0.0».
        source: the pin's, or another one.
        beside: the adoption's folder, which a relative path starts from.
    """
    roadmap, _, current = name.partition("@")
    opened = _open(source, beside, roadmap)
    if opened.value is None:
        return Outcome(None, opened.problems, opened.sources)
    releases = opened.value.index.releases(roadmap)
    if not releases:
        missing = opened.value.choose(roadmap)[1]
        return Outcome(None, (*opened.problems, *missing), opened.sources)
    known = version_key(current) if current else ()
    above = {version: each for version, each in releases.items() if version_key(version) > known}
    offers = Offers(
        roadmap,
        current,
        {version: each for version, each in above.items() if each.withdrawn is None},
        releases.get(current),
        opened.value.shown,
        {version: each for version, each in above.items() if each.withdrawn is not None},
        answered=not any(problem.code == _FROM_CACHE for problem in opened.problems),
        lone=source.lower().endswith(".zip"),
    )
    return Outcome(offers, opened.problems, opened.sources)


def pin_roadmap(
    source: str,
    name: str | None = None,
    version: str = "",
    *,
    key: str | None = None,
    beside: Path | None = None,
    home: Path | None = None,
) -> Outcome[PinnedBundle]:
    """Take a version of a roadmap from a source and verify it; nothing is written but the cache.

    Args:
        source: a folder, index, bundle, text, http(s) address, or `PROGRAM`.
        name: the roadmap's id; may be left out where the source offers a single one.
        version: the version meant, or its leading numbers; the newest that fits is taken.
        key: the publisher's public key, «ed25519:…»; a bundle that it has not signed is refused.
        beside: the folder a relative path starts from: where the program was started unless given, the
            adoption's for the source of a pin.
        home: the folder the adoption lies or will lie in, from which the pin's path starts.
    """
    opened = _open(source, beside, name)
    problems, found = opened.problems, opened.value
    if found is None:
        return Outcome(None, problems, opened.sources)
    chosen, more = found.choose(name, version)
    if chosen is None:
        return Outcome(None, (*problems, *more), opened.sources)
    bundle, unread = found.fetch(*chosen)
    problems = (*problems, *more, *unread)
    if bundle is None:
        return Outcome(None, problems, opened.sources)
    problems = (*problems, *verify_signature(bundle, key))
    if has_errors(problems):
        return Outcome(None, problems, opened.sources)
    home = home or Path()
    pin = Pin(source=write_source(source, beside or Path(), home), sha256=bundle.sha256, key=key)
    return _read_pinned(bundle, pin, problems, home)


def _read_pinned(
    bundle: Bundle, pin: Pin, problems: tuple[Problem, ...], folder: Path
) -> Outcome[PinnedBundle]:
    """Read what is in a bundle: a stranger's text is taken only if it is sound."""
    name = f"{bundle.manifest.roadmap}@{bundle.manifest.version}"
    read = read_roadmap(name, bundle_library(bundle, folder))
    # What only its author can better is no news to whoever adopts the text.
    problems = (*problems, *(found for found in read.problems if found.severity is Severity.ERROR))
    if read.value is None or has_errors(problems):
        return Outcome(None, problems, read.sources)
    pinned = PinnedBundle(bundle, pin, read.value.chain, read.value.assembly.roadmap)
    return Outcome(pinned, problems, read.sources)


def _open(source: str, beside: Path | None, name: str | None) -> Outcome[Source]:
    path = (beside or Path()) / source
    if is_text(path) and path.is_file():
        # A path that a text names stays within what that text may name; a reader's own leads anywhere.
        own = bundle_roadmap(str(path), Root.of_folder(beside) if beside is not None else None)
        if own.value is None:
            return Outcome(None, own.problems, own.sources)
        return Outcome(source_of((own.value.bundle,), source))
    if source != PROGRAM:
        return Outcome(*open_source(source, beside=beside))
    known = shipped_library().roadmap_names()
    made = [bundle_roadmap(each) for each in ([name] if name in known else known)]
    bundles = tuple(each.value.bundle for each in made if each.value is not None)
    return Outcome(source_of(bundles, PROGRAM))

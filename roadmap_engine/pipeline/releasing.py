"""Texts to what a folder of published roadmaps must hold: their bundles, their signatures, the index.

publish(paths, folder) -> Publication, whose files are to be written in their order: whoever is interrupted
between two of them leaves an index that lists what there was before, and the same command again completes
the work. A version that is published never changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from frozendict import frozendict

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.diagnostics.limits import KEY_BYTES
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.load import load_file
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.bundling import bundle_roadmap, read_published_bundle
from roadmap_engine.pipeline.checking import texts_under
from roadmap_engine.pipeline.earlier import compare_bundles, find_earlier
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.index import INDEX_NAME, LARGEST_INDEX, Index, Release, read_index, write_index
from roadmap_engine.publishing.signing import public_key_of, sign, write_signature
from roadmap_engine.publishing.sources import SIGNATURE_ENDING, read_bundle_file
from roadmap_engine.storage.roots import Root
from roadmap_engine.yaml_text.characters import find_refused_character

__all__ = ["Publication", "Released", "publish", "withdraw"]

State = Literal["new", "signed", "unchanged", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Released:
    """One version after publishing.

    Attributes:
        name: the roadmap's id.
        version: its version.
        release: as the index lists it.
        state: what publishing did to it.
    """

    name: str
    version: str
    release: Release
    state: State


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing comes to.

    Attributes:
        files: content by name, in the order to write them in; the index is the last.
        released: the versions asked for.
        key: the public key they are signed with.
    """

    files: Mapping[str, bytes]
    released: tuple[Released, ...]
    key: str | None = None


@dataclass(slots=True)
class _Desk:
    """A folder of published roadmaps while it is worked on."""

    folder: Path
    index: Index
    key: bytes | None
    older: bool
    against: Bundle | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    made: dict[str, Bundle] = field(default_factory=dict)
    released: list[Released] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)

    def publish(self, bundle: Bundle, place: Location | None) -> None:
        """Put one bundle beside those that are there."""
        name, version = bundle.manifest.roadmap, bundle.manifest.version
        present = self._find_present(bundle)
        if present is not None:
            differing = _compare(bundle, present)
            if differing:
                files = list_names(differing)
                self.problems.append(
                    Problem.of("RM800", location=place, name=f"{name}@{version}", files=files)
                )
                return
            bundle = _signed_as(present, bundle)
        else:
            self.problems += self._compare_versions(bundle, place)
            self.problems += self._compare_texts(bundle, place)
        signed = self._sign(bundle)
        self.problems += self._compare_keys(signed)
        listed = self.index.roadmaps.get(name, {}).get(version)
        release = Release.of(signed, withdrawn=listed.withdrawn if listed else None)
        state: State = "new" if listed is None else "unchanged" if release == listed else "signed"
        self.index = self.index.add(name, version, release)
        self.released.append(Released(name, version, release, state))
        self.made[signed.file_name] = signed
        self.files[signed.file_name] = signed.data
        if signed.signature is not None:
            self.files[signed.file_name + SIGNATURE_ENDING] = write_signature(signed.signature)

    def _find_present(self, bundle: Bundle) -> Bundle | None:
        """Give the bundle of this name and version that lies here, listed or not, or is about to."""
        if bundle.file_name in self.made:
            return self.made[bundle.file_name]
        path = self.folder / bundle.file_name
        listed = self.index.roadmaps.get(bundle.manifest.roadmap, {}).get(bundle.manifest.version)
        if not os.path.lexists(path) and (listed is None or listed.manifest == bundle.sha256):
            return None
        present, problems = read_bundle_file(
            path, signature=listed.signed if listed else None, root=_root_of(self.folder)
        )
        self.problems += problems
        return present

    def _compare_versions(self, bundle: Bundle, place: Location | None) -> Iterator[Problem]:
        manifest = bundle.manifest
        known = [each for each in self.index.releases(manifest.roadmap) if each != manifest.version]
        if not known:
            return
        if version_key(manifest.version) < version_key(known[-1]) and not self.older:
            name = f"{manifest.roadmap}@{manifest.version}"
            yield Problem.of("RM801", location=place, name=name, newest=known[-1])
        if manifest.version not in manifest.changes:
            yield Problem.of("RM802", location=place, version=manifest.version)

    def _compare_texts(self, bundle: Bundle, place: Location | None) -> tuple[Problem, ...]:
        """Tell what schools on the version before would lose or misunderstand."""
        earlier = self.against or find_earlier(bundle, self.index, self.folder, self.made)
        return () if earlier is None else compare_bundles(earlier, bundle, self.folder, place)

    def _compare_keys(self, bundle: Bundle) -> Iterator[Problem]:
        """Warn whoever signs otherwise than before: those who pinned the key will refuse the version."""
        manifest = bundle.manifest
        before = [
            release
            for version, release in self.index.releases(manifest.roadmap).items()
            if version_key(version) < version_key(manifest.version)
        ]
        expected = before[-1].key if before else None
        found = bundle.signature.key if bundle.signature else None
        if expected is not None and expected != found:
            name = f"{manifest.roadmap}@{manifest.version}"
            yield Problem.of("RM804", name=name, key=expected)

    def _sign(self, bundle: Bundle) -> Bundle:
        """Sign a bundle that nobody has signed yet; a signature that is there and right stays."""
        signature = bundle.signature
        if signature is not None and signature.is_of(bundle.manifest_data):
            return bundle
        made = sign(bundle.manifest_data, self.key) if self.key is not None else None
        return replace(bundle, signature=made)

    def outcome(self) -> Outcome[Publication]:
        """Close the desk: everything, or nothing where anything is wrong."""
        problems = tuple(dict.fromkeys(self.problems))
        if has_errors(problems):
            return Outcome(None, problems, self.sources)
        files = frozendict({**self.files, INDEX_NAME: write_index(self.index)})
        key = public_key_of(self.key) if self.key is not None else None
        return Outcome(Publication(files, tuple(self.released), key), problems, self.sources)


def publish(
    paths: Iterable[Path],
    folder: Path,
    *,
    key: Path | None = None,
    older: bool = False,
    against: Path | None = None,
) -> Outcome[Publication]:
    """Check roadmaps and make what a folder must hold to offer them; nothing is written here.

    Args:
        paths: of texts, of folders of texts, of bundles; ids of roadmaps that come with the program.
        folder: that the bundles will lie in, with what is there already.
        key: the file of the private key to sign with.
        older: let a version be lower than the newest that is published.
        against: the bundle that a version is compared with; the newest below it in the folder unless given.
    """
    desk = _open_desk(folder, key, older=older)
    if against is not None:
        desk.against, unread = read_bundle_file(against)
        desk.problems += unread
    if has_errors(desk.problems):
        return desk.outcome()
    for bundle, place in _read_bundles(paths, desk):
        desk.publish(bundle, place)
    return desk.outcome()


def withdraw(name: str, version: str, reason: str, folder: Path) -> Outcome[Publication]:
    """Mark a published version as one that nobody should take any more; its bundle stays where it is."""
    desk = _open_desk(folder, None, older=False)
    releases = desk.index.releases(name)
    if version not in releases:
        known = list_names(releases or desk.index.roadmaps)
        desk.problems.append(
            Problem.of("RM812", file=str(folder), name=f"{name}@{version}", near="", known=known)
        )
        return desk.outcome()
    refused = find_refused_character(reason)
    if refused is not None:
        desk.problems.append(Problem.of("RM107", character=refused))
        return desk.outcome()
    release = with_fields(releases[version], withdrawn=reason)
    desk.index = desk.index.add(name, version, release)
    desk.released.append(Released(name, version, release, "withdrawn"))
    return desk.outcome()


def _root_of(folder: Path) -> Root:
    """Give what is published in a folder no way out of it, by a link neither."""
    return replace(Root.exactly(folder), follows_links=False)


def _open_desk(folder: Path, key: Path | None, *, older: bool) -> _Desk:
    desk = _Desk(folder, Index(), None, older)
    path = folder / INDEX_NAME
    if os.path.lexists(path):
        data, unread = read_bytes(path, largest=LARGEST_INDEX, root=_root_of(folder))
        index, problems = read_index(data, str(path)) if data is not None else (None, unread)
        desk.problems += problems
        desk.index = index or desk.index
    if key is not None:
        desk.key, unread = read_bytes(key, largest=KEY_BYTES.most)
        desk.problems += unread
        if desk.key is not None and (len(desk.key) > KEY_BYTES.most or public_key_of(desk.key) is None):
            desk.problems.append(Problem.of("RM803", file=str(key)))
    return desk


def _read_bundles(paths: Iterable[Path], desk: _Desk) -> Iterator[tuple[Bundle, Location | None]]:
    for path in paths:
        root = Root.of_folder(path) if path.is_dir() else Root.around(path)
        root = replace(root, follows_links=False)
        for each, _ in texts_under(path):
            if path.suffix == ".zip":
                published = read_published_bundle(path, root)
                desk.problems += published.problems
                if published.value is not None:
                    yield published.value, None
            elif each == path or load_file(each, root=root).kind in (None, "roadmap"):
                # What lies in a folder beside roadmaps (schools, procedures) is passed over.
                outcome = bundle_roadmap(str(each), root)
                desk.problems += outcome.problems
                desk.sources |= outcome.sources
                if outcome.value is not None:
                    yield outcome.value.bundle, outcome.value.version_at


def _compare(bundle: Bundle, present: Bundle) -> list[str]:
    """Name the files that differ in what their publisher wrote."""
    wanted, found = _written(bundle), _written(present)
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def _signed_as(present: Bundle, brought: Bundle) -> Bundle:
    """Give the bundle that is there; one that nobody has signed gets the signature brought for it."""
    signature = brought.signature
    if present.signature is None and signature is not None and signature.is_of(present.manifest_data):
        return replace(present, signature=signature)
    return present


def _written(bundle: Bundle) -> Mapping[str, str]:
    files = bundle.manifest.files.items()
    return {name: entry.sha256 for name, entry in files if entry.written_by == "publisher"}

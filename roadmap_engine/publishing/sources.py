"""Where bundles come from: a folder, an index, a single bundle, on this machine or on a web host.

open_source(text) -> Source, whose index says what there is, and which fetches one version of it. A version
once fetched from a web host is taken from the cache from then on; when the host does not answer, the index
last seen there serves too, and a notice says so.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.versions import newest
from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.cache import Cache
from roadmap_engine.publishing.fetching import Limits, fetch, is_address, without_secrets
from roadmap_engine.publishing.index import (
    INDEX_NAME,
    LARGEST_INDEX,
    Index,
    Release,
    index_of,
    read_index,
)
from roadmap_engine.publishing.manifest import digest
from roadmap_engine.publishing.reading import LARGEST_BUNDLE, read_bundle
from roadmap_engine.publishing.signing import Signature, read_signature
from roadmap_engine.publishing.verifying import explain_difference
from roadmap_engine.storage.opening import NoFileError, explain_refusal, read_file
from roadmap_engine.storage.roots import LeadsOutError, Root

__all__ = ["SIGNATURE_ENDING", "Source", "open_source", "read_bundle_file", "source_of"]

SIGNATURE_ENDING = ".sig"
_LARGEST_SIGNATURE = 1_000
_MOST_BUNDLES = 1_000

Read = tuple[Bundle | None, tuple[Problem, ...]]
Take = Callable[[str, Signature | None], Read]


@dataclass(frozen=True, slots=True)
class Source:
    """A place that offers bundles.

    Attributes:
        address: what it is called in an adoption's pin: a path, an address.
        shown: what it is called in messages.
        index: what it offers.
        take: reads the bundle of a file's name.
    """

    address: str
    shown: str
    index: Index
    take: Take

    def versions(self, name: str) -> tuple[str, ...]:
        """Give the versions of a roadmap that there are, the lowest first, without those withdrawn."""
        releases = self.index.releases(name)
        return tuple(version for version, release in releases.items() if release.withdrawn is None)

    def choose(
        self, name: str | None, wanted: str = ""
    ) -> tuple[tuple[str, str] | None, tuple[Problem, ...]]:
        """Find a roadmap and the newest of its versions that fit.

        Args:
            name: its id; may be left out where the source offers one roadmap only.
            wanted: a version, or the leading numbers of one; any unless given.

        Returns:
            its id and version.
        """
        known = self.index.roadmaps
        if name is None and len(known) == 1:
            name = next(iter(known))
        if name is None or name not in known:
            near = near_names(name, known) if name else ""
            listed = list_names(known)
            return None, (Problem.of("RM812", file=self.shown, name=name or "…", near=near, known=listed),)
        # One that was withdrawn is only taken by whoever names it exactly.
        version = newest(self.versions(name), wanted) or (wanted if wanted in known[name] else None)
        if version is None:
            full, listed = f"{name}@{wanted or '…'}", list_names(known[name])
            return None, (Problem.of("RM812", file=self.shown, name=full, known=listed),)
        return (name, version), tuple(_warn_withdrawn(name, version, known[name][version]))

    def fetch(self, name: str, version: str) -> Read:
        """Read one version, which must be the one that the index promises."""
        release = self.index.roadmaps.get(name, {}).get(version)
        if release is None:
            return None, self.choose(name, version)[1]
        bundle, problems = self.take(release.file, release.signed)
        if bundle is None:
            return None, problems
        manifest, place = bundle.manifest, f"{self.shown}: {release.file}"
        if (manifest.roadmap, manifest.version) != (name, version):
            return None, (*problems, Problem.of("RM816", file=place, entry="manifest.json"))
        found = digest(bundle.data)
        for promised, has in ((release.manifest, bundle.sha256), (release.sha256, found)):
            if has != promised:
                changed = explain_difference(place, f"{name}@{version}", promised, has)
                return None, (*problems, changed)
        return bundle, problems


def source_of(bundles: tuple[Bundle, ...], address: str) -> Source:
    """Make a source of bundles that are at hand."""
    by_name = {bundle.file_name: bundle for bundle in bundles}
    return Source(address, address, index_of(bundles), lambda file, _signature: (by_name[file], ()))


def open_source(
    text: str, *, beside: Path | None = None, cache: Cache | None = None, limits: Limits | None = None
) -> tuple[Source | None, tuple[Problem, ...]]:
    """Find out what a source offers; it never raises.

    Args:
        text: a folder, an index.json, a bundle, or the http(s) address of one of them.
        beside: the folder that a relative path starts from; where the program was started unless given.
        cache: where fetched bundles are kept; the user's own unless given.
        limits: of every single fetch.
    """
    if "://" in text:
        if not is_address(text):
            return None, (Problem.of("RM806", source=without_secrets(text)),)
        return _open_address(text, cache or Cache.of_user(), limits or Limits())
    return _open_path((beside or Path()) / text, text)


def read_bundle_file(
    path: Path, shown: str | None = None, *, signature: Signature | None = None, root: Root | None = None
) -> Read:
    """Read a bundle from a file, with the signature that lies beside it unless one is given.

    Args:
        path: the file.
        shown: what it is called in messages.
        signature: what came along with it otherwise.
        root: what the path must not lead out of; none where its reader named it.
    """
    name = shown or str(path)
    try:
        data = read_file(path, LARGEST_BUNDLE, root)
    except (LeadsOutError, OSError, ValueError) as fault:
        return None, (_explain_unread(fault, name),)
    if signature is None:
        beside = path.with_name(path.name + SIGNATURE_ENDING)
        with contextlib.suppress(LeadsOutError, OSError):
            signature = read_signature(read_file(beside, _LARGEST_SIGNATURE, root))
    return read_bundle(data, name, signature=signature)


def _explain_unread(fault: LeadsOutError | OSError | ValueError, name: str) -> Problem:
    if isinstance(fault, LeadsOutError | NoFileError):
        return explain_refusal(fault, name)
    reason = getattr(fault, "strerror", None) or type(fault).__name__
    return Problem.of("RM807", file=name, reason=reason)


def _open_path(path: Path, text: str) -> tuple[Source | None, tuple[Problem, ...]]:
    if path.is_dir():
        return _open_folder(path, text)
    if path.name.endswith(".json") and path.is_file():
        return _open_index(path, text)
    if path.is_file():
        bundle, problems = read_bundle_file(path, text)
        return (None if bundle is None else source_of((bundle,), text)), problems
    return None, (Problem.of("RM806", source=text),)


def _open_folder(folder: Path, text: str) -> tuple[Source | None, tuple[Problem, ...]]:
    if (folder / INDEX_NAME).is_file():
        return _open_index(folder / INDEX_NAME, text)
    read = [read_bundle_file(path) for path in sorted(folder.glob("*.zip"))[:_MOST_BUNDLES]]
    problems = tuple(problem for _, found in read for problem in found)
    bundles = tuple(bundle for bundle, _ in read if bundle is not None)
    if not bundles:
        return None, (*problems, Problem.of("RM811", file=f"{text}/{INDEX_NAME}"))
    return source_of(bundles, text), problems


def _open_index(path: Path, text: str) -> tuple[Source | None, tuple[Problem, ...]]:
    try:
        data = read_file(path, LARGEST_INDEX)
    except (OSError, ValueError) as fault:
        return None, (_explain_unread(fault, str(path)),)
    index, problems = read_index(data, str(path))
    if index is None:
        return None, problems

    def take(file: str, signature: Signature | None) -> Read:
        return read_bundle_file(path.with_name(file), signature=signature)

    return Source(text, text, index, take), problems


def _open_address(url: str, cache: Cache, limits: Limits) -> tuple[Source | None, tuple[Problem, ...]]:
    place = urlsplit(url).path
    if place.endswith(".zip"):
        bundle, problems = _fetch_bundle(url, None, limits)
        if bundle is not None:
            cache.keep_bundle(bundle)
        return (None if bundle is None else source_of((bundle,), url)), problems
    at = url if place.endswith(".json") else urljoin(_as_folder(url), INDEX_NAME)
    data, found_at, problems = _fetch_index(at, cache, limits)
    index, unread = read_index(data, without_secrets(at)) if data is not None else (None, ())
    if data is None or index is None:
        return None, (*problems, *unread)
    if not problems:
        cache.keep_index(at, data)
    promised = {
        release.file: release for releases in index.roadmaps.values() for release in releases.values()
    }

    def take(file: str, signature: Signature | None) -> Read:
        release = promised[file]
        kept = cache.take_bundle(release.manifest)
        same = kept is not None and digest(kept.data) == release.sha256
        if kept is not None and same and (signature is None or kept.signature == signature):
            return kept, ()
        bundle, found = _fetch_bundle(urljoin(found_at, file), signature, limits)
        if bundle is not None and bundle.sha256 == release.manifest:
            cache.keep_bundle(bundle)
        return bundle, found

    return Source(url, without_secrets(url), index, take), problems


def _fetch_index(url: str, cache: Cache, limits: Limits) -> tuple[bytes | None, str, tuple[Problem, ...]]:
    fetched = fetch(url, largest=LARGEST_INDEX, limits=limits)
    if fetched.data is not None:
        return fetched.data, fetched.url, ()
    kept = cache.take_index(url, LARGEST_INDEX)
    if kept is None or fetched.answered:
        return None, url, fetched.problems
    notice = Problem.of("RM813", file=without_secrets(url))
    return kept, url, (notice,)


def _fetch_bundle(url: str, signature: Signature | None, limits: Limits) -> Read:
    fetched = fetch(url, largest=LARGEST_BUNDLE, limits=limits)
    if fetched.data is None:
        return None, fetched.problems
    if signature is None:
        detached = fetch(url + SIGNATURE_ENDING, largest=_LARGEST_SIGNATURE, limits=limits)
        signature = read_signature(detached.data or b"")
    return read_bundle(fetched.data, without_secrets(url), signature=signature)


def _as_folder(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=parts.path.rstrip("/") + "/", query="", fragment="").geturl()


def _warn_withdrawn(name: str, version: str, release: Release) -> Iterator[Problem]:
    if release.withdrawn is not None:
        yield Problem.of(
            "RM805",
            name=f"{name}@{version}",
            reason=release.withdrawn,
        )

"""`index.json`: what a folder of bundles offers, so that any web host can serve it.

An index is a list and no proof: who adopts a version pins the SHA-256 of the bundle's manifest, and a
signature is over the manifest, never over the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from frozendict import frozendict
from pydantic import Field, StringConstraints, ValidationError, model_validator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import INDEX_BYTES, INDEX_VALUES
from roadmap_engine.model.base import Frozen, FrozenMap, Slug, Version, with_fields
from roadmap_engine.model.formats import refuse_newer, split_format
from roadmap_engine.model.json_text import read_json
from roadmap_engine.model.pin import PublicKey, Sha256
from roadmap_engine.model.versions import version_key
from roadmap_engine.publishing.bundle import Bundle, bundle_name
from roadmap_engine.publishing.manifest import PlainText, digest, write_json
from roadmap_engine.publishing.signing import Signature

__all__ = ["INDEX_NAME", "LARGEST_INDEX", "Index", "Release", "index_of", "read_index", "write_index"]

INDEX_NAME = "index.json"
LARGEST_INDEX = INDEX_BYTES.most
"""An index is never larger than this many bytes; one entry takes about 700."""


class Release(Frozen):
    """One version of a roadmap, as an index lists it.

    Attributes:
        file: the bundle's file, beside the index.
        sha256: of the file.
        manifest: SHA-256 of the manifest in it, which an adopter pins.
        size: of the file in bytes.
        issued: the date of the order that the text was issued with.
        withdrawn: why nobody should take this version any more.
        key: the publisher's public key, where the version is signed.
        signature: over the manifest, in Base64.
    """

    file: Annotated[str, StringConstraints(max_length=150)]
    sha256: Sha256
    manifest: Sha256
    size: Annotated[int, Field(ge=0)]
    title: PlainText
    issuer: PlainText | None = None
    issued: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    withdrawn: PlainText | None = None
    key: PublicKey | None = None
    signature: Annotated[str, StringConstraints(max_length=100)] | None = None

    @classmethod
    def of(cls, bundle: Bundle, *, withdrawn: str | None = None) -> Release:
        """List a bundle."""
        signature = bundle.signature
        return cls(
            file=bundle.file_name,
            sha256=digest(bundle.data),
            manifest=bundle.sha256,
            size=len(bundle.data),
            title=bundle.manifest.title,
            issuer=bundle.manifest.issuer,
            issued=bundle.manifest.issued,
            withdrawn=withdrawn,
            key=signature.key if signature else None,
            signature=signature.value if signature else None,
        )

    @property
    def signed(self) -> Signature | None:
        """The signature, where there is one."""
        return Signature(self.key, self.signature) if self.key and self.signature else None


class Index(Frozen):
    """Roadmap to version to what there is of it."""

    format: Literal[1] = 1
    roadmaps: FrozenMap[Slug, FrozenMap[Version, Release]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_its_own_files(self) -> Index:
        # A file elsewhere would let an index send its readers anywhere.
        for name, releases in self.roadmaps.items():
            for version, release in releases.items():
                if release.file != bundle_name(name, version):
                    raise ValueError("file is not called after its roadmap and version")
        return self

    def releases(self, name: str) -> Mapping[str, Release]:
        """Give the versions of a roadmap, the lowest first."""
        found = self.roadmaps.get(name, {})
        return {version: found[version] for version in sorted(found, key=version_key)}

    def add(self, name: str, version: str, release: Release) -> Index:
        """Give the index with one version more, or with what is now known of it."""
        releases = frozendict({**self.roadmaps.get(name, {}), version: release})
        return with_fields(self, roadmaps=frozendict({**self.roadmaps, name: releases}))


def index_of(bundles: Iterable[Bundle]) -> Index:
    """List bundles."""
    index = Index()
    for bundle in bundles:
        index = index.add(bundle.manifest.roadmap, bundle.manifest.version, Release.of(bundle))
    return index


def read_index(data: bytes, file: str) -> tuple[Index | None, tuple[Problem, ...]]:
    """Read an index that a stranger wrote; it never raises.

    Args:
        data: the bytes of index.json.
        file: the name to call it by.
    """
    if len(data) > LARGEST_INDEX:
        return None, (Problem.of("RM809", file=file, limit=LARGEST_INDEX // 1_048_576),)
    try:
        content = read_json(data.decode(), most=INDEX_VALUES.most)
        if newer := refuse_newer("index", split_format(content)[1], file=file):
            return None, (newer,)
        return Index.model_validate(content), ()
    except (ValueError, ValidationError):
        return None, (Problem.of("RM811", file=file),)


def write_index(index: Index) -> bytes:
    """Give the bytes of index.json."""
    return write_json(index)

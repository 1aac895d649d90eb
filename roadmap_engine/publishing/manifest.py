"""What a bundle says of itself: whose text it holds, in which version, and the SHA-256 of every file.

A manifest is written one way only (sorted keys, one blank of indentation, UTF-8), so that the same bundle
has the same manifest and the SHA-256 of the manifest stands for the whole bundle.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import MANIFEST_VALUES
from roadmap_engine.model.base import Frozen, FrozenMap, Slug, Version, VersionedName
from roadmap_engine.model.formats import refuse_newer, split_format
from roadmap_engine.model.json_text import read_json
from roadmap_engine.model.pin import Sha256

__all__ = [
    "LARGEST_FILE",
    "MANIFEST_NAME",
    "FileEntry",
    "FileName",
    "Manifest",
    "PlainText",
    "digest",
    "read_manifest",
    "write_json",
    "write_manifest",
]

Writer = Literal["publisher", "engine"]
"""Who writes a file of a bundle: a person, or the program from what the person wrote."""
MANIFEST_NAME = "manifest.json"

LARGEST_FILE = 20 * 1024 * 1024
"""No file of a bundle is larger than this many bytes: a Word template with pictures seldom has 2 MB."""

PlainText = Annotated[
    str,
    StringConstraints(
        # The same characters that a text may not have: some of them drive a terminal.
        pattern=(
            "^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+$"
        ),
        max_length=100_000,
    ),
]
"""Words of a stranger that will be shown to somebody."""

FileName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(CHANGELOG\.md|roadmaps/[a-z0-9-]+\.yaml|bases/[a-z0-9-]+\.(json|sig)"
        r"|templates/[\w.-]+\.docx|schemas/[a-z-]+\.schema\.json)$",
        max_length=300,
    ),
]
"""A bundle has these files and no others, so that nothing in it can lead anywhere else."""


class FileEntry(Frozen):
    """One file of a bundle.

    Attributes:
        written_by: who answers for its words; what the engine adds (schemas, the templates it ships, the
            list of changes) may differ between two versions of the engine while the text is the same.
    """

    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=LARGEST_FILE)]
    written_by: Writer = "publisher"


class Manifest(Frozen):
    """What a bundle holds.

    Attributes:
        lineage: the text and every text it stands on, base first, each with its version.
        issued: the date of the order that the text was issued with.
        engine: the version of the program that wrote the bundle.
        changes: what each version changed, as its publisher says it.
    """

    format: Literal[1] = 1
    roadmap: Slug
    version: Version
    title: PlainText
    issuer: PlainText | None = None
    issued: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    lineage: Annotated[tuple[VersionedName, ...], Field(min_length=1, max_length=500)]
    engine: Annotated[str, StringConstraints(max_length=100)]
    changes: FrozenMap[Version, PlainText] = Field(default_factory=dict)
    files: Annotated[FrozenMap[FileName, FileEntry], Field(min_length=1, max_length=1_000)]

    @property
    def name(self) -> str:
        """The bundle's name, «federal-results-method-1.0.0»."""
        return f"{self.roadmap}-{self.version}"


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def write_json(value: Frozen) -> bytes:
    """Write a value the one way it is written, so that it can be hashed and signed."""
    content = value.model_dump(mode="json", exclude_none=True)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def write_manifest(manifest: Manifest) -> bytes:
    """Give the bytes of manifest.json."""
    return write_json(manifest)


def read_manifest(data: bytes, file: str) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Read manifest.json; it never raises.

    Args:
        data: the bytes of it.
        file: the name to call the bundle by.
    """
    try:
        content = read_json(data.decode(), most=MANIFEST_VALUES.most)
        if newer := refuse_newer("manifest", split_format(content)[1], file=file):
            return None, (newer,)
        return Manifest.model_validate(content), ()
    except (ValueError, ValidationError):
        return None, (Problem.of("RM814", file=file, what=MANIFEST_NAME),)

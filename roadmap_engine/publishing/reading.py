"""The bytes of a zip that a stranger wrote to a bundle, or to the reasons why it is none.

Nothing is unpacked to a disk, and nothing is unpacked at all before the zip's own list of entries has
passed: how many, how large, how much they grow, what they are called. Then every file must be the one
that the manifest lists, and there is no file besides.
"""

from __future__ import annotations

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import BUNDLE_BYTES, BUNDLE_ENTRIES
from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.manifest import LARGEST_FILE, MANIFEST_NAME, Manifest, digest, read_manifest
from roadmap_engine.publishing.signing import Signature

__all__ = ["LARGEST_BUNDLE", "read_bundle"]

LARGEST_BUNDLE = BUNDLE_BYTES.most
"""A bundle's file is never larger than this many bytes."""

_LARGEST_UNPACKED = 100 * 1024 * 1024
_MOST_ENTRIES = BUNDLE_ENTRIES.most
_STEEPEST = 200
_ALWAYS_ALLOWED = 1024 * 1024
"""A text of blanks may shrink a thousandfold; it is only a bomb when it is large."""

_ENCRYPTED = 0x1
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_LARGEST_DIRECTORY = 1024 * 1024
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def read_bundle(
    data: bytes, file: str, *, signature: Signature | None = None
) -> tuple[Bundle | None, tuple[Problem, ...]]:
    """Read a bundle; it never raises, whatever the bytes are.

    Args:
        data: the zip.
        file: the name to call it by.
        signature: what came along with it; it is only kept, see `verify_bundle`.
    """
    if len(data) > LARGEST_BUNDLE:
        return None, (Problem.of("RM809", file=file, limit=LARGEST_BUNDLE // 1_048_576),)
    if not _has_small_directory(data):
        return None, (Problem.of("RM814", file=file, what="zip"),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_archive(archive, data, file, signature)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None, (Problem.of("RM814", file=file, what="zip"),)


def _has_small_directory(data: bytes) -> bool:
    """Tell whether the zip's list of entries is of a size a bundle's can have.

    `zipfile` makes an object of every entry before anybody can count them, and 50 MB hold a million.
    """
    at = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_SIZE or data[max(0, at - _LOCATOR_SIZE) :][:4] == _LOCATOR:
        # A bundle is never so large that its list would have to stand elsewhere (Zip64).
        return False
    return int.from_bytes(data[at + 12 : at + 16], "little") <= _LARGEST_DIRECTORY


def _read_archive(
    archive: zipfile.ZipFile, data: bytes, file: str, signature: Signature | None
) -> tuple[Bundle | None, tuple[Problem, ...]]:
    entries = archive.infolist()
    refused = tuple(_refuse_entries(entries, file))
    if refused:
        return None, refused
    contents = {entry.filename: archive.read(entry) for entry in entries}
    written = contents.pop(MANIFEST_NAME, None)
    if written is None:
        return None, (Problem.of("RM814", file=file, what=MANIFEST_NAME),)
    manifest, problems = read_manifest(written, file)
    if manifest is None:
        return None, problems
    altered = tuple(_compare_files(manifest, contents, file))
    if altered:
        return None, altered
    return Bundle(manifest, digest(written), written, frozendict(contents), data, signature), ()


def _refuse_entries(entries: list[zipfile.ZipInfo], file: str) -> Iterator[Problem]:
    """Judge the list of entries before anything is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _LARGEST_UNPACKED:
        yield Problem.of("RM815", file=file, entry=f"{len(entries)} × {unpacked // 1_048_576} MB")
        return
    seen: set[str] = set()
    for entry in entries:
        # Two names that one disk takes for the same would let a reader see another file than the one hashed.
        alike = unicodedata.normalize("NFKC", entry.filename).casefold()
        if alike in seen or _is_unfit(entry):
            yield Problem.of("RM815", file=file, entry=_printable(entry.filename))
        seen.add(alike)


def _is_unfit(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    grown = entry.file_size > max(_ALWAYS_ALLOWED, _STEEPEST * entry.compress_size)
    return (
        entry.is_dir()
        or kind not in (0, stat.S_IFREG)
        or entry.flag_bits & _ENCRYPTED != 0
        or entry.compress_type not in _METHODS
        or entry.file_size > LARGEST_FILE
        or grown
        or _leads_away(entry.filename)
    )


def _leads_away(name: str) -> bool:
    """Tell whether a name could mean a place outside the folder it is unpacked to, on any system."""
    parts = name.replace("\\", "/").split("/")
    return "\\" in name or ":" in name or "" in parts or "." in parts or ".." in parts


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)[:200]


def _compare_files(manifest: Manifest, contents: dict[str, bytes], file: str) -> Iterator[Problem]:
    for name in sorted(manifest.files.keys() | contents.keys()):
        entry, content = manifest.files.get(name), contents.get(name)
        if entry is None or content is None or digest(content) != entry.sha256 or len(content) != entry.size:
            yield Problem.of("RM816", file=file, entry=_printable(name))
    if f"roadmaps/{manifest.roadmap}.yaml" not in contents:
        yield Problem.of("RM816", file=file, entry=f"roadmaps/{manifest.roadmap}.yaml")

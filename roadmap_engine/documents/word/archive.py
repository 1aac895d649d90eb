"""The ZIP that a .docx is: its parts, once the archive's own list is sane.

`zipfile` never unpacks more of a part than the list says, so that the list is judged before anything is read.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.allowed import PASSIVE_FILES

__all__ = ["unpack"]

MEGABYTE = 1024 * 1024
MAX_PACKED = 20 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE
MAX_RATIO = 200
MAX_PARTS = 2_000
SMALL_PART = 100_000
"""Below this size a part may be as repetitive as it likes."""

_BROKEN_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
)


def unpack(data: bytes, name: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Read the parts of an archive, or say why not.

    Args:
        data: the file.
        name: what people call it.
    """
    if len(data) > MAX_PACKED:
        return {}, [Problem.of("RM602", template=name, found=len(data), limit=MAX_PACKED)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = _examine_listing(archive.infolist(), name)
            if problems:
                return {}, problems
            return {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}, []
    except _BROKEN_ZIP:
        return {}, [Problem.of("RM601", template=name)]


def _examine_listing(listing: list[zipfile.ZipInfo], name: str) -> list[Problem]:
    """Judge sizes and names."""
    if len(listing) > MAX_PARTS:
        return [Problem.of("RM603", template=name, found=len(listing), limit=MAX_PARTS)]
    unpacked = sum(info.file_size for info in listing)
    if unpacked > MAX_UNPACKED:
        return [Problem.of("RM602", template=name, found=unpacked, limit=MAX_UNPACKED)]
    problems = []
    seen: set[str] = set()
    for info in listing:
        part = info.filename
        if (
            not _is_plain_name(part)
            or part.lower() in seen
            or info.flag_bits & 1
            or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            problems.append(Problem.of("RM601", template=name))
        elif info.file_size > max(SMALL_PART, MAX_RATIO * info.compress_size):
            problems.append(Problem.of("RM604", template=name, part=part, limit=MAX_RATIO))
        elif not info.is_dir() and not part.lower().endswith(PASSIVE_FILES):
            problems.append(Problem.of("RM605", template=name, part=part))
        seen.add(part.lower())
    return list(dict.fromkeys(problems))


def _is_plain_name(part: str) -> bool:
    return not (
        part.startswith("/")
        or "\\" in part
        or ":" in part
        or ".." in part.split("/")
        or not part.isprintable()
    )

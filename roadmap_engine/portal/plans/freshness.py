"""Files → whether they are still those that were read: by their sizes and times, then by their contents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from roadmap_engine.load.status_logs import status_path
from roadmap_engine.storage.opening import read_file
from roadmap_engine.version import __version__

__all__ = ["LARGEST", "digest_files", "join_digests", "list_files", "stamp_files"]

LARGEST = 200_000_000
"""A log of a hundred years has less."""
_JUST_NOW = 2_000_000_000
"""Nanoseconds: a file that was written so shortly before it was read may be written again unseen."""


def list_files(adoption: Path, sources: Iterable[str]) -> tuple[Path, ...]:
    """Give the files that a plan is made of, its log first.

    Args:
        adoption: its text.
        sources: the texts that were read for it; what is no file is left out.
    """
    found = {status_path(adoption): None, adoption: None}
    found |= {path: None for each in sources if (path := Path(each)).is_file()}
    return tuple(found)


def stamp_files(files: Iterable[Path], now: int) -> str:
    """Give a stamp of files that stays while none of them changes; empty where one has just been written.

    Args:
        files: also those that are not there.
        now: the present instant in nanoseconds.
    """
    stamps: list[object] = [__version__]
    for path in files:
        try:
            found = os.stat(path)  # noqa: PTH116 -- asked thousands of times a second, and twice as fast
        except OSError:
            stamps.append(path)
            continue
        if now - found.st_mtime_ns < _JUST_NOW:
            return ""
        stamps += (path, found.st_mtime_ns, found.st_size, found.st_ino)
    return hashlib.sha256("\0".join(map(str, stamps)).encode()).hexdigest()


def digest_files(files: Iterable[Path]) -> tuple[str, ...]:
    """Give a digest of what each file holds; of one that is not there none."""
    return tuple(map(_digest, files))


def join_digests(digests: Iterable[str]) -> str:
    """Give one digest of several, and of the program's version."""
    return hashlib.sha256("\0".join((__version__, *digests)).encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(read_file(path, LARGEST)).hexdigest()
    except (OSError, ValueError):
        return ""

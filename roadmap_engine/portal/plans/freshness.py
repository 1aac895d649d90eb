"""Files → whether they are still those that were read: by their sizes and times, then by their contents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.load.status_logs import status_path
from roadmap_engine.storage.opening import read_file
from roadmap_engine.version import __version__

__all__ = ["LARGEST", "Look", "join_digests", "list_files", "look_at", "stamp_files"]

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


@dataclass(frozen=True, slots=True)
class Look:
    """What a file held when it was looked at.

    Attributes:
        digest: of its content; empty where there is none.
        stamp: its time, size and inode before it was read; None where these cannot be trusted.
    """

    digest: str
    stamp: tuple[int, int, int] | None


def look_at(path: Path, now: int, before: Look | None = None) -> Look:
    """Look at a file; it is read unless it stands as it did when it was looked at before.

    Args:
        path: also of one that is not there.
        now: the present instant in nanoseconds.
        before: what was found then.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 -- asked thousands of times a second, and twice as fast
    except OSError:
        return Look("", None)
    stamp = found.st_mtime_ns, found.st_size, found.st_ino
    if before is not None and before.stamp == stamp:
        return before
    return Look(_digest(path), stamp if now - found.st_mtime_ns >= _JUST_NOW else None)


def join_digests(digests: Iterable[str]) -> str:
    """Give one digest of several, and of the program's version."""
    return hashlib.sha256("\0".join((__version__, *digests)).encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(read_file(path, LARGEST)).hexdigest()
    except (OSError, ValueError):
        return ""

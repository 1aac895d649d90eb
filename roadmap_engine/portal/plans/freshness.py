"""Files → whether they are still those that were read: by their sizes and times, then by their contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from roadmap_engine.load.status_logs import status_path
from roadmap_engine.pipeline.pinning import BUNDLES
from roadmap_engine.storage.whole_folder import SIGNED_FOLDER
from roadmap_engine.version import __version__

__all__ = ["digest_files", "list_files", "stamp_files"]

_JUST_NOW = 2_000_000_000
"""Nanoseconds: a file that was written so shortly before it was read may be written again unseen."""


def list_files(adoption: Path, sources: Iterable[str]) -> tuple[Path, ...]:
    """Give the files that a plan is made of.

    Args:
        adoption: its text.
        sources: the texts that were read for it; what is no file is left out.
    """
    found = {adoption: None, status_path(adoption): None}
    found |= {path: None for each in sources if (path := Path(each)).is_file()}
    beside = adoption.parent
    for folder in (beside, beside / BUNDLES, beside / SIGNED_FOLDER):
        found[folder] = None
    return tuple(found)


def stamp_files(files: Iterable[Path], now: int) -> str:
    """Give a stamp of files that stays while none of them changes; empty where one has just been written.

    Args:
        files: and folders, by their own times.
        now: the present instant in nanoseconds.
    """
    stamp = hashlib.sha256(__version__.encode())
    for path in files:
        try:
            found = path.stat()
        except OSError:
            stamp.update(f"{path}\0-\0".encode())
            continue
        if now - found.st_mtime_ns < _JUST_NOW:
            return ""
        stamp.update(f"{path}\0{found.st_mtime_ns}\0{found.st_size}\0{found.st_ino}\0".encode())
    return stamp.hexdigest()


def digest_files(files: Iterable[Path]) -> str:
    """Give a digest of what files hold, and of the names in folders."""
    digest = hashlib.sha256(__version__.encode())
    for path in files:
        digest.update(f"{path}\0".encode())
        try:
            held = _list(path) if path.is_dir() else path.read_bytes()
        except OSError:
            held = b"-"
        digest.update(hashlib.sha256(held).digest())
    return digest.hexdigest()


def _list(folder: Path) -> bytes:
    return "\0".join(sorted(each.name for each in folder.iterdir())).encode()

"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.journal import note_written

__all__ = [
    "create_private_file",
    "refuse_standing",
    "replace_file",
    "replace_private_file",
    "sweep_leftovers",
]


def replace_file(path: Path, content: bytes) -> None:
    """Put content at a path so that a reader, or a crash, finds the old file or the new one, whole.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old file stands untouched.
    """
    try:
        _replace(path, (content,), 0o644)
        note_written(path)
    except OSError as failed:
        # A full disk names no file, a closed folder the one that was to be renamed.
        failed.filename, failed.filename2 = str(path), None
        raise


def replace_private_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Put content at a path piece by piece, whole or not at all, for nobody but its owner to read.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old file stands untouched.
    """
    _replace(path, pieces, 0o600)
    note_written(path)


def _replace(path: Path, pieces: Iterable[bytes], mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".roadmap-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes private files; papers are for others to read.
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def refuse_standing(path: Path) -> tuple[Problem, ...]:
    """Give a problem where a file stands already that the program would write over."""
    return (Problem.of("RM701", file=path),) if os.path.lexists(path) else ()


def create_private_file(path: Path, content: bytes) -> bool:
    """Write a file that nobody but its owner may read, unless there is one under this name already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        # Half a key is none, and would stand in the way of the next try.
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    note_written(path)
    return True


def sweep_leftovers(folder: Path, *, deep: bool = True) -> None:
    """Remove the parts that a killed run left behind, in the folders inside too unless not `deep`."""
    for leftover in folder.glob("**/.roadmap-*.part" if deep else ".roadmap-*.part"):
        with contextlib.suppress(OSError):
            leftover.unlink()

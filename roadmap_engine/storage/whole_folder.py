"""A new folder with all its files, or none of it: what belongs together appears together.

The files are written into a folder that nobody looks into, and that one gets its name when they are on the
disk. A run that is killed before leaves a folder that the next one sweeps away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from roadmap_engine.storage.journal import note_written

__all__ = ["RECORD_NAME", "SIGNED_FOLDER", "create_folder", "holds_signed", "sweep_folders"]

SIGNED_FOLDER = "signed"
"""Beside an adoption: a folder for each of its signed acts."""

RECORD_NAME = "signed.json"
"""In each of those, what the act is."""

_PREFIX, _SUFFIX = ".roadmap-", ".part"


def create_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Create a folder that holds some files; whoever calls holds the folder around it.

    Args:
        folder: not there yet; what is around it is made if it is missing.
        files: content by plain name.

    Raises:
        FileExistsError: something is called so already.
        OSError: the disk is full, or the folder cannot be written; then nothing is there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(folder):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    part = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_SUFFIX, dir=folder.parent))
    try:
        for name, content in files.items():
            _write(part / name, content)
        # mkdtemp makes private folders; papers are for others to read.
        part.chmod(0o755)
        _sync(part)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(folder.parent)
    for name in files:
        note_written(folder / name)


def sweep_folders(folder: Path) -> None:
    """Remove the folders that a killed run left behind."""
    for leftover in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover, ignore_errors=True)


def holds_signed(folder: Path) -> bool:
    """Tell whether a folder is that of signed acts, one of theirs, or would stand among them."""
    place = folder.resolve()
    registers = (each for each in (place, place.parent) if each.name == SIGNED_FOLDER)
    return any(next(each.glob(f"*/{RECORD_NAME}"), None) is not None for each in registers)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o644)


def _sync(folder: Path) -> None:
    """Have the names of a folder on the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

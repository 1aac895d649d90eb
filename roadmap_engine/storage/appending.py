"""Lines added to a file of which nothing is ever changed, so that what was said to be recorded is."""

from __future__ import annotations

import os
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.journal import note_written
from roadmap_engine.storage.locking import MARK_NAME

__all__ = ["append_lines"]

_PIECE = 65_536


def append_lines(path: Path, lines: bytes) -> tuple[Problem, ...]:
    """Add lines to a file whose folder is held; when this returns without an error they stand on the disk.

    What a killed writer left of its last line is cut off, since nobody was told that it is recorded. Where
    the disk is full what was written of the lines is taken back.

    Args:
        path: the file; made if it is missing.
        lines: whole lines, the last one with its LF.

    Returns:
        An error where what was written cannot be read back (RM573): then nothing counts as recorded. A
        notice where the folder knows no locks (RM570).

    Raises:
        OSError: the disk is full, or the file cannot be written; it stands as before.
    """
    made = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        size = _find_whole(handle)
        os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        try:
            _write_all(handle, lines)
            os.fsync(handle)
        except BaseException:
            os.ftruncate(handle, size)
            if made:
                path.unlink()
            raise
        os.lseek(handle, size, os.SEEK_SET)
        stands = _read_all(handle, len(lines)) == lines
    except OSError as failed:
        failed.filename = str(path)
        raise
    finally:
        os.close(handle)
    if not stands:
        return (Problem.of("RM573", file=path),)
    if made:
        _sync_folder(path.parent)
    note_written(path)
    return (Problem.of("RM570", folder=path.parent),) if (path.parent / MARK_NAME).exists() else ()


def _find_whole(handle: int) -> int:
    """Give the size of a file up to the end of its last whole line."""
    end = os.lseek(handle, 0, os.SEEK_END)
    place = end
    while place > 0:
        begin = max(0, place - _PIECE)
        os.lseek(handle, begin, os.SEEK_SET)
        found = _read_all(handle, place - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        place = begin
    return 0


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _read_all(handle: int, length: int) -> bytes:
    pieces: list[bytes] = []
    while length > 0 and (piece := os.read(handle, length)):
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _sync_folder(folder: Path) -> None:
    """Let the name of a new file outlive a power cut, where the system can say so of a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

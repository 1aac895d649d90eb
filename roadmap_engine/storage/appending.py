"""Lines added to a file of which nothing is ever changed, so that what was said to be recorded is."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.journal import note_written
from roadmap_engine.storage.leftovers import MARK_NAME

__all__ = ["append_lines"]

_PIECE = 65_536
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def append_lines(path: Path, lines: bytes) -> tuple[Problem, ...]:
    """Add lines to a file whose folder is held; when this returns without an error they stand on the disk.

    What a killed writer left of its last line is cut off, since nobody was told that it is recorded; a last
    line that only lacks its LF, as editors leave it, stays and gets it. Where the disk is full what was
    written of the lines is taken back.

    Args:
        path: the file; made if it is missing.
        lines: whole lines of JSON, the last one with its LF.

    Returns:
        An error where what was written cannot be read back (RM573): then nothing counts as recorded. A
        notice where the folder knows no locks (RM570).

    Raises:
        OSError: the disk is full, or the file cannot be written; it stands as before.
    """
    made = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        size, tail = _find_whole(handle)
        if _is_line(tail):
            size, lines = size + len(tail), b"\n" + lines
        else:
            os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        try:
            _write_all(handle, lines)
            os.fsync(handle)
            if made:
                _sync_folder(path.parent)
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
    note_written(path)
    return (Problem.of("RM570", folder=path.parent),) if (path.parent / MARK_NAME).exists() else ()


def _find_whole(handle: int) -> tuple[int, bytes]:
    """Give the size of a file up to the last LF, and what stands after it."""
    place = os.lseek(handle, 0, os.SEEK_END)
    tail: list[bytes] = []
    while place > 0:
        begin = max(0, place - _PIECE)
        os.lseek(handle, begin, os.SEEK_SET)
        piece = _read_all(handle, place - begin)
        found = piece.rfind(b"\n")
        tail.append(piece[found + 1 :])
        if found >= 0:
            return begin + found + 1, b"".join(reversed(tail))
        place = begin
    return 0, b"".join(reversed(tail))


def _is_line(tail: bytes) -> bool:
    """Tell whether what stands after the last LF is a whole line of JSON: half an object never is."""
    try:
        return isinstance(json.loads(tail), dict)
    except (ValueError, RecursionError):
        return False


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
    except OSError as failed:
        # Network drives know no such thing of a folder.
        if failed.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)

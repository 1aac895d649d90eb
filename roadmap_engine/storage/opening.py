"""Files to bytes: the one place where a file is opened to be read.

Only what is a file is opened: to open a pipe waits for ever, and to open a device may do something. So a path
is looked at first, opened without waiting and without following a link that was put there meanwhile, and
looked at again.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, assert_never

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.storage.roots import LeadsOutError, Root

__all__ = ["NoFileError", "explain_refusal", "holds", "open_file", "read_file", "refuse_other_things"]

# Windows has neither pipes in folders nor these flags, but it has line ends to be left alone.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
)

_PIECE = 1 << 20
NO_FILE = "It is a pipe, a device or a socket"
"""What stands for the system's own reason, in the catalogue of messages like those."""


class NoFileError(OSError):
    """A pipe, a device or a socket stands where a file should be; it was not opened."""


def explain_refusal(
    fault: LeadsOutError | NoFileError, shown: str | Path, place: Location | None = None
) -> Problem:
    """Say why a file was not opened; of what lies there nothing is said, not even whether it does.

    Args:
        fault: what `read_file` raised.
        shown: what the file is called in messages.
        place: what asks for it, where that is a text.
    """
    match fault:
        case LeadsOutError(reason="link"):
            return Problem.of("RM168", location=place, file=shown)
        case LeadsOutError():
            return Problem.of("RM166", location=place, path=shown, folder=fault.folder)
        case NoFileError():
            return Problem.of("RM167", location=place, file=shown)
        case _:
            assert_never(fault)


def read_file(path: Path, largest: int, root: Root | None = None) -> bytes:
    """Give the bytes of a file, one more than `largest` at most, so that a larger one shows.

    Args:
        path: the file.
        largest: how many bytes a file of its kind may have.
        root: what the path must not lead out of; none for a path that somebody names who reads the answer.

    Raises:
        LeadsOutError: the path leads out of the root.
        NoFileError: there is something, but it is neither a file nor a folder.
        OSError: it cannot be read.
    """
    # By pieces: asked for all that it might have, Python takes that much memory first, which a small computer
    # does not have for the four gigabytes that a file of a copy may be.
    pieces, left = [], largest + 1
    with open_file(path, root) as file:
        while left and (piece := file.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def open_file(path: Path, root: Root | None = None) -> BinaryIO:
    """Open a file to be read piece by piece; whoever asks closes it.

    Args:
        path: the file.
        root: as in `read_file`, as are the errors.
    """
    real = refuse_other_things(path, root)
    handle = os.open(real, _FLAGS)
    try:
        # Something else may have been put there meanwhile.
        _refuse(os.fstat(handle), path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a path is a file with exactly this content; anything else holds it not."""
    try:
        return read_file(path, len(content)) == content
    except (OSError, ValueError):
        return False


def refuse_other_things(path: Path, root: Root | None = None) -> str:
    """Give the path of a file without links; nothing is opened.

    Raises:
        LeadsOutError: the path leads out of the root.
        IsADirectoryError: it is a folder.
        NoFileError: there is something, but it is neither a file nor a folder.
        OSError: it cannot be looked at.
    """
    real = os.path.realpath(path) if root is None else root.admit(path)
    _refuse(Path(real).lstat(), path)
    return real


def _refuse(found: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if stat.S_ISLNK(found.st_mode):
        # What is left of a path without links is a link only where links lead in a circle.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NoFileError(errno.EINVAL, NO_FILE, str(path))

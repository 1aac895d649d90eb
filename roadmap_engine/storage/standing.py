"""What stands under a name in a folder of people: nothing, a file, or what is never written to.

A link is never followed: what it leads to is somewhere else, and somebody's. So is a folder, a pipe or a
device where a file should be, a file too large to be a paper, and one that the system lets nobody read.
"""

from __future__ import annotations

import contextlib
import enum
import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.paper_list import digest

__all__ = ["Kind", "Standing", "find_open_mark", "look_at"]

LARGEST_FILE = 100 * 1_048_576

_WORD_FULL, _WORD_CUT = 6, 8
"""Word puts «~$» before a short name, and over the first one or two letters of a longer one."""


class Kind(enum.Enum):
    """What stands under a name."""

    NOTHING = "nothing"
    FILE = "file"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands under a name.

    Attributes:
        content: of a file; empty of anything else.
        digest: its SHA-256; empty of anything else.
    """

    kind: Kind
    content: bytes = b""
    digest: str = ""


_NOTHING = Standing(Kind.NOTHING)
_OTHER = Standing(Kind.OTHER)


def look_at(folder: Path, name: str, largest: int = LARGEST_FILE) -> Standing:
    """Look what stands under a name of the folder; the folder itself may be a link, nothing inside may.

    Args:
        folder: that people work in.
        name: as the program writes it, «forms/1.1-note.docx».
        largest: how many bytes a file of its kind may have.
    """
    place = folder
    *above, _last = PurePosixPath(name).parts
    for part in above:
        place /= part
        mode = _mode_of(place)
        if mode is None:
            return _NOTHING
        if not stat.S_ISDIR(mode) or _is_junction(place):
            return _OTHER
    place = folder / name
    mode = _mode_of(place)
    if mode is None:
        return _NOTHING
    if not stat.S_ISREG(mode):
        return _OTHER
    return _read(place, largest)


def find_open_mark(folder: Path, name: str) -> str | None:
    """Give the name of the mark that Word, Excel or LibreOffice leaves beside a file that it has open."""
    file = PurePosixPath(name)
    for mark in (f"~${_shorten(file)}", f".~lock.{file.name}#"):
        with contextlib.suppress(OSError):
            if stat.S_ISREG((folder / file.parent / mark).lstat().st_mode):
                return mark
    return None


def _shorten(file: PurePosixPath) -> str:
    """Cut a name as Word does, which keeps it no longer by its mark.

    >>> [_shorten(PurePosixPath(name)) for name in ("order.docx", "letters.docx", "tracker-2.xlsx")]
    ['order.docx', 'etters.docx', 'tracker-2.xlsx']
    """
    if file.suffix != ".docx" or len(file.stem) <= _WORD_FULL:
        return file.name
    return file.name[2 if len(file.stem) >= _WORD_CUT else 1 :]


def _mode_of(place: Path) -> int | None:
    """Give what the system says of a place; None where nothing is or can be there."""
    try:
        return place.lstat().st_mode
    except PermissionError:
        return stat.S_IFSOCK  # whatever it is, it is none of ours
    except (OSError, ValueError):
        return None


def _is_junction(place: Path) -> bool:
    """Tell whether a folder of Windows is a link to another; Python 3.11 does not know."""
    return bool(getattr(os.path, "isjunction", lambda _place: False)(place))


def _read(place: Path, largest: int) -> Standing:
    try:
        content = read_file(place, largest)
    except OSError:
        return _OTHER
    return _OTHER if len(content) > largest else Standing(Kind.FILE, content, digest(content))

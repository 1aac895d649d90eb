"""A text that people edit too, replaced only while it still is what was read.

An editor holds no lock. So right before the new text takes the place of the old one they are compared, and
what somebody has written between is never lost.
"""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.writing import replace_file

__all__ = ["find_hand_edit", "read_text_bytes", "replace_text"]

_LARGEST = 100 * 1_048_576
_LONGEST_LINE = 120
_NOTHING = "—"


def replace_text(path: Path, read: bytes | None, content: bytes) -> tuple[Problem, ...]:
    """Put new content in the place of a text, unless it is no longer what was read.

    Args:
        path: of the text; a link stays one, what it leads to is replaced.
        read: what it held when it was read; None where there was none.
        content: what it is to hold.

    Returns:
        A problem (RM837) that shows the other edit and this one; then the file stands as it is.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    if refused := find_hand_edit(path, read, content):
        return refused
    replace_file(path.resolve(), content)
    return ()


def find_hand_edit(path: Path, read: bytes | None, content: bytes) -> tuple[Problem, ...]:
    """Give a problem where a text is no longer what was read, and not what is to be written either."""
    now = read_text_bytes(path)
    if now in (read, content):
        return ()
    line, was, theirs = _first_difference(read, now)
    place, _, ours = _first_difference(read, content)
    return (Problem.of("RM837", file=path, line=line, was=was, now=theirs, place=place, ours=ours),)


def read_text_bytes(path: Path) -> bytes | None:
    """Give what a file holds; None where there is none."""
    try:
        return read_file(path, _LARGEST)
    except FileNotFoundError:
        return None


def _first_difference(before: bytes | None, after: bytes | None) -> tuple[int, str, str]:
    """Give the number of the first line that differs, and the line before and after."""
    sides = zip_longest(_lines(before), _lines(after))
    for number, (one, two) in enumerate(sides, 1):
        if one != two:
            return number, _show(one), _show(two)
    return 1, _NOTHING, _NOTHING


def _lines(content: bytes | None) -> list[str]:
    return [] if content is None else content.decode("utf-8", errors="replace").splitlines(keepends=True)


def _show(line: str | None) -> str:
    words = "".join(each if each.isprintable() else " " for each in line or "").strip()
    return f"{words[:_LONGEST_LINE]}…" if len(words) > _LONGEST_LINE else words or _NOTHING

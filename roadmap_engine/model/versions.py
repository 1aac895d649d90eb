"""Versions of a roadmap: which of two is newer, and which are meant by a few leading numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["fits", "newest", "version_key"]


def version_key(version: str) -> tuple[int, ...]:
    """Give what versions sort by: their numbers, as numbers.

    >>> sorted(["1.10.0", "1.9.0"], key=version_key)
    ['1.9.0', '1.10.0']
    """
    return tuple(int(number) for number in version.split("."))


def fits(wanted: str, found: str) -> bool:
    """Tell whether a version is one of those meant: «1» means any 1.x.y, «1.0» any 1.0.x, "" any at all.

    >>> fits("1", "1.2.0"), fits("1.0", "1.2.0"), fits("1", "10.0.0")
    (True, False, False)
    """
    return not wanted or re.fullmatch(rf"{re.escape(wanted)}(\..+)?", found) is not None


def newest(versions: Iterable[str], wanted: str = "") -> str | None:
    """Give the highest of the versions that fit; none where none does.

    >>> newest(["1.0.0", "1.10.0", "2.0.0"], "1")
    '1.10.0'
    """
    return max((each for each in versions if fits(wanted, each)), key=version_key, default=None)

"""Near names, for messages: «возможно, вы имели в виду …»."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["nearest_names"]

MOST = 3
CUTOFF = 0.5


def nearest_names(name: str, known: Iterable[str]) -> str:
    """The known names that look like a name, likeliest first; the first few known ones if none does.

    >>> nearest_names("assocations", ["associations", "heads", "associates"])
    '«associations», «associates»'
    """
    names = list(known)
    found = difflib.get_close_matches(name, names, MOST, CUTOFF) or names[:MOST]
    return ", ".join(f"«{near}»" for near in found) or "–"

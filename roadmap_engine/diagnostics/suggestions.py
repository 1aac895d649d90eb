"""What a mistyped name was probably meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["list_names", "near_names"]

_SHOWN = 12
_CLOSE_ENOUGH = 0.6


def near_names(name: str, known: Iterable[str]) -> str:
    """List the known names that look like a name, nearest first; empty when none does.

    >>> near_names("subject-teacher", ["subject-teachers", "head"])
    '«subject-teachers»'
    """
    candidates = sorted(set(known))
    # A comparison costs the product of the lengths: nobody means a name of a thousand letters.
    found = difflib.get_close_matches(name[:100], candidates, n=3, cutoff=_CLOSE_ENOUGH)
    return ", ".join(f"«{near}»" for near in found)


def list_names(known: Iterable[str]) -> str:
    """List names for a hint, in alphabetical order, the first dozen of many.

    >>> list_names(["b", "a"])
    '«a», «b»'
    """
    names = sorted(set(known))
    listed = ", ".join(f"«{name}»" for name in names[:_SHOWN])
    return f"{listed}, …" if len(names) > _SHOWN else listed

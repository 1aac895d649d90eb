"""What a mistyped name was probably meant to be."""

from __future__ import annotations

import difflib
import functools
import heapq
from collections.abc import Iterable

__all__ = ["list_names", "near_names"]

_SHOWN = 12
_CLOSE_ENOUGH = 0.6
_LONGEST = 100
_COMPARED = 12
_BITS = 64


def near_names(name: str, known: Iterable[str]) -> str:
    """List the known names that look like a name, nearest first; empty when none does.

    >>> near_names("subject-teacher", ["subject-teachers", "head"])
    '«subject-teachers»'
    """
    # A comparison costs the product of the lengths: nobody means a name of a thousand letters.
    name = name[:_LONGEST]
    candidates = _alike(name, tuple(known))
    found = difflib.get_close_matches(name, candidates, n=3, cutoff=_CLOSE_ENOUGH)
    return ", ".join(f"«{near}»" for near in found)


def _alike(name: str, known: tuple[str, ...]) -> list[str]:
    """Give the names worth a comparison: of many, the few that are made of nearly the same letters.

    Thousands of names may be mistyped beside thousands of known ones.
    """
    lettered = _lettered(known)
    if len(lettered) > _COMPARED:
        own = _letters(name)
        lettered = tuple(
            heapq.nsmallest(_COMPARED, lettered, key=lambda each: ((each[0] ^ own).bit_count(), each[1]))
        )
    return sorted(each for _, each in lettered)


@functools.lru_cache(maxsize=16)
def _lettered(known: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((_letters(each), each) for each in sorted(set(known)))


def _letters(name: str) -> int:
    """Give the letters of a name as bits."""
    return functools.reduce(lambda bits, letter: bits | 1 << ord(letter) % _BITS, name[:_LONGEST], 0)


def list_names(known: Iterable[str]) -> str:
    """List names for a hint, in alphabetical order, the first dozen of many.

    >>> list_names(["b", "a"])
    '«a», «b»'
    """
    names = sorted(set(known))
    listed = ", ".join(f"«{name}»" for name in names[:_SHOWN])
    return f"{listed}, …" if len(names) > _SHOWN else listed

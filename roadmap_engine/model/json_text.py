"""JSON that somebody else may have written to values: strictly, and counted before any value is made.

An empty list is three characters in a file and sixty bytes in memory, so the size of a file says little. What
stands between the quotes is left out, and the signs that begin a value are counted in what remains.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["NoJsonError", "TooDeepError", "TooManyValuesError", "count_values", "read_json"]

# A text that does not end reaches to the end of the file; so every sign is looked at once.
_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL)
_BEGINNINGS = re.compile(r"[\[{,]")


class NoJsonError(ValueError):
    """Not what `read_json` reads, though it may be JSON."""


class TooDeepError(NoJsonError):
    """Brackets in brackets without end."""


class TooManyValuesError(NoJsonError):
    """More values than a file of its kind ever has."""


def read_json(text: str, *, most: int) -> Any:
    """Read JSON in which no key stands twice and no number is no number.

    Args:
        text: the JSON.
        most: how many values it may hold: members of objects and lists, and those themselves.

    Raises:
        TooManyValuesError: it holds more.
        json.JSONDecodeError: it is no JSON, from a place on.
        TooDeepError: it has brackets in brackets without end.
        NoJsonError: a key twice, «NaN», a number of ten thousand digits.

    >>> read_json('{"a": [1, 2]}', most=4)
    {'a': [1, 2]}
    """
    if count_values(text, most) > most:
        raise TooManyValuesError(f"more than {most} values")
    try:
        return json.loads(text, object_pairs_hook=_refuse_repetition, parse_constant=_refuse_constant)
    except RecursionError:
        raise TooDeepError("nested too deep") from None


def count_values(text: str, most: int) -> int:
    """Count the values of a text, or what there is of them without a look at its texts if that is few."""
    at_most = text.count(",") + text.count("[") + text.count("{")
    return at_most if at_most <= most else len(_BEGINNINGS.findall(_TEXTS.sub("", text)))


def _refuse_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise NoJsonError("the same key twice")
    return entries


def _refuse_constant(name: str) -> Any:
    raise NoJsonError(name)

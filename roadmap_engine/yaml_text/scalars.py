"""A plain word of YAML to its value, and a value to the words of a message.

YAML 1.1 reads `no` as false, `012` as ten, `12:30` as 750 and `0277012345` as 50074853. Here a plain word
is a text unless it is one of five constants or a whole decimal number; quoted it is always a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from roadmap_engine.diagnostics.plain import shorten

__all__ = ["Scalar", "as_written", "has_letters_whole", "join_letters", "resolve_plain"]

_MARK = re.compile("[\u0300-\u036f]")
_APART = re.compile("[A-Za-zА-Яа-яЁё][\u0300-\u036f]+")

Scalar = str | int | bool | None

_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
# Eighteen digits are more than any count or telephone number has, and convert in no time.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FIRST_OF_INTEGER = frozenset("-0123456789")


def has_letters_whole(text: str) -> bool:
    """Tell whether no letter of a text is kept apart from its mark, as is so of nearly every text."""
    return _MARK.search(text) is None or _APART.search(text) is None


def join_letters(text: str) -> str:
    r"""Make one letter of a letter and the marks that macOS keeps apart from it; everything else stays.

    NFC as such would also put other signs in place of some that only look the same.

    >>> [len(join_letters(word)) for word in ("и\u0306", "е\u0308ж", "план")]
    [1, 2, 4]
    """
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def resolve_plain(word: str) -> Scalar:
    """Give the value of a plain word.

    >>> [resolve_plain(word) for word in ("true", "no", "5", "012", "12:30", "1.0", "")]
    [True, 'no', 5, '012', '12:30', '1.0', None]
    """
    if word in _CONSTANTS:
        return _CONSTANTS[word]
    if word[0] in _FIRST_OF_INTEGER and _INTEGER.fullmatch(word):
        return int(word)
    return word


def as_written(value: Any, room: int = 60) -> str:
    """Give a value in the words of a text, on one line; of a long one as much as a message can carry.

    >>> as_written({"a": [True, None, 5, "слово"]}), as_written("a" * 5, 4)
    ('{a: [true, null, 5, слово]}', 'aaa…')
    """
    match value:
        case bool() | None:
            words = "null" if value is None else str(value).lower()
        case dict():
            parts = (f"{key}: {as_written(each, room)}" for key, each in value.items())
            words = f"{{{_up_to(parts, room)}}}"
        case list() | tuple():
            words = f"[{_up_to((as_written(each, room) for each in value), room)}]"
        case _:
            words = str(value)
    return shorten(words, room)


def _up_to(parts: Iterable[str], room: int) -> str:
    """Join parts until no more of them would be seen: a value may hold half a million."""
    joined: list[str] = []
    for part in parts:
        joined.append(part)
        room -= len(part) + 1
        if room < 0:
            break
    return ", ".join(joined)

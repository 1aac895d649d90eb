"""Which of several named things some words mean: «решение педсовета», «педсов», «Тен», «впр», «ж»."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["find_meant"]

_WORD = re.compile(r"[\w№]+")
_ENDING, _SHORTEST = 2, 4


def find_meant(words: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Give the names of the things that words may mean: one where it is clear, none where nothing fits.

    A whole title, or a part of it between commas, means its thing alone. Else every word must begin a word of
    the title, an ending aside; a title that begins with them comes before one that has them further on.

    Args:
        words: as somebody types them.
        titles: by name.

    >>> things = {"c": "решение Педсовета", "b": "решение совета", "r": "получение результатов"}
    >>> (
    ...     find_meant("Решения педсовета", things),
    ...     find_meant("результаты", things),
    ...     find_meant("решение", things),
    ... )
    (('c',), ('r',), ('c', 'b'))
    >>> find_meant("ж", {"f": "женщина", "m": "мужчина"}), find_meant("приказ", things)
    (('f',), ())
    """
    asked = _split(words)
    if not asked:
        return ()
    whole = tuple(name for name, title in titles.items() if title and asked in _parts(title))
    if whole:
        return whole
    split = {name: _split(title) for name, title in titles.items()}
    stems = [_stem(word) for word in asked]
    fitting = {
        name: title
        for name, title in split.items()
        if all(any(each.startswith(stem) for each in title) for stem in stems)
    }
    first = tuple(name for name, title in fitting.items() if title and title[0].startswith(stems[0]))
    return first or tuple(fitting)


def _parts(title: str) -> list[list[str]]:
    """Give a title, and what stands between its commas: «Соколова Анна Викторовна, директор»."""
    return [_split(part) for part in (title, *title.split(","))]


def _split(words: str) -> list[str]:
    return _WORD.findall(words.lower().replace("ё", "е"))


def _stem(word: str) -> str:
    return word[: max(_SHORTEST, len(word) - _ENDING)]

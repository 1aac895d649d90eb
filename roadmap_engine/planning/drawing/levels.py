"""Levels of general education in a text → those that the school has.

«Начального общего и/или основного общего и/или среднего» is left to a school to choose from, and its level
chooses. What a school has filled in itself is its own, and what names one level alone stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from roadmap_engine.model.condition import LEVELS, SchoolLevel

__all__ = ["fit_levels"]

_STEMS: Mapping[str, SchoolLevel] = dict(zip(("начальн", "основн", "средн"), LEVELS, strict=True))
_GENERAL = r"(?:\s+общ(?:его|ему|ем|ее|им)(?!\s+образован))?"
_ONE = rf"(?:начальн|основн|средн)(?:ого|его|ому|ему|ом|ем|ое|ее|ым|им)\b{_GENERAL}"
_LINK = r"\s*(?:,\s*(?:а\s+также\s+|и\s+|или\s+)?|/\s*|\s(?:и\s*/\s*или|и\s*\(\s*или\s*\)|и|или)\s+)"
_LIST = re.compile(rf"{_ONE}(?:{_LINK}{_ONE})+", re.IGNORECASE)
_ITEM = re.compile(_ONE, re.IGNORECASE)
_CHOICE = re.compile(r"или|/")
_LAST_WORD = re.compile(r"\s+общ\w+$")


def fit_levels(text: str, level: SchoolLevel | None) -> str:
    """Leave of listed levels those that a school has; where there is a choice between them, all that it has.

    >>> fit_levels("начального общего и/или основного общего и/или среднего", "basic")
    'начального общего и основного'
    >>> fit_levels("программы начального и/или основного общего образования", "primary")
    'программы начального общего образования'
    >>> fit_levels("начального общего, основного общего, среднего", "secondary")
    'начального общего, основного общего, среднего'
    >>> fit_levels("основного общего образования", "primary")
    'основного общего образования'
    """
    if level is None:
        return text
    return _LIST.sub(lambda found: _fit(found[0], level), text)


def _fit(listed: str, level: SchoolLevel) -> str:
    items = _ITEM.findall(listed)
    known = [_level_of(each) for each in items]
    taught = LEVELS[: LEVELS.index(level) + 1]
    kept = [item for item, each in zip(items, known, strict=True) if each in taught]
    if not kept or len(set(known)) < len(known):
        return listed
    if len(kept) == len(items) and not _CHOICE.search(listed):
        return listed
    # The last one goes with the words behind the list, «среднего» with «общего образования».
    if not _LAST_WORD.search(items[-1]):
        kept[-1] = _LAST_WORD.sub("", kept[-1])
    head, last = ", ".join(kept[:-1]), kept[-1]
    return f"{head} и {last}" if head else last


def _level_of(words: str) -> SchoolLevel:
    return next(level for stem, level in _STEMS.items() if words.lower().startswith(stem))

"""What a text still has of the template it was begun from, where its author is to say something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.plain import shorten
from roadmap_engine.model import Locations
from roadmap_engine.model.provenance import Path
from roadmap_engine.russian.placeholders import TO_BE_NAMED, find_placeholder

__all__ = ["find_placeholders"]

_MOST = 20


def find_placeholders(
    tree: Any, locations: Locations, *, published: bool, sealed: bool = False
) -> tuple[Problem, ...]:
    """Find words of a text that only hold a place.

    Args:
        tree: of the text.
        locations: of its values.
        published: whether the text is one that others fill in.
        sealed: whether its reader can mend nothing in it; then nobody's papers wait for that.
    """
    found = (
        (way, words)
        for way, value in _texts((), tree)
        if not _is_caption(way) and (words := find_placeholder(value, published=published)) is not None
    )
    told = (_tell(way, words, locations) for way, words in islice(found, _MOST))
    return tuple(each.lessen() if sealed else each for each in told)


def _is_caption(way: Path) -> bool:
    """Tell whether words are what something is called that others fill in.

    «Название мероприятия» stands over a column of a table, «Название школы» is what a parameter asks for.
    """
    return way[:1] == ("columns",) or ("parameters" in way[:2] and way[-1] != "default")


def _tell(way: Path, words: str, locations: Locations) -> Problem:
    problem = Problem.of("RM524", location=locations.of_value(way), words=shorten(words))
    # A text that was begun today may be looked at before all its measures have names.
    return problem.lessen() if words.startswith(TO_BE_NAMED) else problem


def _texts(way: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts((*way, key), each)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _texts((*way, place), each)

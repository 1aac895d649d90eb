"""A tree of values, and what is said about its places, to the entries of a text.

Things with an id stand one under another, parted by empty lines; whatever else is small stands on a line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_engine.model import COLUMN_CAPTIONS
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.commented import Entry, Note, Offered, Section, Value
from roadmap_engine.model.provenance import Path

__all__ = ["as_scalar", "lay_out"]

Notes = Mapping[Path, Note]

_DEFINITIONS = frozenset(("roles", "events", "outputs"))
_OF_IDS = frozenset(("participants", "responsible", "output"))
_NO_NOTE = Note()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def lay_out(tree: Mapping[str, Any], notes: Notes) -> tuple[Entry, ...]:
    """Give the entries of a text.

    Args:
        tree: of the text, its keys in the order wanted; what is `Offered` becomes a comment.
        notes: words about places of the tree; one about a place that is not there stands alone.
    """
    return tuple(_entries((), tree, notes))


def as_scalar(value: Any) -> Any:
    """Give a day of a tree, «2027-05-28», as a day, which needs no quotes; everything else as it is."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _entries(path: Path, thing: Mapping[str, Any], notes: Notes) -> Iterator[Entry]:
    for key, each in thing.items():
        here = (*path, key)
        note, offered = notes.get(here, _NO_NOTE), isinstance(each, Offered)
        value = each.value if isinstance(each, Offered) else _value(here, each, notes)
        yield Entry(key, value, note.above, note.beside, offered, note.spaced)


def _value(path: Path, value: Any, notes: Notes) -> Value:
    if isinstance(value, Mapping):
        return _column(value) if path[-2:-1] == ("columns",) else _thing(path, value, notes)
    if isinstance(value, list | tuple):
        if len(value) == 1 and path[-1] in _OF_IDS and is_slug(str(value[0])):
            return str(value[0])
        return tuple(_item((*path, place), each, notes) for place, each in enumerate(value))
    scalar: Value = as_scalar(value)
    return scalar


def _thing(path: Path, thing: Mapping[str, Any], notes: Notes) -> Value:
    """A definition is its title alone where it has no more; a small thing may stand on one line."""
    if len(path) == 2 and path[0] in _DEFINITIONS and set(thing) == {"title"}:  # noqa: PLR2004 -- kind, id
        return str(thing["title"])
    if len(path) == 1 or any(each[: len(path)] == path != each for each in notes):
        return Section(tuple(_entries(path, thing, notes)))
    return {key: _value((*path, key), each, notes) for key, each in thing.items()}


def _item(path: Path, value: Any, notes: Notes) -> Value | Entry:
    """One thing of a list; things with an id are parted by empty lines."""
    above = notes.get(path, _NO_NOTE).above
    if not isinstance(value, Mapping) or "id" not in value:
        inner = _value(path, value, notes)
        return Entry(value=inner, above=above) if above else inner
    first, *rest = _entries(path, value, notes)
    over = "\n".join(filter(None, (above, first.above)))
    return Section((Entry(first.key, first.value, over, first.beside, spaced=path[-1] != 0), *rest))


def _column(value: Mapping[str, str]) -> Value:
    """A column: its field alone, or with its caption, or with whatever more is said of it."""
    name, caption = value["field"], value["caption"]
    if len(value) > 2:  # noqa: PLR2004 -- a field and its caption
        return dict(value)
    return name if COLUMN_CAPTIONS.get(name) == caption else {name: caption}

"""The tree of an imported roadmap to the entries of its text: every remark stands above what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roadmap_engine.model import COLUMN_CAPTIONS
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.commented import Entry, Section, Value
from roadmap_engine.model.provenance import Path

__all__ = ["lay_out"]

Comments = Mapping[Path, Sequence[str]]

_DEFINITIONS = frozenset(("roles", "events", "outputs"))
_NEVER_ALONE = frozenset(("intro", "filled_by", "phrases"))


def lay_out(tree: Mapping[str, Any], comments: Comments) -> tuple[Entry, ...]:
    """Give the entries of a text.

    Args:
        tree: of the text, its keys in the order wanted.
        comments: words about a place of the tree, to stand above it.
    """
    return tuple(
        Entry(
            key,
            _value((key,), value, comments),
            above=_above((key,), comments),
            spaced=not place or (isinstance(value, dict | list) and key != "basis"),
        )
        for place, (key, value) in enumerate(tree.items())
    )


def _above(path: Path, comments: Comments) -> str:
    return "\n".join(comments.get(path, ()))


def _value(path: Path, value: Any, comments: Comments) -> Value:
    if isinstance(value, Mapping):
        return _column(value) if path[-2:-1] == ("columns",) else _thing(path, value, comments)
    if isinstance(value, list):
        if len(value) == 1 and path[-1] not in _NEVER_ALONE and isinstance(value[0], str):
            return value[0] if is_slug(value[0]) else (value[0],)
        return tuple(_item((*path, place), each, comments) for place, each in enumerate(value))
    scalar: Value = value
    return scalar


def _thing(path: Path, thing: Mapping[str, Any], comments: Comments) -> Value:
    """A definition is its title alone where it has no more; a small thing may stand on one line."""
    if len(path) == 2 and path[0] in _DEFINITIONS and set(thing) == {"title"}:  # noqa: PLR2004 -- kind, id
        return str(thing["title"])
    if len(path) == 1 or any(each[: len(path)] == path != each for each in comments):
        return Section(tuple(_entries(path, thing, comments)))
    return {key: _value((*path, key), each, comments) for key, each in thing.items()}


def _entries(path: Path, thing: Mapping[str, Any], comments: Comments) -> Sequence[Entry]:
    return [
        Entry(key, _value((*path, key), value, comments), above=_above((*path, key), comments))
        for key, value in thing.items()
    ]


def _item(path: Path, value: Any, comments: Comments) -> Value | Entry:
    """One thing of a list; things with an id are parted by blank lines."""
    if not isinstance(value, Mapping) or "id" not in value:
        above = _above(path, comments)
        inner = _value(path, value, comments)
        return Entry(value=inner, above=above) if above else inner
    first, *rest = _entries(path, value, comments)
    above = "\n".join(filter(None, (_above(path, comments), first.above)))
    return Section((Entry(first.key, first.value, above=above, spaced=path[-1] != 0), *rest))


def _column(value: Mapping[str, str]) -> Value:
    """A column: its field alone, or with its caption, or with what parts its names."""
    name, caption = value["field"], value["caption"]
    if "separator" in value or "kind" in value:
        return dict(value)
    return name if COLUMN_CAPTIONS[name] == caption else {name: caption}

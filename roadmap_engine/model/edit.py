"""Edits of a written text as values: what its tree of mappings and lists is to say instead.

Every path is a way in the tree as it was before any of the edits, so that their order means nothing. A
later edit of the same place is heard instead of an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from roadmap_engine.model.provenance import Path

__all__ = [
    "Append",
    "Edit",
    "MakeList",
    "Remove",
    "Rename",
    "SetValue",
    "apply_edits",
    "drop_emptied",
    "find_value",
]


@dataclass(frozen=True, slots=True)
class SetValue:
    """Another value at a path; a key that is not there yet is put after the others of its mapping."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """An entry of a mapping, or an item of a list, taken out.

    Attributes:
        remembered: whether the words stay in the text as a comment.
    """

    path: Path
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """Another key for an entry, at the same place."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Append:
    """An item at the end of the list at a path, which is made where there is none."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class MakeList:
    """A list around the value at a path, which becomes its only item."""

    path: Path


Edit = SetValue | Remove | Rename | Append | MakeList


def apply_edits(tree: Any, edits: Iterable[Edit]) -> Any:
    """Give the tree as the edits want it; the tree itself stays as it is.

    >>> apply_edits({"a": {"b": 1, "c": 2}}, [Remove(("a", "b")), Rename(("a",), "z"), Append(("l",), 3)])
    {'z': {'c': 2}, 'l': [3]}
    >>> apply_edits({"a": {"b": 1}}, [SetValue(("a", "c"), 2), MakeList(("a",))])
    {'a': [{'b': 1, 'c': 2}]}
    """
    return _Rebuilding(edits).rebuild((), tree)


class _Rebuilding:
    """The edits by path, while a tree is walked once."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._values: dict[Path, Any] = {}
        self._removed: set[Path] = set()
        self._keys: dict[Path, str] = {}
        self._items: dict[Path, list[Any]] = {}
        self._lists: set[Path] = set()
        self._under: dict[Path, dict[str | int, None]] = {}
        for edit in edits:
            match edit:
                case SetValue(path, value):
                    self._values[path] = value
                case Remove(path):
                    self._removed.add(path)
                case Rename(path, key):
                    self._keys[path] = key
                case Append(path, value):
                    self._items.setdefault(path, []).append(value)
                case MakeList(path):
                    self._lists.add(path)
                case _:
                    assert_never(edit)
            for depth in range(len(edit.path)):
                self._under.setdefault(edit.path[:depth], {})[edit.path[depth]] = None

    def rebuild(self, path: Path, value: Any) -> Any:
        rebuilt = self._rebuild(path, value)
        return [rebuilt] if path in self._lists else rebuilt

    def _rebuild(self, path: Path, value: Any) -> Any:
        if path in self._values:
            return self._values[path]
        if path not in self._under and path not in self._items:
            return value
        if isinstance(value, list) or (value is None and path in self._items):
            return [*self._kept_items(path, value or ()), *self._items.get(path, ())]
        return dict(self._entries(path, value or {}))

    def _kept_items(self, path: Path, items: Sequence[Any]) -> Iterable[Any]:
        for position, item in enumerate(items):
            if (*path, position) not in self._removed:
                yield self.rebuild((*path, position), item)

    def _entries(self, path: Path, entries: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
        for key, value in entries.items():
            if (*path, key) not in self._removed:
                yield self._keys.get((*path, key), key), self.rebuild((*path, key), value)
        for step in self._under.get(path, ()):
            inner = (*path, step)
            if step not in entries and inner not in self._removed:
                yield str(step), self.rebuild(inner, None)


def find_value(tree: Any, path: Path) -> Any:
    """Give the value at a path; None where there is nothing.

    >>> find_value({"a": [{"b": 1}]}, ("a", 0, "b")), find_value({"a": 1}, ("a", "b"))
    (1, None)
    """
    for step in path:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return None
    return tree


def drop_emptied(tree: Any, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Let a mapping or list go that loses every entry, so that no empty brackets are left behind.

    >>> drop_emptied({"a": {"b": {"c": 1}}, "d": 2}, [Remove(("a", "b", "c"))])
    (Remove(path=('a',), remembered=False),)
    >>> drop_emptied({"l": [{"a": 1}], "d": 2}, [SetValue(("l", 0, "a"), 2), Remove(("l", 0))])
    (Remove(path=('l',), remembered=False),)
    """
    listed = tuple(edits)
    removed = {edit.path: edit for edit in listed if isinstance(edit, Remove)}
    # Whatever comes into a mapping or a list keeps it, unless it comes into what goes.
    living = {
        edit.path[:depth]
        for edit in listed
        if isinstance(edit, (SetValue, Append, MakeList)) and not _is_inside((*edit.path, ""), removed)
        for depth in range(len(edit.path) + isinstance(edit, Append))
    }
    waiting = list(removed)
    while waiting:
        parent = waiting.pop()[:-1]
        if not parent or parent in removed or parent in living:
            continue
        inside = find_value(tree, parent)
        if inside is None:
            continue
        steps: Iterable[str | int] = inside if isinstance(inside, dict) else range(len(inside))
        children = [removed.get((*parent, step)) for step in steps]
        if all(child is not None for child in children):
            remembered = any(child.remembered for child in children if child is not None)
            removed[parent] = Remove(parent, remembered)
            waiting.append(parent)
    covered = [edit for edit in listed if not isinstance(edit, Remove)]
    # What only comes with an edit goes without a trace.
    there = {path for path in removed if _is_entry(find_value(tree, path[:-1]), path[-1])}
    outermost = [edit for path, edit in removed.items() if path in there and not _is_inside(path, removed)]
    return (*(edit for edit in covered if not _is_inside((*edit.path, ""), removed)), *outermost)


def _is_entry(inside: Any, step: str | int) -> bool:
    return step in (range(len(inside)) if isinstance(inside, list) else inside or ())


def _is_inside(path: Path, removed: Mapping[Path, Remove]) -> bool:
    return any(path[:depth] in removed for depth in range(1, len(path)))

"""Where everything stands: a tree of marks beside the tree of values, looked up only when asked.

Nearly all texts are sound and nobody asks for their places, so no path and no location is made before
somebody looks one up.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from roadmap_engine.diagnostics import Location
from roadmap_engine.model.provenance import Path, Places

__all__ = ["Branch", "Mark", "MarkedEvent", "locate", "places_of"]


class YamlPosition(Protocol):
    """A position as PyYAML counts: from 0."""

    line: int
    column: int


class MarkedEvent(Protocol):
    """An event of PyYAML's parser."""

    start_mark: YamlPosition
    end_mark: YamlPosition


@dataclass(frozen=True, slots=True)
class Branch:
    """The marks of a mapping or a list.

    Attributes:
        start: the event that opens it.
        end: the event that closes it.
        entries: key, or position in a list, to the event of the key (none in a list) and the value's mark.
    """

    start: MarkedEvent
    end: MarkedEvent
    entries: dict[str | int, tuple[Any, Any]]


# A scalar's mark is its event.
Mark = MarkedEvent | Branch


def locate(file: str, mark: Mark) -> Location:
    """Give the place of a value or a key: all of it where it ends on its first line, else its beginning.

    A mapping over several lines begins with its first key, which is where the eye looks.
    """
    first, last = (mark.start, mark.end) if isinstance(mark, Branch) else (mark, mark)
    start, end = first.start_mark, last.end_mark
    if start.line == end.line:
        return Location(file, start.line + 1, start.column + 1, max(1, end.column - start.column))
    if isinstance(mark, Branch) and mark.entries:
        key, value = next(iter(mark.entries.values()))
        return locate(file, key if key is not None else value)
    return Location(file, start.line + 1, start.column + 1)


@dataclass(frozen=True, slots=True)
class _Lookup(Mapping[Path, Location]):
    """The places of all keys, or of all values, of one text."""

    file: str
    root: Mark
    of_keys: bool

    def __getitem__(self, path: Path) -> Location:
        key, value = _find(self.root, path)
        mark = key if self.of_keys else value
        if mark is None:
            raise KeyError(path)
        return locate(self.file, mark)

    def __iter__(self) -> Iterator[Path]:
        return (path for path, key, _ in _walk((), None, self.root) if not self.of_keys or key is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class _Literal(Container[Path]):
    """The paths of plain values on one line."""

    root: Mark

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple):
            return False
        try:
            _, mark = _find(self.root, path)
        except KeyError:
            return False
        if isinstance(mark, Branch) or getattr(mark, "style", None):
            return False
        return bool(mark.start_mark.line == mark.end_mark.line)


def places_of(file: str, root: Mark) -> Places:
    """Give the places of a composed text."""
    return Places(
        file,
        keys=_Lookup(file, root, of_keys=True),
        values=_Lookup(file, root, of_keys=False),
        literal=_Literal(root),
    )


def _find(root: Mark, path: Path) -> tuple[Any, Any]:
    key, mark = None, root
    for step in path:
        if not isinstance(mark, Branch):
            raise KeyError(path)
        key, mark = mark.entries[step]
    return key, mark


def _walk(path: Path, key: Any, mark: Mark) -> Iterator[tuple[Path, Any, Mark]]:
    yield path, key, mark
    if isinstance(mark, Branch):
        for step, (inner_key, inner) in mark.entries.items():
            yield from _walk((*path, step), inner_key, inner)

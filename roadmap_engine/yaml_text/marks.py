"""Where everything stands: a tree of marks beside the tree of values, looked up only when asked.

Nearly all texts are sound and nobody asks for their locations, so no path and no location is made before
somebody looks one up.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from roadmap_engine.diagnostics import Location
from roadmap_engine.model.provenance import Locations, Path

__all__ = ["Branch", "Extent", "Mark", "locate", "locations_of"]

Extent = tuple[int, int, int, int, bool]
"""From line and column to line and column, counted from 0, and whether the words stand there as they are."""


class Branch(NamedTuple):
    """The marks of a mapping or a list.

    Attributes:
        extent: from its first character to its last.
        entries: key, or position in a list, to the extent of the key (none in a list) and the value's mark.
    """

    extent: Extent
    entries: dict[str | int, tuple[Extent | None, Any]]


# Tuples of numbers and not the parser's own events: keeping those costs as much time as composing.
Mark = Extent | Branch


def locate(file: str, mark: Mark) -> Location:
    """Give the place of a value or a key: all of it where it ends on its first line, else its beginning.

    A mapping over several lines begins with its first key, which is where the eye looks.
    """
    line, column, end_line, end_column, _ = mark.extent if isinstance(mark, Branch) else mark
    if line == end_line:
        return Location(file, line + 1, column + 1, max(1, end_column - column))
    if isinstance(mark, Branch) and mark.entries:
        key, value = next(iter(mark.entries.values()))
        return locate(file, key if key is not None else value)
    return Location(file, line + 1, column + 1)


@dataclass(frozen=True, slots=True)
class _Lookup(Mapping[Path, Location]):
    """The locations of all keys, or of all values, of one text."""

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
        return not isinstance(mark, Branch) and bool(mark[4]) and mark[0] == mark[2]


def locations_of(file: str, root: Mark) -> Locations:
    """Give the locations of a composed text."""
    return Locations(
        file,
        keys=_Lookup(file, root, of_keys=True),
        values=_Lookup(file, root, of_keys=False),
        literal=_Literal(root),
    )


def _find(root: Mark, path: Path) -> tuple[Extent | None, Any]:
    key: Extent | None = None
    mark: Any = root
    for step in path:
        if not isinstance(mark, Branch):
            raise KeyError(path)
        key, mark = mark.entries[step]
    return key, mark


def _walk(path: Path, key: Extent | None, mark: Mark) -> Iterator[tuple[Path, Extent | None, Mark]]:
    yield path, key, mark
    if isinstance(mark, Branch):
        for step, (inner_key, inner) in mark.entries.items():
            yield from _walk((*path, step), inner_key, inner)

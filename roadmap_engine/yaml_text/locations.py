"""The locations of a composed text: a tree of raw ones beside the tree of values, looked up only when asked.

Nearly all texts are sound and nobody asks where anything stands in them, so no path and no location is made
before somebody looks one up.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from roadmap_engine.diagnostics import Location
from roadmap_engine.model.provenance import Locations, Path

__all__ = ["Branch", "Located", "RawLocation", "are_alike", "locate", "locations_of", "rename_locations"]

RawLocation = tuple[int, int, int, int, bool]
"""From line and column to line and column, counted from 0, and whether the words stand there as they are."""


class Branch(NamedTuple):
    """The raw locations of a mapping or a list.

    Attributes:
        whole: from its first character to its last.
        entries: key, or index in a list, to where the key stands (nowhere in a list) and the value.
    """

    whole: RawLocation
    entries: dict[str | int, tuple[RawLocation | None, Any]]


# Tuples of numbers and not the parser's own events: keeping those costs as much time as composing.
Located = RawLocation | Branch


def locate(file: str, located: Located) -> Location:
    """Give the location of a value or a key: all of it where it ends on its first line, else its beginning.

    A mapping over several lines begins with its first key, which is where the eye looks.
    """
    line, column, end_line, end_column, _ = located.whole if isinstance(located, Branch) else located
    if line == end_line:
        return Location(file, line + 1, column + 1, max(1, end_column - column))
    if isinstance(located, Branch) and located.entries:
        key, value = next(iter(located.entries.values()))
        return locate(file, key if key is not None else value)
    return Location(file, line + 1, column + 1)


@dataclass(frozen=True, slots=True)
class _Lookup(Mapping[Path, Location]):
    """The locations of all keys, or of all values, of one text."""

    file: str
    root: Located
    of_keys: bool
    # A text that many stand on is asked for the same places by each of them.
    _told: dict[Path, Location] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getitem__(self, path: Path) -> Location:
        told = self._told.get(path)
        if told is None:
            key, value = _find(self.root, path)
            located = key if self.of_keys else value
            if located is None:
                raise KeyError(path)
            told = self._told[path] = locate(self.file, located)
        return told

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple):
            return False
        located: Any = self.root
        key: RawLocation | None = None
        for step in path:
            if not isinstance(located, Branch) or step not in located.entries:
                return False
            key, located = located.entries[step]
        return not self.of_keys or key is not None

    def __iter__(self) -> Iterator[Path]:
        return (path for path, key, _ in _walk((), None, self.root) if not self.of_keys or key is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class _Literal(Container[Path]):
    """The paths of plain values on one line."""

    root: Located

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple):
            return False
        try:
            _, located = _find(self.root, path)
        except KeyError:
            return False
        return not isinstance(located, Branch) and bool(located[4]) and located[0] == located[2]


def locations_of(file: str, root: Located) -> Locations:
    """Give the locations of a composed text."""
    return Locations(
        file,
        keys=_Lookup(file, root, of_keys=True),
        values=_Lookup(file, root, of_keys=False),
        literal=_Literal(root),
    )


def rename_locations(locations: Locations, file: str) -> Locations:
    """Give the locations of the same text in a file of another name."""
    keys, values = (
        _Lookup(file, each.root, of_keys=each.of_keys) if isinstance(each, _Lookup) else each
        for each in (locations.keys, locations.values)
    )
    return replace(locations, file=file, keys=keys, values=values)


def are_alike(one: Locations, other: Locations, apart: Container[str]) -> bool:
    """Tell whether two texts have everything at the same places, whatever their files are called.

    Args:
        one: of a composed text.
        other: of another.
        apart: keys at the top whose places do not count.
    """
    if not (isinstance(one.values, _Lookup) and isinstance(other.values, _Lookup)):
        return False
    here, there = one.values.root, other.values.root
    if not (isinstance(here, Branch) and isinstance(there, Branch)):
        return False
    return [each for each in here.entries.items() if each[0] not in apart] == [
        each for each in there.entries.items() if each[0] not in apart
    ]


_Step = tuple[Path, RawLocation | None, Located]


def _find(root: Located, path: Path) -> tuple[RawLocation | None, Any]:
    key: RawLocation | None = None
    located: Any = root
    for step in path:
        if not isinstance(located, Branch):
            raise KeyError(path)
        key, located = located.entries[step]
    return key, located


def _walk(path: Path, key: RawLocation | None, located: Located) -> Iterator[_Step]:
    yield path, key, located
    if isinstance(located, Branch):
        for step, (inner_key, inner) in located.entries.items():
            yield from _walk((*path, step), inner_key, inner)

"""Where things stand in the texts: the location of every value, and the layer each value came from.

A path is the way from the top of a text to a value: keys and indices, as in
`("stages", 0, "measures", 3, "deadline")`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from roadmap_engine.diagnostics import Location

__all__ = ["NOWHERE", "Locations", "Origin", "Path", "rename_file"]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Locations:
    """The locations of one text: of each key, and of each value.

    Attributes:
        file: the name the text is known by to its reader.
        keys: path of an entry to the location of its key.
        values: path of an entry to the location of its value.
        literal: paths of values that stand in the text letter by letter on one line, so that a
            column inside the value is one in the file.
    """

    file: str
    keys: Mapping[Path, Location] = field(default_factory=dict)
    values: Mapping[Path, Location] = field(default_factory=dict)
    literal: Container[Path] = frozenset()

    def of_value(self, path: Path) -> Location:
        """Location of the value at a path, or of the nearest thing around it that is written."""
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return self.values.get((), Location(self.file))

    def of_key(self, path: Path) -> Location:
        """Location of the key at a path, or of the nearest thing around it that is written."""
        return self.keys.get(path) or self.of_value(path)

    def inside(self, path: Path, span: tuple[int, int] | None) -> Location:
        """Location of a part of the value at a path; the whole value where the part cannot be located."""
        whole = self.of_value(path)
        if span is None or path not in self.literal:
            return whole
        start, end = span
        # A quoted value begins one character before its text; `literal` holds only plain ones.
        return Location(whole.file, whole.line, whole.column + start, max(1, end - start))


NOWHERE = Locations("")
"""The locations of a text that was never a file."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which layer a value came from.

    Attributes:
        layer: the layer's id.
        location: where, in its text.
        items: the locations of the items, where the value is a list.
    """

    layer: str
    location: Location
    items: tuple[Location, ...] = ()

    def renamed(self, layer: str, files: Mapping[str, str]) -> Origin:
        """Give it under another name of its layer, in files called otherwise."""
        items = tuple(rename_file(each, files) for each in self.items) if self.items else ()
        return Origin(layer, rename_file(self.location, files), items)


def rename_file(location: Location, files: Mapping[str, str]) -> Location:
    """Give a place in a file that is called otherwise."""
    file = files.get(location.file)
    return location if file is None else Location(file, location.line, location.column, location.length)

"""What is merged down a column of a table stands in all its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap_engine.importing.registry_tables import Line
from roadmap_engine.importing.workbook_parts import Area

__all__ = ["find_merged_down", "spread_down"]


def find_merged_down(areas: Iterable[Area], head: int, width: int) -> Mapping[int, Sequence[Area]]:
    """Give what is merged down one of the columns below their captions, by its first row.

    Args:
        areas: of the table.
        head: the row of the captions.
        width: how many columns they are.
    """
    begun: dict[int, list[Area]] = {}
    for area in areas:
        top, left, _bottom, right = area
        if top > head and left == right <= width:
            begun.setdefault(top, []).append(area)
    return begun


def spread_down(lines: Sequence[Line], merged: Mapping[int, Sequence[Area]]) -> Iterator[Line]:
    """Put what stands in a cell that is merged down a column into all its rows."""
    spread: dict[int, tuple[int, str]] = {}
    for number, cells in lines:
        row = list(cells)
        for place, (bottom, text) in spread.items():
            if number <= bottom:
                row += [""] * (place + 1 - len(row))
                row[place] = row[place] or text
        for _top, column, bottom, _right in merged.get(number, ()):
            if column <= len(row) and row[column - 1]:
                spread[column - 1] = bottom, row[column - 1]
        yield number, tuple(row)

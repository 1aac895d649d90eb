"""The columns of a table: what each holds, by the rows of captions over it.

A column reaches over grid columns, because a caption may be wider than the cells under it. A table without
captions goes on with the columns of the one before it, if it fits; else its columns are guessed by what
stands in them, and only when every guess is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.importing.captions import (
    LONGEST_CAPTION,
    Meaning,
    join_caption,
    normalise_caption,
    recognise_caption,
)
from roadmap_engine.importing.manuscript import Cell, Row, Table

__all__ = ["Column", "Header", "is_repeated", "read_columns", "stretch_columns"]

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan.

    Attributes:
        first, last: of its grid columns, the last one included.
        meaning: what it holds.
        caption: the words over it, of both rows where there are two.
        guessed: whether it is taken for the measures because nothing else could be them.
    """

    first: int
    last: int
    meaning: Meaning
    caption: str
    guessed: bool = False

    def text_of(self, row: Row, *, inherited: bool = True) -> str:
        """Give what a row has in the column.

        Args:
            row: the row.
            inherited: whether a cell merged from above counts.
        """
        cells = (cell for cell in self.cells_of(row) if inherited or cell.row == row.index)
        return "\n".join(cell.text for cell in cells if cell.text)

    def cells_of(self, row: Row) -> Iterator[Cell]:
        """Give the cells of a row that begin in the column."""
        return (cell for cell in row.own_cells() if self.first <= cell.column <= self.last)


@dataclass(frozen=True, slots=True)
class Header:
    """The captions of a table: where they stand, and the columns under them."""

    first: int
    height: int
    columns: tuple[Column, ...]


def is_repeated(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row says the captions again, as at the top of a page: each cell over its own column.

    The second row of a two-row head has parts of the captions alone.
    """
    filled = row.filled()
    if not filled or any(len(cell.text) > LONGEST_CAPTION for cell in filled):
        return False
    if len(filled) < _FEWEST and recognise_caption(filled[0].text) is not Meaning.NUMBER:
        return False
    return all(_says_caption(cell, columns) for cell in filled)


def _says_caption(cell: Cell, columns: Sequence[Column]) -> bool:
    over = [c for c in columns if c.first < cell.column + cell.columns and c.last >= cell.column]
    text = normalise_caption(cell.text)
    if any(text == normalise_caption(column.caption) for column in over):
        return True
    known = {word for column in over for word in normalise_caption(column.caption).split()}
    return bool(text) and recognise_caption(cell.text) is not None and set(text.split()) <= known


def read_columns(rows: Sequence[Row]) -> Iterable[Column]:
    """Give the columns under captions of one or more rows, from left to right."""
    place, width = 0, len(rows[0].cells)
    while place < width:
        cells = list(dict.fromkeys(row.cells[place] for row in rows))
        last = min(cell.column + cell.columns - 1 for cell in cells)
        parts = list(dict.fromkeys(cell.text for cell in cells if cell.text))
        caption = " ".join(join_caption(part) for part in parts)
        meaning = _meaning(parts)
        if caption or meaning is not Meaning.UNKNOWN:
            yield Column(place, last, meaning, caption)
        place = last + 1


def _meaning(parts: Sequence[str]) -> Meaning:
    """Tell what a column holds by its captions, the lowest first: «Сроки» over «начало» is a beginning."""
    found = [meaning for part in reversed(parts) if (meaning := recognise_caption(part)) is not None]
    if not found:
        return Meaning.UNKNOWN
    lowest, highest = found[0], found[-1]
    if lowest in (Meaning.START, Meaning.FINISH, Meaning.ACTUAL, Meaning.MONTH, Meaning.YEAR):
        return lowest
    # «Ответственные» over «школа» and «район»: what the upper caption says.
    return lowest if highest is Meaning.UNKNOWN else highest


def stretch_columns(columns: Sequence[Column], table: Table) -> tuple[Column, ...] | None:
    """Lay known columns over a table that has no captions of its own; None where they do not fit."""
    if columns and table.width == columns[-1].last + 1:
        return tuple(columns)
    for row in table.rows:
        cells: tuple[Cell, ...] = tuple(row.own_cells())
        if len(cells) == len(columns):
            return tuple(
                Column(cell.column, cell.column + cell.columns - 1, column.meaning, column.caption)
                for cell, column in zip(cells, columns, strict=True)
            )
    return None

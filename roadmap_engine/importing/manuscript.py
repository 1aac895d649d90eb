"""What a Word or Excel file comes to before anybody asks what it means: paragraphs, and tables of cells.

Every row of a table has a cell for each of its grid columns; a merged cell stands in all of its places.
Rows are numbered as a person counts them: from 1 in a Word table, as in the margin of an Excel sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Block", "Cell", "Manuscript", "Paragraph", "Row", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its text, one line for each paragraph and line break.

    Attributes:
        row, column: of its upper left corner in the grid, from 0.
        rows, columns: how far it is merged.
        bold: whether all of its words are.
        fault: the error that is shown in place of its value, «#REF!»; it has no text then.
        figure: whether its value is a number, which Excel may have changed on the way in.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    bold: bool = False
    fault: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number for people, its place in the grid, a cell for every column."""

    number: int
    index: int
    cells: tuple[Cell, ...]

    def own_cells(self) -> Iterator[Cell]:
        """Give each cell that is seen in the row once, from left to right."""
        seen: set[tuple[int, int]] = set()
        for cell in self.cells:
            if (cell.row, cell.column) not in seen:
                seen.add((cell.row, cell.column))
                yield cell

    def filled(self) -> tuple[Cell, ...]:
        """Give the cells that begin in this row and say something."""
        return tuple(cell for cell in self.own_cells() if cell.row == self.index and cell.text)

    def words(self) -> str:
        """Give all that the row says, on one line."""
        return " ".join(" ".join(cell.text.split()) for cell in self.filled())


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document, or the used part of a sheet.

    Attributes:
        number: from 1, in the order of reading.
        name: of the sheet; empty in a Word document.
    """

    number: int
    rows: tuple[Row, ...]
    name: str = ""

    @property
    def width(self) -> int:
        """How many columns the grid has."""
        return len(self.rows[0].cells) if self.rows else 0


Side = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph beside the tables.

    Attributes:
        text: with its number, where Word counts it.
        bold: whether all of its words are.
        side: of the page it stands on.
        source: the table and the row it stands in, of a cell that is no part of a plan.
    """

    text: str
    bold: bool = False
    side: Side = "left"
    source: tuple[int, int] | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file taken apart: its blocks in the order of reading.

    Attributes:
        unread: places of cells whose formula has no value kept beside it.
        hidden: how many rows, columns and sheets its author hid; nothing of them is read.
    """

    blocks: tuple[Block, ...]
    unread: tuple[str, ...] = ()
    hidden: int = 0

    def tables(self) -> tuple[Table, ...]:
        """Give the tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

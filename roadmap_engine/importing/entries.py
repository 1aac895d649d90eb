"""What the rows of a plan become: sections with a heading, each with measures, each as its cells have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.layout import Column, Header
from roadmap_engine.importing.manuscript import Row, Table

__all__ = ["Entry", "EntryRow", "PlanTable", "Section", "own_text"]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table that is a plan or a part of one.

    Attributes:
        headers: captions inside the table, with the columns under them.
        columns: of the rows above the first of them; empty where a table begins with captions.
        heading: of the paragraph over the table, where the tables of a plan have headings of their own.
        heading_source: the table and the row of the heading, where it is no paragraph.
    """

    table: Table
    headers: tuple[Header, ...]
    columns: tuple[Column, ...] = ()
    heading: str = ""
    heading_source: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A row that a measure is made of: where it stands, all it says, what it says where deadlines stand."""

    table: int
    number: int
    words: str
    deadline: str


@dataclass(slots=True)
class Entry:
    """A measure as its rows have it.

    Attributes:
        table, row: where it begins, as a person counts.
        texts: the words of each column, by the column's place among the columns.
        remarks: what is told about it, each about a column or about all of it.
        rows: that it is made of.
        figures: columns whose cell has a number for its value, not a text.
        point: the number of the point of an order, where it is no row of a table.
    """

    table: int
    row: int
    columns: tuple[Column, ...]
    texts: dict[int, str]
    remarks: list[tuple[Meaning | None, Problem]] = field(default_factory=list)
    rows: list[EntryRow] = field(default_factory=list)
    figures: frozenset[Meaning] = frozenset()
    point: str = ""

    def get(self, meaning: Meaning) -> str:
        """Give the words of the first column with a meaning."""
        return next((self.texts.get(i, "") for i, c in enumerate(self.columns) if c.meaning is meaning), "")


@dataclass(slots=True)
class Section:
    """A heading with the measures under it.

    Attributes:
        heading: as printed, its number before a tab where it has a cell of its own; empty where no heading
            was seen.
        above: headings that stand over this one with no measure between.
        table, row: where the heading stands, as a person counts.
        sources: the tables and rows that are headings: this one and those over it.
    """

    heading: str
    above: tuple[str, ...] = ()
    table: int = 0
    row: int = 0
    entries: list[Entry] = field(default_factory=list)
    sources: tuple[tuple[int, int], ...] = ()


def own_text(row: Row, columns: Sequence[Column], meaning: Meaning) -> str:
    """Give what a row itself has in the first column with a meaning, nothing that is merged from above."""
    return next((c.text_of(row, inherited=False) for c in columns if c.meaning is meaning), "")

"""A filled-in tracker as it was read: what stands in which cell, and what it held when the workbook was made.

Whoever reads a workbook gives this, whoever joins it with a plan and its log takes it: nothing here knows
what kind of file it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frozendict import frozendict

from roadmap_engine.model.filled_tracker import CELL_NAMES, STATUSES, HandCells, StrayRow
from roadmap_engine.model.tracker_cells import Baseline, CellValue, mark_cell

__all__ = ["Place", "ReadRow", "ReadTracker", "SheetCopy"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in its workbook.

    Attributes:
        line: its number, from 1.
        columns: the letters of its cells by their names; a cell whose column was removed has none.
    """

    sheet: str = ""
    line: int = 0
    columns: Mapping[str, str] = frozendict()

    def address(self, name: str = "") -> str:
        """Give the address of a cell as a workbook writes it; of one without a column that of the row.

        >>> Place("Мой план", 5, {"status": "I"}).address("status")
        "'Мой план'!I5"
        """
        sheet = self.sheet if self.sheet.isalnum() else f"'{self.sheet}'"
        return f"{sheet}!{self.columns.get(name, '')}{self.line}"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the sheet «План».

    Attributes:
        id: empty where its cell is.
        cells: what stands there, whoever wrote it.
        base: what stood there when the workbook was made.
        place: where it stands.
        extra: what stands beside it in columns that people added, by their place among these.
    """

    id: str
    number: str
    title: str
    deadline: str
    cells: HandCells
    base: Baseline = field(default_factory=Baseline)
    place: Place = field(default_factory=Place)
    extra: Mapping[int, CellValue] = frozendict()

    @property
    def waits(self) -> bool:
        """Whether it is the row of a measure that waits for its date."""
        return bool(self.id) and not self.id.partition("#")[2]

    def marks(self, *, waits: bool = False) -> Mapping[str, str]:
        """Give what each cell is compared by, of those that the workbook has a column for.

        The days of a row whose baseline does not know them are the plan's, unless it waits for its date.

        Args:
            waits: whether that is known of it from elsewhere.
        """
        found = {name: mark_cell(value) for name, value in self.cells.by_name().items()}
        found["status"] = found["status"] or STATUSES[0]
        knows_days = self.base.has_days or waits or self.waits or (not self.id and self.base.is_kept)
        if not knows_days:
            found = {name: mark for name, mark in found.items() if name not in ("start", "due")}
        if self.place.columns:
            found = {name: mark for name, mark in found.items() if name in self.place.columns}
        return found

    def base_mark(self, name: str) -> str:
        """Give what a cell held when the workbook was made."""
        return self.base.mark(name, STATUSES[0] if name == CELL_NAMES[0] else "")

    def changed(self, *, waits: bool = False) -> tuple[str, ...]:
        """Name the cells that hold something else than when the workbook was made."""
        return tuple(name for name, mark in self.marks(waits=waits).items() if mark != self.base_mark(name))


@dataclass(frozen=True, slots=True)
class SheetCopy:
    """A sheet that is a copy of «План», with its rows."""

    sheet: str
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class ReadTracker:
    """A tracker as it was read.

    Attributes:
        plan: the id of the plan it belongs to; empty where the workbook does not say.
        has_ids: whether the hidden column of ids is still there.
        stray: the rows of the sheet «Снято с плана».
        left: cells that cannot be carried into the next workbook: too far away, or above the table.
        captions: of columns of the roadmap's own that something is filled into, by the column's name.
        columns: captions of the columns that people added; empty where there is none.
        sheets: that people added, as lines of values by the sheet's name; copies of «План» too.
        copies: those of them that are copies of «План», read.
        years: the school years of its plan, where the workbook says so.
        export: the id of the export it was made by, where the workbook says so.
    """

    plan: str
    rows: tuple[ReadRow, ...]
    has_ids: bool
    stray: tuple[StrayRow, ...] = ()
    left: tuple[str, ...] = ()
    captions: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    sheets: Mapping[str, tuple[tuple[CellValue, ...], ...]] = field(default_factory=dict)
    copies: tuple[SheetCopy, ...] = ()
    years: tuple[str, ...] = ()
    export: str = ""

"""The cells of a row three times: when the workbook was made, as the log has them now, as the file does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.model.filled_tracker import HandCells
from roadmap_engine.model.read_tracker import ReadRow
from roadmap_engine.model.tracker_cells import mark_cell

__all__ = ["Compared", "compare_cells"]

_DAYS = ("start", "due")


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of the cells of a row, by their names.

    Attributes:
        edited: changed in the file, and not since in the log.
        moved: changed in the file, and to something else in the log.
        now: what each cell of the plan and the log is compared by.
    """

    edited: tuple[str, ...]
    moved: tuple[str, ...]
    now: Mapping[str, str]

    @property
    def unread(self) -> tuple[str, ...]:
        """Those that hold what the log does not know."""
        return (*self.edited, *self.moved)


def compare_cells(row: ReadRow, now: HandCells) -> Compared:
    """Compare the cells of a row.

    What only the log has changed, and what both have changed to the same, is neither edited nor moved. A day
    that was written into a row that waited gives way to the one that it has got since.

    Args:
        row: as it was read, with what it held when the workbook was made.
        now: what the plan and the log say.
    """
    marks = {name: mark for name, value in now.by_name().items() if (mark := mark_cell(value))}
    edited: list[str] = []
    moved: list[str] = []
    waits = now.start is None and now.due is None
    found = row.marks(waits=waits)
    for name in row.changed(waits=waits):
        base, log = row.base_mark(name), marks.get(name, "")
        if found[name] == log or (name in _DAYS and not base and log):
            continue
        (edited if base == log else moved).append(name)
    return Compared(tuple(edited), tuple(moved), marks)

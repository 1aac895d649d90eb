"""The cells of a roadmap's own columns, in the words that its table prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.model import Assignee, ColumnKind, Roadmap
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.definitions import CELL_KINDS, Column
from roadmap_engine.model.fields import FieldKind, field_of
from roadmap_engine.model.plan_measure import VALUED_COLUMNS
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.planning.drawing.staffing import name_assignees, print_assignees

__all__ = ["draw_cells", "kind_of_cells"]


def draw_cells(
    cells: Mapping[str, tuple[str, ...]],
    roadmap: Roadmap,
    values: Mapping[str, str],
    staff: dict[str, Assignee | None] | None,
) -> Iterator[tuple[str, str]]:
    """Give the words of a measure's cells by the names of their columns.

    Args:
        cells: as written; one of no column, or of another kind than its column, is nothing to print, and the
            checks tell it.
        roadmap: whose columns and roles they are.
        values: what stands in gaps.
        staff: who fills the roles; None where a published text is printed.
    """
    for name, written in cells.items():
        column = roadmap.own_columns.get(name)
        words = print_cell(column.holds, written) if column is not None and column.holds is not None else None
        if column is None or words is None:
            continue
        if column.holds is FieldKind.ROLES:
            words = print_assignees(name_assignees(written, roadmap, staff), column.separator)
        yield name, fill_gaps(words, values)


def kind_of_cells(column: Column) -> ColumnKind | None:
    """Tell what the cells of a column hold; None for a field that a plan's measure has as a value too."""
    field = field_of(column.field)
    if field is None or column.field in VALUED_COLUMNS:
        return column.kind
    return next(kind for kind, holds in CELL_KINDS.items() if holds is field.kind)

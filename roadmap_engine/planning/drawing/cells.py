"""The cells of a roadmap's own columns, in the words that its table prints; and the documents of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from roadmap_engine.model import Assignee, ColumnKind, Measure, PlanOutput, Roadmap, Stage
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.definitions import CELL_KINDS, Column
from roadmap_engine.model.fields import FieldKind, field_of
from roadmap_engine.model.numbering import end_alike, measure_numbers
from roadmap_engine.model.plan_measure import VALUED_COLUMNS
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.planning.drawing.staffing import Staff, name_approvers, name_assignees, print_assignees
from roadmap_engine.russian import lower_first

__all__ = ["draw_cells", "draw_outputs", "kind_of_cells", "list_names", "number_rows"]


def draw_cells(
    cells: Mapping[str, tuple[str, ...]],
    roadmap: Roadmap,
    values: Mapping[str, str],
    staff: Staff | None,
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
            words = print_assignees(name_assignees(written, roadmap, staff), _parting(name, roadmap, staff))
        yield name, fill_gaps(words, values)


def _parting(field: str, roadmap: Roadmap, staff: Staff | None) -> str:
    """Give what parts the names in a column's cells.

    A scan lists people one under another, and in one line only blanks are left of that: a published table
    keeps them, a school's own plan has commas. A line break parts them well enough.
    """
    written = next((column.separator for column in roadmap.columns if column.field == field), ", ")
    return written if staff is None or written.strip(" \u00a0") else ", "


def list_names(
    participants: Iterable[Assignee],
    responsible: Iterable[Assignee],
    outputs: Sequence[PlanOutput],
    roadmap: Roadmap,
    staff: Staff | None,
) -> dict[str, str]:
    """Give the words of the cells that list people and documents, one sentence each in a school's plan."""
    titles = [each.title for each in outputs]
    return {
        "participants": print_assignees(participants, _parting("participants", roadmap, staff)),
        "responsible": print_assignees(responsible, _parting("responsible", roadmap, staff)),
        "output": ", ".join(titles if staff is None else [*titles[:1], *map(lower_first, titles[1:])]),
    }


def number_rows(stage: Stage, place: int, *, published: bool) -> Iterator[tuple[Measure, str]]:
    """Give a stage's measures with their numbers, which in a school's own plan end alike."""
    numbers = measure_numbers(stage, place)
    yield from zip(stage.measures, numbers if published else end_alike(numbers), strict=True)


def draw_outputs(
    names: Iterable[str],
    roadmap: Roadmap,
    staff: Staff | None,
    write: Callable[[str, str, str], str],
) -> tuple[PlanOutput, ...]:
    """Give the documents that a measure ends in.

    Args:
        names: of the documents; an unknown one was reported by the checks.
        roadmap: defines them.
        staff: who fills the roles; None where a published text is printed.
        write: gives words as the plan has them, of a thing and its field.
    """
    return tuple(
        PlanOutput(
            id=name,
            title=write(output.title, f"outputs.{name}", "title"),
            template=output.template,
            approval=name_approvers(output.approval, roadmap, staff),
            made_by=name_assignees(output.made_by, roadmap, staff),
        )
        for name in names
        if (output := roadmap.outputs.get(name)) is not None
    )


def kind_of_cells(column: Column) -> ColumnKind | None:
    """Tell what the cells of a column hold; None for a field that a plan's measure has as a value too."""
    field = field_of(column.field)
    if field is None or column.field in VALUED_COLUMNS:
        return column.kind
    return next(kind for kind, holds in CELL_KINDS.items() if holds is field.kind)

"""What the cells of the table print: the fields of a measure in the words of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frozendict import frozendict

from roadmap_engine.model import Assignee, Column, ColumnField, Output
from roadmap_engine.planning.staffing import print_assignees

__all__ = ["print_cells"]


def print_cells(
    columns: Iterable[Column],
    *,
    number: str,
    title: str,
    participants: tuple[Assignee, ...],
    deadline: str,
    responsible: tuple[Assignee, ...],
    result: str | None,
    outputs: tuple[Output, ...],
    as_printed: Mapping[ColumnField, str],
) -> Mapping[str, str]:
    """Print one row: text by caption, in the order of the columns.

    Args:
        columns: the table's columns.
        number: as it stands in the row, with its full stop.
        title, result: with their gaps filled.
        participants, responsible: in the order of the cell.
        deadline: the words of the deadline.
        outputs: with their gaps filled.
        as_printed: what the published print has instead; empty for a school's plan.
    """
    texts: dict[ColumnField, str] = {
        "number": number,
        "title": title,
        "participants": print_assignees(participants),
        "deadline": deadline,
        "responsible": print_assignees(responsible),
        "result": result or "",
        "output": ", ".join(output.title for output in outputs),
    }
    return frozendict(
        {column.caption: as_printed.get(column.field, texts[column.field]) for column in columns}
    )

"""A table inside an order or its appendix: an example of a list, a form to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from roadmap_engine.model.base import Frozen, Line

__all__ = ["OrderTable", "TableColumn"]

Cells = tuple[Annotated[str, Field(max_length=10_000)], ...]


class TableColumn(Frozen):
    """A column, or several under one heading: «Учебные предметы: русский язык, математика …»."""

    title: Line
    columns: tuple[Line, ...] = ()


def _title_alone(value: Any) -> Any:
    return {"title": value} if isinstance(value, str | int) else value


class OrderTable(Frozen):
    """A table as its source prints it.

    Attributes:
        label: what stands over it at the right, «Таблица 1».
        title: its name.
        rows: the cells from the left; what a row does not say is empty.
    """

    label: Line | None = None
    title: Line | None = None
    columns: Annotated[
        tuple[
            Annotated[TableColumn, BeforeValidator(_title_alone, json_schema_input_type=str | TableColumn)],
            ...,
        ],
        Field(min_length=1),
    ]
    rows: tuple[Cells, ...] = ()

    def captions(self) -> tuple[str, ...]:
        """Give the lowest heading over every column, from the left."""
        return tuple(caption for column in self.columns for caption in (column.columns or (column.title,)))

    def filled_rows(self) -> tuple[Cells, ...]:
        """Give every row with as many cells as there are columns.

        >>> OrderTable(columns=("№", "Класс"), rows=(("1",),)).filled_rows()
        (('1', ''),)
        """
        width = len(self.captions())
        return tuple(_fill(row, width) for row in self.rows)


def _fill(row: Sequence[str], width: int) -> Cells:
    return (*row[:width], *("" for _ in range(width - len(row))))

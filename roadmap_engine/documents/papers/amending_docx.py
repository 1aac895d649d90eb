"""An amending order → amending-order.docx: the words of an order, and the changed rows as its appendix.

The words are those of any order, prepared as such; here the appendix is put beside them. An order that
changes no row needs no appendix, and is printed as any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from roadmap_engine.documents.table_cells import TABLE_CELLS, describe_cells, likened_columns, tag_of
from roadmap_engine.documents.word.fields import Listing, Record, Text
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.model.amending_order import AmendingAppendix
from roadmap_engine.russian import typeset

__all__ = ["APPENDIX_FIELDS", "add_appendix", "amending_shape"]


def _appendix_fields(cells: Mapping[str, Text]) -> Record:
    rows = Listing("изменённые и новые строки", Record.of("мероприятие", **cells))
    return Record.of(
        "приложение",
        stamp=Listing("строки отметки о приложении", Text("строка", "к приказу МБОУ «СОШ № 12»")),
        title=Text("наименование приложения", "Изменения в приложение к приказу от 31.05.2027 № 214-од"),
        head=Record.of("шапка таблицы", **cells),
        stages=Listing(
            "этапы, в которых что-то изменилось",
            Record.of("этап", heading=Text("номер и название", "1. Аналитический этап"), rows=rows),
        ),
    )


APPENDIX_FIELDS = _appendix_fields(TABLE_CELLS)
"""What a template of an amending order may ask for beside what any order has."""


def amending_shape(order: Record, appendix: Record = APPENDIX_FIELDS) -> Record:
    """Give what a template of an amending order may ask for: what any order has, and the appendix."""
    return Record.of("приказ о внесении изменений", **order.fields, **appendix.fields)


def add_appendix(order: Filling, appendix: AmendingAppendix) -> Filling:
    """Put the appendix beside an order that is ready for its template."""
    cells = describe_cells(appendix.fields, appendix.columns) if appendix.own else TABLE_CELLS
    fitting = dataclasses.replace(
        order.fitting,
        shape=amending_shape(order.fitting.shape, _appendix_fields(cells)),
        columns=tuple(map(tag_of, appendix.fields)),
        likened=likened_columns(appendix.own, dict(zip(appendix.fields, appendix.columns, strict=True))),
    )
    return dataclasses.replace(order, fitting=fitting, values={**order.values, **_values(appendix)})


def _values(appendix: AmendingAppendix) -> dict[str, Any]:
    captions = tuple(zip(map(tag_of, appendix.fields), appendix.columns, strict=True))
    return {
        "stamp": [typeset(line) for line in appendix.stamp],
        "title": typeset(appendix.title),
        "head": dict(captions),
        "stages": [
            {
                "heading": stage.heading,
                "rows": [
                    {name: typeset(row.get(caption, "")) for name, caption in captions} for row in stage.rows
                ],
            }
            for stage in appendix.stages
        ],
    }

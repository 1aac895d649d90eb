"""An amending order → amending-order.docx: the words of an order, and the changed rows as its appendix.

The words are those of any order, prepared as such; here the appendix is put beside them. An order that
changes no row needs no appendix, and is printed as any other.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from roadmap_engine.documents.word import Filling, Listing, Record, Text
from roadmap_engine.model import COLUMN_CAPTIONS
from roadmap_engine.model.amending_order import AmendingAppendix
from roadmap_engine.russian import typeset

__all__ = ["APPENDIX_FIELDS", "add_appendix", "amending_shape"]

_CELLS = {name: Text(f"ячейка столбца «{caption}»", caption) for name, caption in COLUMN_CAPTIONS.items()}

APPENDIX_FIELDS = Record.of(
    "приложение",
    stamp=Listing("строки отметки о приложении", Text("строка", "к приказу МБОУ «СОШ № 12»")),
    title=Text("наименование приложения", "Изменения в приложение к приказу от 31.05.2027 № 214-од"),
    head=Record.of("шапка таблицы", **_CELLS),
    stages=Listing(
        "этапы, в которых что-то изменилось",
        Record.of(
            "этап",
            heading=Text("номер и название", "1. Аналитический этап"),
            rows=Listing("изменённые и новые строки", Record.of("мероприятие", **_CELLS)),
        ),
    ),
)
"""What a template of an amending order may ask for beside what any order has."""


def amending_shape(order: Record) -> Record:
    """Give what a template of an amending order may ask for: what any order has, and the appendix."""
    return Record.of("приказ о внесении изменений", **order.fields, **APPENDIX_FIELDS.fields)


def add_appendix(order: Filling, appendix: AmendingAppendix) -> Filling:
    """Put the appendix beside an order that is ready for its template."""
    shape = amending_shape(order.fitting.shape)
    fitting = dataclasses.replace(order.fitting, shape=shape, columns=appendix.fields)
    return dataclasses.replace(order, fitting=fitting, values={**order.values, **_values(appendix)})


def _values(appendix: AmendingAppendix) -> dict[str, Any]:
    captions = tuple(zip(appendix.fields, appendix.columns, strict=True))
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

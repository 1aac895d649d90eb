"""A row with some of its fields anew, as a layer, an update or what is settled changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from frozendict import frozendict

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.fields import CELLS, FIELDS, Field, FieldKind
from roadmap_engine.model.measure import Measure, Stage

__all__ = ["with_values"]

RowT = TypeVar("RowT", Measure, Stage, Measure | Stage)


def with_values(row: RowT, values: Mapping[Field, Any], *, alone: bool = False) -> RowT:
    """Give a row with some fields anew.

    A cell of the published print belongs to the words it was a misprint of: where those are new, it is gone.
    So is what depends on another field, as the words of the order do on the title. The roadmap's own columns
    change cell by cell; None takes a cell out.

    Args:
        row: a measure or a stage.
        values: the fields that are given, none of them one that the row cannot have.
        alone: whether nothing else goes with them, as where a row is put back to what it was.
    """
    anew = {field.name: value for field, value in values.items() if not field.own}
    stale = {
        field.name: None for field in FIELDS if field.depends_on in anew and field.fits(row) and not alone
    }
    prints: Mapping[str, str] = next(
        (value for field, value in values.items() if field.kind is FieldKind.PRINTS), {}
    )
    kept = {str(column): words for column, words in row.as_printed.items() if alone or column not in anew}
    fields: dict[str, Any] = {**stale, **anew, "as_printed": frozendict({**kept, **prints})}
    cells = {field.name: value for field, value in values.items() if field.own}
    if cells and isinstance(row, Measure):
        joined = {**row.cells, **cells}
        fields[CELLS] = frozendict({name: value for name, value in joined.items() if value is not None})
    return with_fields(row, **fields)

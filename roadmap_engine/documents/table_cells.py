"""The columns of a plan's table as a Word template names them, those of a roadmap's own among them.

A field that every roadmap has is called by its name, `{{ row.title }}`. A column of a roadmap's own no
template knows beforehand: it is shown in the look of a column of the like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from roadmap_engine.documents.word.fields import Text
from roadmap_engine.model import COLUMN_CAPTIONS, ColumnKind

__all__ = ["TABLE_CELLS", "describe_cells", "likened_columns", "tag_of"]


def tag_of(field: str) -> str:
    """Give what a template calls a column.

    >>> tag_of("responsible"), tag_of("done-mark")
    ('responsible', 'own_done_mark')
    """
    return field if field in COLUMN_CAPTIONS else f"own_{field.replace('-', '_')}"


def describe_cells(fields: Sequence[str], captions: Sequence[str]) -> dict[str, Text]:
    """Say what the cells of a table are, those of any plan among them."""
    named = {**COLUMN_CAPTIONS, **dict(zip(fields, captions, strict=True))}
    return {tag_of(name): Text(f"ячейка столбца «{words}»", words) for name, words in named.items()}


_NARROW = 8
"""Letters of the longest word that a column of days has room for."""
TABLE_CELLS = describe_cells((), ())
"""What a template may ask for of a row of any plan."""


def likened_columns(
    own: Mapping[str, ColumnKind], captions: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Give for each column of a roadmap's own the one whose look it takes.

    Args:
        own: what their cells hold, by the field.
        captions: the words over them, by the field.
    """
    return tuple((tag_of(field), _look_of(kind, captions.get(field, ""))) for field, kind in own.items())


def _look_of(kind: ColumnKind, caption: str) -> str:
    match kind:
        case "text":
            return "result"
        case "person":
            return "responsible"
        case "blank" | "money" | "date":
            # What stands there is short; the words over it may not be, and are not to be torn.
            return "deadline" if max(map(len, caption.split()), default=0) <= _NARROW else "responsible"
        case _:
            assert_never(kind)

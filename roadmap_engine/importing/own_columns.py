"""The columns of a table that no field of a measure has: they become columns of the roadmap's own.

What such a column holds is told by its cells: one with nothing in it is filled in by hand; amounts or days it
has where every cell that says something prints letter by letter as such. Everything else is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.importing.captions import Meaning, normalise_caption
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.merging import Fields
from roadmap_engine.model import ColumnKind
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.definitions import CELL_KINDS, RESERVED_NAMES
from roadmap_engine.russian.ids import Names, make_slug

__all__ = ["OwnColumn", "find_own_columns", "is_own"]

_USUAL: tuple[tuple[str, str], ...] = (
    (r"отметк", "done-mark"),
    (r"примечани", "note"),
    (r"финансир|бюджет|стоимост|сумм|объем", "financing"),
    (r"(место|где)\b", "venue"),
)
"""What the commonest of them are called, by the words over them."""
_NAMELESS = re.compile(r"графа \d+")
_EXACT: tuple[ColumnKind, ...] = ("money", "date")


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of the roadmap's own.

    Attributes:
        name: by which measures have its cells.
        caption: the words over it.
        kind: what its cells hold.
    """

    name: str
    caption: str
    kind: ColumnKind


def is_own(column: Column) -> bool:
    """Tell whether a column that is none of a measure's fields can be one of the roadmap's own."""
    return (
        column.meaning is Meaning.UNKNOWN and bool(column.caption) and not _NAMELESS.fullmatch(column.caption)
    )


def find_own_columns(
    all_fields: Mapping[tuple[Column, ...], Fields], cells: Iterable[tuple[str, str]]
) -> Mapping[str, OwnColumn]:
    """Find them, by the words over them.

    Args:
        all_fields: what the columns of each table became.
        cells: caption and words of every cell that no field has.
    """
    said: dict[str, list[str]] = {}
    for caption, text in cells:
        said.setdefault(caption, []).append(text)
    names = Names(RESERVED_NAMES)
    captions = dict.fromkeys(
        columns[place].caption
        for columns, fields in all_fields.items()
        for place in fields.kept
        if is_own(columns[place])
    )
    return {
        caption: OwnColumn(names.give(_name(caption), "column"), caption, _kind(said.get(caption, ())))
        for caption in captions
    }


def _name(caption: str) -> str:
    words = normalise_caption(caption)
    return next((name for pattern, name in _USUAL if re.search(pattern, words)), make_slug(caption, words=3))


def _kind(texts: Sequence[str]) -> ColumnKind:
    if not texts:
        return "blank"
    for kind in _EXACT:
        if all((print_cell(CELL_KINDS[kind], (text,)) or "").replace("\xa0", " ") == text for text in texts):
            return kind
    return "text"

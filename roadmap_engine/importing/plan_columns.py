"""The columns of a plan: which of them a measure's fields have, and which become the roadmap's own.

What a column of its own holds is told by its cells: one with nothing in it is filled in by hand; amounts or
days it has where every cell that says something prints letter by letter as such. Everything else is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.importing.captions import Meaning, normalise_caption
from roadmap_engine.importing.entries import Entry, Section
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.merging import Fields, choose_fields
from roadmap_engine.model import COLUMN_CAPTIONS, ColumnKind
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.definitions import CELL_KINDS, RESERVED_NAMES
from roadmap_engine.russian.ids import Names, make_slug

__all__ = ["OwnColumn", "choose_all_fields", "find_own_columns", "is_own", "list_columns"]

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


def choose_all_fields(sections: Iterable[Section]) -> Mapping[tuple[Column, ...], Fields]:
    """Tell of the columns of each table which field each of them is, by all cells under them."""
    by_columns: dict[tuple[Column, ...], list[Entry]] = {}
    for section in sections:
        for entry in section.entries:
            by_columns.setdefault(entry.columns, []).append(entry)
    return {columns: choose_fields(columns, entries) for columns, entries in by_columns.items()}


def list_columns(
    all_fields: Mapping[tuple[Column, ...], Fields], own: Mapping[str, OwnColumn]
) -> Mapping[Meaning | OwnColumn, str]:
    """Give the columns of the plan and the words over them: of its first table, then what further tables add.

    Args:
        all_fields: what the columns of each table became.
        own: the roadmap's own, by the words over them.
    """
    captions: dict[Meaning | OwnColumn, str] = {}
    for columns, fields in all_fields.items():
        found: list[tuple[int, Meaning | OwnColumn, str]] = [
            (fields.sources[meaning][0], meaning, caption or COLUMN_CAPTIONS[str(meaning)])
            for meaning, caption in fields.captions
        ]
        kept = [(place, columns[place]) for place in fields.kept]
        found += [(place, own[column.caption], column.caption) for place, column in kept if is_own(column)]
        for _place, column, caption in sorted(found, key=lambda each: each[0]):
            captions.setdefault(column, caption)
    if sum(isinstance(column, Meaning) for column in captions) == 1:
        captions[Meaning.DEADLINE] = COLUMN_CAPTIONS["deadline"]
    return captions


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

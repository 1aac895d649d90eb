"""The fields of a measure and a stage, as one table that says of each what it is.

Whoever joins layers, judges permissions, merges versions, tells plans apart, prints, imports or checks asks
the field's *kind* and never its name. A column of a roadmap's own is a field like the others: its kind stands
with the column, its values under `cells:` of a measure.

A new field is a row of `FIELDS` and an attribute of `Measure` and `Change`; what holds for its kind holds for
it at once. `docs/architecture.md` says the same as a picture, `CONTRIBUTING.md` as a recipe.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol, assert_never

from frozendict import frozendict

from roadmap_engine.model.same import Same
from roadmap_engine.model.wording_kind import WordingKind

__all__ = [
    "CELLS",
    "CONDITION",
    "FIELDS",
    "MOVE",
    "Field",
    "FieldKind",
    "field_of",
    "given_values",
    "own_field",
    "printed_texts",
    "say_field",
    "values_of",
    "walk",
]

CELLS = "cells"
"""The key under which a measure has the values of a roadmap's own columns."""


class Row(Protocol):
    """A measure, a stage, or a change of one: its fields by name, each with its value."""

    def __iter__(self) -> Iterator[tuple[str, Any]]: ...


class Thing(Protocol):
    """A measure or a stage."""

    @property
    def is_stage(self) -> bool:
        """Whether it is a stage."""


class FieldKind(enum.StrEnum):
    """What a field holds, which is all that most of the program has to know of it.

    Members:
        TEXT: words, which may have gaps for parameters.
        MARK: words or a word of a list, without gaps: a number, the kind of a stage.
        DEADLINE: a phrase, a rule or words that are no deadline.
        ROLES, OUTPUTS, ROWS: ids of roles, of documents, of measures and stages.
        CONDITION: an expression over the parameters and facts.
        PRINTS: cells that the published print has in other words.
        BLANK: a cell that is filled in by hand.
        MONEY: an amount in roubles.
        DATE: a day.
    """

    TEXT = "text"
    MARK = "mark"
    DEADLINE = "deadline"
    ROLES = "roles"
    OUTPUTS = "outputs"
    ROWS = "rows"
    CONDITION = "condition"
    PRINTS = "prints"
    BLANK = "blank"
    MONEY = "money"
    DATE = "date"

    @property
    def is_list(self) -> bool:
        """Whether it holds ids in an order, to which a lower level may be let add and take nothing away."""
        match self:
            case FieldKind.ROLES | FieldKind.OUTPUTS | FieldKind.ROWS:
                return True
            case (
                FieldKind.TEXT
                | FieldKind.MARK
                | FieldKind.DEADLINE
                | FieldKind.CONDITION
                | FieldKind.PRINTS
                | FieldKind.BLANK
                | FieldKind.MONEY
                | FieldKind.DATE
            ):
                return False
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row.

    Attributes:
        name: its key in a text, in `allow:` and in `plan.json`.
        kind: what it holds.
        label: its name in Russian workbooks, pages and comments.
        english: the same for a reader of English; the key of the Russian message.
        caption: the words over its column, where the table has one for it.
        of_stages, of_measures: which rows have it.
        depends_on: the field whose words it belongs to: where a layer changes those, it goes.
        own: whether it is a column of the roadmap's own.
        counted: what its wordings are counted as.
        cites: whether its words name acts, whose dates are theirs whatever year the plan is of.
    """

    name: str
    kind: FieldKind
    label: str
    english: str
    caption: str = ""
    of_stages: bool = False
    of_measures: bool = True
    depends_on: str = ""
    own: bool = False
    counted: WordingKind = WordingKind.OTHER
    cites: bool = False

    def __hash__(self) -> int:
        # Every stage of the work keeps values by their field.
        return hash(self.name)

    @property
    def path(self) -> tuple[str, ...]:
        """The way to it from the row it is of."""
        return (CELLS, self.name) if self.own else (self.name,)

    @property
    def nothing(self) -> object:
        """What a row has in it that nobody gave anything."""
        if self.kind is FieldKind.PRINTS:
            return frozendict()
        return () if self.kind.is_list and not self.own else None

    def fits(self, row: Thing) -> bool:
        """Whether such a row can have it."""
        return self.of_stages if row.is_stage else self.of_measures


_MOST_ROWS = 4_096
"""Of how many rows, which many schools stand on, it is kept what their papers print of them."""

FIELDS: tuple[Field, ...] = (
    Field("number", FieldKind.MARK, "номер", "number", "№ п/п", of_stages=True),
    Field("title", FieldKind.TEXT, "название", "title", "Наименование мероприятия", of_stages=True,
          counted=WordingKind.TITLE),
    Field("short", FieldKind.MARK, "краткое название", "short title", depends_on="title"),
    Field("directive", FieldKind.TEXT, "слова приказа", "words of the order", depends_on="title"),
    Field("kind", FieldKind.MARK, "вид этапа", "kind of stage", of_stages=True, of_measures=False),
    Field("participants", FieldKind.ROLES, "участники", "participants", "Участники"),
    Field("deadline", FieldKind.DEADLINE, "срок", "deadline", "Сроки", counted=WordingKind.DEADLINE),
    Field("year", FieldKind.MARK, "учебный год", "school year", of_stages=True),
    Field("after", FieldKind.ROWS, "после чего", "after"),
    Field("responsible", FieldKind.ROLES, "ответственные", "responsible", "Ответственные"),
    Field("result", FieldKind.TEXT, "результат", "result", "Результат", counted=WordingKind.RESULT),
    Field("output", FieldKind.OUTPUTS, "документ", "document", "Формат документа"),
    Field("as_printed", FieldKind.PRINTS, "печать ячейки", "printed cell", of_stages=True),
    Field("basis", FieldKind.TEXT, "основание", "basis", of_stages=True, cites=True),
    Field("when", FieldKind.CONDITION, "условие", "condition", of_stages=True),
)  # fmt: skip
CONDITION = FIELDS[-1]
"""On what condition a row is there; an addition may have one besides that of what it adds."""
MOVE = Field("move", FieldKind.MARK, "место", "place", of_stages=True)
"""Where a row stands, as people call it: a text says it under `move:`, and no row holds it."""
_BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def field_of(name: str) -> Field | None:
    """Give a field that every roadmap has; None for a name of no field.

    >>> field_of("responsible").label, field_of("done-mark")
    ('ответственные', None)
    """
    return _BY_NAME.get(name)


def say_field(name: str, language: str = "ru") -> str:
    """Give what people call a field; a name of no field is the caption of a column, and is called by it.

    >>> say_field("output"), say_field("output", "en"), say_field("Финансирование")
    ('документ', 'document', 'Финансирование')
    """
    field = MOVE if name == MOVE.name else _BY_NAME.get(name)
    if field is None:
        return name
    return field.label if language == "ru" else field.english


def own_field(name: str, kind: FieldKind = FieldKind.TEXT, caption: str = "") -> Field:
    """Give the field of a roadmap's own column.

    Args:
        name: the column's.
        kind: what its cells hold; words, where nobody says.
        caption: the words over it, by which people know it.
    """
    return Field(name, kind, caption or name, caption or name, caption, own=True)


Kinds = Mapping[str, FieldKind]
"""What the cells of a roadmap's own columns hold, by the column's name."""
NO_KINDS: Kinds = MappingProxyType({})


def values_of(row: Row | None, kinds: Kinds = NO_KINDS) -> dict[Field, Any]:
    """Give the fields of a row with their values, each cell of its own columns by itself.

    A change that leaves a field alone has None for it; so has a row for what is not there at all.

    Args:
        row: a measure, a stage or a change of one; None has no fields.
        kinds: of the roadmap's own columns; a cell of no column holds words.
    """
    values: dict[Field, Any] = {}
    # As iterating over the row does, which goes through all of its names twice: every stage of the work asks.
    for name, value in vars(row).items() if row is not None else ():
        if (field := _BY_NAME.get(name)) is not None:
            values[field] = value
        elif name == CELLS:
            values |= {own_field(cell, kinds.get(cell, FieldKind.TEXT)): each for cell, each in value.items()}
    return values


def printed_texts(row: Row) -> tuple[tuple[str, str], ...]:
    """Give the words of a row that stand in columns as their author wrote them, by the field."""
    return _printed_texts(Same(row))


@lru_cache(maxsize=_MOST_ROWS)
def _printed_texts(row: Same[Row]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field.name, words)
        for field, words in values_of(row.value).items()
        if field.kind is FieldKind.TEXT and field.caption and words
    )


def walk(kinds: Kinds, *rows: Row | None) -> Iterator[tuple[Field, tuple[Any, ...]]]:
    """Walk rows in step: each field that any of them has, with what every one of them says of it.

    The order is that of the table, the roadmap's own columns behind it, so that equal rows give equal walks.
    """
    said = [values_of(row, kinds) for row in rows]
    for field in dict.fromkeys(field for each in said for field in each):
        yield field, tuple(each.get(field) for each in said)


def given_values(row: Row | None, kinds: Kinds = NO_KINDS) -> dict[Field, Any]:
    """Give the fields that a change gives, or that a row has anything in."""
    return {field: value for field, value in values_of(row, kinds).items() if value is not None}

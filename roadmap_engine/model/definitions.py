"""What a roadmap defines once and names everywhere: roles, events, outputs, parameters, columns.

Each may say what it `was` called in earlier versions, so that whoever filled in an answer under the old id
keeps it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from roadmap_engine.model.approval import ApprovalRoute
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug, Slugs, Truth
from roadmap_engine.model.fields import FIELDS, FieldKind

__all__ = [
    "CELL_KINDS",
    "COLUMN_CAPTIONS",
    "RESERVED_NAMES",
    "Answer",
    "Column",
    "ColumnField",
    "ColumnKind",
    "Columns",
    "Definition",
    "Event",
    "Events",
    "Output",
    "Outputs",
    "Parameter",
    "ParameterType",
    "Parameters",
    "Role",
    "Roles",
    "definitions_of",
]

COLUMN_CAPTIONS: Mapping[str, str] = {field.name: field.caption for field in FIELDS if field.caption}

if TYPE_CHECKING:
    ColumnField = str
else:
    ColumnField = Literal[tuple(COLUMN_CAPTIONS)]
"""The fields that every roadmap has a column for, if it wants one; `model.fields` says what they are."""

ColumnKind = Literal["blank", "text", "money", "person", "date"]
"""What the cells of a roadmap's own column hold."""

CELL_KINDS: Mapping[ColumnKind, FieldKind] = {
    "blank": FieldKind.BLANK,
    "text": FieldKind.TEXT,
    "money": FieldKind.MONEY,
    "person": FieldKind.ROLES,
    "date": FieldKind.DATE,
}

RESERVED_NAMES = frozenset(
    {*(field.name for field in FIELDS), "id", "was", "measures", "stages", "cells", "add", "move", "remove"}
    | {"roles", "events", "outputs", "parameters", "columns"}
)
"""Names that mean something already in a text or in `allow:`."""


def _title_alone(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


class Role(Frozen):
    """Who takes part or answers: a title in the nominative, as the table prints it.

    Attributes:
        title: «руководители школьных методических объединений».
        optional: printed with «(при наличии)» until a school says whether it has the unit.
        unit: the organisation's unit this role exists with; the role's own id unless said.
        filled_by: keys of the organisation's people who fill the role unless the adoption says else.
        outside: whether it is nobody of the school's, but a department or its people; unless the adoption
            names somebody, the school's order charges nobody for it. None where the roadmap does not say.
    """

    title: Line
    optional: Truth = False
    unit: Slug | None = None
    filled_by: tuple[Slug, ...] = ()
    outside: Truth | None = None
    was: Slugs = ()

    @property
    def says_whose(self) -> bool:
        """Whether the text tells if it is the school's: who fills it, or in which unit of hers it is."""
        return self.outside is not None or self.optional or bool(self.filled_by or self.unit)


class Event(Frozen):
    """A dated fact others count from.

    Attributes:
        title: in the nominative: «получение результатов».
        phrases: further wordings of the event in the case a deadline uses, «получения сведений».
        recorded_by: the role that learns the date and records it.
        decides: «deadlines» where the event sets the dates of measures itself, as a council does.
    """

    title: Line
    phrases: tuple[Line, ...] = ()
    recorded_by: Slug | None = None
    decides: Literal["deadlines"] | None = None
    was: Slugs = ()


class Output(Frozen):
    """The document a measure ends in, the Word template of its blank, the way it takes until in force.

    Attributes:
        made_by: the roles that write it, where they are not those who answer for its measure.
    """

    title: Line
    template: Annotated[str, Field(pattern=r"^[\w.-]+\.docx$")] | None = None
    approval: ApprovalRoute = ()
    made_by: Slugs = ()
    was: Slugs = ()

    def roles(self) -> tuple[str, ...]:
        """Give the roles that it names."""
        return (*self.made_by, *(step.by for step in self.approval if step.by is not None))


def _truth_in_words(value: Any) -> Any:
    return {True: "да", False: "нет"}[value] if isinstance(value, bool) else value


Answer = Annotated[Line, BeforeValidator(_truth_in_words, json_schema_input_type=Line | int | bool | dt.date)]
"""The value of a parameter as a person writes it; `model.answer` reads it by the parameter's type."""

ParameterType = Literal["text", "number", "date", "choice", "yes-no"]


def _words_alone(value: Any) -> Any:
    """Make values that are their own words of a list."""
    return {str(each): each for each in value} if isinstance(value, list | tuple) else value


class Parameter(Frozen):
    """What a text leaves open, `{{ name }}`, or asks in a condition: a layer or an adoption fills it.

    Attributes:
        title: what it is, in a few words.
        type: what can be filled in.
        choices: of a choice: the values, and the words each is printed with.
        default: what stands until somebody says else.
        question: what `roadmap new adoption` asks; the title unless said.
    """

    title: Line
    type: ParameterType = "text"
    choices: Annotated[
        FrozenMap[Line, Line],
        BeforeValidator(_words_alone, json_schema_input_type=list[Line] | dict[Line, Line]),
    ] = Field(default_factory=dict)
    default: Answer | None = None
    question: Line | None = None
    was: Slugs = ()


def _field_and_caption(value: Any) -> Any:
    if isinstance(value, str):
        return {"field": value, "caption": COLUMN_CAPTIONS.get(value, value)}
    if isinstance(value, dict) and len(value) == 1 and "field" not in value:
        ((name, caption),) = value.items()
        return {"field": name, "caption": caption}
    return value


class Column(Frozen):
    """A column of the table: the field it prints and the words over it.

    Attributes:
        kind: what the cells of a column of the roadmap's own hold: nothing, to be filled in by hand
            (`blank`), words, an amount in roubles, roles, a day. A field that every roadmap has takes none.
        field: one of the fields that every roadmap has, or the name of a column of the roadmap's own.
        separator: what stands between the names in a cell; a plan may list people one under another.
    """

    kind: ColumnKind | None = None
    field: Slug
    caption: Line
    separator: Annotated[str, Field(min_length=1, max_length=5)] = ", "

    @field_validator("field")
    @classmethod
    def _is_told_apart(cls, name: str, given: ValidationInfo) -> str:
        """Refuse a column that nobody knows, and one of the roadmap's own under a name that is taken."""
        if "kind" not in given.data:
            return name
        if given.data["kind"] is None and name not in COLUMN_CAPTIONS:
            raise ValueError("own column needs a kind")
        if given.data["kind"] is not None and name in RESERVED_NAMES:
            raise ValueError("own column under a taken name")
        return name

    @property
    def holds(self) -> FieldKind | None:
        """What the cells of a column of the roadmap's own hold; None for a field that every roadmap has."""
        return CELL_KINDS[self.kind] if self.kind is not None else None


Definition = Role | Event | Output | Parameter

Roles = FrozenMap[Slug, Annotated[Role, BeforeValidator(_title_alone, json_schema_input_type=str | Role)]]
Events = FrozenMap[Slug, Annotated[Event, BeforeValidator(_title_alone, json_schema_input_type=str | Event)]]
Outputs = FrozenMap[
    Slug, Annotated[Output, BeforeValidator(_title_alone, json_schema_input_type=str | Output)]
]
Parameters = FrozenMap[
    Slug, Annotated[Parameter, BeforeValidator(_title_alone, json_schema_input_type=str | Parameter)]
]
Columns = Annotated[
    tuple[
        Annotated[
            Column,
            BeforeValidator(
                _field_and_caption, json_schema_input_type=ColumnField | dict[ColumnField, str] | Column
            ),
        ],
        ...,
    ],
    Field(min_length=2),
]


class _Defining(Protocol):
    """A text, a roadmap, or what a school defines of its own."""

    @property
    def parameters(self) -> Mapping[str, Parameter]: ...
    @property
    def events(self) -> Mapping[str, Event]: ...
    @property
    def roles(self) -> Mapping[str, Role]: ...
    @property
    def outputs(self) -> Mapping[str, Output]: ...


def definitions_of(source: _Defining) -> Mapping[str, Mapping[str, Definition]]:
    """Give what is defined once and named everywhere, by section («roles») and id."""
    return {
        "parameters": source.parameters,
        "events": source.events,
        "roles": source.roles,
        "outputs": source.outputs,
    }

"""What a roadmap defines once and names everywhere: roles, events, outputs, parameters, columns.

Each may say what it `was` called in earlier versions, so that whoever filled in an answer under the old id
keeps it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from roadmap_engine.model.approval import ApprovalRoute
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug, Slugs, Truth

__all__ = [
    "COLUMN_CAPTIONS",
    "Answer",
    "Column",
    "ColumnField",
    "Columns",
    "Event",
    "Events",
    "Output",
    "Outputs",
    "Parameter",
    "ParameterType",
    "Parameters",
    "Role",
    "Roles",
]

ColumnField = Literal["number", "title", "participants", "deadline", "responsible", "result", "output"]

COLUMN_CAPTIONS: Mapping[ColumnField, str] = {
    "number": "№ п/п",
    "title": "Наименование мероприятия",
    "participants": "Участники",
    "deadline": "Сроки",
    "responsible": "Ответственные",
    "result": "Результат",
    "output": "Формат документа",
}


def _title_alone(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


class Role(Frozen):
    """Who takes part or answers: a title in the nominative, as the table prints it.

    Attributes:
        title: «руководители школьных методических объединений».
        optional: printed with «(при наличии)» until a school says whether it has the unit.
        unit: the organisation's unit this role exists with; the role's own id unless said.
        filled_by: keys of the organisation's people who fill the role unless the adoption says else.
        outside: it is nobody of the school's, but a department or its people; unless the adoption names
            somebody, the school's order charges nobody for it.
    """

    title: Line
    optional: Truth = False
    unit: Slug | None = None
    filled_by: tuple[Slug, ...] = ()
    outside: Truth = False
    was: Slugs = ()


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
    """The document a measure ends in, the Word template of its blank, the way it takes until in force."""

    title: Line
    template: Annotated[str, Field(pattern=r"^[\w.-]+\.docx$")] | None = None
    approval: ApprovalRoute = ()
    was: Slugs = ()


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
        return {"field": value, "caption": COLUMN_CAPTIONS.get(value, value)}  # type: ignore[call-overload]
    if isinstance(value, dict) and len(value) == 1 and "field" not in value:
        ((name, caption),) = value.items()
        return {"field": name, "caption": caption}
    return value


class Column(Frozen):
    """A column of the table: the field it prints and the words over it.

    Attributes:
        separator: what stands between the names in a cell; a plan may list people one under another.
    """

    field: ColumnField
    caption: Line
    separator: Annotated[str, Field(min_length=1, max_length=5)] = ", "


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

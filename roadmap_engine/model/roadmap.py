"""The roadmap: what a ministry publishes, with nothing of a school's in it.

`RoadmapText` is a text as its author writes it, base or extending; `Roadmap` is what the layers come
to: complete, in order, every deadline read.
"""

from __future__ import annotations

import enum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model.approval import ApprovalRoute
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug, Version, VersionedName
from roadmap_engine.model.deadline import WrittenDeadline
from roadmap_engine.model.procedure import ProcedureForms
from roadmap_engine.model.written_order import WrittenOrder

__all__ = [
    "COLUMN_CAPTIONS",
    "Addition",
    "Change",
    "Column",
    "ColumnField",
    "Event",
    "Measure",
    "Output",
    "Parameter",
    "Roadmap",
    "RoadmapText",
    "Role",
    "Stage",
    "StageKind",
]

ColumnField = Literal["number", "title", "participants", "deadline", "responsible", "result", "output"]

COLUMN_CAPTIONS: dict[ColumnField, str] = {
    "number": "№ п/п",
    "title": "Наименование мероприятия",
    "participants": "Участники",
    "deadline": "Сроки",
    "responsible": "Ответственные",
    "result": "Результат",
    "output": "Формат документа",
}


class StageKind(enum.StrEnum):
    """The five stages of work with results in the federal method, and whatever else a text has."""

    ANALYTICAL = "analytical"
    ORGANISATIONAL = "organisational"
    TEACHING = "teaching"
    ASSESSMENT = "assessment"
    REFLECTIVE = "reflective"
    OTHER = "other"


def _title_alone(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


class Role(Frozen):
    """Who takes part or answers: a title in the nominative, as the table prints it.

    Attributes:
        title: «руководители школьных методических объединений».
        optional: printed with «(при наличии)» until a school says whether it has the unit.
        unit: the organisation's unit this role exists with; the role's own id unless said.
        filled_by: keys of the organisation's people who fill the role unless the adoption says else.
    """

    title: Line
    optional: bool = False
    unit: Slug | None = None
    filled_by: tuple[Slug, ...] = ()


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


class Output(Frozen):
    """The document a measure ends in, the Word template of its blank, the way it takes until in force."""

    title: Line
    template: Annotated[str, Field(pattern=r"^[\w.-]+\.docx$")] | None = None
    approval: ApprovalRoute = ()


class Parameter(Frozen):
    """Words a text leaves open, `{{ name }}`: a layer or an adoption fills them."""

    title: Line
    default: Line | None = None


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


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_one_or_many, json_schema_input_type=Slug | list[Slug])]
AsPrinted = FrozenMap[ColumnField, Annotated[str, Field(max_length=10_000)]]


class Change(Frozen):
    """What an overlay gives anew of one measure or stage: only the named fields change."""

    title: Line | None = None
    directive: Line | None = None
    number: Annotated[str, Field(max_length=20)] | None = None
    kind: StageKind | None = None
    participants: Slugs | None = None
    deadline: WrittenDeadline | None = None
    after: Slugs | None = None
    responsible: Slugs | None = None
    result: Line | None = None
    output: Slugs | None = None
    as_printed: AsPrinted | None = None
    basis: Line | None = None


class Measure(Frozen):
    """Мероприятие: what is done, by whom, by when, who answers, what comes out, in which document.

    Attributes:
        id: never changes meaning, in no version and no layer.
        number: where it is not simply the stage's number and the place in the stage.
        directive: what an order tells its executors to do, «Провести …», where the words that follow
            from the title are not good enough.
        after: measures or stages that must be done before this one, whatever its deadline says.
        as_printed: cells that the published print has in other words than the fields give (a
            misprint, a lost number); printed by `roadmap print`, never by a school's plan.
    """

    id: Slug
    number: Annotated[str, Field(max_length=20)] | None = None
    title: Line
    directive: Line | None = None
    participants: Slugs = ()
    deadline: WrittenDeadline | None = None
    after: Slugs = ()
    responsible: Slugs = ()
    result: Line | None = None
    output: Slugs = ()
    as_printed: AsPrinted = Field(default_factory=dict)
    basis: Line | None = None


class Stage(Frozen):
    """Этап: measures under one heading."""

    id: Slug
    kind: StageKind = StageKind.OTHER
    title: Line
    number: Annotated[str, Field(max_length=20)] | None = None
    as_printed: AsPrinted = Field(default_factory=dict)
    basis: Line | None = None
    measures: tuple[Measure, ...] = ()


class Addition(Frozen):
    """A measure or a stage that an overlay adds: after a thing, or at the end of a stage."""

    after: Slug | None = None
    stage: Stage | Slug | None = None
    measure: Measure | None = None

    @model_validator(mode="after")
    def _has_one_place(self) -> Addition:
        if self.measure is None and not isinstance(self.stage, Stage):
            raise ValueError("addition without measure or stage")
        if self.measure is not None and (self.after is None) == (not isinstance(self.stage, str)):
            raise ValueError("addition needs one place")
        return self


_Roles = FrozenMap[Slug, Annotated[Role, BeforeValidator(_title_alone, json_schema_input_type=str | Role)]]
_Events = FrozenMap[Slug, Annotated[Event, BeforeValidator(_title_alone, json_schema_input_type=str | Event)]]
_Outputs = FrozenMap[
    Slug, Annotated[Output, BeforeValidator(_title_alone, json_schema_input_type=str | Output)]
]
_Parameters = FrozenMap[
    Slug, Annotated[Parameter, BeforeValidator(_title_alone, json_schema_input_type=str | Parameter)]
]
_Columns = Annotated[
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


class RoadmapText(Frozen):
    """One text of a roadmap as written: a base, or a layer that extends another text.

    What a layer defines under `roles`, `events`, `outputs` and `parameters` stands instead of the
    inherited definition with the same id, whole; stages and measures change only through `add`,
    `replace` and `remove`.

    Attributes:
        title: over the published table.
        plan_title: over the plan of whoever adopts it, where «примерный» no longer fits.
        intro: what the published text says before its table; a school's plan has no use for it.
    """

    roadmap: Slug
    version: Version
    extends: VersionedName | None = None
    issuer: Line | None = None
    title: Line | None = None
    plan_title: Line | None = None
    school_year: SchoolYear | None = None
    basis: tuple[Line, ...] = ()
    order: WrittenOrder | None = None
    procedure: ProcedureForms | None = None
    parameters: _Parameters = Field(default_factory=dict)
    fill: FrozenMap[Slug, Line] = Field(default_factory=dict)
    events: _Events = Field(default_factory=dict)
    roles: _Roles = Field(default_factory=dict)
    outputs: _Outputs = Field(default_factory=dict)
    columns: _Columns | None = None
    intro: tuple[Line, ...] | None = None
    stages: tuple[Stage, ...] = ()
    add: tuple[Addition, ...] = ()
    replace: FrozenMap[Slug, Change] = Field(default_factory=dict)
    remove: tuple[Slug, ...] = ()


class Roadmap(Frozen):
    """What the layers come to: a complete roadmap."""

    id: Slug
    version: Version
    lineage: tuple[str, ...] = ()
    issuer: str | None = None
    title: str
    plan_title: str | None = None
    school_year: SchoolYear | None = None
    basis: tuple[str, ...] = ()
    order: WrittenOrder | None = None
    procedure: ProcedureForms | None = None
    parameters: FrozenMap[Slug, Parameter] = Field(default_factory=dict)
    fill: FrozenMap[Slug, str] = Field(default_factory=dict)
    events: FrozenMap[Slug, Event] = Field(default_factory=dict)
    roles: FrozenMap[Slug, Role] = Field(default_factory=dict)
    outputs: FrozenMap[Slug, Output] = Field(default_factory=dict)
    columns: tuple[Column, ...]
    intro: tuple[str, ...] = ()
    stages: tuple[Stage, ...]

    def measures(self) -> tuple[Measure, ...]:
        """All measures, in the order of the table."""
        return tuple(measure for stage in self.stages for measure in stage.measures)

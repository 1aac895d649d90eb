"""The roadmap: what a ministry publishes, with nothing of a school's in it.

`RoadmapText` is a text as its author writes it, base or extending; `Roadmap` is what the layers come
to: complete, in order, every deadline read.
"""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug, Version, VersionedName
from roadmap_engine.model.definitions import (
    Answer,
    Column,
    Columns,
    Event,
    Events,
    Output,
    Outputs,
    Parameter,
    Parameters,
    Role,
    Roles,
)
from roadmap_engine.model.fields import Kinds
from roadmap_engine.model.measure import Addition, Change, Measure, Position, Stage
from roadmap_engine.model.order_terms import OrderTerms, RoadmapOrder
from roadmap_engine.model.permissions import Allow, Permissions
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.procedure import ProcedureForms
from roadmap_engine.model.written_order import WrittenOrder

__all__ = ["Roadmap", "RoadmapText"]


class RoadmapText(Frozen):
    """One text of a roadmap as written: a base, or a layer that extends another text.

    What a layer defines under `roles`, `events`, `outputs` and `parameters` stands instead of the
    inherited definition with the same id, whole; stages and measures change only through `add`,
    `replace`, `move` and `remove`.

    Attributes:
        pinned: the published bundle that the text it extends is taken from.
        title: over the published table.
        plan_title: over the plan of whoever adopts it, where «примерный» no longer fits.
        intro: what the published text says before its table; a school's plan has no use for it.
        order: the order it was issued with, and what the orders of those who adopt it say.
        allow: what the layers below may change.
        changes: what each version changed, for those who adopted an earlier one.
    """

    roadmap: Slug
    version: Version
    extends: VersionedName | None = None
    pinned: Pin | None = None
    issuer: Line | None = None
    title: Line | None = None
    plan_title: Line | None = None
    school_year: SchoolYear | None = None
    basis: tuple[Line, ...] = ()
    order: RoadmapOrder | None = None
    procedure: ProcedureForms | None = None
    parameters: Parameters = Field(default_factory=dict)
    fill: FrozenMap[Slug, Answer] = Field(default_factory=dict)
    events: Events = Field(default_factory=dict)
    roles: Roles = Field(default_factory=dict)
    outputs: Outputs = Field(default_factory=dict)
    columns: Columns | None = None
    intro: tuple[Line, ...] | None = None
    stages: tuple[Stage, ...] = ()
    add: tuple[Addition, ...] = ()
    replace: FrozenMap[Slug, Change] = Field(default_factory=dict)
    move: FrozenMap[Slug, Position] = Field(default_factory=dict)
    remove: tuple[Slug, ...] = ()
    allow: Allow = Permissions()
    changes: FrozenMap[Version, Line] = Field(default_factory=dict)

    @property
    def dated_on(self) -> dt.date | None:
        """The day it counts as of, for locks that hold from one on: of its order or its year, the later."""
        ordered = (self.order.date,) if self.order is not None and self.order.date is not None else ()
        begun = (self.school_year.first_day,) if self.school_year is not None else ()
        return max((*ordered, *begun), default=None)

    @property
    def stands_on(self) -> str | None:
        """The roadmap it stands on, and the version meant."""
        return self.extends


class Roadmap(Frozen):
    """What the layers come to: a complete roadmap.

    Attributes:
        order: the order it was issued with.
        order_terms: what it says of the orders of those who adopt it.
        own_columns: every column of its own that a layer describes, by name, shown by the table or not.
    """

    id: Slug
    version: Version
    lineage: tuple[str, ...] = ()
    issuer: str | None = None
    title: str
    plan_title: str | None = None
    school_year: SchoolYear | None = None
    basis: tuple[str, ...] = ()
    order: WrittenOrder | None = None
    order_terms: OrderTerms = OrderTerms()
    procedure: ProcedureForms | None = None
    parameters: FrozenMap[Slug, Parameter] = Field(default_factory=dict)
    fill: FrozenMap[Slug, str] = Field(default_factory=dict)
    events: FrozenMap[Slug, Event] = Field(default_factory=dict)
    roles: FrozenMap[Slug, Role] = Field(default_factory=dict)
    outputs: FrozenMap[Slug, Output] = Field(default_factory=dict)
    columns: tuple[Column, ...]
    own_columns: FrozenMap[Slug, Column] = Field(default_factory=dict)
    intro: tuple[str, ...] = ()
    stages: tuple[Stage, ...]

    @property
    def kinds(self) -> Kinds:
        """What the cells of its own columns hold, by the column's name."""
        return {name: column.holds for name, column in self.own_columns.items() if column.holds is not None}

    def measures(self) -> tuple[Measure, ...]:
        """All measures, in the order of the table."""
        return tuple(measure for stage in self.stages for measure in stage.measures)

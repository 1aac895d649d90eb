"""The types the stages hand to each other: frozen, without behaviour that needs the outside world."""

from __future__ import annotations

from roadmap_engine.model.adoption import AdoptedProcedure, Adoption, OrderRequisites
from roadmap_engine.model.assembly import AssembledLayer, Assembly
from roadmap_engine.model.base import Frozen, FrozenMap, Slug
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.definitions import (
    COLUMN_CAPTIONS,
    Column,
    ColumnField,
    ColumnKind,
    Event,
    Output,
    Parameter,
    Role,
)
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.history import CalendarHistory, EventMark, EventMemory, HistoryRevision
from roadmap_engine.model.local_change import AppliedPermission, LocalChange
from roadmap_engine.model.measure import Addition, Change, Measure, Position, Stage, StageKind
from roadmap_engine.model.organisation import CalendarSettings, Organisation, OrganisationNames, Person
from roadmap_engine.model.permissions import Allowance, Permissions
from roadmap_engine.model.plan import (
    Plan,
    PlanLayer,
    PlanLeftOut,
    PlanOrder,
    PlanOrganisation,
    PlanProcedure,
    PlanStage,
    RoadmapReference,
)
from roadmap_engine.model.plan_measure import (
    Assignee,
    AwaitedEvent,
    Bounds,
    OccurrenceDays,
    PlanApproval,
    PlanDeadline,
    PlanMeasure,
    PlanOutput,
    PlanPerson,
    PlanSettled,
    ValueOrigin,
)
from roadmap_engine.model.procedure import ProcedureForms, ProcedureText
from roadmap_engine.model.provenance import NOWHERE, Locations, Origin, Path
from roadmap_engine.model.roadmap import Roadmap, RoadmapText
from roadmap_engine.model.written_order import (
    IssuedOrder,
    OrderWording,
    Passage,
    WrittenOrder,
    WrittenPoint,
    points_of,
    walk_points,
)

__all__ = [
    "COLUMN_CAPTIONS",
    "NOWHERE",
    "Addition",
    "AdoptedProcedure",
    "Adoption",
    "Allowance",
    "AppliedPermission",
    "AssembledLayer",
    "Assembly",
    "Assignee",
    "AwaitedEvent",
    "Bounds",
    "CalendarHistory",
    "CalendarSettings",
    "Change",
    "Column",
    "ColumnField",
    "ColumnKind",
    "Deadline",
    "Event",
    "EventMark",
    "EventMemory",
    "Frozen",
    "FrozenMap",
    "HistoryRevision",
    "IssuedOrder",
    "LocalChange",
    "Locations",
    "Measure",
    "OccurrenceDays",
    "OrderRequisites",
    "OrderWording",
    "Organisation",
    "OrganisationNames",
    "Origin",
    "Output",
    "Parameter",
    "Passage",
    "Path",
    "Permissions",
    "Permit",
    "Person",
    "Plan",
    "PlanApproval",
    "PlanDeadline",
    "PlanLayer",
    "PlanLeftOut",
    "PlanMeasure",
    "PlanOrder",
    "PlanOrganisation",
    "PlanOutput",
    "PlanPerson",
    "PlanProcedure",
    "PlanSettled",
    "PlanStage",
    "Position",
    "ProcedureForms",
    "ProcedureText",
    "Roadmap",
    "RoadmapReference",
    "RoadmapText",
    "Role",
    "Slug",
    "Stage",
    "StageKind",
    "ValueOrigin",
    "WrittenOrder",
    "WrittenPoint",
    "points_of",
    "walk_points",
]

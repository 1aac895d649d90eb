"""The adoption: what a school fills in to make a published roadmap its own plan."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from roadmap_engine.calendars import CalendarDay, SchoolYear, Span
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.base import NO_TRUTH, Frozen, FrozenMap, Line, Slug, Slugs, VersionedName
from roadmap_engine.model.definitions import Answer, Events, Outputs, Parameters, Roles
from roadmap_engine.model.measure import Addition, Change, Position, RowYear
from roadmap_engine.model.order_terms import OrderTerms
from roadmap_engine.model.pin import Pin
from roadmap_engine.model.plan_years import PlanYears, say_years
from roadmap_engine.model.procedure import ProcedureForms
from roadmap_engine.model.settled import Settled
from roadmap_engine.model.taken_point import TakenPoint, point_alone
from roadmap_engine.years.moved import Moving

__all__ = [
    "AdoptedProcedure", "Adoption", "FormerNames", "KnownAs", "OrderRequisites", "OwnDefinitions", "Work",
]  # fmt: skip

Work = Literal["own", "all"]
"""Which rows of the roadmap a plan shows: the organisation's own, or those of others, too."""


# «A plan may open in the summer before 1 September», and work with a year's results runs into the
# autumn after it.
_OPENS_BEFORE = dt.timedelta(days=123)
_RUNS_ON = dt.timedelta(days=122)


class AdoptedProcedure(Frozen):
    """The procedure the plan is made for: one of the catalogue, or its forms written out; or none at all.

    Attributes:
        use: id of a procedure of the catalogue.
        forms: the forms of a procedure that the catalogue lacks.
        held: the days it is held on, both ends included; unknown until announced.
        grades: the grades that take part.
    """

    use: Slug | None = None
    forms: ProcedureForms | None = None
    held: Span | None = None
    grades: tuple[Annotated[int, Field(ge=1, le=11), NO_TRUTH], ...] = ()

    @model_validator(mode="after")
    def _is_one_procedure(self) -> AdoptedProcedure:
        if self.model_fields_set and (self.use is None) == (self.forms is None):
            raise ValueError("procedure needs use or forms")
        return self


class OrderRequisites(OrderTerms):
    """The school's own order: what it says besides its points, its date and number.

    Attributes:
        date, number: blank lines in the papers until they are known.
        qr: what a QR code on the order says: a link or a text, or «requisites» for the order's own.
    """

    date: CalendarDay | None = None
    number: Line | None = None
    qr: Line | None = None


class OwnDefinitions(Frozen):
    """What a school's own changes name and its roadmap does not define, or no longer does."""

    roles: Roles = Field(default_factory=dict)
    events: Events = Field(default_factory=dict)
    outputs: Outputs = Field(default_factory=dict)
    parameters: Parameters = Field(default_factory=dict)


class FormerNames(Frozen):
    """Ids that things of the roadmap had, as far as its text does not list them under `was`."""

    measures: FrozenMap[Slug, Slugs] = Field(default_factory=dict)
    stages: FrozenMap[Slug, Slugs] = Field(default_factory=dict)
    roles: FrozenMap[Slug, Slugs] = Field(default_factory=dict)


class KnownAs(Frozen):
    """Ids that things go by in papers, calendars and trackers, where the roadmap calls them otherwise."""

    measures: FrozenMap[Slug, Slug] = Field(default_factory=dict)
    stages: FrozenMap[Slug, Slug] = Field(default_factory=dict)
    roles: FrozenMap[Slug, Slug] = Field(default_factory=dict)
    outputs: FrozenMap[Slug, Slug] = Field(default_factory=dict)


def _use_alone(value: object) -> object:
    return {"use": value} if isinstance(value, str) else value


class Adoption(Frozen):
    """Organisation × roadmap version × procedure × known dates.

    Attributes:
        roadmap: the roadmap and the version meant.
        organisation: file name of the organisation's text, seen from this text.
        school_years: «2026/2027»; two that follow each other where some of its stages lie in the year after.
        moved_from: the school year the roadmap's texts were written for, where the plan is of another: every
            year they name moves with it.
        procedure: where none is said, the roadmap's own, or none.
        work: whether rows that only others answer for are shown; they are unless it says `own`.
        runs: the days of the plan, where they are not the school year: it opens before 1 September, runs for
            two school years, or is of a calendar year.
        events: dates of events that are known.
        decided: days that a council or somebody's schedule has set for a measure that waits for them.
        roles: who fills a role, as keys of the organisation's people; an empty list says that nobody
            is named and the role's title stands.
        assign: who answers for a stage or a measure, as keys of the organisation's people, instead of those
            who fill the roles there; an empty list says that nobody is named.
        fill: the words for the roadmap's open parameters.
        pinned: the published bundle the roadmap is taken from; none for one that comes with the program
            or lies beside this text.
        take_over: points of the order the roadmap was issued with that become measures of this plan.
        add, replace, move, remove: the school's own changes, as in any layer.
        defines: roles, events, outputs and parameters that those changes need.
        settled: measures that are done, signed or cancelled, which no newer version changes.
        former: earlier ids that an update has met on its way and the roadmap's text does not list.
        known_as: ids that an update has found to mean another thing now, by the ids of what went by them.
    """

    adoption: Slug
    roadmap: VersionedName
    pinned: Pin | None = None
    organisation: Line
    procedure: Annotated[
        AdoptedProcedure, BeforeValidator(_use_alone, json_schema_input_type=Slug | AdoptedProcedure)
    ] = AdoptedProcedure()
    school_years: PlanYears = Field(alias="school_year")
    moved_from: SchoolYear | None = None
    work: Work = "all"
    runs: Span | None = None
    events: FrozenMap[Slug, CalendarDay] = Field(default_factory=dict)
    decided: FrozenMap[Slug, Span] = Field(default_factory=dict)
    order: OrderRequisites = OrderRequisites()
    roles: FrozenMap[Slug, tuple[Slug, ...]] = Field(default_factory=dict)
    assign: FrozenMap[Slug, Slugs] = Field(default_factory=dict)
    fill: FrozenMap[Slug, Answer] = Field(default_factory=dict)
    add: tuple[Addition, ...] = ()
    replace: FrozenMap[Slug, Change] = Field(default_factory=dict)
    move: FrozenMap[Slug, Position] = Field(default_factory=dict)
    remove: tuple[Slug, ...] = ()
    defines: OwnDefinitions = OwnDefinitions()
    settled: FrozenMap[Slug, Settled] = Field(default_factory=dict)
    former: FormerNames = FormerNames()
    known_as: KnownAs = KnownAs()
    take_over: tuple[
        Annotated[TakenPoint, BeforeValidator(point_alone, json_schema_input_type=str | TakenPoint)], ...
    ] = ()

    def own_additions(self) -> dict[str, Addition]:
        """Give the additions by the ids of what they add, a stage's measures among it."""
        return {thing.id: each for each in self.add for _, thing in each.things(())}

    @property
    def school_year(self) -> SchoolYear:
        """The plan's own school year, the first of two."""
        return self.school_years[0]

    @property
    def is_of_two_years(self) -> bool:
        """Whether it runs into the year after."""
        return len(self.school_years) > 1

    @property
    def days(self) -> Span:
        """The days of the plan: as it says itself, or of its school years."""
        return self.runs or Span(self.school_year.first_day, self.school_years[-1].last_day)

    def window(self, row: RowYear | None = None) -> Span:
        """Give the days that may be a row's: also of the summer before the plan, and of the autumn after.

        Args:
            row: the year it lies in, where it says one.
        """
        last = (
            max(self.days.last, self.school_year.following.last_day)
            if row is RowYear.NEXT
            else self.days.last
        )
        return Span(self.days.first - _OPENS_BEFORE, last + _RUNS_ON)

    def days_said(self) -> str | Bilingual:
        """Name them to a reader."""
        return self.runs.said() if self.runs is not None else say_years(self.school_years)

    @property
    def moving(self) -> Moving | None:
        """From which school year to which the roadmap's texts are moved, if they are."""
        return Moving(self.moved_from, self.school_year) if self.moved_from is not None else None

    @property
    def dated_on(self) -> dt.date:
        """The day it counts as of, for locks that hold from one on: of its order or its plan, the later."""
        first = self.runs.first if self.runs is not None else self.school_year.first_day
        return max(first, self.order.date or first)

    @property
    def stands_on(self) -> str:
        """The roadmap it stands on, and the version meant."""
        return self.roadmap

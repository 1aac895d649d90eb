"""The plan: a roadmap made one organisation's, dated and frozen; what every document is drawn from.

Days are whole and spans include both ends. A plan without an organisation is the published text
itself, as `roadmap print` shows it.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterator, Mapping

from frozendict import frozendict
from pydantic import Field

from roadmap_engine.calendars import Span
from roadmap_engine.calendars.zones import Zone
from roadmap_engine.model.absences import Away
from roadmap_engine.model.adoption import Work
from roadmap_engine.model.base import Frozen, FrozenMap, Slug, with_fields
from roadmap_engine.model.definitions import ColumnKind
from roadmap_engine.model.feeds import Feeds, asks_nothing
from roadmap_engine.model.measure import StageKind
from roadmap_engine.model.organisation import DEFAULT_LAYOUT
from roadmap_engine.model.paper import Appendices
from roadmap_engine.model.plan_measure import Assignee, PlanMeasure, PlanPerson, ValueOrigin
from roadmap_engine.model.procedure import ProcedureForms
from roadmap_engine.model.written_order import IssuedOrder

__all__ = [
    "Plan",
    "PlanLayer",
    "PlanLeftOut",
    "PlanOrder",
    "PlanOrganisation",
    "PlanProcedure",
    "PlanStage",
    "RoadmapReference",
]


def _unsaid(value: object) -> bool:
    return value in (None, ())


def _is_all(work: object) -> bool:
    return work == "all"


class RoadmapReference(Frozen):
    """Which published version the plan follows, and the layers it stands on, nearest first.

    Attributes:
        order: the order it was issued with.
        basis: the acts it rests on.
    """

    id: Slug
    version: str
    lineage: tuple[str, ...] = ()
    issuer: str | None = None
    order: IssuedOrder | None = None
    basis: tuple[str, ...] = Field(default=(), exclude_if=_unsaid)


class PlanOrganisation(Frozen):
    """The organisation as its papers name it.

    Attributes:
        zone: whose days are its days; none where nobody says.
    """

    id: Slug
    full: str
    short: str
    genitive: str | None = None
    parent: str | None = None
    place: str
    address: str | None = None
    # A reader of earlier plans finds nothing new where nothing is said.
    zone: Zone | None = Field(default=None, exclude_if=_unsaid)
    phone: str | None = None
    email: str | None = None
    signatory: PlanPerson | None = None
    people: tuple[PlanPerson, ...] = ()
    layout: str = DEFAULT_LAYOUT
    remind_days: tuple[int, ...] = (3,)
    remind_by_events: bool = False
    feeds: Feeds = Field(default=Feeds(), exclude_if=asks_nothing)


class PlanProcedure(ProcedureForms):
    """The procedure, with the days and grades the school knows."""

    id: Slug | None = None
    held: Span | None = None
    grades: tuple[int, ...] = ()


class PlanOrder(Frozen):
    """The order that approves the plan: its date and number as far as they are known, and what is said of it.

    Attributes:
        purpose, basis: why, and on which acts; none where nobody says.
        control, executor: whoever is charged with the control, and named in the mark on the executor.
        by_section: whether its points stand under the sections of the plan.
        signatory: who signs instead of whom the organisation names, in the post she signs in.
        qr: what its QR code says; «requisites» for the order's own date and number.
        appendices: «inside» where the plan stands in the order's own file too.
    """

    date: dt.date | None = None
    number: str | None = None
    qr: str | None = None
    appendices: Appendices = "separate"
    # A reader of earlier plans finds nothing new where nothing is said.
    purpose: str | None = Field(default=None, exclude_if=_unsaid)
    basis: tuple[str, ...] | None = Field(default=None, exclude_if=_unsaid)
    control: Assignee | None = Field(default=None, exclude_if=_unsaid)
    executor: Assignee | None = Field(default=None, exclude_if=_unsaid)
    signatory: PlanPerson | None = Field(default=None, exclude_if=_unsaid)
    by_section: bool = Field(default=False, exclude_if=operator.not_)


class PlanLayer(Frozen):
    """One of the texts a plan comes from, and who says it: a ministry, a department, the school itself."""

    id: str
    version: str | None = None
    issuer: str | None = None
    file: str


class PlanLeftOut(Frozen):
    """A measure of the roadmap that this organisation's plan does not have, and the condition it misses."""

    id: Slug
    title: str
    condition: str


class PlanStage(Frozen):
    """A stage of the plan, its number and title as the table prints them, and where they were written.

    Attributes:
        known_as: the id it goes by in earlier plans, where that is another.
    """

    id: Slug
    number: str
    kind: StageKind
    title: str
    was: tuple[Slug, ...] = ()
    known_as: Slug | None = None
    measures: tuple[PlanMeasure, ...]
    provenance: FrozenMap[str, ValueOrigin] = Field(default_factory=dict)

    @property
    def goes_by(self) -> str:
        """The id by which it is known for ever."""
        return self.known_as or self.id

    def standing_measures(self) -> tuple[PlanMeasure, ...]:
        """Those that are not cancelled: what the table that an order approves has."""
        return tuple(measure for measure in self.measures if not measure.is_cancelled)


class Plan(Frozen):
    """One plan. Equal inputs give an equal plan.

    Attributes:
        plan: the adoption's id, or the roadmap's for the published text itself.
        columns: the captions, in the order of the table; `cells` has them as keys.
        academic_year: its own school year.
        school_years: that one and the one after, where some of its measures lie there.
        fields: the field each column prints.
        former_roles: ids that roles which answer for a measure had in earlier versions, by their ids.
        known_roles: the ids that roles go by in calendars and at their addresses, where these are others.
        own: what the cells of columns of the roadmap's own hold, by the field.
        work: «own» where papers show what the organisation has a part in, and nobody else as answering.
        issued_on: the day the plan is dated by: the order's date where there is one.
        left_out: measures that do not concern this organisation.
        away: who is away by the status log; it is written into no paper.
        layers: the texts the plan comes from, the general one first.
        provenance: where its title, its columns and the definitions it uses («roles.head») were written.
    """

    plan: Slug
    roadmap: RoadmapReference
    title: str
    organisation: PlanOrganisation | None = None
    procedure: PlanProcedure | None = None
    academic_year: str | None = None
    school_years: tuple[str, ...] = Field(default=(), exclude_if=_unsaid)
    order: PlanOrder | None = None
    issued_on: dt.date | None = None
    columns: tuple[str, ...]
    fields: tuple[Slug, ...]
    own: FrozenMap[Slug, ColumnKind] = Field(default_factory=dict)
    work: Work = Field(default="all", exclude_if=_is_all)
    former_roles: FrozenMap[Slug, tuple[Slug, ...]] = Field(default_factory=dict)
    known_roles: FrozenMap[Slug, Slug] = Field(default_factory=dict)
    intro: tuple[str, ...] = ()
    stages: tuple[PlanStage, ...]
    left_out: tuple[PlanLeftOut, ...] = ()
    away: tuple[Away, ...] = Field(default=(), exclude=True)
    layers: tuple[PlanLayer, ...] = ()
    provenance: FrozenMap[str, ValueOrigin] = Field(default_factory=dict)

    @property
    def years(self) -> tuple[str, ...]:
        """The school years it is of, in their order; none where it is of no year."""
        return self.school_years or ((self.academic_year,) if self.academic_year is not None else ())

    def years_with(self, one: str, several: str) -> str:
        """Name the years with a noun that follows them; nothing where there are none.

        Args:
            one: the words after a single year, «учебный год».
            several: the words after two, «учебные годы».
        """
        words = several if len(self.years) > 1 else one
        return f"{' и '.join(self.years)} {words}".strip() if self.years else ""

    @property
    def author(self) -> str:
        """Whose plan it is, in short: the organisation; of a published text its issuer, if it says one."""
        return self.organisation.short if self.organisation is not None else self.roadmap.issuer or ""

    @property
    def layout(self) -> str:
        """The rules its papers are laid out by."""
        return self.organisation.layout if self.organisation is not None else DEFAULT_LAYOUT

    def year_after(self, measure: PlanMeasure) -> str | None:
        """Give the school year a measure lies in, where it is not the plan's own."""
        return measure.school_year if measure.school_year != self.academic_year else None

    def own_captions(self) -> Mapping[str, str]:
        """Give the words over the columns of the roadmap's own, by the field."""
        return {field: self.columns[place] for place, field in enumerate(self.fields) if field in self.own}

    @property
    def signatory(self) -> PlanPerson | None:
        """Who signs the order."""
        own = self.organisation.signatory if self.organisation is not None else None
        return self.order.signatory if self.order is not None and self.order.signatory is not None else own

    def holders_of(self, person: PlanPerson) -> tuple[PlanPerson, ...]:
        """Give everybody who holds somebody's post at some time of the plan, herself first."""
        known = self.organisation.people if self.organisation is not None else ()
        same = (each for each in known if each.post_key == person.post_key)
        return tuple(dict.fromkeys((person, *same)))

    def signed_on(self, day: dt.date | None) -> PlanPerson | None:
        """Tell who signs an order of a day: whoever holds the post of the signatory then."""
        own = self.signatory
        if own is None or day is None or own.holds_on(day):
            return own
        return next((each for each in self.holders_of(own) if each.holds_on(day)), own)

    def role_goes_by(self, role: str) -> str:
        """Give the id by which a role is known for ever."""
        return self.known_roles.get(role, role)

    def measures(self) -> tuple[PlanMeasure, ...]:
        """All measures, in the order of the table."""
        return tuple(measure for stage in self.stages for measure in stage.measures)

    def standing_measures(self) -> tuple[PlanMeasure, ...]:
        """All that are not cancelled, in the order of the table."""
        return tuple(measure for stage in self.stages for measure in stage.standing_measures())

    def hidden_measures(self) -> tuple[PlanMeasure, ...]:
        """Those that its papers leave out, in the order of the table."""
        return tuple(measure for measure in self.measures() if not measure.shown)

    def in_view(self) -> Plan:
        """Give the plan as its papers show it; nothing of it is numbered or dated anew.

        Of one's own work nobody else answers for what the organisation answers for, too, and the document of
        what it only takes part in is not its own to write. A part of a row that is left out has the number.
        """
        if self.work == "all":
            return self
        numbers = {
            caption for caption, name in zip(self.columns, self.fields, strict=True) if name == "number"
        }
        stages = (with_fields(stage, measures=tuple(_view(stage, numbers))) for stage in self.stages)
        empty = {
            stage.id for stage in self.stages if stage.measures and not any(m.shown for m in stage.measures)
        }
        return with_fields(self, stages=tuple(stage for stage in stages if stage.id not in empty))


def _view(stage: PlanStage, numbers: set[str]) -> Iterator[PlanMeasure]:
    head = ""
    for measure in stage.measures:
        if measure.number:
            head = ""
        if not measure.shown:
            head = measure.number or head
            continue
        seen: dict[str, object] = {}
        if measure.ours:
            seen["responsible"] = measure.ours
        elif measure.responsible and measure.settled is None:
            seen["outputs"] = ()
        if head and not measure.number:
            named = {caption: head if caption in numbers else text for caption, text in measure.cells.items()}
            seen["cells"], head = frozendict(named), ""
        yield with_fields(measure, **seen) if seen else measure

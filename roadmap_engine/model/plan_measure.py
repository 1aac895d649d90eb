"""A measure as a plan has it: who does it, when it is due and why, what it ends in, what has become of it."""

from __future__ import annotations

import datetime as dt
import operator

from pydantic import Field

from roadmap_engine.deadlines import Rule
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.model.approval import StepKind
from roadmap_engine.model.base import Frozen, FrozenMap, Slug
from roadmap_engine.model.definitions import COLUMN_CAPTIONS
from roadmap_engine.model.permissions import Allowance
from roadmap_engine.model.plan_people import Assignee, PlanPerson
from roadmap_engine.model.progress import Happened
from roadmap_engine.model.settled import SETTLED_WORDS, SettledState

__all__ = [
    "VALUED_COLUMNS",
    "Assignee",
    "AwaitedEvent",
    "Bounds",
    "OccurrenceDays",
    "PlanApproval",
    "PlanDeadline",
    "PlanMeasure",
    "PlanOutput",
    "PlanPerson",
    "PlanSettled",
    "ValueOrigin",
]


def _unsaid(value: object) -> bool:
    return value == ()


def _is_none(value: object) -> bool:
    return value is None


class OccurrenceDays(Frozen):
    """One time a duty falls due: «до D» has no start, «с D» has no due day.

    Attributes:
        key: names the occurrence among the measure's, whatever its days are.
        remind_before: the last working day before a due day that is a day off.
        moved_reminders: where the day so many days ahead is a day off, the working day before it.
        on_day_off: nobody works on the due day.
        in_break: the due day lies in a break of the school's that is known.
    """

    key: str
    start: dt.date | None
    due: dt.date | None
    time: str | None = None
    zone: str | None = None
    remind_before: dt.date | None = None
    moved_reminders: FrozenMap[int, dt.date] = Field(default_factory=dict)
    on_day_off: bool = False
    in_break: bool = False


class AwaitedEvent(Frozen):
    """An event the measure still waits for."""

    event: str | None
    title: str


class Bounds(Frozen):
    """What follows of a date that is not known yet."""

    earliest: dt.date | None = None
    latest: dt.date | None = None


class PlanDeadline(Frozen):
    """When a measure is due: the printed words, the rule, the days, and why."""

    text: str
    rule: Rule | None
    occurrences: tuple[OccurrenceDays, ...] = ()
    awaiting: tuple[AwaitedEvent, ...] = ()
    standing: bool = False
    bounds: Bounds | None = None
    reasons: tuple[str, ...] = ()

    @property
    def awaited(self) -> str:
        """What it waits for, in words; nothing where it waits for nothing."""
        return "; ".join(event.title for event in self.awaiting)


class PlanApproval(Frozen):
    """A step of a document's way into force, and who takes it at this organisation.

    Attributes:
        title: the role's title; empty where the step has words alone.
        words: what the grif says instead of the title.
    """

    step: StepKind
    title: str = ""
    words: str | None = None
    people: tuple[PlanPerson, ...] = ()


class PlanOutput(Frozen):
    """A document the measure ends in; `approval` has the steps that exist at this organisation.

    Attributes:
        made_by: who writes it, where the roadmap says so.
        known_as: the id it goes by in what was made of earlier plans, where that is another.
    """

    id: Slug
    title: str
    template: str | None = None
    approval: tuple[PlanApproval, ...] = ()
    made_by: tuple[Assignee, ...] = Field(default=(), exclude_if=_unsaid)
    known_as: Slug | None = None

    @property
    def goes_by(self) -> str:
        """The id by which it is known for ever."""
        return self.known_as or self.id


class ValueOrigin(Frozen):
    """The layer a value came from, and the place in its text.

    Attributes:
        allowance: what the layers below may still do with the value; none where it is free.
    """

    layer: str
    file: str
    line: int
    allowance: Allowance | None = None


class PlanSettled(Frozen):
    """What has happened to a measure so that nobody is told to do it any more.

    Attributes:
        state: done, signed or cancelled.
        on: the day it happened.
        reason: why, in a person's words.
        logged: whether the status log says so, and the adoption's text not (yet).
    """

    state: SettledState
    on: dt.date
    reason: str | None = None
    logged: bool = Field(default=False, exclude_if=operator.not_)

    def in_words(self) -> str:
        """Say what has happened and when.

        >>> PlanSettled(state="cancelled", on="2027-01-15", reason="решение педсовета").in_words()
        'отменено 15.01.2027 (решение педсовета)'
        """
        return self.said().russian

    def said(self) -> Bilingual:
        """Say the same in both languages."""
        state, reason = SETTLED_WORDS[self.state], self.reason
        more = Bilingual(f" ({reason})", f" («{reason}»)") if reason else Bilingual("", "")
        return Bilingual.of(lambda each: f"{state.said(each)} {format_day(self.on, each)}{more.said(each)}")


class PlanMeasure(Frozen):
    """A measure with everything settled that can be settled today.

    Attributes:
        number: as the table prints it.
        cells: the printed text by caption.
        needs: the measures that must be done before it.
        short: the title over a narrow column, where somebody says it; see `model.short_title`.
        directive: what the order says instead of what follows from the title.
        condition: on what the measure is in a plan, in words.
        provenance: where each field was written.
        was: ids it had in earlier versions of the roadmap.
        known_as: the id it goes by in what was made of earlier plans, where that is another.
        settled: that it is done, signed or cancelled.
        shown: whether papers have it; of a plan of one's own work they leave out what only others answer for.
        school_year: in which it lies, in a plan of more than one.
        happened: what the status log says of its times, by the keys of the rows that are tracked.
    """

    id: Slug
    number: str
    title: str
    # A reader of earlier plans finds nothing new where nothing is said.
    short: str | None = Field(default=None, exclude_if=_is_none)
    directive: str | None = None
    condition: str | None = None
    participants: tuple[Assignee, ...]
    responsible: tuple[Assignee, ...]
    result: str | None
    output: str | None
    outputs: tuple[PlanOutput, ...]
    cells: FrozenMap[str, str]
    deadline: PlanDeadline
    needs: tuple[Slug, ...] = ()
    provenance: FrozenMap[str, ValueOrigin]
    was: tuple[Slug, ...] = ()
    known_as: Slug | None = None
    settled: PlanSettled | None = None
    shown: bool = Field(default=True, exclude_if=bool)
    # A reader of plans of one year finds nothing new.
    school_year: str | None = Field(default=None, exclude_if=_is_none)
    happened: FrozenMap[str, Happened] = Field(default_factory=dict, exclude_if=operator.not_)

    @property
    def ours(self) -> tuple[Assignee, ...]:
        """Those of the organisation who answer for it."""
        return tuple(who for who in self.responsible if not who.outside)

    @property
    def goes_by(self) -> str:
        """The id by which its rows, events and blanks are known for ever."""
        return self.known_as or self.id

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of its documents' ways into force, as entries of a log name them: «output:step»."""
        return tuple(f"{output.goes_by}:{step.step}" for output in self.outputs for step in output.approval)

    @property
    def is_done(self) -> bool:
        """Whether it is done, or its paper signed."""
        return self.settled is not None and not self.is_cancelled

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody does it any more, at least from some day on."""
        return self.settled is not None and self.settled.state == "cancelled"

    def is_called_off(self, day: dt.date | None) -> bool:
        """Tell whether the measure is cancelled for a day of its own.

        A monthly duty that is cancelled in January stood in the months before; a duty that has no later day
        is cancelled whenever that was said.

        Args:
            day: the last day of an occurrence; None for one without.
        """
        if not self.is_cancelled or self.settled is None:
            return False
        ends = [days.due or days.start for days in self.deadline.occurrences]
        runs_on = any(end is None or end >= self.settled.on for end in ends)
        return day is None or day >= self.settled.on or not runs_on


VALUED_COLUMNS = tuple(name for name in COLUMN_CAPTIONS if name in PlanMeasure.model_fields)
"""The columns whose values a plan has; any other column is a cell alone, in the look of one of these."""

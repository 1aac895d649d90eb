"""The measures of a roadmap under their stages, and what a layer changes of them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Container, Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from roadmap_engine.diagnostics.limits import SHORT_TITLE
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug, Slugs
from roadmap_engine.model.condition import ConditionText
from roadmap_engine.model.deadline import WrittenDeadline
from roadmap_engine.model.definitions import ColumnField
from roadmap_engine.model.provenance import Path

__all__ = ["Addition", "Cell", "Change", "Measure", "Position", "RowYear", "Stage", "StageKind", "call_thing"]

AsPrinted = FrozenMap[ColumnField, Annotated[str, Field(max_length=10_000)]]


def _lines_of(value: Any) -> Any:
    """Take a single value for a list of it, and truth for its words, as answers are taken."""
    if isinstance(value, bool):
        value = "да" if value else "нет"
    return value if isinstance(value, list | tuple) or value is None else [value]


Cell = Annotated[
    tuple[Line, ...],
    Field(min_length=1),
    BeforeValidator(_lines_of, json_schema_input_type=Line | int | dt.date | tuple[Line, ...]),
]
"""The value of a roadmap's own column as its author wrote it: one, or several roles."""
Cells = FrozenMap[Slug, Cell]


def _one_line(words: str) -> str:
    if len(words.splitlines()) > 1 or "{{" in words:
        raise ValueError("a short title is one line without gaps, such as Анализ по классам")
    return words


ShortTitle = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=SHORT_TITLE),
    AfterValidator(_one_line),
]
"""A title that fits over a narrow column, on one line."""


class StageKind(enum.StrEnum):
    """The five stages of work with results in the federal method, and whatever else a text has."""

    ANALYTICAL = "analytical"
    ORGANISATIONAL = "organisational"
    TEACHING = "teaching"
    ASSESSMENT = "assessment"
    REFLECTIVE = "reflective"
    OTHER = "other"


class RowYear(enum.StrEnum):
    """In which school year of the plan a row lies: its own, or the one that follows."""

    THIS = "this"
    NEXT = "next"


class Change(Frozen):
    """What an overlay gives anew of one measure or stage: only the named fields change."""

    title: Line | None = None
    short: ShortTitle | None = None
    directive: Line | None = None
    number: Annotated[str, Field(max_length=20)] | None = None
    kind: StageKind | None = None
    participants: Slugs | None = None
    deadline: WrittenDeadline | None = None
    year: RowYear | None = None
    after: Slugs | None = None
    responsible: Slugs | None = None
    result: Line | None = None
    output: Slugs | None = None
    as_printed: AsPrinted | None = None
    basis: Line | None = None
    when: ConditionText | None = None
    cells: FrozenMap[Slug, Cell | None] = Field(default_factory=dict)


class Measure(Frozen):
    """Мероприятие: what is done, by whom, by when, who answers, what comes out, in which document.

    Attributes:
        id: never changes meaning, in no version and no layer.
        number: where it is not simply the stage's number and the place in the stage.
        short: what heads a narrow column instead of the title; proposed from that where nobody says.
        directive: what an order tells its executors to do, «Провести …», where the words that follow
            from the title are not good enough.
        year: the school year it lies in, where that is not its stage's.
        after: measures or stages that must be done before this one, and events that must have been,
            whatever its deadline says.
        was: ids it had in earlier versions. Two measures that were one are a split, one that was two a merge.
        as_printed: cells that the published print has in other words than the fields give (a
            misprint, a lost number); printed by `roadmap print`, never by a school's plan.
        when: the condition on which a school has the measure; the published text prints it regardless.
        cells: values of the roadmap's own columns, by the column's name.
    """

    id: Slug
    number: Annotated[str, Field(max_length=20)] | None = None
    title: Line
    short: ShortTitle | None = None
    directive: Line | None = None
    participants: Slugs = ()
    deadline: WrittenDeadline | None = None
    year: RowYear | None = None
    after: Slugs = ()
    responsible: Slugs = ()
    result: Line | None = None
    output: Slugs = ()
    as_printed: AsPrinted = Field(default_factory=dict)
    basis: Line | None = None
    when: ConditionText | None = None
    cells: Cells = Field(default_factory=dict)
    was: Slugs = ()

    @property
    def is_stage(self) -> bool:
        """Whether the row is a stage."""
        return False


class Stage(Frozen):
    """Этап: measures under one heading.

    Attributes:
        year: the school year its measures lie in, the plan's own unless said: what follows the results of a
            spring is done in the year after.
    """

    id: Slug
    kind: StageKind = StageKind.OTHER
    title: Line
    year: RowYear | None = None
    number: Annotated[str, Field(max_length=20)] | None = None
    as_printed: AsPrinted = Field(default_factory=dict)
    basis: Line | None = None
    when: ConditionText | None = None
    was: Slugs = ()
    measures: tuple[Measure, ...] = ()

    @property
    def is_stage(self) -> bool:
        """Whether the row is a stage."""
        return True


def call_thing(thing: Measure | Stage) -> str:
    """Say what a thing is before its id, as problems name it.

    >>> call_thing(Stage(id="analysis", title="Анализ"))
    'stage analysis'
    """
    return f"{'stage' if thing.is_stage else 'measure'} {thing.id}"


class Position(Frozen):
    """Where a measure or a stage is moved to.

    Attributes:
        after, before: of a measure another one, of a stage another stage.
        stage: of a measure, the stage it becomes the last of.
    """

    after: Slug | None = None
    before: Slug | None = None
    stage: Slug | None = None

    @property
    def beside(self) -> str:
        """What it stands after, before or in."""
        return self.after or self.before or str(self.stage)

    def said(self) -> dict[str, str]:
        """Give the place as a text says it."""
        return {key: each for key, each in self if each is not None}

    @model_validator(mode="after")
    def _is_one(self) -> Position:
        if sum(place is not None for place in (self.after, self.before, self.stage)) != 1:
            raise ValueError("move needs one place")
        return self


class Addition(Frozen):
    """A measure or a stage that an overlay adds: after or before a thing, or at the end of a stage.

    Attributes:
        when: a condition for what is added, besides its own.
    """

    after: Slug | None = None
    before: Slug | None = None
    stage: Stage | Slug | None = None
    measure: Measure | None = None
    when: ConditionText | None = None

    def things(self, path: Path) -> Iterator[tuple[Path, Measure | Stage]]:
        """Give the measures and stages that are added, each with the way to it.

        Args:
            path: the way to the addition.
        """
        if self.measure is not None:
            yield (*path, "measure"), self.measure
        if isinstance(self.stage, Stage):
            yield (*path, "stage"), self.stage
            for position, measure in enumerate(self.stage.measures):
                yield (*path, "stage", "measures", position), measure

    def is_of(self, names: Container[str]) -> bool:
        """Tell whether a measure is added that has one of some ids."""
        return self.measure is not None and self.measure.id in names

    def place(self) -> dict[str, str]:
        """Give the place as a text says it; nothing of a stage that comes last."""
        stage = self.stage if isinstance(self.stage, str) else None
        said = {"after": self.after, "before": self.before, "stage": stage}
        return {key: each for key, each in said.items() if each is not None}

    @model_validator(mode="after")
    def _has_one_place(self) -> Addition:
        if self.measure is None and not isinstance(self.stage, Stage):
            raise ValueError("addition without measure or stage")
        said = len(self.place())
        if said > 1 or (self.measure is not None and not said):
            raise ValueError("addition needs one place")
        return self

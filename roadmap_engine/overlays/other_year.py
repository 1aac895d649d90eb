"""A published text written for one school year → the same text in another, and which words of it changed.

What a field holds, the table of fields says: words, deadlines and days are moved, names of roles and ids are
not. The basis of a text is acts, and their dates are theirs. Nothing is moved twice: it is the published text
that is moved, each time it is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Any, TypeVar, assert_never

from frozendict import frozendict

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Rule, wording
from roadmap_engine.model.base import Frozen, with_fields
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.definitions import (
    Column,
    Definition,
    Event,
    Output,
    Parameter,
    Role,
    definitions_of,
)
from roadmap_engine.model.fields import CELLS, Field, FieldKind, Kinds, values_of
from roadmap_engine.model.measure import Addition, Change, Measure, Stage
from roadmap_engine.model.order_terms import RoadmapOrder
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.wording_kind import WordingKind
from roadmap_engine.model.written_order import OrderAppendix, Passage, WrittenPoint
from roadmap_engine.model.year_wording import YearWording
from roadmap_engine.years.moved import Moving, move_years
from roadmap_engine.years.named import find_years
from roadmap_engine.years.rules import move_rule

__all__ = ["move_text", "year_of_texts"]

RowT = TypeVar("RowT", Measure, Stage, Change)
PassageT = TypeVar("PassageT", Passage, OrderAppendix, WrittenPoint)


def move_text(
    text: RoadmapText, moving: Moving, kinds: Kinds, later: Container[str] = ()
) -> tuple[RoadmapText, tuple[YearWording, ...]]:
    """Move a text to another school year.

    Args:
        text: as published. Its own school year stays: by it the text counts as of its day.
        moving: from which year to which.
        kinds: what the cells of the roadmap's own columns hold.
        later: ids of the rows that lie in the year after the plan's own: their days move by one more.

    Returns:
        the text, and every wording of it that names a year.
    """
    mover = _Mover(moving, kinds, later)
    return mover.text(text), tuple(mover.wordings)


def year_of_texts(texts: Iterable[RoadmapText], kinds: Kinds) -> SchoolYear | None:
    """Give the school year that the texts of a roadmap were written for, as far as they tell it.

    The last text that states one is heard; where none does, the year that most of their words are of. None
    where no year is named twice, because a single date may be a slip, and where two are named equally often.
    """
    every = tuple(texts)
    stated = [text.school_year for text in every if text.school_year is not None]
    if stated:
        return stated[-1]
    counted: Counter[SchoolYear] = Counter()
    for text in every:
        mover = _Mover(Moving(SchoolYear(_NO_YEAR), SchoolYear(_NO_YEAR + 1)), kinds)
        mover.text(text)
        for each in mover.wordings:
            named = find_years(each.before, in_deadline=each.kind is WordingKind.DEADLINE)
            counted.update(of for year in named if year.kept is None and (of := year.school_year) is not None)
    (first, most), (_, next_most) = [*counted.most_common(2), *[(None, 0)] * 2][:2]
    return first if most > next_most and most > 1 else None


_NO_YEAR = 1990
"""A year so far from all texts that nothing moves: what names a year is gathered only."""


class _Mover:
    """Goes through a text once and keeps every wording that names a year."""

    def __init__(self, moving: Moving, kinds: Kinds, later: Container[str] = ()) -> None:
        self._moving, self._kinds, self._later = moving, kinds, later
        self._after = Moving(moving.written, moving.new.following)
        self.wordings: list[YearWording] = []

    def text(self, text: RoadmapText) -> RoadmapText:
        """Move everything a plan or a point of its order may be drawn from."""
        definitions = {
            section: {name: self._definition(f"{section}.{name}", each) for name, each in entries.items()}
            for section, entries in definitions_of(text).items()
        }
        return _anew(
            text,
            title=self._line("", "title", text.title, WordingKind.TITLE),
            plan_title=self._line("", "plan_title", text.plan_title, WordingKind.TITLE),
            **definitions,
            fill={name: self._words(f"fill.{name}", "", each) for name, each in text.fill.items()},
            columns=text.columns and tuple(self._column(each) for each in text.columns),
            order=text.order and self._order(text.order),
            stages=tuple(self._stage(stage) for stage in text.stages),
            add=tuple(self._addition(addition) for addition in text.add),
            replace={name: self._row(name, change) for name, change in text.replace.items()},
        )

    def _words(self, thing: str, field: str, words: str, kind: WordingKind = WordingKind.OTHER) -> str:
        """Move words, and keep what they were."""
        return self._keep(thing, field, kind, words, in_deadline=kind is WordingKind.DEADLINE)

    def _line(
        self, thing: str, field: str, words: str | None, kind: WordingKind = WordingKind.OTHER
    ) -> str | None:
        return None if words is None else self._words(thing, field, words, kind)

    def _going(self, thing: str, kind: WordingKind) -> Moving:
        """Tell how far words move: the days of a row with the row, what it is about with the plan."""
        return self._after if thing in self._later and kind is WordingKind.DEADLINE else self._moving

    def _keep(self, thing: str, field: str, kind: WordingKind, words: str, *, in_deadline: bool) -> str:
        moved = move_years(words, self._going(thing, kind), in_deadline=in_deadline)
        if moved.moved or moved.left:
            self.wordings.append(YearWording(thing, field, kind, words, moved.text, moved.left))
        return moved.text

    def _row(self, name: str, row: RowT) -> RowT:
        """Move what a measure, a stage or a change of one says, field by field."""
        said = {
            field: self._value(name, field, value)
            for field, value in values_of(row, self._kinds).items()
            if value is not None and not field.cites
        }
        cells = {field.name: value for field, value in said.items() if field.own}
        anew: dict[str, Any] = {field.name: value for field, value in said.items() if not field.own}
        if cells:
            anew[CELLS] = frozendict({**dict(row)[CELLS], **cells})
        return _anew(row, **anew)

    def _value(self, name: str, field: Field, value: Any) -> Any:
        """Move what holds words or days; ids, marks, amounts and conditions name no year."""
        if field.kind is FieldKind.DEADLINE:
            return self._deadline(name, field.name, field.counted, value)
        if field.kind not in (FieldKind.TEXT, FieldKind.DATE):
            return value
        kind = WordingKind.DEADLINE if field.kind is FieldKind.DATE else field.counted
        if field.own:
            return tuple(self._words(name, field.name, each, kind) for each in value)
        return self._words(name, field.name, value, kind)

    def _deadline(self, thing: str, field: str, kind: WordingKind, deadline: Deadline) -> Deadline:
        """Move a deadline: its words, and its rule where that is written out."""
        if deadline.rule is not None:
            return self._ruled(thing, field, kind, deadline, deadline.rule)
        said = {
            name: words and self._keep(thing, field, kind, words, in_deadline=True)
            for name, words in (("phrase", deadline.phrase), ("text", deadline.text))
        }
        return _anew(deadline, **said)

    def _ruled(self, thing: str, field: str, kind: WordingKind, deadline: Deadline, rule: Rule) -> Deadline:
        before = deadline.phrase or wording(rule)
        years = find_years(before, in_deadline=True)
        going = self._going(thing, kind)
        moved = move_rule(rule, going)
        phrase = deadline.phrase and move_years(deadline.phrase, going, in_deadline=True).text
        if moved is None or (phrase is None and moved == rule):
            if moved is None:
                self.wordings.append(YearWording(thing, field, kind, before, before, years))
            return deadline
        self.wordings.append(YearWording(thing, field, kind, before, phrase or wording(moved)))
        return _anew(deadline, rule=moved, phrase=phrase)

    def _stage(self, stage: Stage) -> Stage:
        measures = tuple(self._row(measure.id, measure) for measure in stage.measures)
        return _anew(self._row(stage.id, stage), measures=measures)

    def _addition(self, addition: Addition) -> Addition:
        measure = addition.measure and self._row(addition.measure.id, addition.measure)
        stage = self._stage(addition.stage) if isinstance(addition.stage, Stage) else addition.stage
        return _anew(addition, measure=measure, stage=stage)

    def _definition(self, thing: str, definition: Definition) -> Definition:
        kind = WordingKind.OUTPUT if isinstance(definition, Output) else WordingKind.OTHER
        title = self._words(thing, "title", definition.title, kind)
        match definition:
            case Parameter():
                return _anew(
                    definition,
                    title=title,
                    question=self._line(thing, "question", definition.question),
                    default=self._line(thing, "default", definition.default),
                    choices={
                        key: self._words(thing, "choices", each) for key, each in definition.choices.items()
                    },
                )
            case Event():
                phrases = tuple(self._words(thing, "phrases", each) for each in definition.phrases)
                return _anew(definition, title=title, phrases=phrases)
            case Role() | Output():
                return _anew(definition, title=title)
            case _:
                assert_never(definition)

    def _column(self, column: Column) -> Column:
        return _anew(column, caption=self._words("", "columns", column.caption))

    def _order(self, order: RoadmapOrder) -> RoadmapOrder:
        """Move the purpose, and the points, which a school may take over; date and number are its own."""
        order = _anew(order, purpose=self._line("order", "purpose", order.purpose))
        text = order.text
        if text is None:
            return order
        appendices = tuple(
            self._passage(each, f"order.appendices.{place}") for place, each in enumerate(text.appendices)
        )
        moved = _anew(
            text,
            points=self._points(text.points, "order.points"),
            preamble=self._passage(text.preamble, "order.preamble"),
            appendices=appendices,
        )
        return _anew(order, text=moved)

    def _passage(self, passage: PassageT, way: str) -> PassageT:
        return _anew(passage, points=self._points(passage.points, f"{way}.points"))

    def _points(self, points: Sequence[WrittenPoint], way: str) -> tuple[WrittenPoint, ...]:
        return tuple(self._point(point, f"{way}.{place}") for place, point in enumerate(points))

    def _point(self, point: WrittenPoint, way: str) -> WrittenPoint:
        kind = WordingKind.POINT
        lines = {
            name: self._line(way, name, words, kind)
            for name, words in (
                ("text", point.text),
                ("title", point.title),
                ("after", point.after),
                ("report_to", point.report_to),
            )
        }
        return _anew(
            self._passage(point, way),
            **lines,
            items=tuple(self._words(way, "items", each, kind) for each in point.items),
            deadline=tuple(self._deadline(way, "deadline", kind, each) for each in point.deadline),
        )


FrozenT = TypeVar("FrozenT", bound=Frozen)


def _anew(value: FrozenT, **fields: Any) -> FrozenT:
    """Give a value with what is new in some fields; the value itself where nothing is."""
    said = dict(value)
    changed = {name: each for name, each in fields.items() if said[name] != each}
    return with_fields(value, **changed) if changed else value

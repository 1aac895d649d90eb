"""The stages of two plans, which measure stands where in them, and the words for what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model import Plan, PlanMeasure, PlanStage
from roadmap_engine.model.standing import Standing, keep_order, say_standing
from roadmap_engine.planning.comparing.descent import Descent, trace_stages

__all__ = ["FieldChange", "PlanChange", "StageComparison"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a measure that says something else, as words before and after."""

    name: str
    before: str | Bilingual
    after: str | Bilingual


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Something of the plan itself, or of a stage, that is no longer what it was.

    Attributes:
        field: what it is, `title`, `columns`, `roadmap`; of a stage `stage`, `stage-title`, `stage-number`,
            `stage-place`.
        thing: id of the stage; empty for the plan.
        before, after: empty where there is nothing.
    """

    field: str
    before: str | Bilingual
    after: str | Bilingual
    thing: str = ""


class StageComparison:
    """The stages of two plans, in which of them each measure stands, and the columns of the roadmaps' own."""

    def __init__(self, old: Plan, new: Plan, descent: Descent) -> None:
        self._old, self._new = old.stages, new.stages
        self._descent = trace_stages(old, new)
        self._continues = {**descent.continues, **self._descent.continues}
        self._before = _places(old.stages)
        self._after = _places(new.stages)
        self._titles = {each.id: each.title for each in (*old.measures(), *new.measures())}
        self._titles |= {each.id: each.title for each in (*old.stages, *new.stages)}
        self._elsewhere = frozenset(self._find_elsewhere())
        self.own_before, self.own_after = old.own_captions(), new.own_captions()

    def _find_elsewhere(self) -> Iterator[str]:
        """Find what has changed its place among what stayed beside it: as few things as will do."""
        before, after = _rows(self._old), _rows(self._new)
        for stage, names in after.items():
            were = before.get(self._continues.get(stage, stage), ())
            places = {name: place for place, name in enumerate(were)}
            then = [places.get(self._continues.get(name, "")) for name in names]
            kept = keep_order(then)
            yield from (name for at, name in enumerate(names) if then[at] is not None and at not in kept)

    def moved(self, old: str, new: str) -> FieldChange | None:
        """Say that a measure stands in another stage, or elsewhere in its own."""
        before, after = self._before[old], self._after[new]
        if self._descent.continues.get(after.id) != before.id:
            return FieldChange("stage", before.title, after.title)
        if new not in self._elsewhere:
            return None
        was, is_now = _ids(before.measures), _ids(after.measures)
        return FieldChange("place", self._say(was, old), self._say(is_now, new))

    def _say(self, siblings: Sequence[str], name: str) -> Bilingual:
        place = siblings.index(name)
        return say_standing(Standing("", siblings[place - 1] if place else ""), self._titles)

    def compare(self) -> Iterator[PlanChange]:
        """Give the changes of the stages themselves."""
        before = {stage.id: stage for stage in self._old}
        for stage in self._new:
            earlier = before.get(self._descent.continues.get(stage.id, ""))
            if earlier is None:
                yield PlanChange("stage", "", stage.title, stage.id)
                continue
            if earlier.title != stage.title:
                yield PlanChange("stage-title", earlier.title, stage.title, stage.id)
            if earlier.number != stage.number:
                yield PlanChange("stage-number", earlier.number, stage.number, stage.id)
            if stage.id in self._elsewhere:
                was, is_now = self._say(_ids(self._old), earlier.id), self._say(_ids(self._new), stage.id)
                yield PlanChange("stage-place", was, is_now, stage.id)
            if earlier.kind != stage.kind:
                yield PlanChange("stage-kind", earlier.kind.value, stage.kind.value, stage.id)
        kept = set(self._descent.continues.values())
        for stage in self._old:
            if stage.id not in kept:
                yield PlanChange("stage", stage.title, "", stage.id)


def _places(stages: Iterable[PlanStage]) -> Mapping[str, PlanStage]:
    return {measure.id: stage for stage in stages for measure in stage.measures}


def _rows(stages: Sequence[PlanStage]) -> Mapping[str, tuple[str, ...]]:
    """Give the rows of each stage, and under "" the stages themselves."""
    return {"": _ids(stages), **{stage.id: _ids(stage.measures) for stage in stages}}


def _ids(rows: Iterable[PlanStage] | Iterable[PlanMeasure]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)

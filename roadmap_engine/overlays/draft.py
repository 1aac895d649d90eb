"""The stages and measures while layers are being joined: found by id, in the order of the table.

A stage and a measure never share an id, so that a layer can name either without saying which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.measure import Measure, Stage
from roadmap_engine.overlays.layers import Site

__all__ = ["Draft", "Removed"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A stage, without its measures, or a measure that is gone, and the site that says so."""

    thing: Stage | Measure
    site: Site


class Draft:
    """What the layers joined so far come to; it lives only while `assemble` runs.

    Attributes:
        sites: thing and field to the site it was last written at; the field "" is the thing itself.
        level: of the layer that is being applied; the base has 0.
        since: stage or measure to the level of the layer that put it there.
        conditions: stage or measure to the conditions it has, each with its site.
        removed: what is gone, by id.
        changes: what the layers above the base changed.
        problems: what stood in the way of the changes.
    """

    def __init__(self) -> None:
        self._stages: dict[str, Stage] = {}
        self._measures: dict[str, Measure] = {}
        self._home: dict[str, str] = {}
        self._stage_order: list[str] = []
        self._order: dict[str, list[str]] = {}
        self.sites: dict[tuple[str, str], Site] = {}
        self.level = 0
        self.since: dict[str, int] = {}
        self.conditions: dict[str, tuple[tuple[str, Site], ...]] = {}
        self.removed: dict[str, Removed] = {}
        self.changes: list[LocalChange] = []
        self.problems: list[Problem] = []

    def knows(self, name: str) -> bool:
        """Tell whether a stage or measure has this id."""
        return name in self._stages or name in self._measures

    def stage(self, name: str) -> Stage | None:
        """Give a stage, without its measures."""
        return self._stages.get(name)

    def measure(self, name: str) -> Measure | None:
        """Give a measure."""
        return self._measures.get(name)

    def thing(self, name: str) -> Stage | Measure | None:
        """Give a stage, without its measures, or a measure."""
        return self.known(name) if self.knows(name) else None

    def known(self, name: str) -> Stage | Measure:
        """Give a stage, without its measures, or a measure that is there."""
        stage = self._stages.get(name)
        return stage if stage is not None else self._measures[name]

    def names(self) -> Iterator[str]:
        """Give the ids of all stages and measures."""
        yield from self._stages
        yield from self._measures

    def stage_names(self) -> tuple[str, ...]:
        """Give the ids of all stages."""
        return tuple(self._stages)

    def measure_names(self) -> tuple[str, ...]:
        """Give the ids of all measures."""
        return tuple(self._measures)

    def measures_of(self, stage: str) -> tuple[str, ...]:
        """Give the ids of the measures of a stage."""
        return tuple(self._order.get(stage, ()))

    def names_now(self, name: str) -> tuple[str, ...]:
        """Give what is called otherwise than it was in an earlier version."""
        stages = (stage.id for stage in self._stages.values() if name in stage.was)
        return (*stages, *(measure.id for measure in self._measures.values() if name in measure.was))

    def home_of(self, measure: str) -> str:
        """Give the id of the stage a measure stands in."""
        return self._home[measure]

    def insert_stage(self, stage: Stage, site: Site, after: str | None = None) -> bool:
        """Put a stage with its measures after another stage, or last; False where its id is taken."""
        if not self._admit(stage.id, site):
            return False
        place = len(self._stage_order) if after is None else self._stage_order.index(after) + 1
        self._stage_order.insert(place, stage.id)
        self._stages[stage.id] = with_fields(stage, measures=())
        self._note_condition(stage, site)
        self._order[stage.id] = []
        self._note(stage.id, stage.model_fields_set - {"measures"}, site)
        for position, measure in enumerate(stage.measures):
            self.insert_measure(measure, stage.id, site.under("measures", position))
        return True

    def insert_measure(self, measure: Measure, stage: str, site: Site, after: str | None = None) -> bool:
        """Put a measure into a stage, after another measure or last; False where its id is taken."""
        if not self._admit(measure.id, site):
            return False
        order = self._order[stage]
        order.insert(len(order) if after is None else order.index(after) + 1, measure.id)
        self._measures[measure.id] = measure
        self._note_condition(measure, site)
        self._home[measure.id] = stage
        self._note(measure.id, measure.model_fields_set, site)
        return True

    def put(self, thing: Stage | Measure) -> None:
        """Put a stage's new header, or a measure, in the place of the one with its id."""
        if isinstance(thing, Stage):
            self._stages[thing.id] = thing
        else:
            self._measures[thing.id] = thing

    def note_fields(self, name: str, fields: Iterable[str], site: Site) -> None:
        """Remember where fields of a stage or measure are written."""
        for field in fields:
            self.sites[name, field] = site.under(field)

    def drop(self, name: str, site: Site) -> None:
        """Take out a measure, or a stage with its measures; the site says so."""
        self.removed[name] = Removed(self.known(name), site)
        if name in self._stages:
            for measure in self.measures_of(name):
                self.drop(measure, site)
            self._stage_order.remove(name)
            del self._stages[name], self._order[name]
        else:
            self._order[self._home.pop(name)].remove(name)
            del self._measures[name]
        self.conditions.pop(name, None)
        for key in [key for key in self.sites if key[0] == name]:
            del self.sites[key]

    def stages(self) -> tuple[Stage, ...]:
        """Give the stages with their measures, in the order of the table."""
        return tuple(
            with_fields(
                self._stages[name], measures=tuple(self._measures[measure] for measure in self._order[name])
            )
            for name in self._stage_order
        )

    def _admit(self, name: str, site: Site) -> bool:
        if not self.knows(name):
            return True
        place, first = site.under("id").location, self.sites[name, ""].under("id").location
        self.problems.append(Problem.of("RM203", location=place, related=(first,), name=name))
        return False

    def _note_condition(self, thing: Stage | Measure, site: Site) -> None:
        if thing.when is not None:
            self.conditions[thing.id] = ((thing.when, site.under("when")),)

    def _note(self, name: str, fields: set[str], site: Site) -> None:
        self.sites[name, ""] = site
        self.since[name] = self.level
        self.removed.pop(name, None)
        self.note_fields(name, fields, site)

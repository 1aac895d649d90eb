"""The stages and measures while layers are being joined: found by id, in the order of the table.

A stage and a measure never share an id, so that a layer can name either without saying which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.fields import CELLS, Field, own_field
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.measure import Measure, Stage
from roadmap_engine.model.standing import Standing
from roadmap_engine.overlays.layers import Site

__all__ = ["Removed", "Rows"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A stage, without its measures, or a measure that is gone, and the site that says so."""

    thing: Stage | Measure
    site: Site


class Rows:
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
        self._things: dict[str, Stage | Measure] = {}
        # The measures of each stage, in their order; under "" the stages themselves.
        self._order: dict[str, list[str]] = {"": []}
        self._home: dict[str, str] = {}
        self.sites: dict[tuple[str, str], Site] = {}
        self.level = 0
        self.since: dict[str, int] = {}
        self.conditions: dict[str, tuple[tuple[str, Site], ...]] = {}
        self.removed: dict[str, Removed] = {}
        self.changes: list[LocalChange] = []
        self.problems: list[Problem] = []

    def thing(self, name: str) -> Stage | Measure | None:
        """Give a stage, without its measures, or a measure."""
        return self._things.get(name)

    def stage_names(self) -> tuple[str, ...]:
        """Give the ids of all stages."""
        return tuple(name for name, thing in self._things.items() if isinstance(thing, Stage))

    def measure_names(self) -> tuple[str, ...]:
        """Give the ids of all measures."""
        return tuple(name for name, thing in self._things.items() if isinstance(thing, Measure))

    def names(self) -> tuple[str, ...]:
        """Give the ids of all stages and measures."""
        return (*self.stage_names(), *self.measure_names())

    def in_order(self) -> tuple[str, ...]:
        """Give the ids of all stages and measures in the order of the table."""
        stages = self._order[""]
        return tuple(name for stage in stages for name in (stage, *self._order[stage]))

    def measures_of(self, stage: str) -> tuple[str, ...]:
        """Give the ids of the measures of a stage in their order; of "" those of the stages."""
        return tuple(self._order.get(stage, ()))

    def names_now(self, name: str) -> tuple[str, ...]:
        """Give what is called otherwise than it was in an earlier version."""
        return tuple(each for each in self.names() if name in self._things[each].was)

    def home_of(self, name: str) -> str:
        """Give the id of the stage a measure stands in; "" for a stage."""
        return self._home[name]

    def insert(
        self,
        thing: Stage | Measure,
        home: str,
        site: Site,
        after: str | None = None,
        before: str | None = None,
    ) -> None:
        """Put a measure into a stage, or a stage into the table: after or before another, or last.

        What has an id that is taken becomes a problem instead.
        """
        first = self.sites.get((thing.id, ""))
        if first is not None:
            place, related = site.under("id").location, (first.under("id").location,)
            self.problems.append(Problem.of("RM203", location=place, related=related, name=thing.id))
            return
        self._insert_name(thing.id, home, after, before)
        self.sites[thing.id, ""] = site
        self.since[thing.id] = self.level
        self.removed.pop(thing.id, None)
        for name in thing.model_fields_set - {"measures", CELLS}:
            self.sites[thing.id, name] = site.under(name)
        if thing.when is not None:
            self.conditions[thing.id] = ((thing.when, site.under("when")),)
        if isinstance(thing, Stage):
            self._things[thing.id] = with_fields(thing, measures=())
            self._order[thing.id] = []
            for position, measure in enumerate(thing.measures):
                self.insert(measure, thing.id, site.under("measures", position))
        else:
            self._things[thing.id] = thing
            self.note_fields(thing.id, map(own_field, thing.cells), site)

    def standing(self, name: str) -> Standing:
        """Say where a stage or a measure stands."""
        home = self._home[name]
        place = self._order[home].index(name)
        return Standing(home, self._order[home][place - 1] if place else "")

    def move(
        self, name: str, home: str, site: Site, after: str | None = None, before: str | None = None
    ) -> None:
        """Put what is there to another place, as `insert` does; a stage takes along what is in it."""
        self._order[self._home[name]].remove(name)
        self._insert_name(name, home, after, before)
        self.sites[name, "move"] = site

    def _insert_name(self, name: str, home: str, after: str | None, before: str | None) -> None:
        order = self._order[home]
        position = order.index(before) if before is not None else len(order)
        order.insert(position if after is None else order.index(after) + 1, name)
        self._home[name] = home

    def put(self, thing: Stage | Measure) -> None:
        """Put a stage's new header, or a measure, in the place of the one with its id."""
        self._things[thing.id] = thing

    def note_fields(self, name: str, fields: Iterable[Field], site: Site) -> None:
        """Remember where fields of a stage or measure are written."""
        for field in fields:
            self.sites[name, field.name] = site.under(*field.path)

    def drop(self, name: str, site: Site) -> None:
        """Take out a measure, or a stage with its measures; the site says so."""
        for measure in self.measures_of(name):
            self.drop(measure, site)
        self.removed[name] = Removed(self._things.pop(name), site)
        self._order[self._home.pop(name)].remove(name)
        self.conditions.pop(name, None)
        for key in [key for key in self.sites if key[0] == name]:
            del self.sites[key]

    def stages(self) -> tuple[Stage, ...]:
        """Give the stages with their measures, in the order of the table."""
        return tuple(
            with_fields(stage, measures=tuple(self._things[each] for each in self._order[name]))
            for name in self._order[""]
            if isinstance(stage := self._things[name], Stage)
        )

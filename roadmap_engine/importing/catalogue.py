"""What published roadmaps call things: an imported plan that says the same gets the same ids.

Titles are compared by their words. Where roadmaps give one title different ids, the roadmap decides that has
most in common with the imported plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.importing.spelling import normalise_name
from roadmap_engine.model import Event, Output, Plan, Roadmap, Role, StageKind

__all__ = ["Catalogue", "KnownRoadmap", "describe_roadmap"]


@dataclass(frozen=True, slots=True)
class KnownRoadmap:
    """A published roadmap, its things by their titles as printed, normalised."""

    name: str
    stages: Mapping[str, tuple[str, StageKind]]
    measures: Mapping[str, str]
    roles: Mapping[str, tuple[str, Role]]
    outputs: Mapping[str, tuple[str, Output]]
    events: Mapping[str, Event]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Published roadmaps, the one to be asked first in front."""

    roadmaps: tuple[KnownRoadmap, ...] = field(default=())

    def sorted_for(self, titles: Iterable[str]) -> Catalogue:
        """Put in front the roadmaps that share most titles of measures with a plan."""
        keys = {normalise_name(title) for title in titles}
        ranked = sorted(self.roadmaps, key=lambda each: -len(keys & each.measures.keys()))
        return Catalogue(tuple(ranked))

    def stage(self, title: str) -> tuple[str, StageKind] | None:
        """Find a stage by its title."""
        key = normalise_name(title)
        return next((each.stages[key] for each in self.roadmaps if key in each.stages), None)

    def measure(self, title: str) -> str | None:
        """Find a measure by its title."""
        key = normalise_name(title)
        return next((each.measures[key] for each in self.roadmaps if key in each.measures), None)

    def role(self, key: str) -> tuple[str, Role] | None:
        """Find a role by its normalised title."""
        return next((each.roles[key] for each in self.roadmaps if key in each.roles), None)

    def output(self, title: str) -> tuple[str, Output] | None:
        """Find a document by its title."""
        key = normalise_name(title)
        return next((each.outputs[key] for each in self.roadmaps if key in each.outputs), None)

    def role_names(self) -> frozenset[str]:
        """Give all titles of roles, normalised."""
        return frozenset(key for each in self.roadmaps for key in each.roles)

    def output_names(self) -> frozenset[str]:
        """Give all titles of documents, normalised."""
        return frozenset(key for each in self.roadmaps for key in each.outputs)


def describe_roadmap(roadmap: Roadmap, plan: Plan) -> KnownRoadmap:
    """Describe a published roadmap.

    Args:
        roadmap: its definitions.
        plan: the same as printed, every gap filled.
    """
    stages = {normalise_name(stage.title): (stage.id, stage.kind) for stage in plan.stages}
    measures = {normalise_name(measure.title): measure.id for measure in plan.measures()}
    outputs = {
        normalise_name(output.title): (output.id, roadmap.outputs[output.id])
        for measure in plan.measures()
        for output in measure.outputs
    }
    roles = {normalise_name(role.title): (name, role) for name, role in roadmap.roles.items()}
    return KnownRoadmap(roadmap.id, stages, measures, roles, outputs, roadmap.events)

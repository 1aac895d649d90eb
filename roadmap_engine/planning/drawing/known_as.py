"""The ids by which a plan's things are known to papers, calendars and trackers, where they changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Locations, Plan, PlanMeasure
from roadmap_engine.model.adoption import KnownAs
from roadmap_engine.model.base import with_fields

__all__ = ["name_known"]


def name_known(plan: Plan, known: KnownAs, locations: Locations) -> tuple[Plan, tuple[Problem, ...]]:
    """Let things go by the ids that updates have written down.

    Args:
        plan: the school's.
        known: what the adoption says of them.
        locations: of the adoption's text.

    Returns:
        The plan, and where two things would go by one id.
    """
    if known == KnownAs():
        return plan, ()
    stages = tuple(
        with_fields(
            stage,
            known_as=known.stages.get(stage.id),
            measures=tuple(_name_measure(each, known) for each in stage.measures),
        )
        for stage in plan.stages
    )
    gone_by = set(known.roles.values())
    former = {
        role: left
        for role, was in plan.former_roles.items()
        if (left := tuple(each for each in was if each not in gone_by))
    }
    named = with_fields(plan, stages=stages, known_roles=known.roles, former_roles=frozendict(former))
    return named, tuple(_find_twice(plan, known, locations))


def _name_measure(measure: PlanMeasure, known: KnownAs) -> PlanMeasure:
    outputs = tuple(with_fields(each, known_as=known.outputs.get(each.id)) for each in measure.outputs)
    return with_fields(measure, known_as=known.measures.get(measure.id), outputs=outputs)


def _find_twice(plan: Plan, known: KnownAs, locations: Locations) -> Iterator[Problem]:
    roles = (each.role for measure in plan.measures() for each in measure.responsible)
    outputs = (each.id for measure in plan.measures() for each in measure.outputs)
    kinds: tuple[tuple[str, Iterator[str], Mapping[str, str]], ...] = (
        ("measures", (each.id for each in plan.measures()), known.measures),
        ("stages", (each.id for each in plan.stages), known.stages),
        ("roles", roles, known.roles),
        ("outputs", outputs, known.outputs),
    )
    for kind, names, said in kinds:
        owners: dict[str, str] = {}
        # Who says so stands behind who simply is called so: the place of the words is where it is mended.
        for name in sorted(dict.fromkeys(names), key=lambda each: each in said):
            first = owners.setdefault(said.get(name, name), name)
            if first != name:
                place = locations.of_value(("known_as", kind, name))
                yield Problem.of("RM774", location=place, name=name, other=first, known=said[name])

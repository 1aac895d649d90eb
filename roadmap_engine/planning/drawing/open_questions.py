"""A published roadmap → what it leaves for a school to say: who fills its roles, its dates, its words."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.deadlines import events_of
from roadmap_engine.model import Assembly, Roadmap
from roadmap_engine.model.dependencies import MEASURE_END, STAGE_END
from roadmap_engine.model.open_questions import OpenQuestions

__all__ = ["find_open_questions"]

# What follows from the days of the procedure and from the order's date is no question of its own.
_TOLD_ELSEWHERE = frozenset({"procedure", "procedure-start", "procedure-end", "order-issued"})


def find_open_questions(assembly: Assembly) -> OpenQuestions:
    """Find what a roadmap leaves open."""
    roadmap = assembly.roadmap
    printed = set(_printed_roles(roadmap))
    titles = {name: entry.title for name, entry in assembly.vocabulary.by_id.items()}
    measures = roadmap.measures()
    return OpenQuestions(
        roles={name: role for name, role in roadmap.roles.items() if name in printed},
        events={
            name: roadmap.events[name].title if name in roadmap.events else titles.get(name, name)
            for name in dict.fromkeys(_awaited(roadmap))
        },
        parameters=roadmap.parameters,
        units=dict(_units(roadmap)),
        measure=measures[0].id if measures else None,
    )


def _printed_roles(roadmap: Roadmap) -> Iterator[str]:
    for measure in roadmap.measures():
        yield from measure.participants
        yield from measure.responsible
        for output in measure.output:
            if output in roadmap.outputs:
                yield from (step.by for step in roadmap.outputs[output].approval if step.by)


def _awaited(roadmap: Roadmap) -> Iterator[str]:
    for measure in roadmap.measures():
        rule = measure.deadline.rule if measure.deadline else None
        for name in events_of(rule) if rule else ():
            if name not in _TOLD_ELSEWHERE and not name.startswith((STAGE_END, MEASURE_END)):
                yield name


def _units(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """A unit is called by the role that bears its name, or by the first role that exists with it."""
    seen: set[str] = set()
    for name, role in roadmap.roles.items():
        unit = role.unit or name
        if (role.optional or role.unit) and unit not in seen:
            seen.add(unit)
            yield unit, roadmap.roles[unit].title if unit in roadmap.roles else role.title

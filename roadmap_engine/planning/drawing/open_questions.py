"""A published roadmap → what it leaves for a school to say: who fills its roles, its dates, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from roadmap_engine.deadlines import events_of
from roadmap_engine.model import Assembly, Organisation, Roadmap
from roadmap_engine.model.dependencies import MEASURE_END, STAGE_END
from roadmap_engine.model.fields import printed_texts
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.wording import find_gaps
from roadmap_engine.planning.drawing.following import find_following
from roadmap_engine.planning.drawing.gaps import usual_filling

__all__ = ["ask_school", "find_open_questions"]

# What follows from the days of the procedure and from the order's date is no question of its own.
_OF_PROCEDURE = frozenset({"procedure", "procedure-start", "procedure-end"})
_TOLD_ELSEWHERE = _OF_PROCEDURE | {"order-issued"}


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
        filled=usual_filling(roadmap),
        units=dict(_units(roadmap)),
        measure=measures[0].id if measures else None,
        stages={stage.id: stage.title for stage in roadmap.stages},
        others=tuple(dict.fromkeys(_others(roadmap))),
        issuer=roadmap.issuer or "",
        following=find_following(assembly),
        of_procedure=_speaks_of_procedure(roadmap),
        appendices=roadmap.order_terms.appendices or "separate",
    )


def ask_school(questions: OpenQuestions, roadmap: Roadmap, organisation: Organisation) -> OpenQuestions:
    """Put what a roadmap leaves open to one school: its words are chosen by the level of the school."""
    return replace(questions, filled=usual_filling(roadmap, organisation))


def _speaks_of_procedure(roadmap: Roadmap) -> bool:
    """Whether a plan needs one named: its words have a gap for a procedure, or its days count from it."""
    measures = roadmap.measures()
    rules = [measure.deadline.rule for measure in measures if measure.deadline]
    counted = {event for rule in rules if rule is not None for event in events_of(rule)}
    words = [roadmap.title, roadmap.plan_title, roadmap.order_terms.purpose]
    words += [words for stage in roadmap.stages for _, words in printed_texts(stage)]
    words += [words for measure in measures for _, words in printed_texts(measure)]
    words += [output.title for output in roadmap.outputs.values()]
    gaps = {name for each in words for name, _ in find_gaps(each or "") if name is not None}
    conditions = [*(each.when or "" for each in roadmap.stages), *(each.when or "" for each in measures)]
    return (
        roadmap.procedure is not None
        or bool(counted & _OF_PROCEDURE)
        or any(name.startswith("procedure.") for name in gaps)
        or any("procedure" in each or "grades" in each for each in conditions)
    )


def _printed_roles(roadmap: Roadmap) -> Iterator[str]:
    for measure in roadmap.measures():
        yield from measure.participants
        yield from measure.responsible
        for output in measure.output:
            if output in roadmap.outputs:
                yield from (step.by for step in roadmap.outputs[output].approval if step.by)


def _others(roadmap: Roadmap) -> Iterator[str]:
    for measure in roadmap.measures():
        yield from (name for name in measure.responsible if (r := roadmap.roles.get(name)) and r.outside)


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

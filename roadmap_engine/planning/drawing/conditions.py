"""A roadmap and one school's facts to the roadmap as far as it concerns the school.

A measure is in the plan when its own condition and that of its stage hold; a stage none of whose measures
are left goes with them. Whoever came after a measure that is left out comes after what that one came after.
What is not known is not guessed: the measure stays, and a problem says what to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.model import (
    Adoption,
    Assembly,
    Locations,
    Measure,
    Organisation,
    PlanLeftOut,
    Roadmap,
    Stage,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.condition import And, Expression, Facts
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.condition_truth import ask_condition, find_missing_facts, known_parameters
from roadmap_engine.model.condition_wording import word_condition
from roadmap_engine.model.dependencies import MEASURE_END, STAGE_END
from roadmap_engine.model.same import MOST_KEPT, Same
from roadmap_engine.model.wording import fill_gaps

__all__ = ["gather_facts", "keep_applicable", "list_left_out", "say_condition"]

_OF_ORGANISATION = {"level": "level: basic", "size": "size: 412", "units": "units: [associations]"}
_OF_PROCEDURE = {"grades": "procedure: {use: vpr, grades: [5, 6]}"}


def gather_facts(roadmap: Roadmap, adoption: Adoption, organisation: Organisation) -> Facts:
    """Give what a school has said that conditions may ask."""
    grades = adoption.procedure.grades or organisation.grades
    return Facts(
        level=organisation.level,
        size=organisation.size,
        grades=frozenset(grades) if grades else None,
        # A list of units is a whole one; where there is none, nobody has said anything.
        units=organisation.units_in(adoption.days) if "units" in organisation.model_fields_set else None,
        # A school writes out the forms of a procedure that the catalogue lacks, so it is none of those there.
        procedure=adoption.procedure.use or "",
        parameters=known_parameters(roadmap.parameters, {**roadmap.fill, **adoption.fill}),
    )


def _read_when(stage: Stage, measure: Measure, roadmap: Roadmap) -> Expression | None:
    """Give the condition a measure stands under, its stage's included; None where there is none."""
    parts = []
    for words in (stage.when, measure.when):
        # What cannot be read is told when the layers are joined.
        expression = read_condition(words, roadmap.parameters)[0] if words else None
        if expression is not None:
            parts.append(expression)
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def say_condition(roadmap: Roadmap, stage: Stage, measure: Measure, language: Language = "ru") -> str | None:
    """Say on what condition a measure is in a plan; None where it always is.

    In Russian it is put into words; an English reader is shown the author's own, which say «size >= 300».
    """
    expression = _read_when(stage, measure, roadmap)
    if expression is None:
        return None
    if language == "en":
        return " and ".join(f"«{words}»" for words in (stage.when, measure.when) if words)
    units = {role.unit or name: role.title for name, role in roadmap.roles.items() if role.optional}
    return word_condition(expression, roadmap.parameters, units)


def list_left_out(
    whole: Roadmap, kept: Roadmap, values: Mapping[str, str], language: Language = "ru"
) -> tuple[PlanLeftOut, ...]:
    """List the measures that a school's plan does not have.

    Args:
        whole: the roadmap.
        kept: what of it concerns the school.
        values: what there is for gaps.
        language: the conditions are told in.
    """
    there = {measure.id for measure in kept.measures()}
    return tuple(
        PlanLeftOut(
            id=measure.id,
            title=fill_gaps(measure.title, values),
            condition=say_condition(whole, stage, measure, language) or "",
        )
        for stage, measure in _rows(whole)
        if measure.id not in there
    )


def keep_applicable(
    assembly: Assembly, adoption: Adoption, organisation: Organisation, locations: Locations
) -> tuple[Assembly, tuple[Problem, ...]]:
    """Leave out of a roadmap what does not concern one school.

    Args:
        assembly: the roadmap with all that it may ask for.
        adoption: the school's answers.
        organisation: the school.
        locations: of the adoption's text.
    """
    roadmap = assembly.roadmap
    if all(stage.when is None and measure.when is None for stage, measure in _rows(roadmap)):
        return assembly, ()
    facts = gather_facts(roadmap, adoption, organisation)
    verdicts = {}
    unknown: dict[str, list[_Row]] = {}
    for stage, measure in _rows(roadmap):
        expression = _read_when(stage, measure, roadmap)
        verdicts[measure.id] = ask_condition(expression, facts) if expression is not None else True
        for fact in find_missing_facts(expression, facts) if expression is not None else ():
            unknown.setdefault(fact, []).append(_Row(stage, measure))
    out = frozenset(name for name, verdict in verdicts.items() if verdict is False)
    kept = _leave_out(Same(roadmap), out)
    problems = (*_missing_facts(assembly, unknown, adoption, locations), *_lost_events(assembly, kept))
    return replace(assembly, roadmap=kept), problems


@dataclass(frozen=True, slots=True)
class _Row:
    stage: Stage
    measure: Measure

    def condition_place(self, assembly: Assembly) -> Location | None:
        own = self.measure.id if self.measure.when is not None else self.stage.id
        return assembly.location(own, "when")


def _rows(roadmap: Roadmap) -> Iterator[tuple[Stage, Measure]]:
    return ((stage, measure) for stage in roadmap.stages for measure in stage.measures)


@lru_cache(maxsize=MOST_KEPT)
def _leave_out(of: Same[Roadmap], names: frozenset[str]) -> Roadmap:
    roadmap = of.value
    if not names:
        return roadmap
    before = {measure.id: measure.after for measure in roadmap.measures()}
    emptied = set()
    stages = []
    for stage in roadmap.stages:
        left = tuple(measure for measure in stage.measures if measure.id not in names)
        if left or not stage.measures:
            stages.append(with_fields(stage, measures=left))
        else:
            emptied.add(stage.id)
            before[stage.id] = tuple(name for measure in stage.measures for name in measure.after)
    gone = names | emptied
    mended = tuple(
        with_fields(stage, measures=tuple(_come_after(measure, before, gone) for measure in stage.measures))
        for stage in stages
    )
    return with_fields(roadmap, stages=mended)


def _come_after(measure: Measure, before: Mapping[str, tuple[str, ...]], gone: AbstractSet[str]) -> Measure:
    """Put what a left-out thing came after in its place, however many are left out in a row."""
    if gone.isdisjoint(measure.after):
        return measure
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(reversed(measure.after))
    while waiting:
        name = waiting.pop()
        if name not in gone:
            found[name] = None
        elif name not in seen:
            seen.add(name)
            waiting += reversed(before.get(name, ()))
    found.pop(measure.id, None)
    return with_fields(measure, after=tuple(found))


def _missing_facts(
    assembly: Assembly, unknown: Mapping[str, list[_Row]], adoption: Adoption, locations: Locations
) -> Iterator[Problem]:
    for fact, rows in unknown.items():
        conditions = (row.condition_place(assembly) for row in rows)
        if fact in _OF_ORGANISATION:
            place, where = (
                locations.of_value(("organisation",)),
                f"{adoption.organisation} → {_OF_ORGANISATION[fact]}",
            )
        elif fact in _OF_PROCEDURE:
            place, where = locations.of_value(("procedure",)), _OF_PROCEDURE[fact]
        else:
            place, where = locations.of_key(("fill",)), f"fill: {{{fact}: …}}"
        yield Problem.of(
            "RM252",
            location=place,
            related=tuple(dict.fromkeys(each for each in conditions if each is not None)),
            things=", ".join(f"«{row.measure.id}»" for row in rows),
            fact=fact,
            where=where,
        )


def _lost_events(assembly: Assembly, kept: Roadmap) -> Iterator[Problem]:
    """Find deadlines that count from the end of what is not in the plan: nobody can date them."""
    roadmap = assembly.roadmap
    known = {f"{MEASURE_END}{measure.id}" for measure in roadmap.measures()}
    known |= {f"{STAGE_END}{stage.id}" for stage in roadmap.stages}
    there = {f"{MEASURE_END}{measure.id}" for measure in kept.measures()}
    there |= {f"{STAGE_END}{stage.id}" for stage in kept.stages}
    for measure in kept.measures():
        rule = measure.deadline.rule if measure.deadline else None
        for event in dict.fromkeys(events_of(rule)) if rule is not None else ():
            if event in known - there:
                need = event.partition(":")[2]
                condition = assembly.location(need, "when")
                yield Problem.of(
                    "RM255",
                    location=assembly.location(measure.id, "deadline"),
                    related=(condition,) if condition else (),
                    measure=measure.id,
                    need=need,
                )

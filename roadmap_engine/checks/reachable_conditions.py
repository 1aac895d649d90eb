"""A condition divides schools: some meet it, others do not.

One that nobody meets hides a measure for ever; one that all meet says nothing. Both usually come of «and»
where «or» was meant, of two layers that each added a condition, or of a parameter that a layer has filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.condition import And, Expression, Facts
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.condition_truth import find_verdicts, known_parameters
from roadmap_engine.model.measure import Measure, Stage

__all__ = ["check_reachable_conditions"]


def check_reachable_conditions(assembly: Assembly) -> Iterator[Problem]:
    """Find conditions that no school meets, alone or with that of the stage, and those that all meet."""
    # A school has answered for itself, and cannot mend a published text.
    if assembly.local is not None:
        return
    for stage in assembly.roadmap.stages:
        outer = _read(assembly, stage)
        yield from _judge(assembly, f"stage {stage.id}", stage, outer, outer)
        for measure in stage.measures:
            own = _read(assembly, measure)
            both = And((outer, own)) if outer is not None and own is not None else own
            yield from _judge(assembly, f"measure {measure.id}", measure, own, both)


def _read(assembly: Assembly, thing: Stage | Measure) -> Expression | None:
    if thing.when is None:
        return None
    return read_condition(thing.when, assembly.roadmap.parameters)[0]


def _judge(
    assembly: Assembly,
    name: str,
    thing: Stage | Measure,
    own: Expression | None,
    both: Expression | None,
) -> Iterator[Problem]:
    if own is None or both is None:
        return
    roadmap = assembly.roadmap
    filled: Mapping[str, str] = roadmap.fill
    declared = {each: parameter for each, parameter in roadmap.parameters.items() if each in filled}
    facts = Facts(parameters=known_parameters(declared, filled))
    place = assembly.location(thing.id, "when")
    if find_verdicts(both, facts, roadmap.parameters) == frozenset({False}):
        yield Problem.of("RM253", severity=Severity.WARNING, location=place, thing=name)
    elif find_verdicts(own, facts, roadmap.parameters) == frozenset({True}):
        yield Problem.of("RM254", severity=Severity.NOTICE, location=place, thing=name)

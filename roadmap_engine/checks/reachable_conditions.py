"""A condition divides schools: some meet it, others do not.

One that nobody meets hides a measure for ever; one that all meet says nothing. Both usually come of «and»
where «or» was meant, of two layers that each added a condition, or of a parameter that a layer has filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.condition import And, Facts
from roadmap_engine.model.condition_reading import read_condition
from roadmap_engine.model.condition_truth import find_verdicts, known_parameters
from roadmap_engine.model.measure import Measure, Stage, call_thing
from roadmap_engine.model.roadmap import Roadmap

__all__ = ["check_reachable_conditions"]

# Schools of every kind are tried for each of them; a text with more conditions is nobody's plan.
_MOST_CONDITIONS: Final = 100


def check_reachable_conditions(assembly: Assembly) -> Iterator[Problem]:
    """Find conditions that no school meets, alone or with that of the stage, and those that all meet."""
    # A school has answered for itself, and cannot mend a published text.
    if assembly.local is not None:
        return
    told: dict[tuple[str | None, str], str | None] = {}
    for thing, outer in _conditioned(assembly.roadmap):
        words = (outer, thing.when or "")
        if words not in told and len(told) < _MOST_CONDITIONS:
            told[words] = _judge(assembly.roadmap, *words)
        found = told.get(words)
        if found is not None:
            place = assembly.location(thing.id, "when")
            yield Problem.of(found, location=place, thing=call_thing(thing))


def _conditioned(roadmap: Roadmap) -> Iterator[tuple[Stage | Measure, str | None]]:
    """Give what has a condition, with the condition of its stage."""
    for stage in roadmap.stages:
        if stage.when is not None:
            yield stage, None
        yield from ((measure, stage.when) for measure in stage.measures if measure.when is not None)


def _judge(roadmap: Roadmap, outer: str | None, words: str) -> str | None:
    """Give the code of a condition that does not divide schools."""
    own = read_condition(words, roadmap.parameters)[0]
    if own is None:
        return None
    around = read_condition(outer, roadmap.parameters)[0] if outer is not None else None
    filled: Mapping[str, str] = roadmap.fill
    declared = {name: parameter for name, parameter in roadmap.parameters.items() if name in filled}
    facts = Facts(parameters=known_parameters(declared, filled))
    both = own if around is None else And((around, own))
    if find_verdicts(both, facts, roadmap.parameters) == frozenset({False}):
        return "RM253"
    if find_verdicts(own, facts, roadmap.parameters) == frozenset({True}):
        return "RM254"
    return None

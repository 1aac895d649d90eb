"""Which measures a measure needs done before it: those it names, and those its deadline counts from."""

from __future__ import annotations

from collections.abc import Mapping

from frozendict import frozendict

from roadmap_engine.deadlines import events_of
from roadmap_engine.model.measure import Measure
from roadmap_engine.model.roadmap import Roadmap

__all__ = ["MEASURE_END", "STAGE_END", "find_needs"]

STAGE_END, MEASURE_END = "stage-end:", "measure-end:"
"""How the events are called that a stage's or a measure's end is."""


def find_needs(roadmap: Roadmap) -> Mapping[str, tuple[str, ...]]:
    """Give for each measure the measures it needs, each once, in the order of the table.

    A stage stands for all of its measures; what nobody defines is left out, the checks tell it.
    """
    stages = {stage.id: tuple(measure.id for measure in stage.measures) for stage in roadmap.stages}
    places = {measure.id: place for place, measure in enumerate(roadmap.measures())}
    needs: dict[str, tuple[str, ...]] = {}
    for measure in roadmap.measures():
        named: set[str] = set()
        for name in _named_by(measure):
            named |= set(stages.get(name, (name,) if name in places else ()))
        needs[measure.id] = tuple(sorted(named, key=places.__getitem__))
    return frozendict(needs)


def _named_by(measure: Measure) -> tuple[str, ...]:
    rule = measure.deadline.rule if measure.deadline else None
    events = events_of(rule) if rule is not None else ()
    ends = (name.partition(":")[2] for name in events if name.startswith((STAGE_END, MEASURE_END)))
    return (*measure.after, *ends)

"""What a deadline counts from, and which measures a measure needs done before it: named or counted from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from frozendict import frozendict

from roadmap_engine.deadlines import Rule, events_of
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.view import parts_of, places_of
from roadmap_engine.model.measure import Measure
from roadmap_engine.model.roadmap import Roadmap
from roadmap_engine.model.same import MOST_KEPT, Same

__all__ = ["MEASURE_END", "STAGE_END", "events_in_words", "find_needs"]

STAGE_END, MEASURE_END = "stage-end:", "measure-end:"
"""How the events are called that a stage's or a measure's end is."""


def find_needs(roadmap: Roadmap) -> Mapping[str, tuple[str, ...]]:
    """Give for each measure the measures it needs, each once, in the order of the table.

    A stage stands for all of its measures; what nobody defines is left out, the checks tell it.
    """
    return _find_needs(Same(roadmap))


@lru_cache(maxsize=MOST_KEPT)
def _find_needs(of: Same[Roadmap]) -> Mapping[str, tuple[str, ...]]:
    roadmap = of.value
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


def events_in_words(rule: Rule | None) -> tuple[str, ...]:
    """Give the events that a rule names by words, because no vocabulary knows them, each once.

    >>> from roadmap_engine.deadlines import parse
    >>> events_in_words(parse("после заседания городского совета").rule)
    ('заседания городского совета',)
    """
    parts = parts_of(rule) if rule is not None else ()
    places = (place for part in parts for place in places_of(part))
    words = (place.words for place in places if isinstance(place, Happening) and place.words)
    return tuple(dict.fromkeys(words))

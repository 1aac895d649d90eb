"""No layer adds what is there already.

A measure that a layer adds with the words, deadline and responsible roles of one it inherits stands in the
plan twice, and the next version of the base changes only one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.measure import Measure

__all__ = ["check_repeated_measures"]

Words = tuple[str, str, frozenset[str], str, str]


def check_repeated_measures(assembly: Assembly) -> Iterator[Problem]:
    """Find measures of a layer that say the same as a measure of a text below it."""
    levels = {layer.id: level for level, layer in enumerate(assembly.layers)}
    seen: dict[Words, tuple[str, int]] = {}
    placed = [(_level(assembly, measure, levels), measure) for measure in assembly.roadmap.measures()]
    # Stable: within a layer the order of the table stays.
    for level, measure in sorted(placed, key=lambda pair: pair[0]):
        first, first_level = seen.setdefault(_words(measure), (measure.id, level))
        if first_level < level:
            there = assembly.location(first)
            yield Problem.of(
                "RM258",
                location=assembly.location(measure.id),
                related=(there,) if there else (),
                measure=measure.id,
                other=first,
            )


def _level(assembly: Assembly, measure: Measure, levels: dict[str, int]) -> int:
    origin = assembly.origins.get((measure.id, ""))
    return levels.get(origin.layer, 0) if origin is not None else 0


def _words(measure: Measure) -> Words:
    deadline = measure.deadline
    said = (deadline.phrase or deadline.text or str(deadline.rule)) if deadline is not None else ""
    return (
        _plain(measure.title),
        _plain(said),
        frozenset(measure.responsible),
        _plain(measure.result or ""),
        measure.when or "",
    )


def _plain(words: str) -> str:
    return " ".join(words.lower().split())

"""Every measure, stage or event that a measure comes after is there.

What a lower layer removes, others may still name: then they wait for nothing, and nobody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_known_needs"]


def check_known_needs(assembly: Assembly) -> Iterator[Problem]:
    """Find measures that come after something that is not there."""
    roadmap = assembly.roadmap
    known = {stage.id for stage in roadmap.stages} | {measure.id for measure in roadmap.measures()}
    # Of the program's own events none is offered: they are named where they are meant.
    events = assembly.vocabulary.by_id
    for measure in roadmap.measures():
        for position, name in enumerate(measure.after):
            if name not in known and name not in events:
                yield _explain(assembly, measure.id, name, known, position)


def _explain(assembly: Assembly, measure: str, name: str, known: set[str], position: int) -> Problem:
    """Say what became of the name: removed by a layer, called otherwise, or never there."""
    removed = assembly.removed.get(name)
    stages = [stage.id for stage in assembly.roadmap.stages if name in stage.was]
    measures = [each.id for each in assembly.roadmap.measures() if name in each.was]
    now = ", ".join(f"«{each}»" for each in (*stages, *measures))
    is_known = removed is not None or bool(now)
    return Problem.of(
        "RM231",
        location=assembly.location(measure, "after", position),
        related=(removed.location,) if removed is not None else (),
        measure=measure,
        name=name,
        near="" if is_known else near_names(name, known),
        now=now,
        remover=removed.layer if removed is not None else "",
        known="" if is_known else list_names(known),
    )

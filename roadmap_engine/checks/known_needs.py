"""Every measure or stage that a measure comes after is there.

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
    for measure in roadmap.measures():
        for position, name in enumerate(measure.after):
            if name not in known:
                yield Problem.of(
                    "RM231",
                    location=assembly.location(measure.id, "after", position),
                    measure=measure.id,
                    name=name,
                    near=near_names(name, known),
                    known=list_names(known),
                )

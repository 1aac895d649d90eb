"""There are stages, and each has measures.

A stage without measures prints as a heading over nothing; usually a layer has removed its last measure and
should have removed the stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_stages_filled"]


def check_stages_filled(assembly: Assembly) -> Iterator[Problem]:
    """Find stages without measures, and a roadmap without stages."""
    roadmap = assembly.roadmap
    if not roadmap.stages:
        yield Problem.of("RM218", location=assembly.location(""), name=roadmap.id)
    for stage in roadmap.stages:
        if not stage.measures:
            place = assembly.location(stage.id)
            yield Problem.of("RM212", location=place, stage=stage.id)

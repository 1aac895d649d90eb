"""Every document a measure ends in is described.

A document is named by its id, because several measures may end in the same one and its blank is drawn from
one template. A document without a template is sound: it gets a general blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.checks.check import names_now
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_known_outputs"]


def check_known_outputs(assembly: Assembly) -> Iterator[Problem]:
    """Find documents that are named and not described."""
    outputs = assembly.roadmap.outputs
    for measure in assembly.roadmap.measures():
        for position, name in enumerate(measure.output):
            if name not in outputs:
                yield Problem.of(
                    "RM202",
                    location=assembly.location(measure.id, "output", position),
                    thing=f"measure {measure.id}",
                    name=name,
                    near=near_names(name, outputs),
                    now=names_now(name, outputs),
                    known=list_names(outputs),
                )

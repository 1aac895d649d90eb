"""What a check is: a function from a joined roadmap to what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["Check", "stands_alone", "written_here"]

Check = Callable[[Assembly], Iterable[Problem]]


def stands_alone(assembly: Assembly) -> bool:
    """Tell whether the roadmap is looked at as published, without a school's own layer."""
    roadmap = assembly.roadmap
    published = {roadmap.id, *(name.partition("@")[0] for name in roadmap.lineage)}
    return all(origin.layer in published for origin in assembly.origins.values())


def written_here(assembly: Assembly, thing: str) -> bool:
    """Tell whether a definition is the roadmap's own, so that its author is the one to mend it."""
    origin = assembly.origins.get((thing, ""))
    return origin is not None and origin.layer == assembly.roadmap.id

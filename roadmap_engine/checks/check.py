"""What a check is: a function from a joined roadmap to what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["Check", "is_authors_own", "names_now"]

Check = Callable[[Assembly], Iterable[Problem]]


def is_authors_own(assembly: Assembly, thing: str) -> bool:
    """Tell whether a definition is the roadmap's own and its author is the one who looks at it."""
    origin = assembly.origins.get((thing, ""))
    return assembly.local is None and origin is not None and origin.layer == assembly.roadmap.id


class _Renamed(Protocol):
    @property
    def was(self) -> tuple[str, ...]: ...


def names_now(name: str, definitions: Mapping[str, _Renamed]) -> str:
    """List what has another id now and had this one in an earlier version; empty where nothing has."""
    return ", ".join(f"«{now}»" for now, definition in definitions.items() if name in definition.was)

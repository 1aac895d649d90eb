"""Which measure of a newer plan is which of an older one: ids never change meaning, and `was:` follows them.

Each measure continues at most one, so nothing is counted twice. Of a measure that was split the one
that kept the id continues it, else the first in the table; the others are new, and say where they come
from. Of measures that were made one the named first is continued; the others are gone into it. The older
plan may be the one of the newer version: `was:` is followed back as well.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_engine.model import PlanMeasure, PlanStage

__all__ = ["Descent", "trace_descent"]


@dataclass(frozen=True, slots=True)
class Descent:
    """What became of what.

    Attributes:
        continues: id now to the id before; the same one unless it was renamed.
        sources: id now to all ids before that it came from under another name.
        into: id before that nothing continues to the ids now that came from it.
    """

    continues: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    into: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def continued(self) -> Mapping[str, str]:
        """Give the id now by the id before."""
        return {before: now for now, before in self.continues.items()}


def trace_descent(
    old: Sequence[PlanMeasure] | Sequence[PlanStage], new: Sequence[PlanMeasure] | Sequence[PlanStage]
) -> Descent:
    """Follow things, measures or stages, from an older plan to a newer one.

    >>> from types import SimpleNamespace as Thing
    >>> now = [Thing(id="a", was=()), Thing(id="c", was=("b",)), Thing(id="d", was=("b",))]
    >>> found = trace_descent([Thing(id="a", was=()), Thing(id="b", was=())], now)
    >>> found.continues, found.sources
    ({'a': 'a', 'c': 'b'}, {'c': ('b',), 'd': ('b',)})
    """
    before = {thing.id for thing in old}
    continues = {thing.id: thing.id for thing in new if thing.id in before}
    # Whoever goes back to an earlier version has the other one's `was:` to follow.
    back: dict[str, list[str]] = {}
    for thing in old:
        for name in thing.was:
            back.setdefault(name, []).append(thing.id)
    sources: dict[str, tuple[str, ...]] = {}
    for thing in new:
        known = dict.fromkeys((*thing.was, *back.get(thing.id, ())))
        earlier = tuple(name for name in known if name in before and name != thing.id)
        if earlier:
            sources[thing.id] = earlier
        if thing.id not in continues:
            main = next((name for name in earlier if _is_free(name, continues.values(), new)), None)
            if main is not None:
                continues[thing.id] = main
    kept = set(continues.values())
    into = {
        thing.id: tuple(name for name, earlier in sources.items() if thing.id in earlier)
        for thing in old
        if thing.id not in kept
    }
    return Descent(continues, sources, {name: heirs for name, heirs in into.items() if heirs})


def _is_free(name: str, taken: Collection[str], new: Sequence[PlanMeasure] | Sequence[PlanStage]) -> bool:
    return name not in taken and all(thing.id != name for thing in new)

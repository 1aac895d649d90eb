"""What became of every id from one version of a roadmap to a later one.

An id that is still there continues itself. A new thing continues the ids under its `was:`, and one that was
there those it has taken in; two things that were one are a split (one of them may have kept the id), one that
was two is a merge. Things that say they have each other's ids have exchanged them, and each continues what it
was; what they said before is not said anew. Where the versions between are known too, their `was:` are
followed one after another, so that versions may be skipped; what one of them lacks and a later one has again
was never gone.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from roadmap_engine.model import Roadmap
from roadmap_engine.model.exchanges import find_exchanged

__all__ = ["Heirs", "Succession", "trace_succession"]

Heirs = Mapping[str, tuple[str, ...]]
"""Every id of the earlier version to those that continue it; none where it is gone."""


class _Named(Protocol):
    @property
    def was(self) -> tuple[str, ...]:
        """Ids in earlier versions."""


@dataclass(frozen=True, slots=True)
class Succession:
    """The heirs of every id, by what it is the id of."""

    measures: Heirs
    stages: Heirs
    roles: Heirs
    events: Heirs
    outputs: Heirs
    parameters: Heirs

    def things(self, name: str) -> tuple[str, ...] | None:
        """Give the heirs of a measure or a stage; None where the earlier version has neither."""
        heirs = self.measures.get(name)
        return heirs if heirs is not None else self.stages.get(name)

    @property
    def loses_ids(self) -> bool:
        """Whether anything of the earlier version is gone."""
        kinds = (self.measures, self.stages, self.roles, self.events, self.outputs, self.parameters)
        return any(not heirs for kind in kinds for heirs in kind.values())

    def sources(self, heir: str) -> tuple[str, ...]:
        """Give the measures that one measure continues, in the order of the earlier table."""
        return tuple(name for name, heirs in self.measures.items() if heir in heirs)


def trace_succession(versions: Sequence[Roadmap]) -> Succession:
    """Follow every id from the first of the versions to the last.

    Args:
        versions: two at least, oldest first.
    """
    return Succession(
        measures=_trace(versions, lambda roadmap: {each.id: each for each in roadmap.measures()}),
        stages=_trace(versions, lambda roadmap: {each.id: each for each in roadmap.stages}),
        roles=_trace(versions, lambda roadmap: roadmap.roles),
        events=_trace(versions, lambda roadmap: roadmap.events),
        outputs=_trace(versions, lambda roadmap: roadmap.outputs),
        parameters=_trace(versions, lambda roadmap: roadmap.parameters),
    )


def _trace(versions: Sequence[Roadmap], things_of: Callable[[Roadmap], Mapping[str, _Named]]) -> Heirs:
    kinds = [things_of(version) for version in versions]
    heirs: dict[str, tuple[str, ...]] = {name: (name,) for name in kinds[0]}
    gone: Mapping[str, _Named] = {}
    for old, new in itertools.pairwise(kinds):
        known = {**gone, **old}
        step = _step(known, new)
        gone = {name: known[name] for name, now in step.items() if not now}
        heirs = {
            name: _once(each for heir in now for each in step[heir] or (heir,)) for name, now in heirs.items()
        }
    return {name: tuple(each for each in now if each in kinds[-1]) for name, now in heirs.items()}


def _step(old: Mapping[str, _Named], new: Mapping[str, _Named]) -> Heirs:
    now = {before: name for name, before in _exchanged(old, new).items()}
    step: dict[str, list[str]] = {name: [now.get(name, name)] if name in new else [] for name in old}
    for name, thing in new.items():
        # What was there takes in what is not any more, and what it had taken in before was another.
        taken_in = {each for each in thing.was if name in old and (each in new or each in old[name].was)}
        for earlier in thing.was:
            if earlier in step and earlier not in taken_in:
                step[earlier].append(name)
    return {name: tuple(heirs) for name, heirs in step.items()}


def _exchanged(old: Mapping[str, _Named], new: Mapping[str, _Named]) -> Mapping[str, str]:
    """Give what goes by the id of another from this step on: id now to id before."""
    both = new.keys() & old.keys()
    return find_exchanged({name: new[name].was for name in both}, {name: old[name].was for name in both})


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

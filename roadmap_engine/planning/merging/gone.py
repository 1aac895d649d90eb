"""What the newer version has no more and the school may keep, and the id that it goes on under.

What is done stays whole; what the school has changed, moved or has dates for becomes its own or is let go.
Its id may be another's by then, for ids may be exchanged before one of the two is taken out.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator

from roadmap_engine.model import Measure, Stage
from roadmap_engine.planning.merging.case import Merging

__all__ = ["is_gone", "kept_id", "list_lost", "number_id"]


def is_gone(case: Merging, name: str) -> bool:
    """Tell of a settled measure whether no measure of the newer version is this one and nothing else."""
    if name not in case.adoption.settled or name not in case.before.measures or name in case.adoption.remove:
        return False
    heirs = case.heirs(name) or ()
    return name not in heirs and (len(heirs) != 1 or case.succession.sources(heirs[0]) != (name,))


def list_lost(case: Merging) -> Iterator[Measure | Stage]:
    """List what the school has changed, moved or has dates for, and the newer version lacks."""
    own = case.adoption
    for name in dict.fromkeys((*own.replace, *own.move, *own.decided)):
        thing = case.before.thing(name)
        if thing is not None and case.heirs(name) == () and name not in {*own.settled, *own.remove}:
            yield thing


def kept_id(case: Merging, name: str) -> str:
    """Give the id under which a text keeps it from now on: its own, unless another has that by now."""
    heirs = case.heirs(name)
    if case.after.thing(name) is None or heirs is None or (heirs and not is_gone(case, name)):
        return name
    taken = {*case.after.measures, *case.after.stages, *case.before.measures, *case.adoption.settled}
    return number_id(name, taken.union(thing.id for _, thing in case.own_things()))


def number_id(name: str, taken: Container[str]) -> str:
    """Give an id that is not taken: a number behind another."""
    return next(each for number in itertools.count(2) if (each := f"{name}-{number}") not in taken)

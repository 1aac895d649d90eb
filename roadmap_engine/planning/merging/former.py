"""What a newer version's things were called and its text does not say, to be remembered by the school's.

A text may name the last former id alone, and a school may skip the version between. The update that reads the
versions between knows; what papers, calendars and trackers are made from is the newest text and the school's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from roadmap_engine.model import Measure, Stage
from roadmap_engine.model.base import Slug, Slugs, with_fields
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.gone import is_gone, kept_id, list_lost
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["forget_former", "remember_former"]


class _Named(Protocol):
    @property
    def was(self) -> tuple[str, ...]:
        """Ids in earlier versions."""


_Things = Mapping[str, _Named]
_Kept = tuple[str, str, Measure | Stage]
"""What the school keeps: its id so far, its id from now on, and itself."""


def remember_former(case: Merging) -> Iterator[Edit]:
    """Write down the former ids that the newer text does not list, and let go of what it lists."""
    before, after, known, traced = case.before, case.after, case.adoption.former, case.succession
    roles = before.assembly.roadmap.roles, after.assembly.roadmap.roles
    kept = list(_list_kept(case))
    rows, groups = ([each for each in kept if each[2].is_stage is of_stages] for of_stages in (False, True))
    kinds: tuple[tuple[str, _Things, _Things, Heirs, Mapping[Slug, Slugs], Iterable[_Kept]], ...] = (
        ("measures", before.measures, after.measures, traced.measures, known.measures, rows),
        ("stages", before.stages, after.stages, traced.stages, known.stages, groups),
        ("roles", *roles, traced.roles, known.roles, ()),
    )
    for kind, old, new, heirs, said, own in kinds:
        # What is kept goes on under an id of its own, beside what the newer version made of it.
        then = {**old, **{name: thing for name, _, thing in own}}
        now = {**{name: with_fields(thing, was=()) for _, name, thing in own}, **new}
        traced_all = {**heirs, **{name: (*heirs.get(name, ()), later) for name, later, _ in own}}
        wanted = dict(_unsaid(then, now, traced_all, said, new))
        yield from (Remove(("former", kind, name)) for name in said if name not in wanted)
        for name, was in wanted.items():
            if said.get(name) != was:
                yield SetValue(("former", kind, name), list(was))


def forget_former(case: Merging, lost: Measure | Stage) -> Iterator[Edit]:
    """Let go of what something was called that was the school's work and is let go."""
    yield Remove(("former", "stages" if lost.is_stage else "measures", kept_id(case, lost.id)))


def _list_kept(case: Merging) -> Iterator[_Kept]:
    """Give what goes on in the school's text alone."""
    for name, settled in case.adoption.settled.items():
        if settled.stays is not None:
            yield name, name, settled.stays.measure
        elif is_gone(case, name):
            yield name, kept_id(case, name), case.before.measures[name]
    for thing in list_lost(case):
        yield thing.id, kept_id(case, thing.id), thing
    for _, thing in case.own_things():
        if case.after.thing(thing.id) is None:
            yield thing.id, thing.id, thing


def _unsaid(
    old: Mapping[str, _Named],
    new: Mapping[str, _Named],
    heirs: Heirs,
    said: Mapping[Slug, Slugs],
    taken: Collection[str],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the former ids of each thing that its text does not list and nothing published goes by."""
    for name, thing in new.items():
        sources = [each for each, now in heirs.items() if name in now]
        former = (known for each in sources for known in (each, *old[each].was, *said.get(each, ())))
        # What another thing went by until now is that one's, whoever had it once.
        others = {each for each in old if name not in heirs.get(each, ())}
        known = {name, *thing.was, *taken, *others}
        left = tuple(dict.fromkeys(each for each in former if each not in known))
        if left:
            yield name, left

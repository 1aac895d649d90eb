"""What a newer version's things were called and its text does not say, to be remembered by the school's.

A text may name the last former id alone, and a school may skip the version between. The update that reads the
versions between knows; what papers, calendars and trackers are made from is the newest text and the school's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from roadmap_engine.model import Measure
from roadmap_engine.model.base import Slug, Slugs, with_fields
from roadmap_engine.model.edit import Edit, Remove, SetValue
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.gone import is_gone
from roadmap_engine.planning.merging.succession import Heirs

__all__ = ["remember_former"]


class _Named(Protocol):
    @property
    def was(self) -> tuple[str, ...]:
        """Ids in earlier versions."""


def remember_former(case: Merging) -> Iterator[Edit]:
    """Write down the former ids that the newer text does not list, and let go of what it lists."""
    before, after, known, traced = case.before, case.after, case.adoption.former, case.succession
    roles = before.assembly.roadmap.roles, after.assembly.roadmap.roles
    stays = dict(_staying(case))
    # What stays whole goes on under the id it had last, beside what the newer version made of it.
    heirs = {**traced.measures, **{name: (*traced.measures.get(name, ()), name) for name in stays}}
    measures = {**before.measures, **stays}, {**stays, **after.measures}
    for kind, (old, new), now, said in (
        ("measures", measures, heirs, known.measures),
        ("stages", (before.stages, after.stages), traced.stages, known.stages),
        ("roles", roles, traced.roles, known.roles),
    ):
        wanted = dict(_unsaid(old, new, now, said, after.measures if kind == "measures" else new))
        yield from (Remove(("former", kind, name)) for name in said if name not in wanted)
        for name, was in wanted.items():
            if said.get(name) != was:
                yield SetValue(("former", kind, name), list(was))


def _staying(case: Merging) -> Iterator[tuple[str, Measure]]:
    for name, settled in case.adoption.settled.items():
        if settled.stays is not None:
            yield name, settled.stays.measure
        elif is_gone(case, name):
            # Its former ids, too, are none that the newer text lists.
            yield name, with_fields(case.before.measures[name], was=())


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
        known = {name, *thing.was, *taken}
        left = tuple(dict.fromkeys(each for each in former if each not in known))
        if left:
            yield name, left

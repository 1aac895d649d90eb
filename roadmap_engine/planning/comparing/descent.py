"""Which measure of a newer plan is which of an older one: ids never change meaning, and `was:` follows them.

Each measure continues at most one, so nothing is counted twice. Of a measure that was split the one
that kept the id continues it, else the first in the table; the others are new, and say where they come
from. Of measures that were made one the named first is continued; the others are gone into it. The older
plan may be the one of the newer version: `was:` is followed back as well. Things that exchanged their ids
are what they were: so the school's updates say of its own two plans, and `was:` of any other two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_engine.model import Plan, PlanMeasure, PlanStage
from roadmap_engine.model.exchanges import find_exchanged
from roadmap_engine.model.versions import version_key

__all__ = ["Descent", "trace_descent", "trace_stages"]

_Thing = PlanMeasure | PlanStage
_Things = Sequence[_Thing]


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


def trace_descent(old: Plan, new: Plan) -> Descent:
    """Follow the measures of an older plan to a newer one."""
    return _trace(old, new, old.measures(), new.measures())


def trace_stages(old: Plan, new: Plan) -> Descent:
    """Follow the stages of an older plan to a newer one."""
    return _trace(old, new, old.stages, new.stages)


def _trace(old: Plan, new: Plan, before: _Things, after: _Things) -> Descent:
    then, now = {each.id: each for each in before}, {each.id: each for each in after}
    continues = dict(_find_same(old, new, then, now))
    # Whoever goes back to an earlier version has the other one's `was:` to follow.
    back = _claims_back(before)
    sources: dict[str, tuple[str, ...]] = {}
    for thing in after:
        known = dict.fromkeys((*thing.was, *back.get(thing.id, ())))
        earlier = tuple(name for name in known if name in then and name != thing.id)
        # What two of the newer plan had from each other before the older one is said for ever.
        earlier = tuple(
            name
            for name in earlier
            if thing.id not in then or name not in now or continues.get(thing.id) == name
        )
        if earlier:
            sources[thing.id] = earlier
        if thing.id not in continues:
            taken = set(continues.values())
            main = next((name for name in earlier if name not in taken and name not in now), None)
            if main is not None:
                continues[thing.id] = main
    kept = set(continues.values())
    into = {
        name: tuple(heir for heir, earlier in sources.items() if name in earlier)
        for name in then
        if name not in kept
    }
    return Descent(continues, sources, {name: heirs for name, heirs in into.items() if heirs})


def _find_same(
    old: Plan, new: Plan, then: Mapping[str, _Thing], now: Mapping[str, _Thing]
) -> Iterator[tuple[str, str]]:
    """Give what is there in both plans, with its ids now and then: the same one, or they were exchanged."""
    if _is_same_school(old, new) and any(each.known_as for each in (*then.values(), *now.values())):
        known = {each.goes_by: name for name, each in then.items()}
        return ((name, known[each.goes_by]) for name, each in now.items() if each.goes_by in known)
    exchanged: Mapping[str, str]
    if _is_going_back(old, new):
        exchanged = {before: name for name, before in _find_exchanged(now, then).items()}
    else:
        exchanged = _find_exchanged(then, now)
    return ((name, exchanged.get(name, name)) for name in now if name in then)


def _find_exchanged(then: Mapping[str, _Thing], now: Mapping[str, _Thing]) -> Mapping[str, str]:
    both = now.keys() & then.keys()
    return find_exchanged({name: now[name].was for name in both}, {name: then[name].was for name in both})


def _is_same_school(old: Plan, new: Plan) -> bool:
    """Tell whether the two are one school's one plan, whose updates tell apart what takes another's id."""
    one, other = old.organisation, new.organisation
    return one is not None and other is not None and (old.plan, one.id) == (new.plan, other.id)


def _is_going_back(old: Plan, new: Plan) -> bool:
    was, now = old.roadmap, new.roadmap
    return was.id == now.id and version_key(now.version) < version_key(was.version)


def _claims_back(things: _Things) -> Mapping[str, list[str]]:
    """Give what names things of an older version go by in a newer one."""
    back: dict[str, list[str]] = {}
    for thing in things:
        for name in thing.was:
            back.setdefault(name, []).append(thing.id)
    return back

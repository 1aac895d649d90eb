"""Where a thing stands in the newer version when what it stood after is no longer there.

The nearest predecessor in the earlier table that is still there, in the same stage if possible; of a measure
that was split, its last part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from roadmap_engine.planning.merging.case import Merging

__all__ = [
    "anchor_measure",
    "anchor_stage",
    "first_of",
    "follow_anchor",
    "follow_before",
    "home_of_stage",
    "last_of",
    "stand_beside",
]


def follow_anchor(case: Merging, name: str) -> str | None:
    """Give what a thing is to stand after where its predecessor only changed its id; None where it is gone.

    A predecessor that the school added itself stays what it is.
    """
    heirs = case.heirs(name)
    if heirs is None:
        return name
    return last_of(case, heirs) if heirs else None


def follow_before(case: Merging, name: str) -> Mapping[str, str] | None:
    """Give the place of what stands before a thing that is called otherwise or gone; None where it stays.

    What stood before something that is gone stands before the next that is there, and else where that stood.
    """
    heirs = case.heirs(name)
    if heirs is None or heirs == (name,):
        return None
    if heirs:
        return {"before": first_of(case, heirs)}
    if name in case.before.stages:
        stage = anchor_stage(case, name)
        return {"after": stage} if stage is not None else {}
    siblings = [each.id for each in case.before.stages[case.before.homes[name]].measures]
    later = (case.succession.measures[each] for each in siblings[siblings.index(name) + 1 :])
    heir = next((first_of(case, now) for now in later if now), None)
    return {"before": heir} if heir is not None else anchor_measure(case, name)


def anchor_measure(case: Merging, name: str) -> Mapping[str, str]:
    """Give the place of a measure of the earlier version, as an addition says it: `after` or `stage`."""
    home = case.before.homes[name]
    earlier = _earlier(tuple(each.id for each in case.before.stages[home].measures), name)
    heir = _nearest(case, earlier)
    if heir is not None:
        return {"after": heir}
    stages = case.succession.stages[home]
    if stages:
        return {"stage": stages[0]}
    everything = tuple(each.id for each in case.before.assembly.roadmap.measures())
    heir = _nearest(case, _earlier(everything, name))
    return {"after": heir} if heir is not None else {"stage": next(iter(case.after.stages))}


def stand_beside(case: Merging, name: str, staying: Collection[str] = ()) -> Mapping[str, str]:
    """Give the place in which a measure that the newer version has no more stands as it stood.

    Beside what has come of it in its own stage, if anything has; else after what stood before it, and where
    it was the first of its stage, before what stood after it.

    Args:
        case: the merge.
        name: id of the measure in the earlier version.
        staying: measures that stay in the plan whole, though the newer version has them no more.
    """
    table, home = tuple(case.before.measures), case.before.homes[name]
    stages = case.succession.stages[home]
    heirs = tuple(each for each in case.heirs(name) or () if not stages or case.after.homes[each] in stages)
    if heirs:
        first = min(case.succession.sources(heirs[0]), key=table.index)
        return {"before": first_of(case, heirs)} if first == name else {"after": last_of(case, heirs)}
    siblings = tuple(each.id for each in case.before.stages[home].measures)
    place = siblings.index(name)
    for key, beside, pick in (
        ("after", reversed(siblings[:place]), last_of),
        ("before", siblings[place + 1 :], first_of),
    ):
        for each in beside:
            if each in staying:
                if key == "after":
                    return {key: each}
            elif heirs := case.succession.measures[each]:
                return {key: pick(case, heirs)}
    return anchor_measure(case, name)


def home_of_stage(case: Merging, name: str) -> Mapping[str, str]:
    """Give the place of what stood at the end of a stage that is gone: with the last of its measures."""
    heir = _nearest(case, reversed([each.id for each in case.before.stages[name].measures]))
    if heir is not None:
        return {"after": heir}
    stage = anchor_stage(case, name)
    return {"stage": stage if stage is not None else next(iter(case.after.stages))}


def anchor_stage(case: Merging, name: str) -> str | None:
    """Give the nearest stage before one that is gone; None where there is none."""
    for earlier in _earlier(tuple(case.before.stages), name):
        heirs = case.succession.stages[earlier]
        if heirs:
            return heirs[-1]
    return None


def _earlier(names: tuple[str, ...], name: str) -> Iterable[str]:
    """Give what stands before a name, nearest first."""
    return reversed(names[: names.index(name)])


def _nearest(case: Merging, names: Iterable[str]) -> str | None:
    return next((last_of(case, heirs) for each in names if (heirs := case.succession.measures[each])), None)


def first_of(case: Merging, heirs: tuple[str, ...]) -> str:
    """Give the heir that stands first in the newer table."""
    return min(heirs, key=(*case.after.stages, *case.after.measures).index)


def last_of(case: Merging, heirs: tuple[str, ...]) -> str:
    """Give the heir that stands last in the newer table."""
    order = (*case.after.stages, *case.after.measures)
    return max(heirs, key=order.index)

"""Where a thing stands in the newer version when what it stood beside is no longer there.

The nearest predecessor in the earlier table that is still there, in the same stage if possible; of a measure
that was split, its last part. What the newer version has moved to another stage is no neighbour any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from frozendict import frozendict

from roadmap_engine.model import Position
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.forbidden import find_home
from roadmap_engine.planning.merging.gone import is_gone, kept_id

__all__ = [
    "anchor_measure",
    "anchor_stage",
    "carry_position",
    "first_of",
    "follow_anchor",
    "follow_before",
    "heirs_inside",
    "home_of_stage",
    "last_of",
    "stand_beside",
    "stand_elsewhere",
    "stand_first",
]


def follow_anchor(case: Merging, name: str) -> str | None:
    """Give what a thing is to stand after where its predecessor only changed its id; None where it is gone.

    A predecessor that the school added itself stays what it is, and so does one that is done.
    """
    heirs = case.heirs(name)
    if heirs is None or is_gone(case, name):
        return kept_id(case, name)
    return last_of(case, heirs) if heirs else None


def follow_before(case: Merging, name: str) -> Mapping[str, str] | None:
    """Give the place of what stands before a thing that is called otherwise or gone; None where it stays.

    What stood before something that is gone stands before the next that is there, and else where that stood.
    """
    heirs = case.heirs(name)
    if is_gone(case, name):
        return {"before": now} if (now := kept_id(case, name)) != name else None
    if heirs is None or heirs == (name,):
        return None
    if heirs:
        return {"before": first_of(case, heirs)}
    if name in case.before.stages:
        stage = anchor_stage(case, name)
        return {"after": stage} if stage is not None else {}
    return stand_elsewhere(case, "", "before", name)


def carry_position(case: Merging, name: str, position: Position) -> tuple[Mapping[str, str], bool]:
    """Give a place in the newer version, and whether what was stood beside is still there.

    Args:
        case: the merge.
        name: what stands there.
        position: of the school's text.
    """
    key, beside = next((key, each) for key, each in position if each is not None)
    heirs = case.heirs(beside)
    # What the school added itself, and what stays whole because it is done, is what it was.
    if heirs is None or is_gone(case, beside):
        return {key: kept_id(case, beside)}, True
    if not heirs:
        return stand_elsewhere(case, name, key, beside), False
    return {key: (first_of if key == "before" else last_of)(case, heirs)}, True


def stand_elsewhere(case: Merging, name: str, key: str, gone: str) -> Mapping[str, str]:
    """Give the place of what was put beside something that is gone; none where there is nothing else.

    Args:
        case: the merge.
        name: what was put there, which does not stand beside itself.
        key: `after`, `before` or `stage`, as the text said it.
        gone: what it was put beside; where the school had moved that, it stands where it was moved to.
    """
    own = case.heirs(name) or (name,)
    if (moved := _moved_to(case, gone)) is not None:
        place, _ = carry_position(case, name, moved)
        if not {*place.values()} & {*own}:
            return place
    own = (*own, *_list_moved_away(case))
    if gone in case.before.measures:
        return (_before_gone if key == "before" else anchor_measure)(case, gone, own)
    if key == "stage":
        return home_of_stage(case, gone, own)
    before = anchor_stage(case, gone, own)
    if before is not None:
        return {"after": before}
    later = next((stage for stage in case.after.stages if stage not in own), None)
    return {"before": later} if later is not None else {}


def _moved_to(case: Merging, gone: str) -> Position | None:
    """Give the place that the school had moved something to that is gone.

    Where that was beside something else that it had moved and is gone, too, that one's place.
    """
    moves, seen = case.adoption.move, {gone}
    position = moves.get(gone)
    while position is not None and position.beside in moves and case.heirs(position.beside) == ():
        if position.beside in seen:
            return None
        seen.add(position.beside)
        position = moves[position.beside]
    return position


def _list_moved_away(case: Merging) -> Iterator[str]:
    """List measures that the school has moved out of the stage in which the newer version has them."""
    for name, position in case.adoption.move.items():
        heir = (case.heirs(name) or ("",))[0]
        if heir in case.after.homes and find_home(case, position) != case.after.homes[heir]:
            yield heir


def _before_gone(case: Merging, name: str, besides: Collection[str] = ()) -> Mapping[str, str]:
    siblings = case.before.siblings(case.before.homes[name])
    heir = _nearest(case, siblings[siblings.index(name) + 1 :], besides, first=True, inside=True)
    return {"before": heir} if heir is not None else anchor_measure(case, name, besides)


def anchor_measure(case: Merging, name: str, besides: Collection[str] = ()) -> Mapping[str, str]:
    """Give the place of a measure of the earlier version, as an addition says it: `after` or `stage`."""
    home = case.before.homes[name]
    heir = _nearest(case, _earlier(case.before.siblings(home), name), besides, inside=True)
    if heir is not None:
        return {"after": heir}
    stages = case.succession.stages[home]
    if stages:
        return {"stage": stages[0]}
    heir = _nearest(case, _earlier(tuple(case.before.measures), name), besides)
    return {"after": heir} if heir is not None else {"stage": next(iter(case.after.stages))}


def stand_beside(case: Merging, name: str, staying: Mapping[str, str] = frozendict()) -> Mapping[str, str]:
    """Give the place in which a measure stands as it stood, whatever the newer version has made of it.

    Beside what has come of it in its own stage, if anything has; else after what stood before it, and where
    it was the first of its stage, before what stood after it.

    Args:
        case: the merge.
        name: id of the measure in the earlier version.
        staying: measures that stay where they are, though the newer version has them no more, or elsewhere,
            with their ids in it.
    """
    table, home = tuple(case.before.measures), case.before.homes[name]
    stages = case.succession.stages[home]
    heirs = tuple(each for each in case.heirs(name) or () if not stages or case.after.homes[each] in stages)
    if heirs:
        first = min(case.succession.sources(heirs[0]), key=table.index)
        return {"before": first_of(case, heirs)} if first == name else {"after": last_of(case, heirs)}
    siblings = case.before.siblings(home)
    place = siblings.index(name)
    if place == 0 and (first_there := stand_first(case, name, staying)):
        return first_there
    for each in reversed(siblings[:place]):
        if each in staying:
            # One that an earlier version has moved here already was done in another stage, and stands there.
            if case.adoption.settled[each].stands is None:
                return {"after": staying[each]}
            continue
        if now := heirs_inside(case, each):
            return {"after": last_of(case, now)}
    heir = _nearest(
        case, (each for each in siblings[place + 1 :] if each not in staying), first=True, inside=True
    )
    return {"before": heir} if heir is not None else anchor_measure(case, name, {*staying.values()})


def stand_first(case: Merging, name: str, staying: Mapping[str, str] = frozendict()) -> Mapping[str, str]:
    """Give the first place of a measure's stage in the newer version; empty where nothing stands there.

    Args:
        case: the merge.
        name: id of the measure in the earlier version.
        staying: measures that stay where they are; what the newer version has put here of them is not here.
    """
    elsewhere = {*staying.values()}
    stages = case.succession.stages[case.before.homes[name]]
    rows = (row for stage in stages for row in case.after.siblings(stage) if row not in elsewhere)
    return next(({"before": row} for row in rows), {})


def home_of_stage(case: Merging, name: str, besides: Collection[str] = ()) -> Mapping[str, str]:
    """Give the place of what stood at the end of a stage that is gone: with the last of its measures."""
    heir = _nearest(case, reversed(case.before.siblings(name)), besides)
    if heir is not None:
        return {"after": heir}
    stage = anchor_stage(case, name)
    return {"stage": stage if stage is not None else next(iter(case.after.stages))}


def anchor_stage(case: Merging, name: str, besides: Collection[str] = ()) -> str | None:
    """Give the nearest stage before one that is gone; None where there is none."""
    for earlier in _earlier(tuple(case.before.stages), name):
        heirs = [each for each in case.succession.stages[earlier] if each not in besides]
        if heirs:
            return heirs[-1]
    return None


def _earlier(names: tuple[str, ...], name: str) -> Iterable[str]:
    """Give what stands before a name, nearest first."""
    return reversed(names[: names.index(name)])


def heirs_inside(case: Merging, name: str) -> tuple[str, ...]:
    """Give what continues a measure where its stage goes on; all of it where the stage does not."""
    stages = case.succession.stages[case.before.homes[name]]
    heirs = case.succession.measures[name]
    return tuple(each for each in heirs if not stages or case.after.homes[each] in stages)


def _nearest(
    case: Merging,
    names: Iterable[str],
    besides: Collection[str] = (),
    *,
    first: bool = False,
    inside: bool = False,
) -> str | None:
    """Give what continues the first of some measures that anything continues.

    Args:
        case: the merge.
        names: nearest first.
        besides: what does not count.
        first: of several heirs the first in the table, else the last.
        inside: only in what has become of their stage.
    """
    for name in names:
        heirs = heirs_inside(case, name) if inside else case.succession.measures[name]
        heirs = tuple(each for each in heirs if each not in besides)
        if heirs:
            return (first_of if first else last_of)(case, heirs)
    return None


def first_of(case: Merging, heirs: tuple[str, ...]) -> str:
    """Give the heir that stands first in the newer table."""
    return min(heirs, key=(*case.after.stages, *case.after.measures).index)


def last_of(case: Merging, heirs: tuple[str, ...]) -> str:
    """Give the heir that stands last in the newer table."""
    order = (*case.after.stages, *case.after.measures)
    return max(heirs, key=order.index)

"""What is done stays where it stands when what it stands beside goes elsewhere, by whoever's decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roadmap_engine.model import Addition, Position
from roadmap_engine.model.edit import Edit, Rename, SetValue
from roadmap_engine.model.fields import MOVE
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.anchors import (
    carry_position,
    first_of,
    heirs_inside,
    last_of,
    stand_elsewhere,
)
from roadmap_engine.planning.merging.case import Merging
from roadmap_engine.planning.merging.forbidden import find_anchor, find_home, is_move_forbidden
from roadmap_engine.planning.merging.gone import is_gone, kept_id
from roadmap_engine.planning.merging.result import Found
from roadmap_engine.planning.merging.settled import carry_place, date_settled, list_staying

__all__ = ["hold_beside", "keep_moved", "stay_beside"]


def keep_moved(case: Merging, name: str) -> Iterator[Found]:
    """Let what is done stand where the school has moved it, whatever a newer version does with its place."""
    path: Path = (MOVE.name, name)
    heirs = case.heirs(name)
    heir = heirs[0] if heirs and not is_gone(case, name) else kept_id(case, name)
    if heir != name:
        yield Rename(path, heir)
    own = case.adoption.move[name]
    place, is_there = carry_position(case, name, own)
    staying = list_staying(case)
    if own.beside in case.before.measures and own.beside not in {*case.adoption.move, *staying}:
        ((key, beside),) = own.said().items()
        place = carry_place(case, key, beside, staying)
        if heir in place.values():
            place = stand_elsewhere(case, name, "before", beside)
    place = _stay_in_stage(case, own, place)
    if place != own.said():
        yield SetValue(path, dict(place))
    if not is_there:
        now = next(iter(place.values()), "")
        yield case.notice("RM825", case.place(path), name=own.beside, now=now)
    homes = _stages_of(case, own) or (find_home(case, Position(**place)),)
    if case.after.thing(heir) is not None and any(is_move_forbidden(case, heir, home) for home in homes):
        yield from date_settled(case, name)


def _stages_of(case: Merging, own: Addition | Position) -> tuple[str, ...]:
    """Give what has become of the stage that something was put into."""
    anchor = find_anchor(case.adoption, own)
    return case.succession.stages.get(case.before.homes.get(anchor, anchor), ())


def _stay_in_stage(case: Merging, own: Addition | Position, place: Mapping[str, str]) -> Mapping[str, str]:
    """Give the end of the stage that something was put into instead of a place that is in another one now."""
    stages = _stages_of(case, own)
    beside = next(iter(place.values()), "")
    moved = (name for name in case.adoption.move if (case.heirs(name) or ())[:1] == (beside,))
    source = next(moved, None)
    put = case.adoption.own_additions().get(beside) if source is None else case.adoption.move[source]
    staying = list_staying(case)
    stays = beside in staying.values() or (put is not None and find_anchor(case.adoption, put) in staying)
    # Ids of the newer version are no words of the school's text: another may have been called so.
    home = case.after.homes.get(beside, beside) if put is None else find_home(case, put)
    return place if not stages or stays or home in stages else {"stage": stages[0]}


def hold_beside(
    case: Merging, moves: Iterable[tuple[str, Mapping[str, str]]], *, is_all: bool = False
) -> tuple[Edit, ...]:
    """Let what was put beside moves and is done stay where they had been, when they go.

    Args:
        case: the merge.
        moves: what was moved, and to which place of the newer version.
        is_all: whether also what is not done stays.
    """
    settled = case.adoption.settled
    put: list[tuple[Path, dict[str, str], Addition | Position]] = [
        (("add", position), addition.place(), addition)
        for position, addition in enumerate(case.adoption.add)
        if addition.measure is not None and (is_all or addition.is_of(settled))
    ]
    moved = case.adoption.move.items()
    put += [((MOVE.name, name), to.said(), to) for name, to in moved if is_all or name in settled]
    edits: list[Edit] = []
    for source, there in ((source, there) for source, there in moves if there):
        for path, place, own in put:
            ((field, beside),) = place.items()
            # What follows a row of the school's goes where that goes.
            if source == (beside if is_all else _lead(case, field, beside)[1]):
                ((key, value),) = (there if is_all else _stay_in_stage(case, own, there)).items()
                # Whatever place it was to have while that stayed, it has this one now.
                edits += [Rename((*path, field), key), SetValue((*path, field), value)]
    return tuple(edits)


def _lead(case: Merging, key: str, beside: str) -> tuple[str, str]:
    """Give what something stands beside by way of rows of the school's that are not done."""
    own, seen = case.adoption.own_additions(), {""}
    while beside in own and beside not in {*case.adoption.settled, *seen} and own[beside].measure is not None:
        seen.add(beside)
        ((key, beside),) = own[beside].place().items()
    return key, beside


def stay_beside(case: Merging, path: Path, addition: Addition) -> Iterator[Found]:
    """Let what is done stay in its stage where what it stood beside goes to another one."""
    if addition.measure is None or not addition.is_of(case.adoption.settled):
        return
    ((field, first),) = addition.place().items()
    key, beside = _lead(case, field, first)
    staying = list_staying(case)
    heirs = case.heirs(beside)
    if not heirs or beside in staying or beside not in case.before.measures:
        return
    goes: Mapping[str, str] = {key: heirs[0]}
    # Of a measure that was split, the part that an addition goes with may be elsewhere, and another is here.
    part = (first_of if key == "before" else last_of)(case, heirs)
    is_led = beside not in case.adoption.move and part not in heirs_inside(case, beside)
    place = _stay_in_stage(case, addition, carry_place(case, key, beside, staying) if is_led else goes)
    if is_led or place != goes:
        ((now, value),) = place.items()
        if now != field:
            yield Rename((*path, field), now)
        yield SetValue((*path, field), value)
        yield from date_settled(case, addition.measure.id)

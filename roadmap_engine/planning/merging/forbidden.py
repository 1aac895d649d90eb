"""What a newer version forbids of the things a school had done by then."""

from __future__ import annotations

from typing import Any

from roadmap_engine.deadlines import Context
from roadmap_engine.diagnostics import Location
from roadmap_engine.model import Addition, Adoption, Position
from roadmap_engine.model.fields import MOVE, Field, values_of
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.judging import judge_change
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.model.settled import Staying
from roadmap_engine.planning.merging.case import Merging

__all__ = ["find_anchor", "find_home", "is_addition_forbidden", "is_forbidden", "is_move_forbidden"]


def is_forbidden(case: Merging, name: str, field: Field, value: Any) -> bool:
    """Tell whether the newer version may not let a school's value of a field stand.

    Args:
        case: the merge.
        name: id of the thing in the newer version.
        field: the field.
        value: the school's.

    Returns:
        True also where only the dates of a plan would tell.
    """
    permit = case.after.assembly.permit(name, field.name, case.adoption.dated_on)
    thing = case.after.thing(name)
    if permit is Permit.FREE or thing is None:
        return False
    change = LocalChange(
        kind="replaced",
        thing=name,
        is_stage=thing.is_stage,
        field=field.name,
        before=values_of(thing).get(field) or None,
        after=case.meanings.rename(field, value),
        layer="",
        place=Location(""),
    )
    context = Context(year=case.adoption.school_year)
    return not judge_change(change, permit, case.after.assembly.vocabulary, context).allowed


def is_addition_forbidden(case: Merging, addition: Addition) -> bool:
    """Tell whether the newer version lets a school add nothing where an addition of it stands."""
    return _is_closed(case, find_home(case, addition) if addition.measure is not None else "")


def is_move_forbidden(case: Merging, name: str, home: str) -> bool:
    """Tell whether the newer version may not let a school move a thing to a stage.

    Args:
        case: the merge.
        name: id of the thing in the newer version.
        home: the stage; "" for a stage's own place.
    """
    if case.after.assembly.permit(name, MOVE.name, case.adoption.dated_on) is Permit.LOCKED:
        return True
    return home != case.after.homes.get(name, "") and _is_closed(case, home)


def find_home(case: Merging, place: Addition | Position) -> str:
    """Give the stage of the newer version that a place of the school's is in; "" for one of its own."""
    anchor = find_anchor(case.adoption, place)
    heir = (case.heirs(anchor) or (anchor,))[0]
    return heir if heir in case.after.stages else case.after.homes.get(heir, "")


def find_anchor(adoption: Adoption, place: Addition | Position | Staying, *, is_settled: bool = False) -> str:
    """Give the published thing that a place leads to through what the school itself has put; "" for none.

    Args:
        adoption: the school's text.
        place: of something in it.
        is_settled: whether it is that of a settled measure, which is put back before anything else is done.
    """
    put: dict[str, Addition | Position | Staying] = {
        name: each for name, settled in adoption.settled.items() if (each := settled.stays or settled.stands)
    }
    if not is_settled:
        put |= adoption.own_additions()
        put |= adoption.move
    seen: set[str] = set()
    while (beside := place.after or place.before) is not None and beside in put and beside not in seen:
        seen.add(beside)
        place = put[beside]
        if isinstance(place, Addition) and place.measure is None:
            return ""
    return beside or (place.stage if isinstance(place.stage, str) else "")


def _is_closed(case: Merging, home: str) -> bool:
    return case.after.assembly.permit(home, "add", case.adoption.dated_on) is Permit.LOCKED

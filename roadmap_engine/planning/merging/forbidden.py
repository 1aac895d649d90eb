"""What a newer version forbids of the things a school had done by then."""

from __future__ import annotations

from typing import Any

from roadmap_engine.deadlines import Context
from roadmap_engine.diagnostics import Location
from roadmap_engine.model import Addition
from roadmap_engine.model.fields import Field, values_of
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.judging import judge_change
from roadmap_engine.model.local_change import LocalChange
from roadmap_engine.planning.merging.case import Merging

__all__ = ["is_addition_forbidden", "is_forbidden"]


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
    if addition.measure is None:
        return _is_closed(case, "")
    own = {thing.id: each for each in case.adoption.add for _, thing in each.things(())}
    anchor: Any = addition.stage
    while (beside := addition.after or addition.before) is not None:
        if beside not in own or own[beside] is addition:
            heirs = case.heirs(beside) or (beside,)
            anchor = case.after.homes.get(heirs[0], "")
            break
        addition = own[beside]
        anchor = addition.stage
    home = (case.heirs(anchor) or (anchor,))[0] if isinstance(anchor, str) else ""
    return _is_closed(case, home)


def _is_closed(case: Merging, home: str) -> bool:
    return case.after.assembly.permit(home, "add", case.adoption.dated_on) is Permit.LOCKED

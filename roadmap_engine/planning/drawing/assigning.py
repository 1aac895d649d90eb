"""Whom a school charges with single stages and measures → who answers there, instead of who fills the roles.

The nearer word is heard: of a measure before that of its stage, of a stage before that of the role. Groups
that nobody is named for, and whoever stands outside the school, stay where the roadmap has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import Adoption, Assignee, Locations, Roadmap, Role
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.drawing.rosters import Roster
from roadmap_engine.planning.drawing.staffing import Staff

__all__ = ["Assigned", "assigned_people", "charge_people", "find_strangers"]

Assigned = Mapping[str, tuple[Assignee, ...]]


def assigned_people(adoption: Adoption, roster: Roster, staff: Staff) -> Assigned:
    """Give the people who are charged with a stage or a measure, by its id.

    Whoever fills a role alone goes by it: a person has one calendar and one list of points.
    """
    alone = {
        found.people[0].key: found
        for found in reversed([each for each in staff.values() if each is not None])
        if len(found.people) == 1
    }
    holders = roster.holders
    return {
        name: tuple(
            alone.get(person.key) or Assignee(role=_free(key, staff), title=person.post, people=(person,))
            for key in dict.fromkeys(keys)
            if (person := holders.get(key)) is not None
        )
        for name, keys in adoption.assign.items()
    }


def _free(key: str, staff: Staff) -> str:
    """Give a person an id that is no role's."""
    return key if key not in staff else f"{key}-in-person"


def charge_people(
    responsible: tuple[Assignee, ...], stage: str, measure: str, assigned: Assigned, roles: Mapping[str, Role]
) -> tuple[Assignee, ...]:
    """Let those who are charged with a row answer for it, instead of the people who fill its roles.

    Where nobody is named the roles stand for themselves, those outside the school outside it. Of a stage the
    school is charged with what is its own: what only others answer for stays theirs.
    """
    ours = any(not each.outside for each in responsible) or not responsible
    charged = assigned.get(measure, assigned.get(stage) if ours else None)
    if charged is None:
        return responsible
    if not charged:
        return tuple(_unnamed(each, roles[each.role]) for each in responsible)
    named = next((place for place, each in enumerate(responsible) if each.people), 0)
    before, after = responsible[:named], responsible[named:]
    return (*before, *charged, *(each for each in after if not each.people))


def _unnamed(assignee: Assignee, role: Role) -> Assignee:
    return with_fields(assignee, title=role.title, people=(), outside=bool(role.outside))


def find_strangers(
    roadmap: Roadmap, adoption: Adoption, ever: tuple[str, ...], locations: Locations
) -> Iterator[Problem]:
    """Find rows that are not there, and people who are nobody's."""
    rows = [stage.id for stage in roadmap.stages] + [measure.id for measure in roadmap.measures()]
    for name, keys in adoption.assign.items():
        if name not in rows:
            place = locations.of_key(("assign", name))
            yield Problem.of(
                "RM965", location=place, name=name, near=near_names(name, rows) or list_names(rows)
            )
        for position, key in enumerate(keys):
            if key not in ever:
                place = locations.of_value(("assign", name, position))
                near = near_names(key, ever) or list_names(ever)
                yield Problem.of("RM966", location=place, name=name, person=key, near=near)

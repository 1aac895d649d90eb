"""Roles become people: who fills a role at this school, and which roles it does not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import (
    Adoption,
    Assignee,
    Locations,
    PlanApproval,
    PlanPerson,
    Roadmap,
    Role,
)
from roadmap_engine.model.approval import ApprovalRoute
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.drawing.rosters import Roster
from roadmap_engine.russian import capitalise_first, name_in_text
from roadmap_engine.russian.lines import is_list_of_names

__all__ = [
    "Staff",
    "former_roles",
    "name_approvers",
    "name_assignees",
    "print_assignees",
    "staff_roles",
]

Staff = Mapping[str, Assignee | None]
"""By role, who stands for it; None where the organisation has no such unit."""
OPTIONAL_MARK = " (при наличии)"


def staff_roles(
    roadmap: Roadmap, roster: Roster, adoption: Adoption, locations: Locations
) -> tuple[Staff, tuple[Problem, ...]]:
    """Settle every role for one school, in a part of the plan's time.

    Roles that the same people fill, «руководитель ОО» and «руководители ОО», become one, under the
    name that the roadmap defines first: a person has one calendar and one list of points.

    Returns:
        By role: who stands for it, or None where the school has no such unit; and a problem for each
        key that names nobody.
    """
    staff: dict[str, Assignee | None] = {}
    first_names: dict[tuple[str, ...], str] = {}
    problems: list[Problem] = []
    holders = roster.holders
    answering = {name for measure in roadmap.measures() for name in measure.responsible}
    for name, role in roadmap.roles.items():
        if role.optional and (role.unit or name) not in roster.units:
            staff[name] = None
            continue
        chosen = adoption.roles.get(name)
        keys = role.filled_by if chosen is None else chosen
        people = tuple(holders[key] for key in keys if key in holders)
        asked = chosen is not None
        # Whom the order addresses is no blank: a school without the post says so.
        missing = _missing_people(name, role, keys, roster, locations, asked=asked)
        problems += missing if asked or name in answering else [each.lessen() for each in missing]
        # A post that is vacant for a time is the school's still, and its calendar stays at its address.
        filled = any(key in roster.ever for key in keys)
        first = first_names.setdefault(tuple(keys), name) if filled else name
        outside = bool(role.outside) and not filled
        staff[name] = Assignee(role=first, title=_say_title(role, people), people=people, outside=outside)
    problems += [
        Problem.of(
            "RM501",
            location=locations.of_key(("roles", name)),
            role=name,
            near=near_names(name, roadmap.roles) or list_names(roadmap.roles),
        )
        for name in adoption.roles
        if name not in roadmap.roles
    ]
    return staff, tuple(problems)


def _say_title(role: Role, people: tuple[PlanPerson, ...]) -> str:
    """Give the title of a role; the name of somebody elsewhere is none for whoever fills it here."""
    if people and is_list_of_names(role.title):
        return ", ".join(dict.fromkeys(person.post for person in people))
    return role.title


def _missing_people(
    name: str,
    role: Role,
    keys: Iterable[str],
    roster: Roster,
    locations: Locations,
    *,
    asked: bool,
) -> list[Problem]:
    """A key the school wrote itself must name somebody; one the roadmap expects may be vacant.

    A post with «вакансия» in place of a name is vacant knowingly: the role's title stands.
    """
    return [
        Problem.of(
            "RM502" if asked else "RM503",
            location=locations.of_value(("roles", name, place) if asked else ("organisation",)),
            role=name,
            title=role.title,
            person=key,
            near=near_names(key, roster.holders) or list_names(roster.holders),
        )
        for place, key in enumerate(keys)
        if key not in roster.posts
    ]


def name_assignees(roles: Iterable[str], roadmap: Roadmap, staff: Staff | None) -> tuple[Assignee, ...]:
    """Who takes part or answers in one measure, each person once.

    Args:
        roles: the measure's roles, in its order.
        roadmap: knows the titles.
        staff: the school's people; None for the published text, where the roles stand for themselves.
    """
    named: list[Assignee] = []
    seen: set[str] = set()
    for name in roles:
        role = roadmap.roles.get(name)
        if role is None:
            continue  # an unknown role was reported by the checks
        if staff is None:
            title = role.title + (OPTIONAL_MARK if role.optional else "")
            named.append(Assignee(role=name, title=title))
            continue
        assignee = staff.get(name)
        if assignee is None:
            continue
        fresh = tuple(person for person in assignee.people if person.key not in seen)
        if assignee.people and not fresh:
            continue  # two titles of one post: the person stands in the cell already
        seen |= {person.key for person in fresh}
        named.append(with_fields(assignee, people=fresh))
    return tuple(named)


def name_approvers(route: ApprovalRoute, roadmap: Roadmap, staff: Staff | None) -> tuple[PlanApproval, ...]:
    """Who takes each step of a document's way; a step of a unit the school has not is left out."""
    steps: list[PlanApproval] = []
    for step in route:
        named = name_assignees((step.by,) if step.by else (), roadmap, staff)
        if step.by and not named and step.by in roadmap.roles:
            continue
        title, people = (named[0].title, named[0].people) if named else ("", ())
        steps.append(PlanApproval(step=step.step, title=title, words=step.words, people=people))
    return tuple(steps)


def print_assignees(assignees: Iterable[Assignee], separator: str = ", ") -> str:
    """The words of a cell: people by post and name, groups by the role's title.

    >>> print_assignees([Assignee(role="teachers", title="учителя-предметники")])
    'Учителя-предметники'
    """
    return capitalise_first(separator.join(words for assignee in assignees for words in _words(assignee)))


def _words(assignee: Assignee) -> tuple[str, ...]:
    if not assignee.people:
        return (assignee.title,)
    return tuple(
        f"{person.post} {name_in_text(person.name)}{assignee.tenure_of(person)}" for person in assignee.people
    )


def former_roles(roadmap: Roadmap) -> Mapping[str, tuple[str, ...]]:
    """Give the former ids of roles that answer for a measure, as far as nobody has them now."""
    answering = {role for measure in roadmap.measures() for role in measure.responsible}
    former = {
        name: tuple(each for each in role.was if each not in roadmap.roles)
        for name, role in roadmap.roles.items()
        if name in answering
    }
    return frozendict({name: was for name, was in former.items() if was})

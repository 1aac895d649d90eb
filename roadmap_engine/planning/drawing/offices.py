"""Who holds what in each part of a plan's time × the days of a row → who fills the roles of that row.

A row is of whoever holds a post on its days, from the first to the day it falls due. What is done counts up
to the day it was done. Days before the order count where there are no others, for nobody is ordered to do
what is over. What has no days yet, or goes on all the time, is of whoever holds the post from the order on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines import Schedule
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Adoption, Assignee, Locations, PlanPerson, Roadmap
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.settled import Settled
from roadmap_engine.planning.drawing.assigning import Assigned, assigned_people
from roadmap_engine.planning.drawing.rosters import Roster, Rosters
from roadmap_engine.planning.drawing.staffing import Staff, staff_roles

__all__ = ["Office", "Offices", "open_offices"]


@dataclass(frozen=True, slots=True)
class Office:
    """Who fills the roles, and is charged with rows, on some days.

    Attributes:
        staff: by role, who stands for it.
        assigned: by row, who is charged with it.
        last: the same on the last of the days, when documents are made.
    """

    staff: Staff
    assigned: Assigned
    last: Office | None = None

    @property
    def at_the_end(self) -> Office:
        """The same on the last of the days."""
        return self.last or self


@dataclass(slots=True)
class Offices:
    """The offices of the parts of a plan's time, and of rows that lie in several; one plan's.

    Attributes:
        rosters: the parts.
        parts: their offices.
        signing: the office on the day of the order.
        ordered_on: the day of the order, if it is known.
    """

    rosters: Rosters
    parts: tuple[Office, ...]
    signing: Office
    ordered_on: dt.date | None
    _known: dict[tuple[int, ...], Office] = field(default_factory=dict)

    def of_row(self, schedule: Schedule | None, settled: Settled | None) -> Office:
        """Give the office of a row.

        Args:
            schedule: its days, as far as they are known.
            settled: that it is done, signed or cancelled, and when.
        """
        if len(self.parts) == 1:
            return self.parts[0]
        places = self._places(schedule, settled)
        if places not in self._known:
            self._known[places] = _join([self.parts[place] for place in places])
        return self._known[places]

    def _places(self, schedule: Schedule | None, settled: Settled | None) -> tuple[int, ...]:
        spans, endless = _spans(schedule), _endless(schedule)
        if settled is not None:
            over = settled.on
            begun = [*spans, *(Span(each, each) for each in endless)]
            done = [Span(min(each.first, over), min(each.last, over)) for each in begun]
            return self.rosters.places_of(done or [Span(over, over)])
        ordered = self.ordered_on or dt.date.min
        ahead = [Span(max(each.first, ordered), each.last) for each in spans if each.last >= ordered]
        waits = not (spans or endless) or schedule is None or schedule.awaiting or schedule.standing
        later = self.rosters.places_from(self.ordered_on) if waits else ()
        if endless and not waits:
            later = self.rosters.places_from(max(min(endless), ordered))
        return tuple(sorted({*self.rosters.places_of(ahead or spans), *later}))


def _spans(schedule: Schedule | None) -> list[Span]:
    """Give the days of every time that a row falls due."""
    found = schedule.occurrences if schedule is not None else ()
    return [Span(each.start or each.due, each.due) for each in found if each.due is not None]


def _endless(schedule: Schedule | None) -> list[dt.date]:
    """Give the first days of work without an end: whoever comes later goes on with it."""
    found = schedule.occurrences if schedule is not None else ()
    return [each.start for each in found if each.due is None and each.start is not None]


def open_offices(
    roadmap: Roadmap, rosters: Rosters, adoption: Adoption, locations: Locations
) -> tuple[Offices, tuple[Problem, ...]]:
    """Settle every role for one school in every part of its plan's time.

    Returns:
        The offices, and a problem for each key that names nobody.
    """
    problems: dict[Problem, None] = {}

    def open_office(roster: Roster) -> Office:
        staff, found = staff_roles(roadmap, roster, adoption, locations)
        problems.update(dict.fromkeys(found))
        return Office(staff, assigned_people(adoption, roster, staff))

    parts = tuple(map(open_office, rosters.parts))
    same = next(
        (part for part, at in zip(parts, rosters.parts, strict=True) if _is_same(at, rosters.signing)), None
    )
    offices = Offices(rosters, parts, same or open_office(rosters.signing), adoption.order.date)
    return offices, tuple(problems)


def _is_same(one: Roster, other: Roster) -> bool:
    return (one.holders, one.units) == (other.holders, other.units)


def _join(parts: list[Office]) -> Office:
    """Give the office of a row that lies in several parts: one after another."""
    if len(parts) == 1:
        return parts[0]
    staff = {name: _join_people([each.staff[name] for each in parts]) for name in parts[0].staff}
    rows = dict.fromkeys(name for each in parts for name in each.assigned)
    assigned = {name: tuple(_join_charged([each.assigned.get(name, ()) for each in parts])) for name in rows}
    return Office(staff, assigned, parts[-1])


def _join_people(found: list[Assignee | None]) -> Assignee | None:
    there = [each for each in found if each is not None]
    if not there:
        return None
    people: dict[PlanPerson, None] = dict.fromkeys(person for each in there for person in each.people)
    return with_fields(there[0], people=tuple(people))


def _join_charged(found: list[tuple[Assignee, ...]]) -> Iterator[Assignee]:
    by_role: dict[str, list[Assignee | None]] = {}
    for each in (one for charged in found for one in charged):
        by_role.setdefault(each.role, []).append(each)
    for same in by_role.values():
        joined = _join_people(same)
        if joined is not None:
            yield joined

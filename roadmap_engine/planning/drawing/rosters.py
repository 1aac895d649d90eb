"""An organisation whose people and units hold for a time → who holds what in each part of a plan's time.

A plan has its own time, its school year or the days it runs. Within it the organisation is what it is
between two changes; a row is of the part that its days lie in, and days before or after a plan's time are of
its first or last part. So whoever comes after a plan's time does not change it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from roadmap_engine.calendars import Span
from roadmap_engine.model import Adoption, Organisation, Person, PlanPerson
from roadmap_engine.model.plan_people import key_of_holder

__all__ = ["Roster", "Rosters", "gather_rosters"]

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Roster:
    """Who holds what in a part of a plan's time.

    Attributes:
        days: the part.
        holders: the people who hold their posts, by the keys of these, without posts that are vacant.
        ever: the keys of posts that somebody holds at some time of the plan.
        posts: the keys that the organisation has, whoever holds them.
        units: those that there are.
    """

    days: Span
    holders: Mapping[str, PlanPerson]
    ever: tuple[str, ...]
    posts: tuple[str, ...]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rosters:
    """The parts of a plan's time, in their order.

    Attributes:
        time: the plan's.
        parts: one where nothing changes.
        signing: who holds what on the day of the order, or of the plan's first day while it has none.
    """

    time: Span
    parts: tuple[Roster, ...]
    signing: Roster

    def places_of(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Give the places of the parts that some spans have days in."""
        clipped = {Span(self.clip(each.first), self.clip(each.last)) for each in spans}
        parts = enumerate(self.parts)
        return tuple(place for place, part in parts if any(part.days.clipped(each) for each in clipped))

    def clip(self, day: dt.date) -> dt.date:
        """Give the day of the plan's time that is nearest to a day."""
        return min(max(day, self.time.first), self.time.last)

    def places_from(self, day: dt.date | None) -> tuple[int, ...]:
        """Give the places of the parts from a day on; of all where none is known."""
        first = self.clip(day or self.time.first)
        return tuple(place for place, each in enumerate(self.parts) if each.days.last >= first)

    def people(self) -> tuple[PlanPerson, ...]:
        """Give everybody who holds a post at some time of the plan, by posts and then by time."""
        posts = self.parts[0].posts
        return tuple(
            dict.fromkeys(each.holders[key] for key in posts for each in self.parts if key in each.holders)
        )


def gather_rosters(organisation: Organisation, adoption: Adoption) -> Rosters:
    """Part the time of a plan where the organisation changes."""
    time = adoption.days
    day = adoption.order.date or time.first
    people = _carry_over(organisation, time)
    parts = tuple(_roster(organisation, days, people) for days in _parts(organisation, time))
    return Rosters(time, parts, _roster(organisation, Span(day, day), people))


@dataclass(frozen=True, slots=True)
class _Carried:
    """People as a plan carries them, and the posts that somebody holds at some time of it."""

    by_post: Mapping[str, tuple[tuple[Person, PlanPerson], ...]]
    ever: tuple[str, ...]


def _carry_over(organisation: Organisation, time: Span) -> _Carried:
    held = {
        key: tuple((each, _plan_person(key, each, people, time)) for each in people if not each.is_vacant)
        for key, people in organisation.people.items()
    }
    ever = (key for key, people in held.items() if any(each.holds_in(time) for each, _ in people))
    return _Carried(held, tuple(ever))


def _parts(organisation: Organisation, time: Span) -> Iterator[Span]:
    held = (*(each for people in organisation.people.values() for each in people), *organisation.units)
    begins = {each.since for each in held if each.since is not None}
    begins |= {each.until + _ONE_DAY for each in held if each.until is not None}
    first = [time.first, *sorted(day for day in begins if time.first < day <= time.last)]
    return (Span(one, other - _ONE_DAY) for one, other in pairwise((*first, time.last + _ONE_DAY)))


def _roster(organisation: Organisation, days: Span, people: _Carried) -> Roster:
    found = (
        (key, next((carried for each, carried in held if each.holds_on(days.first)), None))
        for key, held in people.by_post.items()
    )
    return Roster(
        days=days,
        holders={key: carried for key, carried in found if carried is not None},
        ever=people.ever,
        posts=tuple(organisation.people),
        units=organisation.units_in(days),
    )


def _plan_person(key: str, person: Person, holders: tuple[Person, ...], time: Span) -> PlanPerson:
    """Give a person as the plan carries her.

    Whoever holds the post first in the plan's time goes by its key, anybody else by the key and a day: in
    most plans that is the only one, and remains so whoever came before and comes after.
    """
    within = person.holds_in(time)
    return PlanPerson(
        key=_key(key, person, holders, time),
        name=person.name,
        post=person.post,
        gender=person.gender,
        forms=person.forms,
        post_forms=person.post_forms,
        since=person.since if within and person.since and person.since > time.first else None,
        until=person.until if within and person.until and person.until < time.last else None,
    )


def _key(key: str, person: Person, holders: tuple[Person, ...], time: Span) -> str:
    first = min(
        (each for each in holders if each.holds_in(time)),
        key=lambda each: each.since or dt.date.min,
        default=person,
    )
    if person is first or len(holders) == 1:
        return key
    return key_of_holder(key, person.since, person.until)

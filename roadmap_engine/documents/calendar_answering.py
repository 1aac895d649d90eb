"""Whose an event is: of those who answer for it or have to look at it, and of those who stand in for them.

The rule of who stands in is that of letters. An event lies on its day, so whoever stands in has those that
lie on days of the absence; of regular work, these days alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from roadmap_engine.documents.calendar_event import CalendarEvent
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.absences import StandsIn, list_deputies
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_people import PlanPerson, post_of

__all__ = ["answers", "list_checkers", "list_standing_in", "posts_of", "say_absences", "take_for"]


def list_checkers(plan: Plan) -> tuple[str, ...]:
    """Give the posts of those who look at what was submitted: who keeps the control, else who signs."""
    control = plan.order.control if plan.order is not None else None
    people: Iterable[PlanPerson] = control.people if control is not None else ()
    signs = (plan.signatory,) if plan.signatory is not None else ()
    return tuple(dict.fromkeys(person.post_key for person in people or signs))


def posts_of(measure: PlanMeasure, day: dt.date | None) -> frozenset[str]:
    """Give the posts of those who answer for a measure on a day, or on any."""
    return frozenset(
        person.post_key
        for who in measure.responsible
        for person in (who.people if day is None else who.people_on(day))
    )


def answers(event: CalendarEvent, post: str) -> bool:
    """Tell whether the holder of a post answers for what an event stands for."""
    return any(post in posts_of(event.measure, day) for day in event.series or (event.day,))


def list_standing_in(plan: Plan, posts: Iterable[str]) -> frozenset[str]:
    """Give the posts of those who stand in, on some day, for holders of some posts."""
    known = frozenset(posts)
    return frozenset(
        post_of(each.days.deputy)
        for each in plan.away
        if each.days.deputy is not None and post_of(each.person) in known
    )


def take_for(plan: Plan, event: CalendarEvent, post: str) -> CalendarEvent | None:
    """Give an event as the holder of a post has it: as it is where it is her own; None where it is not hers.

    Where she stands in, it says for whom; of regular work she has the days of the absence.
    """
    if post in list_checkers(plan) if event.edge == "check" else answers(event, post):
        return event
    covered = [(day, stands) for day, deputy, stands in _list_covered(plan, event) if deputy == post]
    if not covered:
        return None
    stands_in = tuple(dict.fromkeys(stands for _day, stands in covered))
    if not event.series:
        return replace(event, stands_in=stands_in)
    days = tuple(sorted({day for day, _stands in covered}))
    months = {(day.year, day.month) for day in days}
    return replace(
        event,
        day=days[0],
        days=with_fields(event.days, start=days[0], due=days[-1]),
        series=days,
        months=tuple(each for each in event.months if (each[0].year, each[0].month) in months),
        stands_in=stands_in,
    )


def say_absences(plan: Plan, event: CalendarEvent) -> tuple[str, ...]:
    """Say who stands in for whom in an event, for its history: whoever stands in sees it change."""
    if not plan.away:
        return ()
    told = (
        f"{deputy} {stands.person.key} {stands.since} {stands.until}"
        for each in (event, replace(event, edge="check"))
        for _day, deputy, stands in _list_covered(plan, each)
    )
    return tuple(dict.fromkeys(told))


def _list_covered(plan: Plan, event: CalendarEvent) -> Iterator[tuple[dt.date, str, StandsIn]]:
    """Give the days of an event on which somebody stands in for one whose it is: the day, who, for whom."""
    for day in event.series or (event.day,) if plan.away else ():
        owners = list_checkers(plan) if event.edge == "check" else sorted(posts_of(event.measure, day))
        for owner in owners:
            for deputy, away in list_deputies(plan.away, owner, day):
                holder = _holder(plan, owner, day)
                if holder is not None:
                    yield day, deputy, StandsIn(holder, away.days.since, away.days.until)


def _holder(plan: Plan, post: str, day: dt.date) -> PlanPerson | None:
    people = plan.organisation.people if plan.organisation is not None else ()
    held = [each for each in people if each.post_key == post]
    return next((each for each in held if each.holds_on(day)), held[0] if held else None)

"""Whose a calendar is: the whole plan's, a role's, a person's, or what waits for her; and what is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from roadmap_engine.documents.calendar_answering import (
    answers,
    list_checkers,
    list_standing_in,
    posts_of,
    take_for,
)
from roadmap_engine.documents.calendar_endings import tell_ended
from roadmap_engine.documents.calendar_events import CalendarEvent, list_events
from roadmap_engine.documents.calendar_roles import role_titles, roles_of
from roadmap_engine.model import CalendarHistory, Plan, PlanMeasure
from roadmap_engine.model.feeds import EVERYBODY, Feeds, Posts
from roadmap_engine.model.progress import Happened, State

__all__ = [
    "WHOLE",
    "Feed",
    "list_asked",
    "list_current",
    "list_feeds",
    "list_shown",
    "measures_of",
    "name_feed",
    "roles_filled",
    "shows_called_off",
    "title_post",
]


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar.

    Attributes:
        kind: whose it is, or that it has ended.
        of: the id of the role, the key of the post; of one that has ended its address.
    """

    kind: Literal["plan", "role", "person", "waiting", "ended"] = "plan"
    of: str = ""

    @property
    def address(self) -> str | None:
        """What it is called in the folder of calendars, without an ending; None for that of a whole plan.

        No id of a role has a point.
        """
        match self.kind:
            case "plan":
                return None
            case "role" | "ended":
                return self.of
            case "person" | "waiting":
                return f"{self.kind}.{self.of}"
            case _:
                assert_never(self.kind)

    @property
    def is_personal(self) -> bool:
        """Whether it is of one post: it may say what was remarked on work that came back."""
        return self.kind in ("person", "waiting")


WHOLE = Feed()
"""The calendar of a whole plan."""


def list_feeds(plan: Plan, history: CalendarHistory | None = None) -> Mapping[str, Feed]:
    """List the calendars beside that of the whole plan, by their addresses.

    Args:
        plan: the plan.
        history: of its calendars; those that have ended are told by it alone.
    """
    feeds = {
        address: Feed("role", role)
        for role in roles_of(plan, history)
        # Whoever subscribed to the calendar of a role finds it where it was.
        for address in (plan.role_goes_by(role), *plan.former_roles.get(role, ()))
    }
    feeds |= {feed.address: feed for feed in list_asked(plan) if feed.address is not None}
    return {address: Feed("ended", address) for address in tell_ended(history)} | feeds


def list_current(plan: Plan, history: CalendarHistory | None = None) -> Mapping[str, Feed]:
    """List the same by the addresses that they have now; former ones go on, and end, without being shown."""
    return {
        address: feed
        for address, feed in list_feeds(plan, history).items()
        if feed.kind != "ended" and (feed.kind != "role" or address == plan.role_goes_by(feed.of))
    }


def list_asked(plan: Plan) -> tuple[Feed, ...]:
    """List the calendars of people that an organisation asks for; posts that it has not have none."""
    if plan.organisation is None:
        return ()
    feeds = plan.organisation.feeds
    known = dict.fromkeys(person.post_key for person in plan.organisation.people)
    doing = {post for measure in plan.in_view().measures() for post in posts_of(measure, None)}
    checking = doing | set(list_checkers(plan))
    waiting = checking | list_standing_in(plan, checking)

    def asked(posts: Posts, concerned: set[str]) -> Iterator[str]:
        return (post for post in known if (post in concerned if posts == EVERYBODY else post in posts))

    people = (Feed("person", post) for post in asked(feeds.people, doing))
    return (*people, *(Feed("waiting", post) for post in asked(feeds.waiting, waiting)))


def name_feed(plan: Plan, feed: Feed) -> str | None:
    """Name whose calendar it is: a role or a post, nobody who holds it; nothing of the whole plan's."""
    match feed.kind:
        case "plan":
            return None
        case "role":
            return role_titles(plan).get(feed.of, feed.of)
        case "person":
            return title_post(plan, feed.of)
        case "waiting":
            return f"ждёт вас – {title_post(plan, feed.of)}"
        case "ended":
            return "больше не ведётся"
        case _:
            assert_never(feed.kind)


def measures_of(plan: Plan, feed: Feed) -> tuple[PlanMeasure, ...]:
    """Give the measures that a calendar is about."""
    measures = plan.in_view().measures()
    match feed.kind:
        case "plan":
            return measures
        case "role":
            return tuple(each for each in measures if feed.of in {who.role for who in each.responsible})
        case "person" | "waiting":
            return tuple(each for each in measures if feed.of in posts_of(each, None))
        case "ended":
            return ()
        case _:
            assert_never(feed.kind)


def list_shown(
    plan: Plan, feed: Feed, seen_on: dt.date | None, events: tuple[CalendarEvent, ...] | None = None
) -> tuple[CalendarEvent, ...]:
    """List the events of a calendar, by day.

    Args:
        plan: the plan.
        feed: whose calendar it is.
        seen_on: the day on which the plan was last looked at; None where none is known, and then nothing
            counts as over.
        events: of the plan, as `list_events` gives them, where they are at hand.
    """
    every = list_events(plan) if events is None else events
    match feed.kind:
        case "plan":
            events = every
        case "role":
            events = tuple(
                each for each in every if feed.of in {who.role for who in each.measure.responsible}
            )
        case "person":
            events = tuple(each for each in every if answers(each, feed.of))
        case "waiting":
            events = tuple(_list_waiting(plan, feed.of, every))
        case "ended":
            events = ()
        case _:
            assert_never(feed.kind)
    if _options(plan).past or seen_on is None:
        return events
    return tuple(each for each in events if max((each.day, *each.series)) >= seen_on)


def shows_called_off(plan: Plan, feed: Feed) -> bool:
    """Tell whether a calendar shows what was called off: it waits for nobody."""
    return feed.kind != "waiting" and _options(plan).cancelled


def roles_filled(plan: Plan, feed: Feed) -> frozenset[str]:
    """Give the ids by which a history knows the roles whose events a calendar has, former ones too."""
    match feed.kind:
        case "role":
            roles = {feed.of}
        case "person" | "waiting":
            roles = {
                who.role
                for measure in plan.measures()
                for who in measure.responsible
                if feed.of in {person.post_key for person in who.people}
            }
        case "ended":
            roles = {feed.of}
        case "plan":
            roles = set()
        case _:
            assert_never(feed.kind)
    known = {plan.role_goes_by(role) for role in roles}
    return frozenset(known.union(*(plan.former_roles.get(role, ()) for role in roles)))


def title_post(plan: Plan, post: str) -> str:
    """Name a post as the organisation does; one that it has not by its key."""
    people = plan.organisation.people if plan.organisation is not None else ()
    return next((person.post for person in people if person.post_key == post), post)


def _options(plan: Plan) -> Feeds:
    return plan.organisation.feeds if plan.organisation is not None else Feeds()


def _list_waiting(plan: Plan, post: str, events: Iterable[CalendarEvent]) -> Iterator[CalendarEvent]:
    """Give what is open and hers, and what she has to look at; the same of whom she stands in for."""
    checks = post in {*list_checkers(plan), *list_standing_in(plan, list_checkers(plan))}
    for event in events:
        open_ones = (event,) if event.became is None else ()
        for each in (*open_ones, *(_list_submitted(event) if checks else ())):
            found = take_for(plan, each, post)
            if found is not None:
                yield found


def _list_submitted(event: CalendarEvent) -> Iterator[CalendarEvent]:
    """Give what was handed in of an event; of regular work, the last day of each month that was."""
    if event.edge == "due" and event.happened.state is State.SUBMITTED:
        yield replace(event, edge="check")
    for first, happened in event.months:
        if happened.state is State.SUBMITTED:
            yield _check_month(event, first, happened)


def _check_month(event: CalendarEvent, first: dt.date, happened: Happened) -> CalendarEvent:
    days = [day for day in event.series if (day.year, day.month) == (first.year, first.month)]
    day = max(days, default=first)
    return replace(
        event, edge="check", day=day, happened=happened, series=(), months=(), checks=f"{first:%Y-%m}"
    )

"""Calendars of people, what waits for each of them, and what an organisation's calendars leave out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest

from roadmap_engine.documents.calendar_answering import list_checkers
from roadmap_engine.documents.calendar_feeds import (
    WHOLE,
    Feed,
    list_asked,
    list_shown,
    measures_of,
    name_feed,
    roles_filled,
    shows_called_off,
)
from roadmap_engine.documents.calendar_history import continue_history
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.model import (
    Assignee,
    CalendarHistory,
    OccurrenceDays,
    Plan,
    PlanMeasure,
    PlanOrder,
    PlanPerson,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.feeds import EVERYBODY, Feeds
from roadmap_engine.model.progress import Happened, State
from tests.documents.small_plans import dated, make_measure, make_plan
from tests.documents.test_calendar_happened import MAY_28, weekly

NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)
HEAD = PlanPerson(key="head", name="Орлова М. П.", post="директор")
ZAVUCH = PlanPerson(
    key="deputy-head", name="Зайцева О. П.", post="заместитель директора", until=dt.date(2027, 5, 31)
)
NEXT = PlanPerson(
    key="deputy-head-2027-06-01", name="Ким А. В.", post="заместитель директора", since=dt.date(2027, 6, 1)
)
CLERK = PlanPerson(key="clerk", name="Белов И. И.", post="секретарь")
BY_HEAD = Assignee(role="head", title="директор", people=(HEAD,))
BY_DEPUTIES = Assignee(role="deputies", title="заместители директора", people=(ZAVUCH, NEXT))
RETURNED = Happened(state=State.RETURNED, on=dt.date(2027, 5, 5), note="нет выводов у Сидорова")
SUBMITTED = Happened(state=State.SUBMITTED, on=dt.date(2027, 5, 5))
PERSON, WAITING = Feed("person", "deputy-head"), Feed("waiting", "deputy-head")


def measure(title: str, by: Assignee, happened: Happened | None = None, day: dt.date = MAY_28) -> PlanMeasure:
    """A measure of one title, due on a day that somebody answers for."""
    deadline = dated(OccurrenceDays(key="once", start=None, due=day))
    made = make_measure(f"m-{title.encode().hex()}", deadline, title=title, responsible=(by,))
    return with_fields(made, happened={} if happened is None else {"once": happened})


def plan_of(*measures: PlanMeasure, feeds: Feeds | None = None, **more: Any) -> Plan:
    """A plan of a school with a head, a deputy and a clerk."""
    organisation = with_fields(
        make_plan().organisation,  # type: ignore[type-var]
        people=(HEAD, ZAVUCH, NEXT, CLERK),
        signatory=HEAD,
        feeds=feeds or Feeds(),
    )
    return make_plan(*measures, organisation=organisation, **more)


def read(plan: Plan, feed: Feed, history: CalendarHistory | None = None) -> list[Any]:
    """The events, by a parser the program does not use."""
    data = render_calendar(plan, feed=feed, history=history)
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def titles(plan: Plan, feed: Feed, history: CalendarHistory | None = None) -> list[str]:
    """What a calendar shows."""
    events = read(plan, feed, history)
    return [str(event["SUMMARY"]).replace("1.1. ", "") for event in events]


MIXED = (
    measure("открыто", BY_DEPUTIES),
    measure("вернули", BY_DEPUTIES, RETURNED),
    measure("сделано", BY_DEPUTIES, Happened(state=State.REPORTED, on=MAY_28)),
    measure("сдано", BY_DEPUTIES, SUBMITTED),
    measure("чужое", BY_HEAD),
)


def test_a_person_has_all_that_she_answers_for() -> None:
    """Done or not; nobody's name is in it, nor in the name of the file."""
    plan = plan_of(*MIXED)
    assert titles(plan, PERSON) == ["Срок: открыто", "Срок: вернули", "✓ Срок: сделано", "✓ Срок: сдано"]
    data = render_calendar(plan, feed=PERSON).replace(b"\r\n ", b"").decode()
    assert "Зайцева" not in data
    assert PERSON.address == "person.deputy-head"
    assert "заместитель директора" in data.partition("BEGIN:VEVENT")[0]


def test_what_waits_for_her_is_open_or_came_back() -> None:
    """With what was remarked, which the calendar of everybody leaves out."""
    plan = plan_of(*MIXED)
    assert titles(plan, WAITING) == ["Срок: открыто", "Срок: вернули"]
    said, common = (
        render_calendar(plan, feed=feed).replace(b"\r\n ", b"").decode() for feed in (WAITING, WHOLE)
    )
    assert "возвращено 05.05.2027 (нет выводов у Сидорова)" in said
    assert "возвращено 05.05.2027\\n" in common
    assert "Сидоров" not in common


def test_who_checks_has_what_was_handed_in() -> None:
    """By an event of its own that changes when the due day does; the signatory where nobody controls."""
    plan = plan_of(*MIXED, weekly(apr=SUBMITTED))
    waits = Feed("waiting", "head")
    assert titles(plan, waits) == ["Проверить: Анализ результатов", "Проверить: сдано", "Срок: чужое"]
    history = continue_history(CalendarHistory(), plan_of(*MIXED[:3], measure("сдано", BY_DEPUTIES)), NOW)
    later = NOW + dt.timedelta(days=3)
    plan = plan_of(*MIXED)
    history = continue_history(history, plan, later)
    events = read(plan, waits, history)
    (check,) = (each for each in events if str(each["SUMMARY"]).startswith("Проверить"))
    assert check["LAST-MODIFIED"].dt == later
    assert check["UID"] not in {each["UID"] for each in read(plan, WHOLE, history)}
    control = PlanOrder(control=Assignee(role="clerk", title="секретарь", people=(CLERK,)))
    assert list_checkers(plan) == ("head",)
    assert list_checkers(plan_of(*MIXED, order=control)) == ("clerk",)
    assert titles(plan_of(*MIXED, order=control), Feed("waiting", "clerk")) == ["Проверить: сдано"]


def test_a_post_has_the_calendar_whoever_holds_it() -> None:
    """What is due after the change is in it too; somebody of another post has none of it."""
    june = measure("потом", BY_DEPUTIES, day=dt.date(2027, 6, 4))
    plan = plan_of(measure("сейчас", BY_DEPUTIES), june)
    assert titles(plan, PERSON) == ["Срок: сейчас", "Срок: потом"]
    assert titles(plan, Feed("person", "clerk")) == ["В плане нет дел с датами"]
    assert titles(plan, Feed("waiting", "clerk")) == ["Сейчас ничего не ждёт"]


def test_only_what_is_asked_for_is_made() -> None:
    """By post, or for everybody whom the plan concerns; whoever only signs has something to look at."""
    assert list_asked(plan_of(*MIXED)) == ()
    assert list_asked(make_plan(organisation=None)) == ()
    asked = plan_of(*MIXED, feeds=Feeds(people=("clerk", "nobody"), waiting=EVERYBODY))
    assert list_asked(asked) == (
        Feed("person", "clerk"),
        Feed("waiting", "head"),
        Feed("waiting", "deputy-head"),
    )
    asked = plan_of(MIXED[0], feeds=Feeds(people=EVERYBODY))
    assert list_asked(asked) == (PERSON,)


def test_what_was_called_off_and_what_is_over_can_be_left_out() -> None:
    """Of every calendar of the organisation; what waits for nobody is never in «waiting»."""
    over = measure("прошло", BY_DEPUTIES, day=dt.date(2027, 3, 1))
    off = Happened(state=State.CANCELLED, on=dt.date(2027, 5, 2))

    def follow(feeds: Feeds | None) -> tuple[Plan, CalendarHistory]:
        before, plan = (
            plan_of(over, measure("снято", BY_DEPUTIES, each), measure("есть", BY_DEPUTIES), feeds=feeds)
            for each in (None, off)
        )
        return plan, continue_history(continue_history(CalendarHistory(), before, NOW), plan, NOW)

    shown = {"Срок: прошло", "Срок: есть", "ОТМЕНЕНО: Срок: снято"}
    for feed in (WHOLE, PERSON, Feed("role", "deputies")):
        assert set(titles(*_order(follow(None), feed))) == shown
        bare = follow(Feeds(cancelled=False, past=False))
        assert titles(*_order(bare, feed)) == ["Срок: есть"]
    assert titles(*_order(follow(None), WAITING)) == ["Срок: прошло", "Срок: есть"]
    assert not shows_called_off(follow(None)[0], WAITING)


def _order(of: tuple[Plan, CalendarHistory], feed: Feed) -> tuple[Plan, Feed, CalendarHistory]:
    return of[0], feed, of[1]


def test_what_ends_today_is_not_over() -> None:
    """And where nobody knows which day it is, nothing is."""
    plan = plan_of(*MIXED, weekly(), feeds=Feeds(past=False))
    number = len(list_shown(plan, WHOLE, None))
    assert len(list_shown(plan, WHOLE, MAY_28)) == number
    assert list_shown(plan, WHOLE, MAY_28 + dt.timedelta(days=1)) == ()
    assert len(list_shown(plan_of(*MIXED, weekly()), WHOLE, MAY_28 + dt.timedelta(days=1))) == number


@pytest.mark.parametrize(
    ("feed", "name", "count", "roles"),
    [
        (WHOLE, None, 5, set()),
        (Feed("role", "deputies"), "заместители директора", 4, {"deputies", "vice"}),
        (PERSON, "заместитель директора", 4, {"deputies", "vice"}),
        (Feed("waiting", "head"), "ждёт вас – директор", 1, {"head"}),
    ],
)
def test_whose_a_calendar_is(feed: Feed, name: str | None, count: int, roles: set[str]) -> None:
    """Its name, its measures, the roles whose cancelled events it has, under former names too."""
    plan = plan_of(*MIXED, former_roles={"deputies": ("vice",)})
    assert name_feed(plan, feed) == name
    assert len(measures_of(plan, feed)) == count
    assert roles_filled(plan, feed) == roles

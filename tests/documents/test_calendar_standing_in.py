"""Absences in calendars of what waits for somebody: whoever stands in has it too, as letters have it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import icalendar
import pytest

from roadmap_engine.documents.calendar_feeds import WHOLE, Feed, list_asked
from roadmap_engine.documents.calendar_history import continue_history
from roadmap_engine.documents.papers.calendar_ics import CalendarDesk, render_calendar
from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.model.absences import Away
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.digest import Followed
from roadmap_engine.model.entry import Absence, StatusLog
from roadmap_engine.model.feeds import EVERYBODY, Feeds
from roadmap_engine.model.progress import Happened, State
from roadmap_engine.tracking.boards import add_happened, draw_board
from roadmap_engine.tracking.digests import draw_digests
from tests.documents.small_plans import make_plan
from tests.documents.test_calendar_feeds import (
    BY_DEPUTIES,
    BY_HEAD,
    NOW,
    RETURNED,
    SUBMITTED,
    measure,
    plan_of,
    titles,
)
from tests.documents.test_calendar_happened import MAY_28, weekly

HEADS, CLERKS = Feed("waiting", "head"), Feed("waiting", "clerk")
DAY = dt.timedelta(days=1)


def away(person: str, since: dt.date, until: dt.date, deputy: str | None = "clerk") -> Away:
    """An absence."""
    days = Absence.model_validate({"from": since, "until": until, "deputy": deputy})
    return Away(person, days, f"entry-{person}-{since}")


def absent(plan: Plan, *absences: Away) -> Plan:
    """A plan with absences."""
    return with_fields(plan, away=absences)


def events(plan: Plan, feed: Feed, history: CalendarHistory | None = None) -> dict[str, Any]:
    """The events by their UIDs."""
    data = render_calendar(plan, feed=feed, history=history)
    found = {str(each["UID"]): each for each in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    return {uid: each for uid, each in found.items() if "ждёт" not in str(each["SUMMARY"])}


@pytest.mark.parametrize("before", [-1, 0, 3, 4])
@pytest.mark.parametrize("deputy", ["clerk", None])
def test_a_calendar_has_on_a_day_what_a_letter_of_that_day_has(before: int, deputy: str | None) -> None:
    """Both ends of an absence included; whoever is away keeps it, and it is said for whom one stands in."""
    plan = plan_of(measure("своё", BY_HEAD))
    since = MAY_28 - before * DAY
    gone = absent(plan, away("head", since, since + 3 * DAY, deputy))
    board = draw_board(plan, StatusLog(), MAY_28)[0]
    followed = Followed(
        plan.plan,
        plan,
        type(board)(board.plan, board.today, board.rows, away=gone.away),
        {"head": "head@a.example", "clerk": "clerk@a.example"},
    )
    letters = draw_digests([followed], 0)[0]
    told = {each.reader.address.partition("@")[0]: each.rows[0].instead_of for each in letters}
    shown: dict[str, Any] = {
        post: next(iter(events(gone, Feed("waiting", post)).values()), None) for post in ("head", "clerk")
    }
    assert {post for post, event in shown.items() if event is not None} == told.keys()
    assert str(shown["head"]["SUMMARY"]) == "Срок: 1.1. своё"
    if deputy is not None and 0 <= before <= 3:
        assert told["clerk"] is not None
        event = shown["clerk"]
        assert str(event["SUMMARY"]) == f"Срок: 1.1. своё (замещение: {told['clerk'].person.post})"
        assert f"по {told['clerk'].until:%d.%m.%Y}" in str(event["DESCRIPTION"])
    else:
        assert shown["clerk"] is None


def test_only_what_waits_is_handed_over() -> None:
    """What is done is not; what came back is, with its remark; what is to be looked at, too."""
    plan = plan_of(
        measure("открыто", BY_HEAD),
        measure("вернули", BY_HEAD, RETURNED),
        measure("сделано", BY_HEAD, Happened(state=State.REPORTED, on=MAY_28)),
        measure("сдано", BY_DEPUTIES, SUBMITTED),
        measure("позже", BY_HEAD, day=MAY_28 + 2 * DAY),
    )
    assert titles(plan, CLERKS) == ["Сейчас ничего не ждёт"]
    gone = absent(plan, away("head", MAY_28, MAY_28 + DAY))
    suffix = " (замещение: директор)"
    assert titles(gone, CLERKS) == [
        f"{each}{suffix}" for each in ("Срок: открыто", "Срок: вернули", "Проверить: сдано")
    ]
    said = render_calendar(gone, feed=CLERKS).replace(b"\r\n ", b"").decode()
    assert "нет выводов у Сидорова" in said
    assert "Орлова" not in said
    assert titles(gone, HEADS) == titles(plan, HEADS)
    assert render_calendar(gone) == render_calendar(plan), "no other calendar says who is away"


def test_ones_own_is_not_anothers() -> None:
    """Who answers herself has it as her own; a deputy's deputy has only what is the deputy's own."""
    both = with_fields(measure("общее", BY_HEAD), responsible=(BY_HEAD, BY_DEPUTIES))
    gone = absent(
        plan_of(both, measure("его", BY_HEAD)),
        away("head", MAY_28, MAY_28, "deputy-head"),
        away("deputy-head", MAY_28, MAY_28),
    )
    assert titles(gone, Feed("waiting", "deputy-head")) == ["Срок: общее", "Срок: его (замещение: директор)"]
    assert titles(gone, CLERKS) == ["Срок: общее (замещение: заместитель директора)"]


def test_regular_work_is_handed_over_for_the_days_of_the_absence() -> None:
    """Of every Friday of two months the two of the absence, under the UID that the whole has."""
    work = with_fields(weekly(), responsible=(BY_HEAD,))
    gone = absent(
        plan_of(work),
        away("head", dt.date(2027, 4, 9), dt.date(2027, 4, 16)),
        away("head", dt.date(2027, 5, 7), dt.date(2027, 5, 7)),
    )
    ((uid, event),) = events(gone, CLERKS).items()
    assert uid in events(gone, HEADS)
    assert event["DTSTART"].dt == dt.date(2027, 4, 9)
    assert "3 дня" in str(event["DESCRIPTION"])
    assert event["RRULE"]["UNTIL"] == [dt.date(2027, 5, 7)]
    (own,) = events(gone, HEADS).values()
    assert own["DTSTART"].dt == dt.date(2027, 4, 2)


def test_whoever_stands_in_sees_a_change_of_it() -> None:
    """LAST-MODIFIED grows when an absence comes, is longer, is somebody else's to fill; SEQUENCE does not."""
    plans = [plan_of(measure("его", BY_HEAD))]
    for until, deputy in ((MAY_28, "clerk"), (MAY_28 + DAY, "clerk"), (MAY_28 + DAY, "deputy-head")):
        plans.append(absent(plans[0], away("head", MAY_28, until, deputy)))
    history, seen = CalendarHistory(), []
    for number, plan in enumerate(plans):
        history = continue_history(history, plan, NOW + number * DAY)
        (event,) = events(plan, WHOLE, history).values()
        seen.append((event["LAST-MODIFIED"].dt, int(event["SEQUENCE"])))
    assert [each for each, _number in seen[1:]] == [NOW + number * DAY for number in (1, 2, 3)]
    assert {number for _day, number in seen} == {0}
    outside = absent(plans[0], away("head", MAY_28 + DAY, MAY_28 + DAY))
    first = continue_history(CalendarHistory(), plans[0], NOW)
    assert continue_history(first, outside, NOW + DAY) is first, "of no day of the plan"


def test_whoever_stands_in_has_a_calendar_where_everybody_has() -> None:
    """Though nothing of the plan is her own."""
    plan = plan_of(measure("его", BY_HEAD), feeds=Feeds(waiting=EVERYBODY))
    assert list_asked(plan) == (HEADS,)
    assert list_asked(absent(plan, away("head", MAY_28, MAY_28))) == (HEADS, CLERKS)


def test_calendars_drawn_one_after_another_are_their_own() -> None:
    """What was written of an event for one reader is not shown to another."""
    gone = absent(plan_of(measure("его", BY_HEAD)), away("head", MAY_28, MAY_28))
    alone = [render_calendar(gone, feed=each) for each in (HEADS, CLERKS, WHOLE)]
    desk = CalendarDesk(gone)
    assert [desk.draw(each).data for each in (HEADS, CLERKS, WHOLE)] == alone
    desk = CalendarDesk(gone)
    assert [desk.draw(each).data for each in (CLERKS, WHOLE, HEADS)] == [alone[1], alone[2], alone[0]]


def test_an_absence_is_written_into_no_paper() -> None:
    """plan.json is read by everybody; the log alone knows who is away."""
    plan = plan_of(measure("его", BY_HEAD))
    gone = absent(plan, away("head", MAY_28, MAY_28))
    assert render_plan_json(gone) == render_plan_json(plan)
    assert "away" not in json.loads(render_plan_json(gone))


def test_a_plan_takes_its_absences_from_the_board() -> None:
    """And loses them with it."""
    plan = make_plan()
    board = draw_board(plan, StatusLog())[0]
    gone = type(board)(board.plan, None, board.rows, away=(away("head", MAY_28, MAY_28),))
    assert add_happened(plan, gone).away == gone.away
    assert add_happened(add_happened(plan, gone), board) == plan

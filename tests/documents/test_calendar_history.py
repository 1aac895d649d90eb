"""Calendars follow the plan's history: what subscribers' clients need to notice a change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.documents.calendar_events import list_events, reminders
from roadmap_engine.documents.calendar_history import (
    CANCELLED_FOR,
    continue_history,
    find_identity,
    tell_pasts,
)
from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.documents.papers.calendar_ics import event_uid, render_calendar
from roadmap_engine.model import CalendarHistory, OccurrenceDays, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_measure import PlanSettled
from tests.documents.small_plans import dated, make_measure, make_plan

ISSUED = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2027, 5, 1, 12, 30, 15, tzinfo=dt.UTC)


def _due(day: dt.date) -> Any:
    return dated(OccurrenceDays(key="once", start=None, due=day))


def _plan(*days: dt.date, title: str = "Анализ результатов") -> Plan:
    return make_plan(*(make_measure(f"m-{place}", _due(day), title=title) for place, day in enumerate(days)))


def _uid(plan: Plan, place: int = 0) -> str:
    return event_uid(Identity.of(plan), f"m-{place}", "once")


def _events(plan: Plan, history: CalendarHistory, **how: Any) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(render_calendar(plan, history=history, **how))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


DAY = dt.date(2027, 5, 28)
MOVED = dt.date(2027, 6, 4)


class TestRevisions:
    """SEQUENCE +1 on date or status; LAST-MODIFIED on any change; CREATED fixed."""

    def test_the_first_revision_takes_the_day_of_the_order_and_not_the_clock(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY), LATER)
        assert [revision.at for revision in history.revisions] == [ISSUED]

    def test_a_first_calendar_is_the_same_with_its_history_and_without(self) -> None:
        plan = _plan(DAY)
        history = continue_history(CalendarHistory(), plan, LATER)
        assert render_calendar(plan, history=history) == render_calendar(plan)

    def test_a_plan_that_has_not_changed_adds_nothing(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY), LATER)
        assert continue_history(history, _plan(DAY), LATER + dt.timedelta(days=400)) is history

    def test_a_moved_day_grows_both(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY, DAY), LATER)
        plan = _plan(MOVED, DAY)
        events = _events(plan, continue_history(history, plan, LATER))
        moved, kept = events[_uid(plan)], events[_uid(plan, 1)]
        assert (moved["SEQUENCE"], moved["LAST-MODIFIED"].dt, moved["DTSTAMP"].dt) == (1, LATER, LATER)
        assert moved["CREATED"].dt == ISSUED
        assert (kept["SEQUENCE"], kept["LAST-MODIFIED"].dt) == (0, ISSUED)

    def test_other_words_grow_the_stamp_alone(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY), LATER)
        plan = _plan(DAY, title="Анализ итогов")
        (event,) = _events(plan, continue_history(history, plan, LATER)).values()
        assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt) == (0, LATER)

    def test_a_clock_that_goes_back_does_not_take_the_stamp_back(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY), LATER)
        history = continue_history(history, _plan(MOVED), LATER)
        history = continue_history(history, _plan(DAY), LATER - dt.timedelta(days=3))
        stamps = [revision.at for revision in history.revisions]
        assert stamps == sorted(set(stamps))

    def test_other_reminders_grow_the_stamp_alone(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY), LATER)
        plan = _plan(DAY)
        assert plan.organisation is not None
        plan = with_fields(plan, organisation=with_fields(plan.organisation, remind_days=(14,)))
        (event,) = _events(plan, continue_history(history, plan, LATER)).values()
        assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt) == (0, LATER)

    def test_a_plan_without_an_organisation_has_a_history_too(self) -> None:
        plan = with_fields(_plan(DAY), organisation=None)
        history = continue_history(CalendarHistory(), plan, LATER)
        assert continue_history(history, plan, LATER) is history
        (event,) = _events(plan, history).values()
        assert list(event.walk("VALARM")) == []


class TestCancelled:
    """A dropped measure appears as cancelled and disappears after 60 days."""

    def test_a_measure_that_is_gone_is_shown_as_cancelled(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY, MOVED), LATER)
        plan = _plan(DAY)
        gone = _events(plan, continue_history(history, plan, LATER))[_uid(plan, 1)]
        assert str(gone["STATUS"]) == "CANCELLED"
        assert str(gone["SUMMARY"]).startswith("ОТМЕНЕНО: ")
        assert (gone["SEQUENCE"], gone["LAST-MODIFIED"].dt, gone["DTSTART"].dt) == (1, LATER, MOVED)
        assert list(gone.walk("VALARM")) == []

    def test_it_is_shown_in_the_calendars_of_those_who_answered(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY, MOVED), LATER)
        plan = _plan(DAY)
        history = continue_history(history, plan, LATER)
        assert len(_events(plan, history, role="deputy-head")) == 2
        assert _uid(plan, 1) not in _events(plan, history, role="head")

    def test_after_sixty_days_it_is_dropped(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY, MOVED), LATER)
        plan = _plan(DAY)
        history = continue_history(history, plan, LATER)
        assert continue_history(history, plan, LATER + CANCELLED_FOR) is history
        history = continue_history(history, plan, LATER + CANCELLED_FOR + dt.timedelta(seconds=1))
        assert set(_events(plan, history)) == {_uid(plan)}

    def test_what_comes_back_is_no_longer_cancelled(self) -> None:
        history = continue_history(CalendarHistory(), _plan(DAY, MOVED), LATER)
        history = continue_history(history, _plan(DAY), LATER)
        plan = _plan(DAY, MOVED)
        event = _events(plan, continue_history(history, plan, LATER))[_uid(plan, 1)]
        assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 2)


class TestReminders:
    """Lead-time reminders as events of their own, on request."""

    def test_each_stands_its_days_ahead(self) -> None:
        plan = _plan(DAY)
        assert plan.organisation is not None
        organisation = with_fields(plan.organisation, remind_by_events=True, remind_days=(1, 7))
        plan = with_fields(plan, organisation=organisation)
        events = _events(plan, CalendarHistory()).values()
        assert [(event["DTSTART"].dt, str(event["SUMMARY"]).partition(":")[0]) for event in events] == [
            (dt.date(2027, 5, 21), "Через 7 дней срок"),
            (dt.date(2027, 5, 27), "Через 1 день срок"),
            (DAY, "Срок"),
        ]

    @pytest.mark.parametrize("ahead", [1, 60])
    def test_those_of_what_is_done_go_without_a_word(self, ahead: int) -> None:
        """Nobody is told that a reminder is off, however long before it stood; the due day stays."""
        plan = _plan(dt.date(2027, 9, 28))
        assert plan.organisation is not None
        organisation = with_fields(plan.organisation, remind_by_events=True, remind_days=(ahead,))
        plan = with_fields(plan, organisation=organisation)
        history = continue_history(CalendarHistory(), plan, LATER)
        assert len(_events(plan, history)) == 2
        stage = plan.stages[0]
        done = with_fields(stage.measures[0], settled=PlanSettled(state="done", on=LATER.date()))
        after = with_fields(plan, stages=(with_fields(stage, measures=(done,)),))
        history = continue_history(history, after, LATER)
        (event,) = _events(after, history).values()
        assert str(event["SUMMARY"]).startswith("✓ Срок")
        assert continue_history(history, after, LATER) is history


_DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2026, 9, 4))
_PLANS = st.lists(_DAYS, max_size=3).map(lambda days: _plan(*days))


@given(
    plans=st.lists(_PLANS, min_size=1, max_size=6),
    waits=st.lists(st.integers(-40, 70), min_size=6, max_size=6),
)
def test_neither_number_nor_stamp_ever_falls(plans: list[Plan], waits: list[int]) -> None:
    """The laws of UID and SEQUENCE hold through any changes, and whatever the clock does."""
    history = CalendarHistory()
    now = LATER
    before: dict[str, tuple[int, dt.datetime]] = {}
    for plan, wait in zip(plans, waits, strict=False):
        now += dt.timedelta(days=wait)
        history = continue_history(history, plan, now)
        after = {
            uid: (past.revision.number, past.revision.revised_at) for uid, past in tell_pasts(history).items()
        }
        for uid in after.keys() & before.keys():
            assert after[uid][0] >= before[uid][0]
            assert after[uid][1] >= before[uid][1]
        before |= after
        assert continue_history(history, plan, now) == history


class TestRoots:
    """«Of a split, the first part in the table has» the events that were the whole's."""

    def _split(self, *names: str, was: tuple[str, ...] = ("whole",)) -> Plan:
        parts = (with_fields(make_measure(name, _due(DAY)), was=was) for name in names)
        return make_plan(*parts)

    def test_the_first_part_of_a_split_has_the_events_alone(self) -> None:
        before = make_plan(make_measure("whole", _due(DAY)))
        history = continue_history(CalendarHistory(), before, LATER)
        plan = self._split("part-a", "part-b", "part-c")
        assert dict(find_identity(history, plan).roots) == {"part-a": "whole"}
        after = continue_history(history, plan, LATER)
        events = _events(plan, after)
        assert len(events) == 3
        assert next(iter(_events(before, history))) in events

    def test_a_part_that_has_events_of_its_own_keeps_those(self) -> None:
        before = make_plan(make_measure("whole", _due(DAY)), make_measure("part-a", _due(DAY)))
        history = continue_history(CalendarHistory(), before, LATER)
        assert dict(find_identity(history, self._split("part-a", "part-b")).roots) == {"part-b": "whole"}

    def test_the_first_of_its_former_ids_that_had_events(self) -> None:
        before = make_plan(make_measure("two", _due(DAY)), make_measure("three", _due(DAY)))
        history = continue_history(CalendarHistory(), before, LATER)
        plan = self._split("now", "next", was=("one", "two", "three"))
        assert dict(find_identity(history, plan).roots) == {"now": "two", "next": "three"}


@pytest.mark.parametrize("state", [None, "done", "signed"])
@pytest.mark.parametrize("edge", ["due", "series", "start", "ahead"])
@pytest.mark.parametrize("asked", [(), (3,)])
def test_nobody_is_reminded_of_what_is_settled_or_unless_asked(
    state: Any, edge: Any, asked: tuple[int, ...]
) -> None:
    """Regular work on its own day, a due day so many days ahead, a start and a reminder never."""
    (event,) = list_events(_plan(DAY))
    settled = None if state is None else PlanSettled(state=state, on=DAY)
    (settled_event,) = list_events(make_plan(with_fields(event.measure, settled=settled)))
    event = replace(settled_event, edge=edge)
    expected = {"due": {dt.date(2027, 5, 25): 3}, "series": {DAY: 0}}.get(edge, {})
    assert reminders(event, asked) == (expected if asked and state is None else {})

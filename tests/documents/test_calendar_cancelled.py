"""A plan and its history disagree: what calendars hold when some, or all, of what they held is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.documents.calendar_events import event_uid, note_uid
from roadmap_engine.documents.calendar_history import CANCELLED_FOR, continue_history
from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.model import Assignee, CalendarHistory, OccurrenceDays, Plan
from tests.documents.small_plans import dated, make_measure, make_plan, waiting

NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)
DAYS = (dt.date(2027, 4, 30), dt.date(2027, 5, 1), dt.date(2027, 5, 28), dt.date(2027, 6, 4))
"""Over, today, and to come."""
ROLES = ("head", "teachers")
_ANSWERING = tuple(Assignee(role=role, title=role) for role in ROLES)


def _plan(present: tuple[bool, ...], roles: tuple[int, ...]) -> Plan:
    """A plan of the measures that are present; a last one always waits, and the head answers for it."""
    measures = [
        make_measure(
            f"m-{place}",
            dated(OccurrenceDays(key="once", start=None, due=day)),
            responsible=(_ANSWERING[role],),
        )
        for place, (day, there, role) in enumerate(zip(DAYS, present, roles, strict=True))
        if there
    ]
    return make_plan(*measures, make_measure("waits", waiting(), responsible=(_ANSWERING[0],)))


def _read(plan: Plan, history: CalendarHistory, role: str | None) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(render_calendar(plan, history=history, role=role))
    events = calendar.walk("VEVENT")
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


_PRESENT = st.tuples(*[st.booleans()] * len(DAYS))
_BY = st.tuples(*[st.sampled_from(range(len(ROLES)))] * len(DAYS))


@given(_PRESENT, _PRESENT, _BY, st.sampled_from([None, *ROLES]))
def test_what_is_there_what_is_called_off_and_else_a_note(
    before: tuple[bool, ...], now: tuple[bool, ...], by: tuple[int, ...], role: str | None
) -> None:
    """What the plan has is confirmed, what it lost in time is called off; else there is a note."""
    plan = _plan(now, by)
    uid = [event_uid(Identity.of(plan), f"m-{place}", "once") for place in range(len(DAYS))]
    history = continue_history(CalendarHistory(), _plan(before, by), NOW)
    history = continue_history(history, plan, NOW)
    mine = [place for place in range(len(DAYS)) if role is None or ROLES[by[place]] == role]
    confirmed = {uid[place] for place in mine if now[place]}
    gone = [place for place in mine if before[place] and not now[place]]
    cancelled = {uid[place] for place in gone if DAYS[place] >= NOW.date()}
    events = _read(plan, history, role)
    note = {note_uid(plan, Identity.of(plan), role)} if not confirmed and not cancelled else set()
    assert {name for name, each in events.items() if str(each["STATUS"]) == "CANCELLED"} == cancelled
    assert {name for name, each in events.items() if str(each["STATUS"]) == "CONFIRMED"} == confirmed | note
    for name in cancelled:
        assert events[name]["DTEND"].dt - events[name]["DTSTART"].dt == dt.timedelta(days=1)
        assert str(events[name]["TRANSP"]) == "TRANSPARENT"


@pytest.mark.parametrize("role", [None, *ROLES])
def test_a_calendar_of_cancellations_alone_becomes_a_note_after_sixty_days(role: str | None) -> None:
    """To the last second it says what was called off; then, never empty, that nothing has a date."""
    everything, nothing, by = (True,) * len(DAYS), (False,) * len(DAYS), (0, 1, 0, 1)
    history = continue_history(CalendarHistory(), _plan(everything, by), NOW)
    plan = _plan(nothing, by)
    history = continue_history(history, plan, NOW)
    shown = _read(plan, history, role)
    assert {str(each["STATUS"]) for each in shown.values()} == {"CANCELLED"}
    assert all(str(each["SUMMARY"]).startswith("ОТМЕНЕНО: ") for each in shown.values())
    last = continue_history(history, plan, NOW + CANCELLED_FOR)
    assert _read(plan, last, role).keys() == shown.keys()
    over = continue_history(history, plan, NOW + CANCELLED_FOR + dt.timedelta(seconds=1))
    ((name, note),) = _read(plan, over, role).items()
    assert name == note_uid(plan, Identity.of(plan), role)
    expected = "В плане нет дел с датами" if role == "teachers" else "В плане пока нет дат"
    assert str(note["SUMMARY"]) == expected


def test_whoever_answered_last_is_told_that_it_is_off() -> None:
    """The calendar of the role that answers now, not of the one that answered before."""
    only = (False, False, True, False)
    history = continue_history(CalendarHistory(), _plan(only, (0, 0, 0, 0)), NOW)
    history = continue_history(history, _plan(only, (0, 0, 1, 0)), NOW)
    plan = _plan((False,) * len(DAYS), (0, 0, 1, 0))
    history = continue_history(history, plan, NOW)
    told = {
        role: [str(each["STATUS"]) for each in _read(plan, history, role).values()] for role in (None, *ROLES)
    }
    assert told == {None: ["CANCELLED"], "head": ["CONFIRMED"], "teachers": ["CANCELLED"]}

"""A calendar that nothing is drawn for any more says so, and goes on where something is again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roadmap_engine.documents.calendar_endings import draw_ending, ending_uid, keep_addresses, tell_ended
from roadmap_engine.documents.calendar_events import list_events
from roadmap_engine.documents.calendar_feeds import Feed, list_feeds
from roadmap_engine.documents.calendar_history import continue_history, tell_pasts
from roadmap_engine.documents.calendar_identity import Identity, Revision, told_identity
from roadmap_engine.documents.calendar_lines import add_alarm, add_identity, add_whole_day, write_cancelled
from roadmap_engine.documents.calendar_marks import mark_event, mark_off
from roadmap_engine.documents.calendar_memory import join_histories, recall_calendars
from roadmap_engine.documents.content_lines import ContentLines
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.load.histories import load_history, write_history
from roadmap_engine.model import Assignee, CalendarHistory, HistoryRevision
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.progress import Happened, State
from tests.documents.small_plans import make_measure, make_plan

NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
HEAD = Assignee(role="head", title="директор")
PLAN = make_plan(make_measure())
GONE = make_plan(make_measure(responsible=(HEAD,)))
ADDRESSES = st.sets(st.sampled_from(["head", "deputy-head", "person.head", "waiting.head"]))


def ended_calendar(history: CalendarHistory, address: str = "deputy-head") -> list[Any]:
    """The events of a calendar that has ended."""
    feed = list_feeds(GONE, history)[address]
    assert feed == Feed("ended", address)
    return list(
        icalendar.Calendar.from_ical(render_calendar(GONE, feed=feed, history=history)).walk("VEVENT")
    )


def test_it_ends_with_an_event_on_the_day_that_it_ended() -> None:
    """One that is confirmed and takes no time; the calendar's name says it too."""
    history = continue_history(continue_history(CalendarHistory(), PLAN, NOW), GONE, NOW + DAY)
    history = keep_addresses(history, PLAN, {"head"}, {"head", "deputy-head"}, NOW + DAY)
    (event,) = ended_calendar(history)
    assert (event["SUMMARY"], event["STATUS"]) == ("Календарь больше не ведётся", "CONFIRMED")
    assert event["DTSTART"].dt == (NOW + DAY).date()
    assert event["LAST-MODIFIED"].dt == event["CREATED"].dt == history.revisions[-1].at
    assert "deadlines.ics" in event["DESCRIPTION"]
    data = render_calendar(GONE, feed=Feed("ended", "deputy-head"), history=history)
    assert "больше не ведётся" in data.replace(b"\r\n ", b"").decode().partition("BEGIN:VEVENT")[0]
    assert list(list_feeds(GONE, history)) == ["deputy-head", "head"]


def test_what_was_called_off_stands_beside_it_as_long_as_ever() -> None:
    """The role goes together with its measure."""
    gone = make_plan(make_measure("other", responsible=(HEAD,)))
    history = continue_history(continue_history(CalendarHistory(), PLAN, NOW), gone, NOW + DAY)
    history = keep_addresses(history, PLAN, {"head"}, {"deputy-head"}, NOW + DAY)
    data = render_calendar(gone, feed=Feed("ended", "deputy-head"), history=history)
    words = [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]
    assert words == ["ОТМЕНЕНО: Срок: 1.1. Анализ результатов", "Календарь больше не ведётся"]


@given(st.lists(st.tuples(ADDRESSES, ADDRESSES), max_size=6))
def test_what_has_ended_is_what_was_known_and_is_not_drawn(steps: list[tuple[set[str], set[str]]]) -> None:
    """However calendars come and go; what is as it was adds nothing, and a day never moves."""
    history, expected = CalendarHistory(), dict[str, dt.datetime]()
    for number, (drawn, known) in enumerate(steps):
        now = NOW + number * DAY
        history = keep_addresses(history, PLAN, drawn, known, now)
        expected = {name: at for name, at in expected.items() if name not in drawn}
        last = history.revisions[-1].at if history.revisions else NOW
        expected = dict.fromkeys(known - drawn, last) | expected
        assert tell_ended(history) == expected
        assert keep_addresses(history, PLAN, drawn, known, now + DAY) is history
    assert write_history(history).count("\n") == len(history.revisions)


@given(ADDRESSES, ADDRESSES)
def test_copies_of_a_history_agree_on_what_has_ended(one: set[str], other: set[str]) -> None:
    """Whichever is joined to whichever; again adds nothing."""
    base = continue_history(CalendarHistory(), PLAN, NOW)
    left, right = (
        keep_addresses(base, PLAN, set(), each, NOW + days * DAY) for days, each in ((1, one), (2, other))
    )
    joined = join_histories(left, right)
    assert tell_ended(joined).keys() == one | other
    assert joined == join_histories(right, left) == join_histories(joined, left)


def test_a_plan_without_a_date_keeps_what_its_events_will_be_known_by() -> None:
    """Its history may begin with the end of a calendar."""
    history = keep_addresses(CalendarHistory(), PLAN, {"head"}, {"vice"}, NOW)
    assert told_identity(history, PLAN) == Identity.of(PLAN)


def test_a_lost_history_does_not_take_the_last_event_for_the_plan_s() -> None:
    """It would be told as called off."""
    history = continue_history(continue_history(CalendarHistory(), PLAN, NOW), GONE, NOW + DAY)
    history = keep_addresses(history, PLAN, {"head"}, {"deputy-head"}, NOW + DAY)
    ended = Feed("ended", "deputy-head")
    files = {
        "deadlines.ics": render_calendar(GONE, history=history),
        "calendars/deputy-head.ics": render_calendar(GONE, feed=ended, history=history),
    }
    recalled = recall_calendars(CalendarHistory(), GONE, files, NOW + 3 * DAY)
    assert set(tell_pasts(recalled)) == {event.uid(Identity.of(GONE)) for event in list_events(GONE)}


def test_the_last_event_is_known_by_its_calendar_and_its_day() -> None:
    """Of one address on two days, of two on one."""
    known = Identity.of(PLAN)
    uids = {
        ending_uid(known, address, day)
        for address in ("head", "vice")
        for day in (NOW.date(), (NOW + DAY).date())
    }
    assert len(uids) == 4
    assert f"UID:{ending_uid(known, 'head', NOW.date())}".encode() in draw_ending(PLAN, known, "head", NOW)


@pytest.mark.parametrize("address", ["", "../x", "a/b", "a\\b", "x" * 121])
def test_an_address_leads_out_of_no_folder(address: str) -> None:
    """A forged history names no file elsewhere."""
    with pytest.raises(ValidationError):
        HistoryRevision(at=NOW, ended=(address,))


def test_the_lines_that_all_events_have() -> None:
    """What names it, its day, its alarm in the morning, that it is off."""
    (event,) = list_events(PLAN)
    lines = ContentLines()
    add_identity(lines, "x", Revision(3, NOW, NOW - DAY))
    add_whole_day(lines, NOW.date())
    add_alarm(lines, "Срок", event, event.day - DAY)
    said = lines.encode().decode().split("\r\n")
    assert {"UID:x", "SEQUENCE:3", "DTSTAMP:20270501T120000Z", "CREATED:20270430T120000Z"} <= set(said)
    assert {"DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270502", "TRIGGER:-PT15H"} <= set(said)
    mark = mark_event(PLAN, event)
    assert mark_off(mark, None) == mark
    history = continue_history(continue_history(CalendarHistory(), PLAN, NOW), make_plan(), NOW + DAY)
    ((uid, past),) = tell_pasts(history).items()
    written = write_cancelled(uid, past, None)
    assert (written.worth, written.day) == ("cancelled", event.day)
    assert b"DESCRIPTION" not in written.data


def test_a_history_is_read_as_it_was_written_and_an_earlier_program_refuses_what_it_has_not(
    tmp_path: Path,
) -> None:
    """What was called off with a reason and what has ended is of format 4; the rest is as it was."""
    off = Happened(state=State.CANCELLED, on=NOW.date(), note="карантин")
    called_off = make_plan(with_fields(make_measure(), happened={"once": off}))
    history = continue_history(continue_history(CalendarHistory(), PLAN, NOW), called_off, NOW + DAY)
    history = keep_addresses(history, called_off, {"deputy-head"}, {"vice"}, NOW + DAY)
    history = continue_history(history, PLAN, NOW + 2 * DAY)
    joined = join_histories(history, continue_history(CalendarHistory(), called_off, NOW + 3 * DAY))
    for each in (history, joined):
        file = tmp_path / "adoption.history.jsonl"
        file.write_text(write_history(each), "utf-8")
        assert load_history(file) == ((each,), ())
    formats = [line.partition(",")[0] for line in write_history(history).splitlines()]
    assert formats[:3] == ['{"format":3', '{"format":4', '{"format":4']
    assert "format" not in formats[3]

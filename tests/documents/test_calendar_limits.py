"""A calendar that has more events than calendar services take: which stay, and that it is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import icalendar
import pytest

from roadmap_engine.diagnostics.limits import FEED_BYTES, FEED_EVENTS
from roadmap_engine.documents.calendar_history import continue_history
from roadmap_engine.documents.calendar_limits import FeedEvent, Worth, choose_events
from roadmap_engine.documents.papers.calendar_ics import Calendar, draw_calendar
from roadmap_engine.model import CalendarHistory, OccurrenceDays, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.progress import Happened, State
from roadmap_engine.pipeline.papers import draw_papers
from tests.documents.plans import small_plan
from tests.documents.small_plans import dated, make_measure, make_plan

FIRST = dt.date(2026, 9, 1)
MOST = FEED_EVENTS.most


def plan_of(number: int, *, title: str = "Сверка", spans: bool = False) -> Plan:
    """A plan with a due day on each of so many days, or with spans of which each begins after a pause."""
    days = (FIRST + dt.timedelta(days=3 * place) for place in range(number))
    occurrences = (
        OccurrenceDays(key=str(day), start=day - dt.timedelta(days=1) if spans else None, due=day)
        for day in days
    )
    return make_plan(make_measure(deadline=dated(*occurrences), title=title), remind_days=())


def events_of(calendar: Calendar) -> list[Any]:
    """The events, read by a parser the program does not use."""
    return list(icalendar.Calendar.from_ical(calendar.data).walk("VEVENT"))


@pytest.mark.parametrize("number", [MOST, MOST + 1])
def test_so_many_events_are_shown_and_no_more(number: int) -> None:
    """Exactly as many as are allowed; the furthest is left out, and the calendar says so."""
    calendar = draw_calendar(plan_of(number))
    events = events_of(calendar)
    assert (calendar.shown, calendar.found) == (MOST, number)
    assert len(events) == MOST
    assert events[-1]["DTSTART"].dt == FIRST + dt.timedelta(days=3 * (MOST - 1))
    said = f"Показано событий: {MOST} из {number}".encode() in calendar.data.replace(b"\r\n ", b"")
    assert said is (number > MOST)


def test_so_many_bytes_are_written_and_no_more() -> None:
    """A measure with much to say of itself fills a calendar sooner."""
    text = "я" * 2_000
    whole, less = (draw_calendar(plan_of(number, title=text)) for number in (180, 400))
    assert (whole.shown, whole.found) == (180, 180)
    assert less.shown < less.found == 400
    assert FEED_BYTES.most - 10_000 < len(less.data) <= FEED_BYTES.most
    assert len(events_of(less)) == less.shown


def test_starts_go_before_due_days() -> None:
    """Of six hundred spans all are due and two hundred fewer begin."""
    events = events_of(draw_calendar(plan_of(600, spans=True)))
    kinds = Counter(str(event["SUMMARY"]).partition(":")[0] for event in events)
    assert kinds == {"Срок": 600, "Начало": MOST - 600}
    starts = [event["DTSTART"].dt for event in events if event["SUMMARY"].startswith("Начало")]
    assert starts == sorted(starts)


def test_what_was_called_off_goes_before_the_plan_s_own() -> None:
    """A plan that had other days: what is called off has the room that is left."""
    at = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
    history = continue_history(CalendarHistory(), plan_of(900), at)
    other = make_plan(*plan_of(900).measures(), make_measure("other", plan_of(700).measures()[0].deadline))
    gone = continue_history(history, make_plan(make_measure("other", other.measures()[1].deadline)), at)
    events = events_of(draw_calendar(make_plan(*other.measures()[1:]), history=gone))
    assert Counter(str(event["STATUS"]) for event in events) == {"CONFIRMED": 700, "CANCELLED": MOST - 700}


def test_what_is_long_over_goes_first() -> None:
    """Two months before the plan was last looked at; the coming days stay to the last."""
    plan = plan_of(MOST + 100)
    year_later = dt.datetime(2027, 9, 1, tzinfo=dt.UTC)
    history = continue_history(CalendarHistory(), plan_of(1), year_later)
    history = continue_history(history, plan, year_later)
    calendar = draw_calendar(plan, history=history)
    days = [event["DTSTART"].dt for event in events_of(calendar)]
    assert len(days) == MOST
    assert days[0] == FIRST + dt.timedelta(days=300)
    assert days[-1] == FIRST + dt.timedelta(days=3 * (MOST + 99))


def test_what_is_done_goes_before_what_is_still_to_be_done() -> None:
    """Of a plan that is too large, and of which much is done, everything else is shown."""
    measure = plan_of(MOST + 100).measures()[0]
    done = {
        days.key: Happened(state=State.REPORTED, on=days.due)
        for days in measure.deadline.occurrences[400:700]
    }
    events = events_of(draw_calendar(make_plan(with_fields(measure, happened=done), remind_days=())))
    kinds = Counter(str(event["SUMMARY"]).startswith("✓") for event in events)
    assert kinds == {False: MOST + 100 - 300, True: 200}
    marked = [event["DTSTART"].dt for event in events if str(event["SUMMARY"]).startswith("✓")]
    assert marked[0] == FIRST + dt.timedelta(days=3 * 500)


def test_a_cut_calendar_has_the_same_bytes_again() -> None:
    """No clock decides what is left out."""
    assert draw_calendar(plan_of(1_500)) == draw_calendar(plan_of(1_500))


def test_it_is_told_of_each_calendar_that_is_cut() -> None:
    """The common one, and that of the role which answers for all of it."""
    (stage,) = small_plan().stages
    measure = with_fields(stage.measures[0], deadline=plan_of(MOST + 1).measures()[0].deadline)
    large = with_fields(small_plan(), stages=(with_fields(stage, measures=(measure,)),))
    told = [problem for problem in draw_papers(large).problems if problem.code == "RM667"]
    roles = [each.role for each in measure.responsible]
    assert [each.words["file"] for each in told] == [
        "deadlines.ics", *(f"calendars/{role}.ics" for role in roles),
    ]  # fmt: skip
    assert "RM667" not in [problem.code for problem in draw_papers(small_plan()).problems]


def _event(worth: Worth = "due", day: int = 0, size: int = 1, last: int | None = None) -> FeedEvent:
    """An event so many days after the first, of so many bytes."""
    days = [FIRST + dt.timedelta(days=number) for number in (day, day if last is None else last)]
    return FeedEvent(worth, days[0], days[1], b"x" * size)


class TestChoice:
    """Of two events for which there is room for one, which stays."""

    half = FEED_BYTES.most // 2 + 1

    def _kept(self, *events: FeedEvent, seen: int | None = None) -> tuple[FeedEvent, ...]:
        seen_on = None if seen is None else FIRST + dt.timedelta(days=seen)
        kept = choose_events(events, 0, seen_on)
        assert set(choose_events(events[::-1], 0, seen_on)) == set(kept)
        return kept

    @pytest.mark.parametrize("taken", [0, 1_000])
    def test_a_calendar_is_full_to_the_last_byte(self, taken: int) -> None:
        most = FEED_BYTES.most - taken
        for size in (most, most + 1):
            assert choose_events((_event(size=size),), taken, None) == (_event(size=size),) * (size == most)
        near, far = _event(size=most), _event(day=1)
        assert choose_events((near, far), taken, None) == (near,)

    @pytest.mark.parametrize(
        ("more", "less"),
        [
            ("due", "start"),
            ("series", "start"),
            ("start", "ahead"),
            ("ahead", "cancelled"),
            ("due", "cancelled"),
            ("cancelled", "done"),
        ],
    )
    def test_the_least_needed_goes_first_however_near_it_is(self, more: Worth, less: Worth) -> None:
        far, near = _event(more, 300, self.half), _event(less, 0, self.half)
        assert self._kept(near, far) == (far,)

    @pytest.mark.parametrize(
        "worths", [("due", "due"), ("series", "due"), ("due", "series"), ("start", "start")]
    )
    def test_of_the_same_worth_the_furthest_goes_first(self, worths: tuple[Worth, Worth]) -> None:
        near, far = _event(worths[0], 10, self.half), _event(worths[1], 11, self.half)
        assert self._kept(far, near) == (near,)

    def test_what_is_sixty_days_over_is_not_long_over(self) -> None:
        """A day more, and even what was called off is needed more."""
        due, off = _event("due", 0, self.half), _event("cancelled", 90, self.half)
        assert self._kept(due, off, seen=60) == (due,)
        assert self._kept(due, off, seen=61) == (off,)
        assert self._kept(due, off) == (due,)

    def test_what_began_long_ago_is_over_when_its_last_day_is(self) -> None:
        series, off = _event("series", 0, self.half, last=30), _event("cancelled", 90, self.half)
        assert self._kept(series, off, seen=90) == (series,)
        assert self._kept(series, off, seen=91) == (off,)

    def test_of_what_is_long_over_the_oldest_goes_first(self) -> None:
        older, newer = _event("due", 0, self.half), _event("cancelled", 1, self.half)
        assert self._kept(older, newer, seen=365) == (newer,)

    def test_of_what_is_done_the_oldest_goes_first(self) -> None:
        """However far the due day is; what is long over goes before it."""
        older, newer = _event("done", 0, self.half), _event("done", 90, self.half)
        assert self._kept(older, newer) == (newer,)
        long_over, done = _event("due", 0, self.half), _event("done", 1, self.half)
        assert self._kept(long_over, done, seen=61) == (done,)

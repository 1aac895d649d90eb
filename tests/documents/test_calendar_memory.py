"""What else remembers calendars' events: neither number nor instant ever falls, whatever becomes of files.

RFC 5545, 3.8.7.4: «the "Organizer" … monotonically increments» SEQUENCE «each time … a significant revision»
is made.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import icalendar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from roadmap_engine.documents.calendar_history import EventPast, continue_history, remember, tell_pasts
from roadmap_engine.documents.calendar_identity import Identity, Revision
from roadmap_engine.documents.calendar_memory import begin_anew, join_histories, raise_all, recall_calendars
from roadmap_engine.documents.papers.calendar_ics import event_uid, render_calendar
from roadmap_engine.model import CalendarHistory, EventMark, OccurrenceDays, Plan
from tests.documents.small_plans import dated, make_measure, make_plan

NOW = dt.datetime(2027, 5, 1, 12, 30, 15, tzinfo=dt.UTC)
DAY, MOVED, LATEST = dt.date(2027, 5, 28), dt.date(2027, 6, 4), dt.date(2027, 6, 11)
EMPTY = CalendarHistory()


def _plan(*days: dt.date | None, title: str = "Анализ результатов") -> Plan:
    """A plan with a measure for each day; it has not the measure of a day that is none."""
    measures = (
        make_measure(f"m-{place}", dated(OccurrenceDays(key="once", start=None, due=day)), title=title)
        for place, day in enumerate(days)
        if day is not None
    )
    return make_plan(*measures)


def _calendars(plan: Plan, history: CalendarHistory) -> dict[str, bytes]:
    return {
        "deadlines.ics": render_calendar(plan, history=history),
        "calendars/deputy-head.ics": render_calendar(plan, history=history, role="deputy-head"),
    }


def _events(data: bytes) -> dict[str, Any]:
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def _number(plan: Plan, history: CalendarHistory, place: int = 0) -> int:
    return tell_pasts(history)[event_uid(Identity.of(plan), f"m-{place}", "once")].revision.number


class TestLostHistory:
    """A history that is not there is told by the calendars that are."""

    def _moved(self) -> tuple[Plan, CalendarHistory]:
        history = continue_history(EMPTY, _plan(DAY, DAY, DAY), NOW)
        plan = _plan(MOVED, None, DAY)
        return plan, continue_history(history, plan, NOW + dt.timedelta(days=1))

    def test_calendars_of_a_plan_that_has_not_changed_are_the_same_bytes(self) -> None:
        plan, history = self._moved()
        now = NOW + dt.timedelta(days=9)
        recalled = continue_history(recall_calendars(EMPTY, plan, _calendars(plan, history), now), plan, now)
        assert _calendars(plan, recalled) == _calendars(plan, history)

    def test_what_changed_since_is_seen(self) -> None:
        plan, history = self._moved()
        now = NOW + dt.timedelta(days=9)
        later = _plan(LATEST, None, DAY)
        recalled = continue_history(
            recall_calendars(EMPTY, later, _calendars(plan, history), now), later, now
        )
        events = _events(render_calendar(later, history=recalled))
        moved, gone, kept = (events[event_uid(Identity.of(plan), f"m-{place}", "once")] for place in range(3))
        assert (moved["SEQUENCE"], gone["SEQUENCE"], kept["SEQUENCE"]) == (2, 1, 0)
        assert moved["LAST-MODIFIED"].dt > now
        assert str(gone["STATUS"]) == "CANCELLED"

    def test_other_words_alone_grow_the_stamp_alone(self) -> None:
        plan, history = self._moved()
        later = _plan(MOVED, None, DAY, title="Другие слова")
        recalled = recall_calendars(EMPTY, later, _calendars(plan, history), NOW + dt.timedelta(days=9))
        recalled = continue_history(recalled, later, NOW + dt.timedelta(days=9))
        event = _events(render_calendar(later, history=recalled))[event_uid(Identity.of(plan), "m-0", "once")]
        assert (event["SEQUENCE"], event["LAST-MODIFIED"].dt > NOW + dt.timedelta(days=9)) == (1, True)

    def test_what_went_with_the_history_comes_back_with_a_greater_number(self) -> None:
        """An event that was dropped is in no calendar; its number is not known, and yet does not fall."""
        plan, history = self._moved()
        now = NOW + dt.timedelta(days=100)
        history = continue_history(history, plan, now)
        back = _plan(MOVED, DAY, DAY)
        recalled = recall_calendars(EMPTY, back, _calendars(plan, history), now)
        assert _number(back, continue_history(recalled, back, now), 1) > 1

    def test_calendars_that_are_as_their_history_says_or_older_add_nothing(self) -> None:
        plan, history = self._moved()
        later = _plan(LATEST, DAY, DAY, title="Другие слова")
        earlier = CalendarHistory(revisions=history.revisions[:1])
        assert recall_calendars(history, later, _calendars(plan, history), NOW) is history
        assert recall_calendars(history, later, _calendars(_plan(DAY, DAY, DAY), earlier), NOW) is history

    def test_calendars_of_another_plan_say_nothing(self) -> None:
        plan, history = self._moved()
        other = make_plan(*plan.measures(), plan="another")
        assert recall_calendars(EMPTY, other, _calendars(plan, history), NOW) is EMPTY

    def test_the_calendar_of_a_plan_without_dates_says_nothing(self) -> None:
        plan = _plan()
        assert recall_calendars(EMPTY, plan, _calendars(plan, EMPTY), NOW) is EMPTY

    def test_what_is_no_calendar_says_nothing(self) -> None:
        plan = _plan(DAY)
        good = render_calendar(plan, history=continue_history(EMPTY, plan, NOW)).decode()
        for bad in ("", "BEGIN:VCALENDAR", good.replace("SEQUENCE:0", "SEQUENCE:99999999999")):
            assert recall_calendars(EMPTY, plan, {"deadlines.ics": bad.encode()}, NOW) is EMPTY
        for bad in (good.replace("LAST-MODIFIED:2026", "LAST-MODIFIED:9999"), good.replace("SUMMARY", "X-A")):
            assert recall_calendars(EMPTY, plan, {"deadlines.ics": bad.encode()}, NOW) is EMPTY

    def test_where_nothing_remembers_numbers_are_greater_than_any_was(self) -> None:
        plan, history = self._moved()
        anew = continue_history(
            begin_anew(NOW + dt.timedelta(days=9), plan), plan, NOW + dt.timedelta(days=9)
        )
        assert _number(plan, anew) > _number(plan, history)
        assert all(past.revision.revised_at > NOW for past in tell_pasts(anew).values())


class TestTwoCopies:
    """What both copies changed is the greater of the two and one more."""

    def _copies(self) -> tuple[CalendarHistory, CalendarHistory]:
        common = continue_history(EMPTY, _plan(DAY, DAY), NOW)
        one = continue_history(common, _plan(MOVED, DAY), NOW + dt.timedelta(days=1))
        one = continue_history(one, _plan(LATEST, DAY), NOW + dt.timedelta(days=2))
        other = continue_history(common, _plan(MOVED, MOVED), NOW + dt.timedelta(days=5))
        return one, other

    def test_the_greater_and_one_more(self) -> None:
        plan = _plan(MOVED, MOVED)
        joined = tell_pasts(join_histories(*self._copies()))[
            event_uid(Identity.of(plan), "m-0", "once")
        ].revision
        assert joined.number == 3
        assert joined.revised_at == NOW + dt.timedelta(days=5, seconds=1)

    def test_what_one_copy_alone_changed_is_as_it_says(self) -> None:
        plan = _plan(MOVED, MOVED)
        joined = tell_pasts(join_histories(*self._copies()))[
            event_uid(Identity.of(plan), "m-1", "once")
        ].revision
        assert (joined.number, joined.revised_at) == (1, NOW + dt.timedelta(days=5))

    def test_the_order_does_not_matter_and_again_adds_nothing(self) -> None:
        one, other = self._copies()
        joined = join_histories(one, other)
        assert join_histories(other, one) == joined
        assert join_histories(joined, one) == join_histories(other, joined) == joined

    def test_the_beginning_of_a_copy_adds_nothing(self) -> None:
        one, _ = self._copies()
        earlier = CalendarHistory(revisions=one.revisions[:2])
        assert join_histories(one, earlier) is join_histories(earlier, one) is one
        assert join_histories(EMPTY, one) is one


@st.composite
def _pasts(draw: st.DrawFn) -> EventPast:
    """What an event may have been through."""
    at = NOW + dt.timedelta(days=draw(st.integers(0, 2)))
    mark = EventMark(
        day=draw(st.sampled_from((DAY, MOVED))),
        title="Анализ",
        content=draw(st.sampled_from("ab")) * 16,
        series=draw(st.sampled_from(((), (DAY, MOVED)))),
    )
    return EventPast(Revision(draw(st.integers(0, 3)), at, NOW), mark, draw(st.sampled_from((None, at))))


def _state(past: EventPast) -> tuple[Any, ...]:
    return past.mark.day, past.mark.series, past.cancelled_at is not None


def _is_taken(later: EventPast, seen: EventPast) -> bool:
    """Whether a client that has seen one state takes another for as new (RFC 5546, 2.1.4 and 2.1.5)."""
    new, old = later.revision, seen.revision
    other_day = _state(later) != _state(seen)
    other_words = later.mark.content != seen.mark.content
    numbers = new.number > old.number if other_day else new.number >= old.number
    return numbers and (new.revised_at > old.revised_at if other_words else new.revised_at >= old.revised_at)


class TestAnyTwoStates:
    """«Joined to one that neither of them is ahead of», and numbers grow no more than they must."""

    @settings(max_examples=400, deadline=None)
    @given(one=_pasts(), other=_pasts())
    def test_neither_is_ahead_of_what_they_are_joined_to(self, one: EventPast, other: EventPast) -> None:
        at = NOW + dt.timedelta(days=9)
        histories = [remember(EMPTY, at, {"event": past}) for past in (one, other)]
        (joined,) = tell_pasts(join_histories(*histories)).values()
        assert (joined,) == tuple(tell_pasts(join_histories(*reversed(histories))).values())
        assert _is_taken(joined, one)
        assert _is_taken(joined, other)
        if one == other:
            assert joined == one
        for later, earlier in ((one, other), (other, one)):
            if later.revision.revised_at > earlier.revision.revised_at and _is_taken(later, earlier):
                assert joined == later
        assert _state(joined) in (_state(one), _state(other))
        assert joined.revision.number <= max(one.revision.number, other.revision.number) + 1

    def test_a_state_that_was_dropped_since_stays_dropped(self) -> None:
        """It has the number it had; another one that is just like it is not shown again."""
        shown = EventPast(Revision(2, NOW, NOW), EventMark(day=DAY, title="Анализ", content="a" * 16), NOW)
        gone = replace(shown, dropped=True)
        at = NOW + dt.timedelta(days=9)
        histories = [remember(EMPTY, at, {"event": past}) for past in (shown, gone)]
        for order in (histories, histories[::-1]):
            assert dict(tell_pasts(join_histories(*order))) == {"event": gone}

    def test_what_both_copies_left_as_it_was_stays_so(self) -> None:
        common = continue_history(EMPTY, _plan(DAY, DAY, DAY), NOW)
        one = continue_history(common, _plan(MOVED, DAY, DAY), NOW + dt.timedelta(days=1))
        other = continue_history(common, _plan(DAY, MOVED, DAY), NOW + dt.timedelta(days=2))
        uid = event_uid(Identity.of(_plan()), "m-2", "once")
        assert tell_pasts(join_histories(one, other))[uid] == tell_pasts(common)[uid]


def test_a_title_is_read_as_it_was_meant() -> None:
    """RFC 5545, 3.3.11: backslash, comma and semicolon are escaped, a line break is a small or a large N."""
    plan = _plan(DAY)
    data = render_calendar(plan, history=continue_history(EMPTY, plan, NOW))
    lines = [
        rb"SUMMARY:a\\, b\, c\; d\ne\Nf\\n" if line.startswith(b"SUMMARY:") else line
        for line in data.replace(b"\r\n ", b"").split(b"\r\n")
    ]
    recalled = recall_calendars(EMPTY, plan, {"deadlines.ics": b"\r\n".join(lines)}, NOW)
    (past,) = tell_pasts(recalled).values()
    assert past.mark.title == "a\\, b, c; d\ne\nf\\n"
    assert past.cancelled_at is None


_DAYS = st.lists(st.sampled_from((None, DAY, MOVED, LATEST)), min_size=3, max_size=3)


class CalendarsOfOneFolder(RuleBasedStateMachine):
    """One folder of calendars, two people with a history each, and everything that befalls files.

    A subscriber has seen what the folder showed. Whatever comes later of an event has no smaller number and
    no earlier instant; and where its day or its status is another one, the number is greater.
    """

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.histories = {"one": EMPTY, "other": EMPTY}
        self.copies: list[CalendarHistory] = [EMPTY]
        self.folder: dict[str, bytes] = {}
        self.was_built = False
        self.seen: dict[str, tuple[int, dt.datetime, tuple[Any, str]]] = {}

    @rule(who=st.sampled_from(("one", "other")), days=_DAYS, title=st.sampled_from("аб"))
    def build(self, who: str, days: list[dt.date | None], title: str) -> None:
        """Somebody builds the papers of what the plan is now, as the pipeline does."""
        self.now += dt.timedelta(hours=7)
        plan, history = _plan(*days, title=title), self.histories[who]
        recalled = recall_calendars(history, plan, self.folder, self.now, known_own=True)
        if recalled is history and not history.revisions and self.was_built and not self.folder:
            recalled = begin_anew(self.now, plan)
        self.histories[who] = continue_history(recalled, plan, self.now)
        self.folder = _calendars(plan, self.histories[who])
        self.was_built = True
        self.copies.append(self.histories[who])
        self._subscribe()

    def _subscribe(self) -> None:
        for uid, event in _events(self.folder["deadlines.ics"]).items():
            number, instant = int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt
            state = (event["DTSTART"].dt, str(event["STATUS"]))
            if uid in self.seen:
                number_before, instant_before, state_before = self.seen[uid]
                assert number >= number_before + (state != state_before), uid
                assert instant >= instant_before, uid
            self.seen[uid] = number, instant, state

    @rule(days=st.integers(1, 70))
    def wait(self, days: int) -> None:
        """Time goes by: what was cancelled is shown no longer."""
        self.now += dt.timedelta(days=days)

    @rule(who=st.sampled_from(("one", "other")))
    def lose_history(self, who: str) -> None:
        """Somebody deletes a history."""
        self.histories[who] = EMPTY

    @rule(who=st.sampled_from(("one", "other")), data=st.data())
    def bring_back(self, who: str, data: st.DataObject) -> None:
        """A history comes back from a copy, which may be old, or of the other."""
        self.histories[who] = data.draw(st.sampled_from(self.copies))

    @rule(who=st.sampled_from(("one", "other")))
    def join(self, who: str) -> None:
        """The two copies are put together."""
        self.histories[who] = join_histories(self.histories["one"], self.histories["other"])

    @rule()
    def lose_common_calendar(self) -> None:
        """The calendar of all goes, those of roles stay."""
        self.folder.pop("deadlines.ics", None)

    @rule()
    def lose_everything(self) -> None:
        """The calendars go with both histories; the list of papers remembers that there were some."""
        self.folder = {}
        self.histories = {"one": EMPTY, "other": EMPTY}

    @invariant()
    def revisions_are_in_order(self) -> None:
        """Every revision is later than the one before it."""
        for history in self.histories.values():
            instants = [revision.at for revision in history.revisions]
            assert instants == sorted(set(instants))


TestCalendarsOfOneFolder = CalendarsOfOneFolder.TestCase
TestCalendarsOfOneFolder.settings = settings(
    max_examples=30, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


class TestOldCopy:
    """A folder that came back from a copy: whatever people have seen meanwhile, everything is newer."""

    def test_every_number_and_instant_is_greater_than_any_was(self) -> None:
        """Than those the copy knows, and than those that it does not know of."""
        copy = continue_history(EMPTY, _plan(DAY, DAY), NOW)
        lost = copy
        for day in range(1, 30):
            plan = _plan(DAY + dt.timedelta(days=day), DAY)
            lost = continue_history(lost, plan, NOW + dt.timedelta(hours=day))
        raised = raise_all(copy, NOW + dt.timedelta(days=3))
        before, after = tell_pasts(lost), tell_pasts(raised)
        assert before.keys() == after.keys()
        for uid, past in after.items():
            assert past.revision.number > before[uid].revision.number
            assert past.revision.revised_at > before[uid].revision.revised_at
            assert past.revision.created_at == before[uid].revision.created_at

    def test_a_clock_that_went_back_holds_nothing_back(self) -> None:
        copy = continue_history(EMPTY, _plan(DAY), NOW)
        raised = raise_all(raise_all(copy, NOW), NOW - dt.timedelta(days=900))
        numbers = [past.revision for past in tell_pasts(raised).values()]
        assert [each.at for each in raised.revisions] == sorted({each.at for each in raised.revisions})
        assert all(
            each.number > tell_pasts(raise_all(copy, NOW))[uid].revision.number
            for uid, each in zip(tell_pasts(raised), numbers, strict=True)
        )

    def test_what_comes_later_begins_as_high(self) -> None:
        """It may have been there before, and gone."""
        raised = raise_all(continue_history(EMPTY, _plan(DAY), NOW), NOW)
        plan = _plan(DAY, MOVED)
        later = continue_history(raised, plan, NOW + dt.timedelta(hours=1))
        assert _number(plan, later, 1) >= _number(plan, later, 0) > 0

    def test_a_history_that_has_not_begun_is_left_alone(self) -> None:
        assert raise_all(EMPTY, NOW) is EMPTY

"""Calendars follow the status log: done, called off, put off, by each time that a measure falls due."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.calendars import WorkingCalendar
from roadmap_engine.deadlines.grammar import parse as parse_deadline
from roadmap_engine.documents.calendar_events import list_called_off, list_events
from roadmap_engine.documents.calendar_happened import (
    happened_by_occurrence,
    list_times,
    put_off,
    what_became,
)
from roadmap_engine.documents.calendar_history import CANCELLED_FOR, continue_history
from roadmap_engine.documents.calendar_memory import join_histories, recall_calendars
from roadmap_engine.documents.calendar_times import find_reach, find_reasons, find_start, name_moment
from roadmap_engine.documents.calendar_wording import DONE_MARK, OFF_WORDS, describe_event, explain_off
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.load.histories import write_history
from roadmap_engine.model import CalendarHistory, OccurrenceDays, Plan, PlanMeasure, PlanSettled
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_rows import find_row_keys
from roadmap_engine.model.progress import DONE as DONE_STATES
from roadmap_engine.model.progress import Happened, State
from tests.documents.small_plans import dated, make_measure, make_plan, waiting

NOW = dt.datetime(2027, 1, 11, 12, tzinfo=dt.UTC)
MAY_28, JUNE_11 = dt.date(2027, 5, 28), dt.date(2027, 6, 11)
MONTHS = tuple(dt.date(2027, month, 25) for month in (3, 5, 6))
DONE = Happened(state=State.REPORTED, on=dt.date(2027, 5, 20))
OFF = Happened(state=State.CANCELLED, on=dt.date(2027, 5, 3), note="карантин")
NOT_OURS = Happened(state=State.NOT_APPLICABLE, on=dt.date(2027, 5, 3), note="нет 9 класса")
LATER = Happened(extended_to=JUNE_11, extended_why="болезнь учителя")


def monthly(**happened: Happened) -> PlanMeasure:
    """A measure that falls due in three months, by the keys «m3», «m5», «m6»."""
    times = (OccurrenceDays(key=f"m{day.month}", start=None, due=day) for day in MONTHS)
    return with_fields(make_measure("monthly", dated(*times)), happened=happened)


def weekly(**happened: Happened) -> PlanMeasure:
    """A measure of every Friday of two months; happened by «2027-04», said here as «apr»."""
    days = [dt.date(2027, 4, 2) + dt.timedelta(days=7 * number) for number in range(9)]
    times = tuple(OccurrenceDays(key=str(number), start=None, due=day) for number, day in enumerate(days))
    text = "еженедельно по пятницам"
    deadline = with_fields(dated(*times, text=text), rule=parse_deadline(text).rule)
    keys = {"apr": "2027-04", "may": "2027-05"}
    return with_fields(
        make_measure("weekly", deadline), happened={keys[name]: each for name, each in happened.items()}
    )


def once(happened: Happened | None = None, **more: Any) -> PlanMeasure:
    """A measure due on 28 May."""
    return with_fields(make_measure(**more), happened={} if happened is None else {"once": happened})


def follow(*plans: Plan, step: dt.timedelta = dt.timedelta(days=1)) -> CalendarHistory:
    """The history of a plan that was drawn a day after day."""
    history = CalendarHistory()
    for number, plan in enumerate(plans):
        history = continue_history(history, plan, NOW + number * step)
    return history


def read(plan: Plan, history: CalendarHistory) -> dict[str, Any]:
    """The events, by UID, read by a parser the program does not use."""
    events = icalendar.Calendar.from_ical(render_calendar(plan, history=history)).walk("VEVENT")
    assert len({str(each["UID"]) for each in events}) == len(events)
    return {str(each["UID"]): each for each in events}


def only(plan: Plan, history: CalendarHistory) -> Any:
    """The one event."""
    (event,) = read(plan, history).values()
    return event


def alarms(event: Any) -> list[dt.timedelta]:
    """How long before an event each alarm of it rings."""
    return [each["TRIGGER"].dt for each in event.walk("VALARM")]


class TestOneTime:
    """A measure that falls due once."""

    before, done, off, later = (make_plan(once(each)) for each in (None, DONE, OFF, LATER))

    @pytest.mark.parametrize(
        ("state", "word"),
        [
            (State.REPORTED, "выполнено"),
            (State.SUBMITTED, "на проверке"),
            (State.ACCEPTED, "принято"),
        ],
    )
    def test_what_is_done_has_a_mark_and_no_alarm(self, state: State, word: str) -> None:
        """Its day and its number stay; a client sees that it reads otherwise."""
        plan = make_plan(once(with_fields(DONE, state=state)))
        first, event = only(self.before, follow(self.before)), only(plan, follow(self.before, plan))
        assert event["SUMMARY"] == f"{DONE_MARK}{first['SUMMARY']}"
        assert (alarms(first), alarms(event)) == ([dt.timedelta(days=-3, hours=9)], [])
        assert f"Состояние: {word} 20.05.2027" in event["DESCRIPTION"]
        assert (event["UID"], event["DTSTART"].dt) == (first["UID"], MAY_28)
        assert event["SEQUENCE"] == first["SEQUENCE"] == 0
        assert event["LAST-MODIFIED"].dt > first["LAST-MODIFIED"].dt

    @pytest.mark.parametrize(
        ("state", "words"),
        [(State.STARTED, "в работе 20.05.2027"), (State.RETURNED, "возвращено 20.05.2027")],
    )
    def test_what_is_still_to_be_done_says_how_far_it_is(self, state: State, words: str) -> None:
        """It has its alarm, and no mark; what was remarked is for whoever does it."""
        plan = make_plan(once(with_fields(DONE, state=state, note="нет подписи Петровой")))
        event = only(plan, follow(self.before, plan))
        assert event["SUMMARY"] == "Срок: 1.1. Анализ результатов"
        assert f"Состояние: {words}" in event["DESCRIPTION"]
        assert "Петров" not in event["DESCRIPTION"]
        (drawn,) = list_events(plan)
        assert ("нет подписи Петровой" in describe_event(drawn, with_people=False, with_remark=True)) is (
            state is State.RETURNED
        )
        assert alarms(event)

    def test_what_was_put_off_moves(self) -> None:
        """The same event on another day, its number greater by one, and why."""
        first, event = (
            only(self.before, follow(self.before)),
            only(self.later, follow(self.before, self.later)),
        )
        assert (event["UID"], event["DTSTART"].dt) == (first["UID"], JUNE_11)
        assert (first["SEQUENCE"], event["SEQUENCE"]) == (0, 1)
        assert event["LAST-MODIFIED"].dt > first["LAST-MODIFIED"].dt
        said = "Срок перенесён: с 28.05.2027 на 11.06.2027 (болезнь учителя)"
        assert said in event["DESCRIPTION"]
        assert "Когда: до 11.06.2027" in event["DESCRIPTION"]
        back = only(self.before, follow(self.before, self.later, self.before))
        assert (back["DTSTART"].dt, back["SEQUENCE"]) == (MAY_28, 2)
        assert back["DESCRIPTION"] == first["DESCRIPTION"]

    @pytest.mark.parametrize(("happened", "word"), [(OFF, "ОТМЕНЕНО: "), (NOT_OURS, "НЕ ПРИМЕНИМО: ")])
    def test_what_is_off_says_by_its_own_word_since_when_and_why(self, happened: Happened, word: str) -> None:
        """For sixty days; reopened, it comes back with a number that is greater still."""
        plan = make_plan(once(happened))
        history = follow(self.before, plan)
        event = only(plan, history)
        assert event["SUMMARY"] == f"{word}Срок: 1.1. Анализ результатов"
        assert (event["STATUS"], event["SEQUENCE"], alarms(event)) == ("CANCELLED", 1, [])
        assert f"03.05.2027 ({happened.note})" in event["DESCRIPTION"]
        again = only(self.before, continue_history(history, self.before, NOW + CANCELLED_FOR))
        assert (again["STATUS"], again["SEQUENCE"]) == ("CONFIRMED", 2)
        over = continue_history(history, plan, NOW + CANCELLED_FOR + dt.timedelta(days=2))
        assert str(only(plan, over)["SUMMARY"]) == "В плане нет дел с датами"
        late = only(self.before, continue_history(over, self.before, NOW + 2 * CANCELLED_FOR))
        assert (late["STATUS"], late["SEQUENCE"]) == ("CONFIRMED", 2)

    def test_what_is_done_and_then_off_is_not_marked_as_done(self) -> None:
        """A reported row may be cancelled."""
        event = only(self.off, follow(self.before, self.done, self.off))
        assert event["SUMMARY"] == "ОТМЕНЕНО: Срок: 1.1. Анализ результатов"

    def test_another_reason_is_a_change_that_clients_see(self) -> None:
        """Cancelled, and then found not to concern the school at all: the same status, other words."""
        history = follow(self.before, self.off)
        plan = make_plan(once(NOT_OURS))
        first, event = only(self.off, history), only(plan, continue_history(history, plan, NOW))
        assert event["SEQUENCE"] == first["SEQUENCE"]
        assert event["LAST-MODIFIED"].dt > first["LAST-MODIFIED"].dt
        gone = make_plan()
        taken_out = continue_history(history, gone, NOW)
        assert taken_out != history
        assert "DESCRIPTION" not in only(gone, taken_out)
        assert continue_history(taken_out, gone, NOW) == taken_out

    def test_what_never_was_in_a_calendar_is_not_called_off_in_it(self) -> None:
        """Nobody has to hear of it."""
        event = only(self.off, follow(self.off))
        assert event["SUMMARY"] == "В плане нет дел с датами"

    def test_a_reason_can_be_taken_out_of_the_log_for_good(self) -> None:
        """The history beside the adoption knows that there was one, and not what it said."""
        text = write_history(follow(self.before, self.off, self.later))
        assert "карантин" not in text
        assert "болезнь" not in text

    def test_reminders_that_are_events_move_and_go(self) -> None:
        """They stand before the new day; of what is done there are none, and nobody is told so."""

        def leads(happened: Happened | None) -> Plan:
            organisation = with_fields(make_plan().organisation, remind_by_events=True)  # type: ignore[type-var]
            return make_plan(once(happened), organisation=organisation)

        days = {
            str(each["SUMMARY"])[:5]: each["DTSTART"].dt
            for each in read(leads(LATER), follow(leads(None), leads(LATER))).values()
        }
        assert days == {"Срок:": JUNE_11, "Через": dt.date(2027, 6, 8)}
        (event,) = read(leads(DONE), follow(leads(None), leads(DONE))).values()
        assert str(event["SUMMARY"]).startswith(DONE_MARK)
        words = {str(each["SUMMARY"]) for each in read(leads(OFF), follow(leads(None), leads(OFF))).values()}
        assert {each.partition(": ")[0] for each in words} == {"ОТМЕНЕНО"}
        assert len(words) == 2


class TestSeveralTimes:
    """Each time by itself."""

    def test_each_has_its_own_end(self) -> None:
        before, plan = (
            make_plan(monthly(**each)) for each in ({}, {"m3": DONE, "m5": NOT_OURS, "m6": LATER})
        )
        events = list(read(plan, follow(before, plan)).values())
        said = {(str(each["SUMMARY"])[:5], each["DTSTART"].dt, each["SEQUENCE"]) for each in events}
        assert said == {
            ("✓ Сро", MONTHS[0], 0),
            ("НЕ ПР", MONTHS[1], 1),
            ("Срок:", JUNE_11, 1),
        }

    def test_that_all_have_ended_makes_none_of_them_something_else(self) -> None:
        """A measure that was done at one time and called off at another counts as done; its times do not."""
        ended = monthly(m3=DONE, m5=OFF, m6=DONE)
        logged = PlanSettled(state="done", on=MONTHS[1], logged=True)
        plan = make_plan(with_fields(ended, settled=logged))
        assert [event.became for event in list_events(plan)] == ["done", "done"]
        assert [event.day for event in list_called_off(plan)] == [MONTHS[1]]
        # The adoption's own text speaks of all of them.
        told = make_plan(with_fields(ended, settled=with_fields(logged, logged=False)))
        assert [event.became for event in list_events(told)] == ["done"] * 3

    def test_what_the_text_calls_off_was_done_before(self) -> None:
        """Cancelled in May by the text; in March it was done by the log."""
        settled = PlanSettled(state="cancelled", on=dt.date(2027, 5, 3), reason="приказ")
        plan = make_plan(with_fields(monthly(m3=DONE), settled=settled))
        assert [(event.day, event.is_done) for event in list_events(plan)] == [(MONTHS[0], True)]
        assert {explain_off(event) for event in list_called_off(plan)} == {
            "Состояние: отменено 03.05.2027 (приказ)"
        }


class TestRegularWork:
    """One event for all days, and a row a month."""

    def test_a_month_that_is_off_has_no_days(self) -> None:
        before, plan = make_plan(weekly()), make_plan(weekly(apr=OFF))
        (event,) = list_events(plan)
        assert {day.month for day in event.series} == {5}
        read_back = only(plan, follow(before, plan))
        assert (read_back["SEQUENCE"], read_back["DTSTART"].dt) == (1, dt.date(2027, 5, 7))
        assert "апрель 2027 – отменено 03.05.2027 (карантин)" in read_back["DESCRIPTION"]

    def test_a_month_that_is_done_is_told_and_all_months_have_the_mark(self) -> None:
        plan = make_plan(weekly(apr=DONE))
        event = only(plan, follow(make_plan(weekly()), plan))
        assert str(event["SUMMARY"]).startswith("Срок: ")
        assert "апрель 2027 – выполнено 20.05.2027" in event["DESCRIPTION"]
        assert alarms(event)
        plan = make_plan(weekly(apr=DONE, may=DONE))
        event = only(plan, follow(make_plan(weekly()), plan))
        assert str(event["SUMMARY"]).startswith(DONE_MARK)
        assert not alarms(event)

    def test_all_months_off_is_off(self) -> None:
        plan = make_plan(weekly(apr=OFF, may=NOT_OURS))
        event = only(plan, follow(make_plan(weekly()), plan))
        assert event["STATUS"] == "CANCELLED"
        assert str(event["SUMMARY"]).startswith(OFF_WORDS["cancelled"])
        assert "май 2027 – не применимо" in event["DESCRIPTION"]

    def test_a_month_that_is_put_off_is_through_later(self) -> None:
        """Its last day is another; the other days of it were what they were."""
        plan = make_plan(weekly(may=Happened(extended_to=dt.date(2027, 6, 2))))
        (event,) = list_events(plan)
        assert event.series[-2:] == (dt.date(2027, 5, 21), dt.date(2027, 6, 2))
        assert "май 2027 – на 02.06.2027" in describe_event(event, with_people=False)

    def test_rows_of_months_have_keys_of_months(self) -> None:
        keys = find_row_keys(weekly().deadline)
        assert set(keys.values()) == {"2027-04", "2027-05"}
        assert find_row_keys(monthly().deadline) == {"m3": "m3", "m5": "m5", "m6": "m6"}
        assert set(happened_by_occurrence(weekly(may=DONE))) == {"5", "6", "7", "8"}


def test_what_waits_for_its_date_and_has_a_last_day_by_the_log_has_that() -> None:
    """No other; and without one it has none."""
    deadline = waiting()
    assert not list_events(make_plan(make_measure("waits", deadline)))
    plan = make_plan(with_fields(make_measure("waits", deadline), happened={"": LATER}))
    (event,) = list_events(plan)
    assert (event.day, event.planned) == (JUNE_11, None)
    assert "Срок перенесён: на 11.06.2027 (болезнь учителя)" in describe_event(event, with_people=False)
    assert [days.key for days, _ in list_times(make_measure())] == ["once"]


@pytest.mark.parametrize("to", [dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2197, 1, 1), MAY_28])
def test_a_day_that_is_none_moves_nothing(to: dt.date) -> None:
    """A forged log says what it likes; a calendar of it can be drawn and its history written."""
    plan = make_plan(once(Happened(extended_to=to)), weekly(may=Happened(extended_to=to)))
    events = list_events(plan)
    assert [event.day for event in events if event.edge == "due"] == [MAY_28]
    assert json.loads(write_history(follow(plan)).splitlines()[0])


def test_reminders_of_a_new_day_come_on_working_days() -> None:
    """By the decree: 14 June 2027 is a day off, 11 June the last working day before it."""
    days = OccurrenceDays(key="once", start=dt.date(2027, 5, 1), due=MAY_28)
    moved = put_off(days, dt.date(2027, 6, 14), (1, 4, 7))
    assert (moved.due, moved.remind_before, moved.on_day_off) == (dt.date(2027, 6, 14), JUNE_11, True)
    assert dict(moved.moved_reminders) == {1: JUNE_11}
    assert WorkingCalendar().is_working_day(JUNE_11)
    assert put_off(days, None, (3,)) is put_off(days, MAY_28, (3,)) is days
    # Work that is due before it would begin begins then.
    assert put_off(days, dt.date(2027, 4, 1), ()).start == dt.date(2027, 4, 1)


def test_what_becomes_of_a_day_by_text_and_log() -> None:
    """The text first, where it speaks; else the log, whose words for «done» are those of everybody."""
    for state in State:
        became = what_became(make_measure(), Happened(state=state), MAY_28)
        assert (became == "done") == (state in DONE_STATES)
    measure = make_measure()
    assert what_became(measure, Happened(), MAY_28) is None
    assert what_became(measure, Happened(state=State.CONFLICT), MAY_28) is None
    assert what_became(measure, NOT_OURS, MAY_28) == "not-applicable"
    done = with_fields(measure, settled=PlanSettled(state="signed", on=MAY_28))
    assert what_became(done, OFF, MAY_28) == "done"
    off = with_fields(measure, settled=PlanSettled(state="cancelled", on=MAY_28))
    assert what_became(off, DONE, MAY_28) == "cancelled"
    assert what_became(off, NOT_OURS, MAY_28) == "not-applicable"


def test_days_and_their_reasons() -> None:
    """Work begins anew after a pause; a reason is that of the day it names, or of all; an hour has a zone."""
    spans = (
        OccurrenceDays(key="a", start=dt.date(2027, 1, 11), due=dt.date(2027, 1, 31)),
        OccurrenceDays(key="b", start=dt.date(2027, 2, 1), due=dt.date(2027, 2, 28)),
        OccurrenceDays(key="c", start=dt.date(2027, 4, 1), due=MAY_28, time="18:00", zone="Europe/Moscow"),
    )
    reach = find_reach(spans)
    assert [find_start(each, reach) for each in spans] == [spans[0].start, None, spans[2].start]
    reasons = find_reasons(dated(*spans, reasons=("к 31.01.2027", "по приказу")))
    assert reasons[spans[0].due] == ("к 31.01.2027", "по приказу")
    assert reasons[spans[1].due] == reasons[None] == ("по приказу",)
    assert [name_moment(each) for each in spans] == [None, None, (dt.time(18), "Europe/Moscow")]
    assert name_moment(with_fields(spans[2], zone="Mars/Base")) is None


_HAPPENED = st.sampled_from([Happened(), DONE, OFF, NOT_OURS, LATER, with_fields(DONE, state=State.RETURNED)])
_LOGS = st.fixed_dictionaries({"m3": _HAPPENED, "m5": _HAPPENED, "m6": _HAPPENED, "apr": _HAPPENED})


def _logged(happened: dict[str, Happened]) -> Plan:
    of_month = {name: each for name, each in happened.items() if name != "apr"}
    return make_plan(monthly(**of_month), weekly(apr=happened["apr"]))


@given(st.lists(_LOGS, min_size=1, max_size=5))
def test_whatever_happens_numbers_and_days_of_change_only_grow(logs: list[dict[str, Happened]]) -> None:
    """And nothing a reader sees changes without the one, no day and no status without the other."""
    plans = [_logged({name: Happened() for name in ("m3", "m5", "m6", "apr")}), *map(_logged, logs)]
    seen: dict[str, Any] = {}
    history = CalendarHistory()
    for number, plan in enumerate(plans):
        history = continue_history(history, plan, NOW + dt.timedelta(days=number))
        events = read(plan, history)
        for uid in events.keys() & seen.keys():
            now, before = events[uid], seen[uid]
            words = [(str(each["SUMMARY"]), str(each.get("DESCRIPTION"))) for each in (now, before)]
            shape = [(each["DTSTART"].dt, each["STATUS"], each.get("RRULE")) for each in (now, before)]
            grown = now["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
            assert now["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
            assert grown or words[0] == words[1]
            assert now["SEQUENCE"] >= before["SEQUENCE"] + (shape[0] != shape[1])
        seen |= events
        assert continue_history(history, plan, NOW + dt.timedelta(days=number)) == history


@given(_LOGS, _LOGS)
def test_copies_that_went_on_apart_are_joined_and_go_on(
    one: dict[str, Happened], other: dict[str, Happened]
) -> None:
    """Whoever saw either sees numbers that are no smaller; the order of the two does not matter."""
    before = make_plan(monthly(), weekly())
    base = follow(before)
    left, right = (continue_history(base, _logged(each), NOW + dt.timedelta(days=1)) for each in (one, other))
    joined = join_histories(left, right)
    assert joined == join_histories(right, left)
    both = _logged(one | {"m3": other["m3"]})
    after = continue_history(joined, both, NOW + dt.timedelta(days=2))
    now = read(both, after)
    for plan, history in ((_logged(one), left), (_logged(other), right)):
        for uid, each in read(plan, history).items():
            if uid in now:
                assert now[uid]["SEQUENCE"] >= each["SEQUENCE"]
                assert now[uid]["LAST-MODIFIED"].dt >= each["LAST-MODIFIED"].dt


@given(_LOGS)
def test_a_lost_history_is_read_out_of_calendars(log: dict[str, Happened]) -> None:
    """With what is called off in them, by whichever word."""
    before, plan = make_plan(monthly(), weekly()), _logged(log)
    history = follow(before, plan)
    data = render_calendar(plan, history=history)
    recalled = recall_calendars(CalendarHistory(), plan, {"deadlines.ics": data}, NOW + dt.timedelta(days=9))
    recalled = continue_history(recalled, plan, NOW + dt.timedelta(days=9))
    was, now = read(plan, history), read(plan, recalled)
    for uid in was.keys() & now.keys():
        assert now[uid]["SUMMARY"] == was[uid]["SUMMARY"]
        assert now[uid]["SEQUENCE"] >= was[uid]["SEQUENCE"]
        assert now[uid]["LAST-MODIFIED"].dt >= was[uid]["LAST-MODIFIED"].dt

"""Regular work in calendars: one event that recurs, and what becomes of the many that there were."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS
from roadmap_engine.deadlines import Context, explain
from roadmap_engine.documents.calendar_history import CANCELLED_FOR, continue_history, tell_pasts
from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.documents.calendar_memory import recall_calendars
from roadmap_engine.documents.calendar_series import add_recurrence, read_series
from roadmap_engine.documents.content_lines import ContentLines, write_date
from roadmap_engine.documents.papers.calendar_ics import event_uid, render_calendar
from roadmap_engine.load.histories import load_history, write_history
from roadmap_engine.model import CalendarHistory, OccurrenceDays, Plan, PlanDeadline, PlanMeasure
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_measure import PlanSettled
from roadmap_engine.model.regular import list_series
from tests.documents.small_plans import make_measure, make_plan

CONTEXT = Context(year=SchoolYear(2026))
NEW_YEAR = dt.date(2027, 1, 1)
SUMMER = (dt.date(2026, 6, 1), dt.date(2027, 12, 31))
OCTOBER = dt.datetime(2026, 10, 15, 8, tzinfo=dt.UTC)


def deadline(phrase: str, *left_out: dt.date) -> PlanDeadline:
    """A deadline as the plan of 2026/2027 has it, without some days."""
    found = explain(phrase, CONTEXT)
    assert found.rule is not None
    days = tuple(
        OccurrenceDays(key=each.key, start=each.start, due=each.due, time=each.time, zone=each.zone)
        for each in found.schedule.occurrences
        if each.due not in left_out
    )
    return PlanDeadline(text=phrase, rule=found.rule, occurrences=days)


def weekly(*left_out: dt.date, **more: Any) -> Plan:
    """A plan of one measure that is done every Friday."""
    measure = make_measure(deadline=deadline("по пятницам", *left_out))
    return make_plan(with_fields(measure, **more))


def as_before(plan: Plan) -> Plan:
    """The same plan for a program that knows no series: an event for each day."""

    def forget(measure: PlanMeasure) -> PlanMeasure:
        return with_fields(measure, deadline=with_fields(measure.deadline, rule=None))

    stages = tuple(
        with_fields(each, measures=tuple(forget(measure) for measure in each.measures))
        for each in plan.stages
    )
    return with_fields(plan, stages=stages)


def reminded(plan: Plan, **how: Any) -> Plan:
    """The same plan of an organisation that reminds otherwise."""
    assert plan.organisation is not None
    return with_fields(plan, organisation=with_fields(plan.organisation, **how))


def events_of(plan: Plan, history: CalendarHistory | None = None) -> list[Any]:
    """The events of a plan's calendar."""
    return list(icalendar.Calendar.from_ical(render_calendar(plan, history=history)).walk("VEVENT"))


def days_of(data: bytes) -> list[dt.date]:
    """The days on which a client shows something."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(*SUMMER)
    return sorted(each["DTSTART"].dt for each in found)


class TestEvents:
    """One event, on the days of the plan and no other."""

    def test_the_days_are_those_of_the_plan(self) -> None:
        plan = weekly(NEW_YEAR, dt.date(2026, 11, 6))
        (event,) = events_of(plan)
        assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20270827;BYDAY=FR"
        (measure,) = plan.measures()
        assert days_of(render_calendar(plan)) == [each.due for each in measure.deadline.occurrences]
        assert event["SUMMARY"] == "Срок: 1.1. Анализ результатов"
        assert "Когда: 04.09.2026 – 27.08.2027, 50 дней" in event["DESCRIPTION"]

    def test_its_alarm_rings_at_nine_of_each_day(self) -> None:
        (event,) = events_of(weekly())
        assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [dt.timedelta(hours=9)]
        (event,) = events_of(reminded(weekly(), remind_days=()))
        assert not event.walk("VALARM")

    def test_an_hour_is_an_hour_on_each_day(self) -> None:
        plan = make_plan(make_measure(deadline=deadline("по пятницам до 15:00 мск", NEW_YEAR)))
        (event,) = events_of(plan)
        assert b"UNTIL=20270827T120000Z" in event["RRULE"].to_ical()
        assert [day.date() for day in map(_moment, days_of(render_calendar(plan)))] == [
            each.due for each in plan.measures()[0].deadline.occurrences
        ]

    def test_rarer_work_has_the_events_it_had(self) -> None:
        """An event a month, under the UIDs of before."""
        plan = make_plan(make_measure(deadline=deadline("ежемесячно до 25 числа")))
        assert render_calendar(plan) == render_calendar(as_before(plan))

    def test_a_duty_of_every_day_lasts_from_day_to_day(self) -> None:
        plan = make_plan(make_measure(deadline=deadline("ежедневно с 15 по 30 мая")))
        assert len(events_of(plan)) == 2
        assert render_calendar(plan) == render_calendar(as_before(plan))

    def test_of_several_deadlines_each_has_its_own(self) -> None:
        plan = make_plan(make_measure(deadline=deadline("до 1 октября; по вторникам")))
        series, once = sorted(events_of(plan), key=lambda each: "RRULE" not in each)
        assert series["RRULE"].to_ical().endswith(b"BYDAY=TU")
        assert "RRULE" not in once
        assert str(once["UID"]) == event_uid(Identity.of(plan), "results-by-pupil", "1.1")

    def test_reminders_of_it_are_no_events(self) -> None:
        assert len(events_of(reminded(weekly(), remind_by_events=True, remind_days=(1, 3)))) == 1

    def test_what_is_cancelled_stood_until_then(self) -> None:
        settled = PlanSettled(state="cancelled", on=dt.date(2026, 11, 10))
        plan = weekly(settled=settled)
        assert days_of(render_calendar(plan))[-1] == dt.date(2026, 11, 6)


def _moment(value: dt.date) -> dt.datetime:
    assert isinstance(value, dt.datetime)
    assert value.timetz().replace(tzinfo=None) == dt.time(15)
    return value


class TestLines:
    """Written and read back, the days are the same."""

    @given(
        days=st.sets(st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31)), min_size=2, max_size=60),
        time=st.none() | st.times(),
        zone=st.sampled_from(sorted(RUSSIAN_OFFSETS)),
    )
    def test_any_days_come_back(self, days: set[dt.date], time: dt.time | None, zone: str) -> None:
        series = tuple(sorted(days))
        moment = None if time is None else (time.replace(microsecond=0), zone)
        lines = ContentLines()
        add_recurrence(lines, series, moment)
        text = lines.encode().replace(b"\r\n ", b"").decode()
        told = dict(line.split(":", 1) for line in text.splitlines())
        start = write_date(series[0]) + (f"T{moment[0]:%H%M%S}" if moment else "")
        left_out = next((value for name, value in told.items() if name.startswith("EXDATE")), "")
        assert read_series(start, told["RRULE"], left_out) == series

    @pytest.mark.parametrize(
        ("days", "time", "lines"),
        [
            ((7,), None, []),
            ((7, 14), None, ["RRULE:FREQ=WEEKLY;UNTIL=20260914;BYDAY=MO"]),
            ((7, 8), None, ["RRULE:FREQ=WEEKLY;UNTIL=20260908;BYDAY=MO,TU"]),
            ((9, 14), None, ["RRULE:FREQ=WEEKLY;UNTIL=20260914;BYDAY=MO,WE"]),
            (
                (7, 9, 28),
                None,
                [
                    "RRULE:FREQ=WEEKLY;UNTIL=20260928;BYDAY=MO,WE",
                    "EXDATE;VALUE=DATE:20260914,20260916,20260921,20260923",
                ],
            ),
            (
                (7, 21),
                dt.time(15),
                [
                    "RRULE:FREQ=WEEKLY;UNTIL=20260921T120000Z;BYDAY=MO",
                    "EXDATE;TZID=Europe/Moscow:20260914T150000",
                ],
            ),
            ((7, 14), dt.time(2, 30), ["RRULE:FREQ=WEEKLY;UNTIL=20260913T233000Z;BYDAY=MO"]),
        ],
    )
    def test_they_are_written_as_the_norm_has_them(
        self, days: tuple[int, ...], time: dt.time | None, lines: list[str]
    ) -> None:
        """RFC 5545, 3.3.10: UNTIL of the type of DTSTART, and in UTC where that has an hour."""
        written = ContentLines()
        series = tuple(dt.date(2026, 9, day) for day in days)
        add_recurrence(written, series, (time, "Europe/Moscow") if time else None)
        text = written.encode().replace(b"\r\n ", b"").decode()
        assert text.splitlines() == lines
        if lines:
            hour = f"T{time:%H%M%S}" if time else ""
            gone = lines[1].partition(":")[2] if len(lines) > 1 else ""
            assert read_series(f"202609{days[0]:02}{hour}", lines[0].partition(":")[2], gone) == series

    def test_so_long_a_series_is_read_and_no_longer(self) -> None:
        """Ten years or so: 3 660 days after the first is the last that is taken."""
        first = dt.date(2026, 9, 1)
        rule = "FREQ=WEEKLY;UNTIL={:%Y%m%d};BYDAY=MO,TU,WE,TH,FR,SA,SU"
        assert len(read_series("20260901", rule.format(first + dt.timedelta(days=3_660)), "")) == 3_661
        with pytest.raises(ValueError, match="too long"):
            read_series("20260901", rule.format(first + dt.timedelta(days=3_661)), "")

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=DAILY;UNTIL=20270101;BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=WEEKLY;UNTIL=21990101;BYDAY=MO",
            "FREQ=WEEKLY;UNTIL=20279901;BYDAY=MO",
            "FREQ=WEEKLY;UNTIL=20270101;BYDAY=XX",
        ],
    )
    def test_another_rule_is_none_of_ours(self, rule: str) -> None:
        with pytest.raises(ValueError, match=r"rule of ours|too long|out of range|month must|not in tuple"):
            read_series("20260901", rule, "")


class TestHistory:
    """SEQUENCE grows with the days; what was many events is called off as the rules say."""

    def test_another_day_is_another_revision(self) -> None:
        history = continue_history(CalendarHistory(), weekly(), OCTOBER)
        fewer = continue_history(history, weekly(NEW_YEAR), OCTOBER)
        (before,), (after,) = events_of(weekly(), history), events_of(weekly(NEW_YEAR), fewer)
        assert before["UID"] == after["UID"]
        assert after["SEQUENCE"] == before["SEQUENCE"] + 1
        assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt

    def test_other_words_are_no_other_days(self) -> None:
        history = continue_history(CalendarHistory(), weekly(), OCTOBER)
        reworded = weekly(title="Сверка")
        (after,) = events_of(reworded, continue_history(history, reworded, OCTOBER))
        assert after["SEQUENCE"] == 0

    def test_a_former_event_a_week_gives_way_to_the_series(self) -> None:
        """Those to come are cancelled for sixty days, those that are over go; no number falls."""
        plan = weekly()
        before = continue_history(CalendarHistory(), as_before(plan), OCTOBER)
        assert len(events_of(as_before(plan), before)) == 52
        after = continue_history(before, plan, OCTOBER)
        events = {str(each["UID"]): each for each in events_of(plan, after)}
        past, coming = (
            event_uid(Identity.of(plan), "results-by-pupil", key) for key in ("2026-W37", "2026-W50")
        )
        assert past not in events
        assert events[coming]["STATUS"] == "CANCELLED"
        assert events[coming]["SEQUENCE"] == 1
        assert events[coming]["SUMMARY"].startswith("ОТМЕНЕНО: ")
        (series,) = [each for each in events.values() if "RRULE" in each]
        assert series["STATUS"] == "CONFIRMED"
        assert continue_history(after, plan, OCTOBER) is after
        later = OCTOBER + CANCELLED_FOR + dt.timedelta(days=1)
        assert len(events_of(plan, continue_history(after, plan, later))) == 1

    def test_the_days_of_a_series_may_become_single_again(self) -> None:
        """The numbers of the events that come back go on where they were."""
        plan = weekly()
        history = continue_history(CalendarHistory(), as_before(plan), OCTOBER)
        history = continue_history(history, plan, OCTOBER)
        history = continue_history(history, as_before(plan), OCTOBER)
        back = {str(each["UID"]): each for each in events_of(as_before(plan), history)}
        assert back[event_uid(Identity.of(plan), "results-by-pupil", "2026-W50")]["SEQUENCE"] == 2
        (gone,) = [each for each in back.values() if "RRULE" in each]
        assert gone["STATUS"] == "CANCELLED"

    def test_a_series_that_runs_is_called_off_and_one_that_is_over_is_not(self) -> None:
        """It began in September; whether it is over its last day tells."""
        history = continue_history(CalendarHistory(), weekly(), OCTOBER)
        (gone,) = events_of(make_plan(), continue_history(history, make_plan(), OCTOBER))
        assert gone["STATUS"] == "CANCELLED"
        assert gone["RRULE"]
        after = dt.datetime(2027, 8, 30, tzinfo=dt.UTC)
        (note,) = events_of(make_plan(), continue_history(history, make_plan(), after))
        assert "RRULE" not in note

    def test_it_is_kept_in_its_file(self, tmp_path: Path) -> None:
        plain = continue_history(CalendarHistory(), as_before(weekly()), OCTOBER)
        assert "series" not in write_history(plain)
        assert '"format":2' not in write_history(plain)
        history = continue_history(plain, weekly(), OCTOBER)
        assert '"format":2' in write_history(history)
        path = tmp_path / "adoption.history.jsonl"
        path.write_text(write_history(history), encoding="utf-8")
        assert load_history(path) == ((history,), ())

    def test_a_lost_history_is_read_from_the_calendar(self) -> None:
        """The series as it was, in the plan and out of it."""
        history = continue_history(CalendarHistory(), weekly(), OCTOBER)
        history = continue_history(history, weekly(NEW_YEAR), OCTOBER)
        calendars = {"deadlines.ics": render_calendar(weekly(NEW_YEAR), history=history)}
        found = recall_calendars(CalendarHistory(), weekly(NEW_YEAR), calendars, OCTOBER)
        (uid,) = tell_pasts(history)
        assert tell_pasts(found)[uid].revision == tell_pasts(history)[uid].revision
        foreign = recall_calendars(CalendarHistory(), make_plan(), calendars, OCTOBER, known_own=True)
        (days,) = list_series(weekly(NEW_YEAR).measures()[0].deadline).values()
        assert tell_pasts(foreign)[uid].mark.series == tuple(each.due for each in days)

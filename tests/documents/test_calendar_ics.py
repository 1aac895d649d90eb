"""Calendars: what a phone that subscribes to one can rely on."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import zoneinfo
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS
from roadmap_engine.deadlines import Context, explain
from roadmap_engine.documents.calendar_identity import Identity, Revision
from roadmap_engine.documents.calendar_roles import roles_of
from roadmap_engine.documents.content_lines import ContentLines
from roadmap_engine.documents.papers.calendar_ics import event_uid, render_calendar
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model import Assignee, OccurrenceDays, Plan
from roadmap_engine.model.base import with_fields
from tests.documents.plans import published_plan, sakha_like_plan
from tests.documents.small_plans import DEPUTY, HOSTILE, dated, make_measure, make_plan, waiting

REFEREE = Path(__file__).parents[3] / "shared" / "tools" / "referee_ics.py"
MAY_28 = dt.date(2027, 5, 28)


def parse(data: bytes) -> Any:
    """Read a calendar with a parser the program does not use."""
    return icalendar.Calendar.from_ical(data)


def parse_event(data: bytes) -> Any:
    """Read one event that stands alone."""
    return icalendar.Event.from_ical(data)


def read_text(value: object) -> str:
    """Unescape a property the parser does not know."""
    return str(value).replace("\\n", "\n").replace("\\,", ",")


def events_of(plan: Plan, **options: Any) -> list[Any]:
    """Read the events of a plan's calendar."""
    return list(parse(render_calendar(plan, **options)).walk("VEVENT"))


def due(day: dt.date, *, start: dt.date | None = None, key: str = "once", **more: Any) -> OccurrenceDays:
    """One occurrence."""
    return OccurrenceDays(key=key, start=start, due=day, **more)


class TestEvents:
    """All-day events on due days; a span has one more where work starts."""

    def test_a_due_day_is_a_free_day_long_event(self) -> None:
        (event,) = events_of(make_plan(make_measure()))
        assert event["DTSTART"].dt == MAY_28
        assert event["DTEND"].dt == dt.date(2027, 5, 29)
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["STATUS"] == "CONFIRMED"
        assert event["SUMMARY"] == "Срок: 1.1. Анализ результатов"

    def test_the_description_says_what_who_and_why(self) -> None:
        deadline = dated(due(MAY_28), text="после получения результатов", reasons=("результаты 14.05.2027",))
        (event,) = events_of(make_plan(make_measure(deadline=deadline)))
        assert event["DESCRIPTION"].split("\n") == [
            "Мероприятие: 1.1. Анализ результатов",
            "Этап: Аналитический этап",
            "Когда: до 28.05.2027",
            "Срок в плане: после получения результатов",
            "Отвечают: заместитель директора",
            "Результат: Определение дефицитов",
            "Документ: Аналитическая справка",
            "Почему эта дата: результаты 14.05.2027",
        ]

    def test_an_event_gives_the_reasons_of_its_own_day(self) -> None:
        days = (due(dt.date(2026, 12, 25), key="1"), due(MAY_28, key="2"))
        reasons = ("каждый год", "25.12.2026: рабочий день", "каждый год", "28.05.2027: рабочий день")
        plan = make_plan(make_measure(deadline=dated(*days, reasons=reasons)))
        assert [event["DESCRIPTION"].rpartition("\n")[2] for event in events_of(plan)] == [
            "Почему эта дата: каждый год; 25.12.2026: рабочий день",
            "Почему эта дата: каждый год; 28.05.2027: рабочий день",
        ]

    def test_a_span_starts_and_ends_with_an_event_of_its_own(self) -> None:
        deadline = dated(due(MAY_28, start=dt.date(2027, 5, 10)))
        first, last = events_of(make_plan(make_measure(deadline=deadline)))
        assert (first["DTSTART"].dt, first["SUMMARY"][:7]) == (dt.date(2027, 5, 10), "Начало:")
        assert (last["DTSTART"].dt, last["SUMMARY"][:5]) == (MAY_28, "Срок:")
        assert first["UID"] != last["UID"]

    def test_a_day_that_is_start_and_end_is_one_event(self) -> None:
        assert len(events_of(make_plan(make_measure(deadline=dated(due(MAY_28, start=MAY_28)))))) == 1

    def test_work_with_a_start_alone_has_an_event_there(self) -> None:
        open_end = OccurrenceDays(key="once", start=MAY_28, due=None)
        (event,) = events_of(make_plan(make_measure(deadline=dated(open_end))))
        assert event["SUMMARY"].startswith("Начало:")

    def test_a_monthly_duty_begins_once(self) -> None:
        months = (
            due(dt.date(2026, 9, 30), start=dt.date(2026, 9, 1), key="2026-09"),
            due(dt.date(2026, 10, 31), start=dt.date(2026, 10, 1), key="2026-10"),
            due(dt.date(2027, 1, 31), start=dt.date(2027, 1, 12), key="2027-01"),
        )
        summaries = [
            event["SUMMARY"] for event in events_of(make_plan(make_measure(deadline=dated(*months))))
        ]
        assert [summary.partition(":")[0] for summary in summaries] == [
            "Начало", "Срок", "Срок", "Начало", "Срок",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("pause", "labels"), [(1, ["Начало", "Срок", "Срок"]), (2, ["Начало", "Срок"] * 2)]
    )
    def test_work_that_goes_on_the_next_day_does_not_begin_again(self, pause: int, labels: list[str]) -> None:
        first = due(dt.date(2026, 9, 30), start=dt.date(2026, 9, 1), key="1")
        starts = dt.date(2026, 9, 30) + dt.timedelta(days=pause)
        second = due(dt.date(2026, 10, 31), start=starts, key="2")
        events = events_of(make_plan(make_measure(deadline=dated(first, second))))
        assert [event["SUMMARY"].partition(":")[0] for event in events] == labels

    def test_every_event_leaves_its_day_free(self) -> None:
        """A deadline is no appointment; the calendar is the usual one."""
        for plan in (make_plan(make_measure()), make_plan(make_measure(deadline=waiting()))):
            (event,) = events_of(plan)
            assert (str(event["TRANSP"]), str(event["STATUS"])) == ("TRANSPARENT", "CONFIRMED")
            assert b"\r\nCALSCALE:GREGORIAN\r\n" in render_calendar(plan)

    def test_a_long_title_is_cut_in_the_summary_and_whole_in_the_description(self) -> None:
        title = "Проведение анализа результатов всероссийских проверочных работ " * 5
        (event,) = events_of(make_plan(make_measure(title=title.strip())))
        assert len(event["SUMMARY"]) <= len("Срок: ") + 120
        assert event["SUMMARY"].endswith("…")
        assert title.strip() in event["DESCRIPTION"]

    def test_people_are_named_only_when_asked(self) -> None:
        plan = make_plan(make_measure())
        assert "Тен" not in render_calendar(plan).decode().replace("\r\n ", "")
        (event,) = events_of(plan, with_people=True)
        assert "заместитель директора (Тен Л. Б.)" in event["DESCRIPTION"]

    def test_nobody_is_invited(self) -> None:
        calendar = parse(render_calendar(sakha_like_plan()))
        names = {name for part in calendar.walk() for name in part}
        assert names.isdisjoint({"METHOD", "ATTENDEE", "ORGANIZER", "RRULE"})


class TestWaiting:
    """Unknown stays unknown: no event, but words."""

    def test_a_waiting_measure_has_no_event_and_is_named_in_the_description(self) -> None:
        plan = make_plan(make_measure(), make_measure("council", waiting(), number="1.2", title="Педсовет"))
        calendar = parse(render_calendar(plan))
        assert len(calendar.walk("VEVENT")) == 1
        assert read_text(calendar["X-WR-CALDESC"]).split("\n")[1:] == [
            "Ждут даты:",
            "1.2. Педсовет – решение Педсовета",
        ]

    @pytest.mark.parametrize("plan", [make_plan(make_measure(deadline=waiting())), make_plan()])
    def test_a_calendar_without_dates_still_holds_an_event(self, plan: Plan) -> None:
        """RFC 5545, 3.6: an iCalendar object must include at least one calendar component."""
        (event,) = events_of(plan)
        assert event["DTSTART"].dt == dt.date(2026, 9, 1)
        assert event["SUMMARY"].startswith("В плане")
        assert not event.walk("VALARM")


class TestReminders:
    """Alarms ring at nine in the morning of a working day before the due day."""

    def alarms(self, deadline: OccurrenceDays, *remind_days: int) -> list[str]:
        """When the alarms ring, as an owner of a phone sees it."""
        plan = make_plan(make_measure(deadline=dated(deadline)), remind_days=remind_days)
        event = events_of(plan)[-1]
        begins = event["DTSTART"].dt
        if not isinstance(begins, dt.datetime):
            begins = dt.datetime.combine(begins, dt.time())
        return [f"{begins + alarm['TRIGGER'].dt:%d.%m %H:%M}" for alarm in event.walk("VALARM")]

    def test_the_organisation_says_when(self) -> None:
        assert self.alarms(due(MAY_28), 1, 7, 7) == ["21.05 09:00", "27.05 09:00"]

    @pytest.mark.parametrize("time", ["18:00", "09:30", "08:15", "00:00"])
    def test_whatever_the_hour_of_the_day_it_rings_at_nine(self, time: str) -> None:
        timed = due(MAY_28, time=time, zone="Europe/Moscow")
        assert self.alarms(timed, 1, 2) == ["26.05 09:00", "27.05 09:00"]

    def test_a_due_day_off_is_told_on_the_working_day_before(self) -> None:
        sunday = dt.date(2027, 5, 30)
        assert self.alarms(due(sunday, remind_before=MAY_28), 3) == ["27.05 09:00", "28.05 09:00"]

    def test_what_would_ring_on_a_day_off_rings_on_the_working_day_before(self) -> None:
        monday = due(dt.date(2027, 5, 31), moved_reminders={1: MAY_28, 2: MAY_28})
        assert self.alarms(monday, 1, 2) == ["28.05 09:00"]
        assert self.alarms(monday, 1, 2, 3) == ["28.05 09:00"]
        assert self.alarms(monday, 1, 5) == ["26.05 09:00", "28.05 09:00"]

    def test_no_reminder_on_the_day_itself_or_without_a_wish(self) -> None:
        assert self.alarms(due(MAY_28), 0) == []

    def test_the_start_of_work_has_none(self) -> None:
        first, last = events_of(
            make_plan(make_measure(deadline=dated(due(MAY_28, start=dt.date(2027, 5, 1)))))
        )
        assert not first.walk("VALARM")
        (alarm,) = last.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["DESCRIPTION"] == "28.05.2027 – Срок: 1.1. Анализ результатов"


class TestIdentity:
    """A subscriber sees a changed event, never a second one."""

    def test_renaming_and_moving_keep_the_uid(self) -> None:
        plan = make_plan(make_measure())
        renamed = make_plan(
            make_measure(number="2.7", title="Иначе", deadline=dated(due(dt.date(2027, 6, 1)))),
            title="Другой план",
            issued_on=dt.date(2027, 1, 11),
        )
        assert events_of(plan)[0]["UID"] == events_of(renamed)[0]["UID"]
        assert events_of(plan)[0]["UID"] == event_uid(Identity.of(plan), "results-by-pupil", "once")

    def test_other_plans_measures_and_days_have_other_uids(self) -> None:
        plan = make_plan(make_measure())
        uids = {
            event_uid(Identity.of(plan), "results-by-pupil", "once"),
            event_uid(Identity.of(plan), "results-by-pupil", "once", "start"),
            event_uid(Identity.of(plan), "results-by-pupil", "2027-05"),
            event_uid(Identity.of(plan), "results-by-class", "once"),
            event_uid(Identity.of(with_fields(plan, plan="school-12-oge")), "results-by-pupil", "once"),
            event_uid(Identity.of(with_fields(plan, organisation=None)), "results-by-pupil", "once"),
        }
        assert len(uids) == 6
        assert all(re.fullmatch(r"[0-9a-f-]{36}@roadmap-engine\.invalid", uid) for uid in uids)

    def test_a_fresh_plan_is_stamped_with_the_day_of_its_order(self) -> None:
        (event,) = events_of(make_plan(make_measure()))
        midnight = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)
        assert event["DTSTAMP"].dt == event["CREATED"].dt == event["LAST-MODIFIED"].dt == midnight
        assert event["SEQUENCE"] == 0

    def test_an_order_never_dates_a_plan_back_before_its_draft(self) -> None:
        draft = Revision.first(make_plan(make_measure(), issued_on=None))
        assert draft.revised_at == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        assert Revision.first(make_plan(issued_on=None, academic_year=None)).revised_at.year == 2000

    def test_equal_plans_give_equal_bytes(self) -> None:
        assert render_calendar(sakha_like_plan()) == render_calendar(with_fields(sakha_like_plan()))


class TestRoles:
    """Every role that answers has a calendar of its own."""

    plan = make_plan(
        make_measure(),
        make_measure("council", responsible=(Assignee(role="head", title="директор"), DEPUTY)),
    )

    def test_roles_come_in_the_order_of_the_table(self) -> None:
        assert roles_of(self.plan) == ("deputy-head", "head")

    def test_a_role_sees_what_it_answers_for(self) -> None:
        assert len(events_of(self.plan, role="deputy-head")) == 2
        assert len(events_of(self.plan, role="head")) == 1

    def test_an_event_has_one_uid_in_every_calendar(self) -> None:
        (mine,) = events_of(self.plan, role="head")
        assert mine["UID"] in {event["UID"] for event in events_of(self.plan)}

    def test_the_calendar_is_called_after_school_year_and_role(self) -> None:
        calendar = parse(render_calendar(self.plan, role="head"))
        assert read_text(calendar["X-WR-CALNAME"]) == "Сроки: СОШ № 12, 2026/2027, директор"
        assert calendar["NAME"] == calendar["X-WR-CALNAME"]


class TestHours:
    """An hour is written only in a zone that is known."""

    def test_an_hour_of_a_known_zone_is_a_moment(self) -> None:
        deadline = dated(due(MAY_28, time="18:00", zone="Europe/Moscow"))
        data = render_calendar(make_plan(make_measure(deadline=deadline)))
        (event,) = parse(data).walk("VEVENT")
        assert event["DTSTART"].dt.astimezone(dt.UTC) == dt.datetime(2027, 5, 28, 15, tzinfo=dt.UTC)
        assert event["SUMMARY"].startswith("Срок 18:00:")
        assert data.count(b"BEGIN:VTIMEZONE") == data.count(b"BEGIN:STANDARD") == 1
        assert b"X-WR-TIMEZONE:Europe/Moscow\r\n" in data

    @pytest.mark.parametrize("zone", [None, "local", "Mars/Olympus"])
    def test_an_hour_of_an_unknown_zone_stays_words(self, zone: str | None) -> None:
        deadline = dated(due(MAY_28, time="14:00", zone=zone))
        data = render_calendar(make_plan(make_measure(deadline=deadline)))
        (event,) = parse(data).walk("VEVENT")
        assert event["DTSTART"].dt == MAY_28
        assert event["SUMMARY"].startswith("Срок 14:00:")
        assert b"VTIMEZONE" not in data

    @pytest.mark.parametrize(("zone", "hours"), RUSSIAN_OFFSETS.items())
    def test_the_offsets_are_those_of_the_time_zone_database(self, zone: str, hours: int) -> None:
        for moment in (dt.datetime(2021, 1, 1), dt.datetime(2026, 7, 1)):  # noqa: DTZ001 - the zone follows
            offset = moment.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset()
            assert offset == dt.timedelta(hours=hours)

    def test_all_eleven_zones_of_russia_are_known(self) -> None:
        assert set(RUSSIAN_OFFSETS.values()) == set(range(2, 13))


class TestLines:
    """RFC 5545, 3.1: lines of at most 75 octets, delimited by CRLF."""

    def test_hostile_text_stays_text(self) -> None:
        plan = make_plan(make_measure(title=HOSTILE, responsible=(Assignee(role="x", title=HOSTILE),)))
        data = render_calendar(plan)
        (event,) = parse(data).walk("VEVENT")
        assert "ATTENDEE" not in event
        assert " ".join(clean_text(HOSTILE).split()) in event["DESCRIPTION"]
        assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
        assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")

    @given(text=st.text(max_size=300))
    @settings(max_examples=200, deadline=None)
    def test_any_text_folds_and_comes_back(self, text: str) -> None:
        lines = ContentLines()
        lines.add("BEGIN", "VEVENT")
        lines.add_text("SUMMARY", text)
        lines.add("END", "VEVENT")
        data = lines.encode()
        physical = data.split(b"\r\n")
        assert physical.pop() == b""
        assert all(len(line) <= 75 and line.decode() for line in physical)
        assert parse_event(data)["SUMMARY"] == clean_text(text).strip()

    def test_the_head_tells_name_and_refresh(self) -> None:
        data = render_calendar(make_plan(make_measure()))
        assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n" in data


def _regular_plan() -> Plan:
    """Regular work with and without an hour, with weeks left out, some of them cut short."""
    measures = []
    for name, phrase in enumerate(("по вторникам", "еженедельно", "по средам и пятницам до 02:30 мск")):
        found = explain(phrase, Context(year=SchoolYear(2026)))
        days = [
            OccurrenceDays(key=each.key, start=None, due=each.due, time=each.time, zone=each.zone)
            for place, each in enumerate(found.schedule.occurrences)
            if place % 7
        ]
        short = days[3].due
        assert short is not None
        days[3] = with_fields(days[3], due=short - dt.timedelta(days=1))
        deadline = with_fields(dated(*days), rule=found.rule)
        measures.append(make_measure(f"m-{name}", deadline))
    return make_plan(*measures)


def _referee_files() -> dict[str, bytes]:
    plan = sakha_like_plan()
    timed = dated(
        due(MAY_28, time="18:00", zone="Europe/Moscow"), due(dt.date(2027, 6, 1), key="2", time="09:00")
    )
    # One parser takes an escaped backslash before «n» for a line end: what it disagrees with is the norm.
    title = HOSTILE.replace("\\n", "\\")
    hostile = make_measure("hostile", title=title, number=title, output=" " * 400 + "x")
    return {
        "all": render_calendar(plan),
        "published": render_calendar(published_plan()),
        "series": render_calendar(_regular_plan()),
        "empty": render_calendar(make_plan()),
        "waiting": render_calendar(make_plan(make_measure(deadline=waiting(HOSTILE)))),
        "hostile": render_calendar(make_plan(make_measure(deadline=timed), hostile), with_people=True),
        **{role: render_calendar(plan, role=role) for role in roles_of(plan)},
    }


@pytest.mark.referee
@pytest.mark.skipif(not REFEREE.exists(), reason=f"the calendar referee is not at {REFEREE}")
@pytest.mark.parametrize("name", _referee_files())
def test_every_parser_reads_the_same(name: str, tmp_path: Path) -> None:
    """No violation of the norm, no disagreement between parsers, no advice for feeds left open."""
    file = tmp_path / f"{name}.ics"
    file.write_bytes(_referee_files()[name])
    command = [
        sys.executable,
        str(REFEREE),
        str(file),
        "--feed",
        "--from",
        "2026-06-01",
        "--to",
        "2027-12-31",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 0, done.stdout + done.stderr

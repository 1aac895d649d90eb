"""What is done, signed or cancelled, in every paper: nobody is told to do it, and everybody can see it."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import icalendar
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.documents.calendar_history import CANCELLED_FOR, continue_history
from roadmap_engine.documents.papers.calendar_ics import render_calendar
from roadmap_engine.documents.papers.forms_docx import forms
from roadmap_engine.documents.papers.plan_docx import prepare_plan
from roadmap_engine.documents.papers.plan_html import render_plan_html
from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.load.plans import read_plan
from roadmap_engine.model import CalendarHistory, Plan
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order
from roadmap_engine.planning.comparing.order_difference import order_changes
from roadmap_engine.planning.comparing.table_difference import compare_tables, table_of
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, SCHOOL, adopt_text

KNOWN = (
    "order: {date: 2027-05-01, number: 7-од}\n"
    "events: {results-received: 2027-05-20}\ndecided: {lessons: 2027-09-01/2027-10-15}\n"
)
MONTHLY = ROADMAP.replace("deadline: В соответствии с решением Педсовета", "deadline: ежемесячно до 25 числа")
STATES = ("done", "signed", "cancelled")
MEASURES = ("by-pupil", "council", "lessons")
EARLY = dt.datetime(2027, 5, 1, tzinfo=dt.UTC)
BY_EVENTS = SCHOOL + "calendar: {remind_by_events: true, remind_days: [3]}\n"


def _plan(settled: str = "", known: str = KNOWN, **texts: str) -> Plan:
    plan, _ = adopt_text(known + (f"settled: {{{settled}}}\n" if settled else ""), **texts)
    return plan


def _about(points: tuple[OrderPoint, ...]) -> set[str]:
    return {name for point in points for name in (*point.about, *_about(point.items))}


def _rows(plan: Plan) -> dict[str, tuple[Any, Any, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(render_tracker(plan)))["План"]
    return {
        str(row[12].value): (row[8].value, row[9].value, row[11].value) for row in sheet.iter_rows(min_row=5)
    }


def _events(plan: Plan, history: CalendarHistory) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(render_calendar(plan, history=history))
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


class TestOrder:
    """«cancelled → out of the order and its points; done or signed → not commanded again»."""

    @settings(max_examples=30, deadline=None)
    @given(st.dictionaries(st.sampled_from(MEASURES), st.sampled_from(STATES)))
    def test_no_point_is_about_what_is_settled(self, states: dict[str, str]) -> None:
        plan = _plan(
            ", ".join(f"{name}: {{state: {state}, on: 2027-05-25}}" for name, state in states.items())
        )
        order, _ = draw_order(plan)
        assert order is not None
        assert _about(order.points) == set(MEASURES) - states.keys()
        rows = {line.key[1] for line in table_of(plan) if not line.is_heading}
        assert rows == {name for name in MEASURES if states.get(name) != "cancelled"}

    @pytest.mark.parametrize("state", STATES)
    def test_the_appendix_has_no_row_of_what_is_cancelled(self, state: str) -> None:
        filling, _ = prepare_plan(_plan(f"council: {{state: {state}, on: 2027-05-25}}"))
        assert ("Заседание Педсовета" in str(filling.values)) is (state != "cancelled")

    def test_the_rows_keep_their_numbers(self) -> None:
        plan = _plan("council: {state: cancelled, on: 2027-05-25}")
        assert [line.number for line in table_of(plan) if not line.is_heading] == ["1.1.", "2.2."]

    @pytest.mark.parametrize("state", ["done", "signed"])
    def test_that_something_was_done_amends_no_order(self, state: str) -> None:
        signed, now = _plan(), _plan(f"by-pupil: {{state: {state}, on: 2027-06-01}}")
        assert order_changes(signed, now) == ()
        order, problems = draw_amending_order(Amending((signed,), now))
        assert order is None
        assert [problem.code for problem in problems] == ["RM847"]
        # Nor does it after another amendment.
        moved = _plan(f"by-pupil: {{state: {state}, on: 2027-06-01}}", KNOWN.replace("10-15", "10-20"))
        order, _ = draw_amending_order(Amending((signed, now), moved))
        assert order is not None
        assert "утратившим" not in str(order.order.points)

    def test_what_is_cancelled_is_repealed(self) -> None:
        signed, now = _plan(), _plan("lessons: {state: cancelled, on: 2027-06-01}")
        assert [change.kind for change in order_changes(signed, now)] == ["repealed"]
        assert [change.kind for change in compare_tables(signed, now)] == ["removed"]

    def test_what_was_done_before_the_order_was_not_commanded_by_it(self) -> None:
        done = _plan("by-pupil: {state: done, on: 2027-04-01}")
        assert order_changes(done, done) == ()

    def test_a_blank_is_not_made_of_what_is_cancelled(self) -> None:
        for state in STATES:
            names = {form.name for form in forms(_plan(f"by-pupil: {{state: {state}, on: 2027-06-01}}"))}
            assert any(name.endswith("-note.docx") for name in names) is (state != "cancelled")


class TestTracker:
    """«отменено», «выполнено» and the day stand there already."""

    def test_what_is_settled_is_filled_in(self) -> None:
        plan = _plan(
            "by-pupil: {state: done, on: 2027-06-01}, council: {state: signed, on: 2027-06-05, reason: "
            "приказ № 5}, lessons: {state: cancelled, on: 2027-06-10}"
        )
        assert _rows(plan) == {
            "by-pupil#1": ("выполнено", dt.datetime(2027, 6, 1), "выполнено 01.06.2027"),  # noqa: DTZ001
            "council#1": ("выполнено", dt.datetime(2027, 6, 5), "подписано 05.06.2027 (приказ № 5)"),  # noqa: DTZ001
            "lessons#1": ("отменено", None, "отменено 10.06.2027"),
        }

    def test_a_duty_that_was_cancelled_midway_stood_before(self) -> None:
        plan = _plan("lessons: {state: cancelled, on: 2027-01-15}", roadmap=MONTHLY, known="")
        months = {key: row[0] for key, row in _rows(plan).items() if key.startswith("lessons")}
        assert months["lessons#2026-12"] == "не начато"
        assert months["lessons#2027-01"] == "отменено"
        assert months["lessons#2027-05"] == "отменено"


class TestCalendar:
    """«STATUS:CANCELLED; no alarm; events of the past are never marked cancelled»."""

    @pytest.mark.parametrize("state", ["done", "signed"])
    def test_nobody_is_reminded_of_what_is_done(self, state: str) -> None:
        history = continue_history(CalendarHistory(), _plan(organisation=BY_EVENTS), EARLY)
        plan = _plan(f"by-pupil: {{state: {state}, on: 2027-05-25}}", organisation=BY_EVENTS)
        events = _events(plan, continue_history(history, plan, EARLY + dt.timedelta(days=1)))
        about = {title: event for title, event in events.items() if "Анализ результатов" in title}
        assert sorted(about) == [
            "✓ Начало: 1.1. Анализ результатов всероссийских проверочных работ",
            "✓ Срок: 1.1. Анализ результатов всероссийских проверочных работ",
        ]
        for event in about.values():
            assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
            assert event.walk("VALARM") == []

    def test_what_is_cancelled_is_shown_as_that_for_sixty_days(self) -> None:
        history = continue_history(CalendarHistory(), _plan(), EARLY)
        plan = _plan("by-pupil: {state: cancelled, on: 2027-05-25}")
        history = continue_history(history, plan, EARLY)
        event = _events(plan, history)[
            "ОТМЕНЕНО: Срок: 1.1. Анализ результатов всероссийских проверочных работ"
        ]
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert event.walk("VALARM") == []
        history = continue_history(history, plan, EARLY + CANCELLED_FOR + dt.timedelta(days=2))
        assert not any(title.startswith("ОТМЕНЕНО") for title in _events(plan, history))
        back = continue_history(history, _plan(), EARLY + dt.timedelta(days=70))
        event = _events(_plan(), back)["Срок: 1.1. Анализ результатов всероссийских проверочных работ"]
        assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)

    def test_a_duty_that_was_cancelled_midway_stays_before(self) -> None:
        now = dt.datetime(2027, 1, 15, tzinfo=dt.UTC)
        history = continue_history(CalendarHistory(), _plan(roadmap=MONTHLY, known=""), now)
        plan = _plan("lessons: {state: cancelled, on: 2027-01-15}", roadmap=MONTHLY, known="")
        calendar: Any = icalendar.Calendar.from_ical(
            render_calendar(plan, history=continue_history(history, plan, now))
        )
        states = {event["DTSTART"].dt: str(event["STATUS"]) for event in calendar.walk("VEVENT")}
        assert states[dt.date(2026, 12, 25)] == "CONFIRMED"
        assert states[dt.date(2027, 1, 25)] == "CANCELLED"

    @settings(max_examples=40, deadline=None)
    @given(
        gone=st.frozensets(st.sampled_from(MEASURES)),
        states=st.dictionaries(st.sampled_from(MEASURES), st.sampled_from(STATES)),
        on=st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 1)),
        now=st.dates(dt.date(2027, 1, 1), dt.date(2028, 1, 1)),
    )
    def test_the_past_is_never_called_off(
        self, gone: frozenset[str], states: dict[str, str], on: dt.date, now: dt.date
    ) -> None:
        """Whatever goes from the plan or is settled, and on whatever day."""
        history = continue_history(CalendarHistory(), _plan(roadmap=MONTHLY), EARLY)
        settled = ", ".join(
            f"{name}: {{state: {state}, on: {on}}}" for name, state in states.items() if name not in gone
        )
        plan = _plan(settled, KNOWN + f"remove: [{', '.join(sorted(gone))}]\n", roadmap=MONTHLY)
        instant = dt.datetime.combine(now, dt.time(12), tzinfo=dt.UTC)
        for event in _events(plan, continue_history(history, plan, instant)).values():
            if event["STATUS"] == "CANCELLED":
                assert event["DTSTART"].dt >= now


class TestData:
    """«the state stands in plan.json», and on the page."""

    @pytest.mark.parametrize("state", STATES)
    def test_the_state_comes_back_from_the_file(self, state: str) -> None:
        plan = _plan(f"council: {{state: {state}, on: 2027-06-05, reason: решили}}")
        data = render_plan_json(plan)
        (council,) = (
            each
            for stage in json.loads(data)["stages"]
            for each in stage["measures"]
            if each["id"] == "council"
        )
        assert council["settled"] == {"state": state, "on": "2027-06-05", "reason": "решили"}
        assert read_plan(data, "plan.json").value == plan

    def test_a_plan_that_was_written_before_has_no_state(self) -> None:
        data = json.loads(render_plan_json(_plan()))
        for stage in data["stages"]:
            for measure in stage["measures"]:
                del measure["settled"]
        assert read_plan(json.dumps(data).encode(), "plan.json").value == _plan()

    def test_the_page_says_it(self) -> None:
        page = render_plan_html(_plan("council: {state: cancelled, on: 2027-06-05}")).decode()
        assert "отменено 05.06.2027" in page
        assert 'id="m-council" class="cancelled"' in page

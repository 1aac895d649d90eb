"""What a rule leaves in doubt by itself, and what it says twice or wrongly."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span
from roadmap_engine.deadlines import Context, explain, parse
from roadmap_engine.deadlines.doubts import has_two_summers, read_cell, summer_of_order
from roadmap_engine.diagnostics import Severity

SCHOOL = Context(year=SchoolYear(2026))
OPENS = Context(year=Span.parse("2026-08-15/2027-08-31"))


def codes(phrase: str, context: Context = SCHOOL) -> list[str]:
    """What is said of a phrase, days off left out."""
    return [problem.code for problem in explain(phrase, context).problems if problem.code != "RM310"]


class TestExplain:
    """«`explain` without a plan says it»: both readings, and how to fix one."""

    @pytest.mark.parametrize(
        "phrase",
        [
            *("август", "до 28 августа", "конец августа", "первая неделя августа", "летом", "июнь–август"),
            *("с 1 июня", "август, в течение учебного года", "через 3 дня после 15 августа"),
        ],
    )
    def test_a_summer_without_a_year_is_noticed(self, phrase: str) -> None:
        found = [each for each in explain(phrase, SCHOOL).problems if each.code == "RM313"]
        assert [each.severity for each in found] == [Severity.NOTICE]
        assert codes(phrase, Context(year=CalendarYear(2027))) == []

    @pytest.mark.parametrize(
        "phrase",
        [
            *("до 28 августа 2026 г.", "28 августа (пятница)", "28 августа (суббота)", "август, сентябрь"),
            *("август – октябрь", "апрель – август", "май, август", "январь, апрель, июль, октябрь"),
            *("ежегодно, до 28 августа", "ежемесячно, до 5 числа", "с 25 августа по 5 сентября", "сентябрь"),
        ],
    )
    def test_what_decides_by_itself_is_not(self, phrase: str) -> None:
        assert codes(phrase) == []

    def test_it_names_both_readings_and_the_words_that_fix_one(self) -> None:
        (problem,) = explain("август", SCHOOL).problems
        assert problem.words == {
            "words": "август",
            "first": "01.08.2026–31.08.2026",
            "second": "01.08.2027–31.08.2027",
            "taken": "01.08.2027–31.08.2027",
            "one": "август 2026 г.",
            "other": "август 2027 г.",
        }
        for words in ("август 2026 г.", "август 2027 г."):
            assert codes(words) == []

    def test_the_notice_does_not_change_the_date(self) -> None:
        (days,) = explain("август", SCHOOL).schedule.occurrences
        assert days.start == dt.date(2027, 8, 1)

    def test_a_list_decides_in_a_span_too(self) -> None:
        found = explain("май, август", OPENS)
        assert [days.start for days in found.schedule.occurrences] == [
            dt.date(2027, 5, 1),
            dt.date(2027, 8, 1),
        ]
        assert found.problems == ()

    def test_a_list_that_goes_round_decides_nothing_in_a_span(self) -> None:
        assert codes("январь, апрель, август, октябрь", OPENS) == ["RM313"]

    def test_what_is_awaited_decides_nothing(self) -> None:
        assert codes("август; после получения результатов") == ["RM313"]

    def test_a_duty_that_stands_through_a_summer_has_two_of_them(self) -> None:
        assert codes("постоянно, в августе") == ["RM313"]


class TestSpan:
    """A reading outside the days of the plan is none."""

    @pytest.mark.parametrize(
        ("phrase", "summer"), [("до 10 августа", "closing"), ("август – октябрь", "opening")]
    )
    def test_the_span_decides(self, phrase: str, summer: str) -> None:
        rule = parse(phrase).rule
        assert rule is not None
        cell = read_cell(rule, OPENS)
        assert (cell.summer, cell.spanned, cell.doubts) == (summer, True, ())

    def test_a_month_that_is_only_begun_before_the_plan_opens_is_one_of_it(self) -> None:
        assert codes("август", OPENS) == ["RM313"]

    def test_the_plans_own_days_count_beside_a_school_year(self) -> None:
        context = Context(year=SchoolYear(2026), plan=Span.parse("2026-09-01/2027-08-31"))
        assert codes("август", context) == []
        assert codes("август", Context(year=SchoolYear(2026), plan=OPENS.window)) == ["RM313"]


def test_what_recurs_has_no_summer_to_choose() -> None:
    """All its times are its times."""
    for phrase in ("ежегодно, в августе", "ежемесячно", "по вторникам"):
        rule = parse(phrase).rule
        assert rule is not None
        assert not has_two_summers(rule, SCHOOL)


def test_a_calendar_year_has_each_summer_once() -> None:
    """Nothing is to be chosen."""
    rule = parse("август").rule
    assert rule is not None
    assert not has_two_summers(rule, Context(year=CalendarYear(2027)))
    assert has_two_summers(rule, SCHOOL)


@pytest.mark.parametrize(
    ("date", "summer"),
    [
        ("2025-08-28", None),
        ("2025-08-29", "opening"),
        ("2026-08-28", "opening"),
        ("2026-08-29", "closing"),
        ("2027-08-28", "closing"),
        ("2027-08-29", None),
    ],
)
def test_an_order_looks_to_the_first_such_day(date: str, summer: str | None) -> None:
    """On the day itself it still may be done; a year before, an earlier day is meant."""
    rule = parse("до 28 августа").rule
    assert rule is not None
    assert summer_of_order(read_cell(rule, SCHOOL).doubts, dt.date.fromisoformat(date)) == summer


class TestTold:
    """Said twice, or wrongly."""

    def test_a_doubled_month_is_one(self) -> None:
        found = explain("май, май", SCHOOL)
        assert [(days.key, days.start) for days in found.schedule.occurrences] == [
            ("2027-05", dt.date(2027, 5, 1))
        ]
        assert [problem.code for problem in found.problems] == ["RM316"]
        assert codes("сентябрь, май, сентябрь") == ["RM316"]

    def test_a_doubled_deadline_is_one_wherever_it_stands(self) -> None:
        found = explain("до 15 мая; до 15 мая", SCHOOL)
        assert [days.due for days in found.schedule.occurrences] == [dt.date(2027, 5, 15)]
        assert codes("до 14 мая, по отдельному графику, до 14 мая") == ["RM316"]
        assert codes("по отдельному графику; по отдельному графику") == []

    def test_times_in_one_month_are_not_doubled(self) -> None:
        assert len(explain("2 раза в мае", SCHOOL).schedule.occurrences) == 2
        assert codes("2 раза в мае") == []

    def test_a_wrong_weekday_is_told_with_the_right_one(self) -> None:
        (problem,) = explain("12 октября 2026 г. (вторник)", SCHOOL).problems
        assert problem.code == "RM308"
        assert problem.words == {
            "date": "2026-10-12",
            "weekday": "вторник",
            "right": "понедельник",
        }
        assert codes("12 октября 2026 г. (понедельник)") == []
        assert codes("12 октября (понедельник)") == []

    def test_the_29_february_names_the_year_that_has_none(self) -> None:
        (problem,) = explain("до 29 февраля", SCHOOL).problems
        assert (problem.code, problem.words) == ("RM302", {"date": "29 февраля 2027 г."})
        assert codes("до 29 февраля", Context(year=SchoolYear(2023))) == []

"""Dates of a plan on the days that its school works."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import (
    Break,
    SchoolTerms,
    SchoolYear,
    Span,
    TeachingDays,
    Terms,
    WorkingCalendar,
)
from roadmap_engine.deadlines import Context, Schedule, explain
from roadmap_engine.planning.drawing.school_days import fit_school_days

YEAR = SchoolYear(2026)
WORKING = WorkingCalendar()
BREAKS = (
    Break(name="autumn", starts_on=dt.date(2026, 10, 26), ends_on=dt.date(2026, 11, 3)),
    Break(name="summer", starts_on=dt.date(2027, 5, 27), ends_on=dt.date(2027, 8, 31)),
)
TERMS = SchoolTerms((Terms(breaks=BREAKS),))


def fitted(phrase: str, **more: object) -> Schedule:
    """A deadline in the days of a school of five days a week."""
    context = Context(year=YEAR, terms=TERMS, **more)  # type: ignore[arg-type]
    found = explain(phrase, context)
    assert found.rule is not None
    return fit_school_days(found.schedule, found.rule, context, TeachingDays(WORKING, TERMS, YEAR))


def days(phrase: str, **more: object) -> list[tuple[str | None, str | None]]:
    """Its days, written."""
    return [
        (str(each.start) if each.start else None, str(each.due) if each.due else None)
        for each in fitted(phrase, **more).occurrences
    ]


class TestRegularWork:
    """Weekly and oftener: no days off, no breaks."""

    def test_it_leaves_out_breaks_and_holidays(self) -> None:
        found = [due for _, due in days("по средам")]
        assert found[0] == "2026-09-02"
        assert found[-1] == "2027-05-26"
        assert "2026-10-28" not in found  # in the autumn break
        assert "2026-11-04" not in found  # a holiday
        assert "2026-11-11" in found

    def test_a_week_is_as_long_as_its_lessons(self) -> None:
        found = days("еженедельно")
        assert found[0] == ("2026-09-01", "2026-09-04")
        assert ("2026-11-05", "2026-11-06") in found  # after the break and the holiday
        assert not any(start is not None and "2026-10-26" <= start <= "2026-11-03" for start, _ in found)

    def test_what_lies_in_a_break_alone_is_meant_so(self) -> None:
        found = days("еженедельно в летние каникулы")
        assert found[0] == ("2027-05-27", "2027-05-28")
        assert found[-1] == ("2027-08-30", "2027-08-31")

    def test_the_keys_stay_and_the_count_is_told(self) -> None:
        found = fitted("по средам")
        assert found.occurrences[0].key == "2026-W36"
        assert found.reasons[-1].text == (
            f"без выходных, праздников и каникул: сроков в плане — {len(found.occurrences)}"
        )

    def test_no_policy_moves_it(self) -> None:
        assert days("по средам", weekend_policy="next") == days("по средам")

    @pytest.mark.parametrize("phrase", ["ежемесячно до 31 числа", "каждые 2 недели", "до 1 октября"])
    def test_rarer_work_keeps_its_days(self, phrase: str) -> None:
        context = Context(year=YEAR, terms=TERMS)
        assert fitted(phrase) == explain(phrase, context).schedule


class TestPolicy:
    """`weekend_policy` holds for every kind of deadline."""

    @pytest.mark.parametrize(
        ("phrase", "before", "after"),
        [
            ("октябрь", "2026-10-30", "2026-11-02"),
            ("до 31 октября", "2026-10-30", "2026-11-02"),
            ("в течение октября", "2026-10-30", "2026-11-02"),
            ("первая неделя ноября", "2026-11-06", "2026-11-09"),
            ("до конца октября", "2026-10-30", "2026-11-02"),
            ("1–31 октября", "2026-10-30", "2026-11-02"),
        ],
    )
    def test_by_kind(self, phrase: str, before: str, after: str) -> None:
        """31 October 2026 is a Saturday, 8 November a Sunday."""
        assert [due for _, due in days(phrase, weekend_policy="previous")] == [before]
        assert [due for _, due in days(phrase, weekend_policy="next")] == [after]

    def test_by_month(self) -> None:
        kept, moved = days("ежемесячно"), days("ежемесячно", weekend_policy="previous")
        assert len(kept) == len(moved) == 12
        assert moved[1] == ("2026-10-01", "2026-10-30")
        assert moved[-1] == ("2027-08-01", "2027-08-31")

    def test_what_a_decision_has_set(self) -> None:
        decided = Span(dt.date(2026, 10, 5), dt.date(2026, 10, 31))
        phrase = "в соответствии с решением Педсовета"
        assert days(phrase, decided=decided) == [("2026-10-05", "2026-10-31")]
        assert days(phrase, decided=decided, weekend_policy="next") == [("2026-10-05", "2026-11-02")]

    def test_each_move_has_its_reason(self) -> None:
        found = fitted("октябрь", weekend_policy="next")
        assert (
            found.reasons[-1].text == "31.10.2026 — выходной день, срок перенесён на следующий рабочий день"
        )
        assert found.reasons[-1].key == found.occurrences[0].key
        assert fitted("октябрь").reasons[-1].says == "days"

    def test_the_last_day_of_a_plan_does_not_leave_it(self) -> None:
        """31 August 2025 is a Sunday; the next day is of another school year."""
        context = Context(year=SchoolYear(2024), weekend_policy="next")
        found = explain("август 2025 г.", context)
        assert found.rule is not None
        (day,) = fit_school_days(found.schedule, found.rule, context, None).occurrences
        assert day.due == dt.date(2025, 8, 29)

    def test_days_of_a_year_without_a_decree_are_told(self) -> None:
        context = Context(year=SchoolYear(2035), weekend_policy="previous")
        found = explain("май", context)
        assert found.rule is not None
        told = fit_school_days(found.schedule, found.rule, context, None).problems
        assert [problem.code for problem in told if problem.code == "RM311"] == ["RM311"]

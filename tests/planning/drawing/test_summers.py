"""A year that is not said: what gives it, in which order, where two inputs disagree."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model import Plan, PlanMeasure
from tests.builders import adopt_text

HEAD = """
roadmap: tiny
version: 1.0.0
title: План
roles: {head: {title: руководитель, filled_by: [head]}}
columns: [number, title, deadline, responsible]
"""
OPENS = "runs: 2026-08-01/2027-08-31\n"
TWO_YEARS = "runs: 2026-09-01/2028-08-31\n"
CALENDAR = "runs: 2027-01-01/2027-12-31\n"
AUTUMN, SPRING = dt.date(2026, 8, 1), dt.date(2027, 8, 1)


def stages(*rows: tuple[str, ...]) -> str:
    """A roadmap whose stages have these deadlines, row by row; measures are named a1, a2, b1."""
    lines = [HEAD + "stages:"]
    for letter, deadlines in zip("abcd", rows, strict=False):
        lines.append(f"  - id: {letter}\n    title: Этап {letter}\n    measures:")
        for number, deadline in enumerate(deadlines, 1):
            lines.append(
                f"      - id: {letter}{number}\n        title: Провести собрание\n"
                f"        deadline: {deadline!r}\n        responsible: [head]"
            )
    return "\n".join(lines) + "\n"


def planned(more: str, *rows: tuple[str, ...]) -> tuple[dict[str, PlanMeasure], list[Problem]]:
    """The measures of a plan by id, and what is said of years."""
    plan, problems = adopt_text(more, roadmap=stages(*rows))
    return by_id(plan), [problem for problem in problems if problem.code == "RM313"]


def by_id(plan: Plan) -> dict[str, PlanMeasure]:
    """The measures of a plan."""
    return {measure.id: measure for measure in plan.measures()}


def first(measure: PlanMeasure) -> dt.date | None:
    """The first day of the first occurrence."""
    days = measure.deadline.occurrences[0]
    return days.start or days.due


def year(more: str, name: str, *rows: tuple[str, ...]) -> tuple[int, bool]:
    """The year a measure is dated in, and whether that is warned of."""
    measures, found = planned(more, *rows)
    day = first(measures[name])
    assert day is not None
    return day.year, bool(found)


class TestCell:
    """First a year or a weekday in the cell, and a list that goes forward."""

    def test_a_year_wins_over_the_rows_and_the_stage(self) -> None:
        assert year(OPENS, "a1", ("до 28 августа 2027 г.", "сентябрь", "октябрь")) == (2027, False)

    def test_a_weekday_wins_over_the_order_of_rows(self) -> None:
        # 28 August is a Friday in 2026 and a Saturday in 2027.
        assert year(OPENS, "a1", ("28 августа (суббота)", "сентябрь")) == (2027, False)
        assert year(OPENS, "a2", ("май", "28 августа (пятница)")) == (2026, False)

    def test_a_weekday_of_neither_year_decides_nothing(self) -> None:
        assert year(OPENS, "a1", ("28 августа (вторник)", "сентябрь")) == (2026, False)
        assert year(OPENS, "a1", ("28 августа (вторник)",)) == (2026, True)

    def test_a_list_that_goes_forward_wins_over_the_rows(self) -> None:
        assert year(OPENS, "a2", ("май", "август, сентябрь")) == (2026, False)
        measures, found = planned(OPENS, ("май, август", "сентябрь"))
        assert [days.start for days in measures["a1"].deadline.occurrences] == [dt.date(2027, 5, 1), SPRING]
        assert found == []

    def test_a_list_in_a_plan_of_the_school_year_stays_as_it_is(self) -> None:
        measures, _ = planned("", ("январь, апрель, июль, октябрь", "сентябрь"))
        days = [days.start for days in measures["a1"].deadline.occurrences]
        assert days == [dt.date(2027, 1, 1), dt.date(2027, 4, 1), dt.date(2027, 7, 1), dt.date(2026, 10, 1)]

    @pytest.mark.parametrize("phrase", ["ежегодно, до 28 августа", "ежегодно, в августе", "ежемесячно"])
    def test_what_recurs_is_never_touched(self, phrase: str) -> None:
        alone, _ = planned("", (phrase,))
        before_autumn, found = planned("", (phrase, "август", "сентябрь", "октябрь"))
        assert first(before_autumn["a2"]) == AUTUMN
        assert before_autumn["a1"].deadline == alone["a1"].deadline
        assert found == []


class TestRows:
    """Then the neighbours in the stage whose months are certain."""

    @pytest.mark.parametrize("more", ["", OPENS])
    def test_a_row_before_autumn_opens_the_plan_and_one_after_spring_closes_it(self, more: str) -> None:
        rows = ("август", "сентябрь", "май", "до 28 августа")
        assert year(more, "a1", rows) == (2026, False)
        assert year(more, "a4", rows) == (2027, False)

    def test_rows_that_say_different_summers_decide_nothing(self) -> None:
        assert year(OPENS, "a2", ("май", "август", "сентябрь")) == (2026, True)
        assert year("", "a2", ("май", "август", "сентябрь")) == (2027, False)

    def test_rows_in_no_order_of_time_decide_nothing(self) -> None:
        assert year(OPENS, "a1", ("август", "октябрь", "май", "сентябрь")) == (2026, True)

    def test_rows_that_last_all_year_recur_or_wait_are_no_neighbours(self) -> None:
        rows = ("май", "в течение учебного года", "постоянно", "ежемесячно", "август", "По решению Педсовета")
        assert year(OPENS, "a5", rows) == (2027, False)

    def test_several_rows_in_doubt_are_decided_by_the_next_certain_one(self) -> None:
        measures, _ = planned("", ("июнь", "август", "август", "сентябрь"))
        assert [first(measures[name]) for name in ("a1", "a2", "a3")] == [dt.date(2026, 6, 1), AUTUMN, AUTUMN]

    def test_rows_win_over_the_stage(self) -> None:
        # All certain rows lie in autumn, and yet it stands after them.
        assert year(OPENS, "a3", ("сентябрь", "ноябрь", "август")) == (2027, False)


class TestStage:
    """Then the stage: its other rows, and where it has none, the stages beside it."""

    def test_a_stage_of_one_half_of_the_year(self) -> None:
        assert year(OPENS, "a2", ("октябрь", "август", "сентябрь")) == (2026, False)
        assert year(OPENS, "a2", ("май", "август", "апрель")) == (2027, False)

    def test_a_stage_after_one_of_spring_and_before_one_of_autumn(self) -> None:
        assert year(OPENS, "b1", ("сентябрь",), ("август",)) == (2027, False)
        assert year(OPENS, "b1", ("май",), ("август",)) == (2027, False)
        assert year(OPENS, "a1", ("август",), ("сентябрь", "ноябрь")) == (2026, False)

    def test_stages_that_disagree_or_run_all_year_decide_nothing(self) -> None:
        assert year(OPENS, "b1", ("май",), ("август",), ("сентябрь",)) == (2026, True)
        assert year(OPENS, "b1", ("сентябрь", "май"), ("август",)) == (2026, True)

    def test_the_own_stage_wins_over_its_neighbours(self) -> None:
        assert year(OPENS, "b2", ("май",), ("октябрь", "август", "сентябрь")) == (2026, False)


class TestSpan:
    """Last the days the plan runs; a reading outside them is none."""

    def test_a_plan_of_the_school_year_closes_with_its_summer(self) -> None:
        assert year("", "a1", ("август",)) == (2027, False)

    def test_a_plan_that_opens_in_summer_warns_with_both_readings(self) -> None:
        _, (problem,) = planned(OPENS, ("август",))
        assert problem.severity is Severity.WARNING
        assert problem.location is not None
        arguments = problem.words
        assert arguments["first"] == arguments["taken"] == "01.08.2026–31.08.2026"
        assert arguments["second"] == "01.08.2027–31.08.2027"
        assert (arguments["one"], arguments["other"]) == ("август 2026 г.", "август 2027 г.")

    def test_a_day_before_the_plan_opens_is_no_reading(self) -> None:
        more = "runs: 2026-08-15/2027-08-31\n"
        assert year(more, "a1", ("до 10 августа", "сентябрь")) == (2027, False)
        assert year(more, "a1", ("июль", "сентябрь")) == (2027, False)
        assert year(more, "a1", ("до 28 августа",)) == (2026, True)

    def test_two_school_years_have_every_month_twice(self) -> None:
        rows = ("сентябрь 2026 г.", "декабрь", "до 15 мая 2027 г.", "сентябрь", "май 2028 г.")
        measures, found = planned(TWO_YEARS, rows)
        assert first(measures["a2"]) == dt.date(2026, 12, 1)
        assert first(measures["a4"]) == dt.date(2027, 9, 1)
        assert found == []
        assert year(TWO_YEARS, "a1", ("декабрь",)) == (2026, True)

    def test_a_calendar_year_has_every_month_once(self) -> None:
        measures, found = planned(CALENDAR, ("август", "сентябрь", "март"))
        assert [first(each) for each in measures.values()] == [
            dt.date(2027, 8, 1),
            dt.date(2027, 9, 1),
            dt.date(2027, 3, 1),
        ]
        assert found == []

    def test_an_order_of_august_shows_that_the_plan_opens_early_and_decides_nothing(self) -> None:
        assert year("order: {date: 2026-08-25}\n", "a1", ("август",)) == (2027, True)
        assert year("order: {date: 2026-09-03}\n", "a1", ("август",)) == (2027, False)

    def test_a_row_that_certainly_opens_the_plan_puts_the_others_in_doubt(self) -> None:
        rows = ("до 28 августа 2026 г.", "май", "сентябрь"), ("август",)
        assert year("", "b1", *rows) == (2027, True)

    def test_days_of_another_year_are_told(self) -> None:
        _, problems = adopt_text("runs: 2024-08-15/2025-08-31\n", roadmap=stages(("октябрь",)))
        assert "RM513" in {problem.code for problem in problems}


def test_the_reasons_say_what_gave_the_year() -> None:
    """Of what the cell says itself, its own reasons tell enough."""
    measures, _ = planned(OPENS, ("до 28 августа", "сентябрь", "август 2027 г."))
    assert (
        measures["a1"].deadline.reasons[0]
        == "год не назван; по соседним строкам этапа это 28 августа 2026 г."
    )
    assert "год не назван" not in " ".join(measures["a3"].deadline.reasons)


ORDER = """
order:
  issuer_genitive: Управления образования города Примерска
  date: {date}
  number: "503"
  text:
    heading: О подготовке
    preamble: В целях повышения качества образования
    points:
      - to: Руководителям общеобразовательных организаций
        points:
          - text: Представить график работ (до 28 августа).
            deadline: до 28 августа
    signature: {{post: Начальник управления, name: А. Б. Шаблонов}}
"""


class TestOrder:
    """A point of the order lies on the first such day on or after the order's date."""

    @staticmethod
    def _point(date: str, *rows: tuple[str, ...], stage: str = "") -> dt.date | None:
        text = stages(*rows) + ORDER.format(date=date)
        taken = f'take_over: [{{point: "1.1"{f", stage: {stage}" if stage else ""}}}]\n'
        return first(by_id(adopt_text(taken, roadmap=text)[0])["order-1-1"])

    def test_the_date_decides(self) -> None:
        assert self._point("2026-06-16", ("октябрь",)) == dt.date(2026, 8, 28)
        assert self._point("2026-08-28", ("октябрь",)) == dt.date(2026, 8, 28)
        assert self._point("2026-12-23", ("октябрь",)) == dt.date(2027, 8, 28)

    def test_the_date_wins_over_the_stage_it_is_put_into(self) -> None:
        assert self._point("2026-06-16", ("октябрь", "май"), stage="a") == dt.date(2026, 8, 28)
        assert self._point("2026-12-23", ("октябрь",), ("октябрь",), stage="a") == dt.date(2027, 8, 28)

    def test_an_order_of_years_ago_says_nothing(self) -> None:
        assert self._point("2020-12-23", ("сентябрь", "май"), stage="a") == dt.date(2027, 8, 28)

    def test_other_rows_are_not_dated_by_it(self) -> None:
        text = stages(("до 28 августа",)) + ORDER.format(date="2026-06-16")
        plan, _ = adopt_text("", roadmap=text)
        assert first(by_id(plan)["a1"]) == dt.date(2027, 8, 28)

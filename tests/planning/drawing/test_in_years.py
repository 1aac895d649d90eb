"""A plan of two school years: each row is dated in its own, and the papers say which."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.model import Plan
from roadmap_engine.planning.comparing.difference import compare_plans
from roadmap_engine.planning.comparing.table_difference import compare_tables
from tests.builders import SCHOOL, adopt_text

ROADMAP = """
roadmap: tiny
version: 1.0.0
title: План на {{ school_year }} учебный год
roles: {head: {title: директор, filled_by: [head]}}
columns: [number, title, deadline, responsible, result]
stages:
  - id: analysis
    title: Анализ
    measures:
      - id: note
        title: Справка
        deadline: до 1 октября
        responsible: [head]
        result: Итоги {{ school_year }} учебного года
  - id: reflection
    title: Рефлексия
    measures:
      - id: review
        title: Обзор
        deadline: до 1 октября
        responsible: [head]
        result: Итоги {{ school_year }}
      - {id: summer, title: Совещание, deadline: август, responsible: [head]}
      - {id: lessons, title: Занятия, deadline: поурочно, responsible: [head]}
      - {id: course, title: Курс, deadline: в течение учебного года, responsible: [head]}
      - {id: own, title: Своё, deadline: до 15 октября, responsible: [head], year: this}
      - {id: stated, title: Названо, deadline: до 1 марта 2028 г., responsible: [head]}
"""
TWO = "school_year: [2026/2027, 2027/2028]\nreplace: {reflection: {year: next}}\n"


def cell(plan: Plan, name: str) -> str:
    """Give the cell of a deadline."""
    return next(each.cells["Сроки"] for each in plan.measures() if each.id == name)


def due(plan: Plan, name: str) -> list[dt.date | None]:
    """Give the due days of a measure."""
    measure = next(each for each in plan.measures() if each.id == name)
    return [days.due for days in measure.deadline.occurrences]


def test_a_stage_of_the_next_year_is_dated_in_it() -> None:
    """A stage of the next year is dated in it."""
    plan, problems = adopt_text(TWO, roadmap=ROADMAP)
    assert due(plan, "note") == [dt.date(2026, 10, 1)]
    assert due(plan, "review") == [dt.date(2027, 10, 1)]
    assert due(plan, "own") == [dt.date(2026, 10, 15)], "a measure is heard before its stage"
    assert due(plan, "course") == [dt.date(2028, 8, 31)]
    assert not [each for each in problems if each.code in {"RM509", "RM671"}]


def test_where_two_inputs_disagree_the_measure_is_heard_and_the_year_alone_says_nothing() -> None:
    """Where two inputs disagree the measure is heard and the year alone says nothing."""
    one, _ = adopt_text("replace: {reflection: {year: next}, review: {year: this}}\n", roadmap=ROADMAP)
    assert due(one, "review") == [dt.date(2026, 10, 1)]
    both, _ = adopt_text("school_year: [2026/2027, 2027/2028]\n", roadmap=ROADMAP)
    assert due(both, "review") == [dt.date(2026, 10, 1)], "that a plan has two years moves nothing"


def test_in_a_plan_of_two_years_a_day_is_said_with_its_year() -> None:
    """In a plan of two years a day is said with its year."""
    plan, _ = adopt_text(TWO, roadmap=ROADMAP)
    assert cell(plan, "note") == "до 1 октября 2026 г."
    assert cell(plan, "review") == "до 1 октября 2027 г."
    assert cell(plan, "lessons") == "поурочно (в 2027/2028 учебном году)"
    assert cell(plan, "course") == "в течение 2027/2028 учебного года"
    assert cell(plan, "stated") == "до 1 марта 2028 г."
    one, _ = adopt_text("", roadmap=ROADMAP)
    assert cell(one, "review") == "до 1 октября"


def test_rows_name_their_own_year_and_the_heading_names_both() -> None:
    """Rows name their own year and the heading names both."""
    plan, _ = adopt_text(TWO, roadmap=ROADMAP)
    results = {each.id: each.result for each in plan.measures()}
    assert results["note"] == "Итоги 2026/2027 учебного года"
    assert results["review"] == "Итоги 2027/2028"
    assert plan.title == "План на 2026/2027 и 2027/2028 учебные годы"


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        (TWO, "в 2026/2027 и 2027/2028 учебных годах"),
        ("replace: {reflection: {year: next}}\n", "в 2026/2027 учебном году"),
        ("", "в 2026/2027 учебном году"),
    ],
)
def test_the_noun_of_a_heading_agrees_with_the_years_it_names(answers: str, title: str) -> None:
    """A heading names what the plan names, whatever year a row says."""
    roadmap = ROADMAP.replace(
        "План на {{ school_year }} учебный год", "План в {{ school_year }} учебном году"
    )
    plan, _ = adopt_text(answers, roadmap=roadmap)
    assert plan.title == f"План {title}"


def test_plan_json_has_the_year_of_each_measure_and_one_year_alone_adds_nothing() -> None:
    """Plan json has the year of each measure and one year alone adds nothing."""
    plan, _ = adopt_text(TWO, roadmap=ROADMAP)
    assert (plan.academic_year, plan.school_years) == ("2026/2027", ("2026/2027", "2027/2028"))
    assert {each.id: each.school_year for each in plan.measures()} == {
        **dict.fromkeys(("note", "own"), "2026/2027"),
        **dict.fromkeys(("review", "summer", "lessons", "course", "stated"), "2027/2028"),
    }
    one, _ = adopt_text("", roadmap=ROADMAP)
    assert all("school_year" not in each.model_dump() for each in one.measures())
    assert "school_years" not in one.model_dump()


@pytest.mark.parametrize(
    ("answers", "year"),
    [
        ("school_year: 2026/2027\n", 1),
        ("school_year: [2026/2027]\n", 1),
        ("school_year: [2026/2027, 2027/2028]\n", 2),
    ],
)
def test_one_year_needs_no_list(answers: str, year: int) -> None:
    """One year needs no list."""
    plan, _ = adopt_text(answers, roadmap=ROADMAP)
    assert len(plan.years) == year


def test_a_month_of_the_summer_between_is_doubtful_and_told() -> None:
    """«Август» of the next year is August 2027 or 2028: only the plan's own rows can decide."""
    order = TWO + "order: {date: 2027-06-01}\n"
    plan, problems = adopt_text(order, roadmap=ROADMAP)
    assert due(plan, "summer") in ([dt.date(2027, 8, 31)], [dt.date(2028, 8, 31)])
    assert plan.issued_on == dt.date(2027, 6, 1)
    assert not [each for each in problems if each.code == "RM509"]


def test_days_that_the_plan_runs_need_no_year_of_a_row() -> None:
    """Days that the plan runs need no year of a row."""
    runs = "school_year: [2026/2027, 2027/2028]\nruns: 2027-03-01/2028-05-25\n"
    plan, problems = adopt_text(runs + "replace: {reflection: {year: next}}\n", roadmap=ROADMAP)
    assert due(plan, "review") == [dt.date(2027, 10, 1)]
    assert not [each for each in problems if each.code == "RM513"]


TERMS = """
calendar:
  terms:
    - school_year: {year}
      terms:
        - {{number: 1, starts_on: {start}-09-01, ends_on: {start}-10-25}}
        - {{number: 2, starts_on: {start}-11-05, ends_on: {start}-12-28}}
      breaks: [{{name: autumn, starts_on: {start}-10-26, ends_on: {start}-11-04}}]
"""
QUARTER = ROADMAP.replace("deadline: до 15 октября", "deadline: до конца 1 четверти")


def terms_of(*starts: int) -> str:
    """Write a school that knows the terms of some school years, each by the year it begins in."""
    head, *each = ("calendar:\n  terms:\n", *(TERMS.format(year=f"{y}/{y + 1}", start=y) for y in starts))
    return SCHOOL + head + "".join(one.partition("terms:\n")[2] for one in each)


@pytest.mark.parametrize("starts", [(2026, 2027), (2027, 2026)])
def test_a_quarter_is_that_of_the_rows_own_year(starts: tuple[int, int]) -> None:
    """A quarter is that of the row's own year, in whatever order the terms of both stand."""
    school = terms_of(*starts)
    this, _ = adopt_text(TWO, roadmap=QUARTER, organisation=school)
    assert due(this, "own") == [dt.date(2026, 10, 25)]
    later = TWO.replace("reflection: {year: next}", "own: {year: next}")
    then, _ = adopt_text(later, roadmap=QUARTER, organisation=school)
    assert due(then, "own") == [dt.date(2027, 10, 25)]


def test_terms_of_the_year_after_that_nobody_knows_are_awaited_and_named_with_their_year() -> None:
    """Terms of the year after that nobody knows are awaited and named with their year."""
    later = TWO.replace("reflection: {year: next}", "own: {year: next}")
    each = QUARTER.replace("до конца 1 четверти", "в конце каждой четверти")
    plan, problems = adopt_text(later, roadmap=each, organisation=terms_of(2026))
    assert due(plan, "own") == []
    (told,) = [dict(each.arguments)["terms"] for each in problems if each.code == "RM309"]
    assert str(getattr(told, "russian", told)).endswith("2027/2028 учебного года")


def test_a_signed_plan_of_one_year_is_amended_in_the_rows_that_move_and_in_no_other() -> None:
    """That a day is printed with its year now is no change of it; an order restates what is due otherwise."""
    one, _ = adopt_text("", roadmap=ROADMAP)
    both, _ = adopt_text("school_year: [2026/2027, 2027/2028]\n", roadmap=ROADMAP)
    assert cell(one, "note") != cell(both, "note")
    assert compare_tables(one, both) == ()
    assert compare_plans(one, both).changes == ()
    moved, _ = adopt_text(TWO, roadmap=ROADMAP)
    restated = {change.after.number for change in compare_tables(one, moved) if change.after}
    assert restated == {"2.1.", "2.2.", "2.4."}
    assert {each.id for each in compare_plans(one, moved).changes} == {"review", "summer", "course"}

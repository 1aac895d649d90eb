"""Schools of one year and of two, against versions that say of a stage that it lies in the year after."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from roadmap_engine import adopt, check
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.updating import Updater
from tests.pipeline.updates import Neighbours

FIRST = """\
roadmap: tiny
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
roles:
  head: {title: руководитель, filled_by: [head]}
stages:
  - id: analysis
    title: Анализ
    measures:
      - {id: note, title: Справка, deadline: до 1 октября, responsible: head}
  - id: reflection
    title: Рефлексия
    measures:
      - {id: review, title: Обзор, deadline: до 1 октября, responsible: head}
      - {id: monthly, title: Мониторинг, deadline: ежемесячно до 25 числа, responsible: head}
"""
NEXT = FIRST.replace("1.0.0", "1.1.0").replace("id: reflection\n", "id: reflection\n    year: next\n")
TWO = "[2026/2027, 2027/2028]"
SAID = "replace:\n  reflection: {year: next}\n"


@pytest.fixture
def neighbours(tmp_path: Path) -> Neighbours:
    """Two versions: the newer one says the year of a stage."""
    found = Neighbours(tmp_path)
    found.publish(FIRST, NEXT)
    return found


def adopted(neighbours: Neighbours, local: str = "", years: str = "2026/2027") -> Path:
    """Let a school adopt the first version."""
    school = neighbours.adopt(local)
    text = school.read_text(encoding="utf-8").replace("2026/2027", years)
    school.write_text(text, encoding="utf-8")
    return school


def update(school: Path) -> list[str]:
    """Take the newer version; gives the codes of what is told."""
    found = Updater(preview=False).update(school, {})
    assert found.value is not None, found.problems
    assert found.value.data is not None
    for name, content in found.value.files.items():
        (school.parent / name).write_bytes(content)
    school.write_bytes(found.value.data)
    return [each.code for each in found.problems]


def plan_of(school: Path) -> Plan:
    """Give the plan."""
    plan = adopt(school).value
    assert plan is not None
    return plan


def last(plan: Plan, name: str) -> dt.date | None:
    """Give the last due day of a measure."""
    return next(each for each in plan.measures() if each.id == name).deadline.occurrences[-1].due


def test_a_school_of_one_year_is_dated_in_the_next_and_told(neighbours: Neighbours) -> None:
    """Its days follow the version, its own years are its own to say."""
    school = adopted(neighbours)
    update(school)
    plan = plan_of(school)
    assert (last(plan, "note"), last(plan, "review")) == (dt.date(2026, 10, 1), dt.date(2027, 10, 1))
    assert last(plan, "monthly") == dt.date(2028, 8, 25)
    assert plan.years == ("2026/2027", "2027/2028")
    assert "RM671" in {each.code for each in check(school).problems}
    assert "school_year: 2026/2027\n" in school.read_text(encoding="utf-8")


def test_a_school_of_two_years_is_told_nothing(neighbours: Neighbours) -> None:
    """A school of two years is told nothing."""
    school = adopted(neighbours, years=TWO)
    assert last(plan_of(school), "review") == dt.date(2026, 10, 1)
    update(school)
    assert last(plan_of(school), "review") == dt.date(2027, 10, 1)
    assert "RM671" not in {each.code for each in check(school).problems}
    assert f"school_year: {TWO}\n" in school.read_text(encoding="utf-8")


def test_what_both_say_is_said_once(neighbours: Neighbours) -> None:
    """What the school said and the version says now goes from the school's text."""
    school = adopted(neighbours, SAID, TWO)
    before = last(plan_of(school), "review")
    update(school)
    assert "year: next" not in school.read_text(encoding="utf-8")
    assert last(plan_of(school), "review") == before == dt.date(2027, 10, 1)


def test_a_measure_that_a_school_keeps_in_this_year_stays_there(neighbours: Neighbours) -> None:
    """A measure that a school keeps in this year stays there, and its stage moves."""
    school = adopted(neighbours, "replace:\n  review: {year: this}\n", TWO)
    update(school)
    plan = plan_of(school)
    assert last(plan, "review") == dt.date(2026, 10, 1)
    assert last(plan, "monthly") == dt.date(2028, 8, 25)


@pytest.mark.parametrize("years", ["2026/2027", TWO])
def test_what_is_done_keeps_its_days_and_its_year(neighbours: Neighbours, years: str) -> None:
    """What is done keeps its days and its year, whatever year its stage has now."""
    school = adopted(neighbours, "settled:\n  review: {state: done, on: 2026-09-25}\n", years)
    update(school)
    plan = plan_of(school)
    assert last(plan, "review") == dt.date(2026, 10, 1)
    assert next(each for each in plan.measures() if each.id == "review").school_year == "2026/2027"


def test_a_lock_on_the_year_holds(tmp_path: Path) -> None:
    """`allow: {year: locked}` is told like any lock; one on deadlines leaves the year to the school."""
    for lock, codes in (("year", {"RM240"}), ("deadline", set())):
        neighbours = Neighbours(tmp_path / lock)
        neighbours.published.parent.mkdir()
        neighbours.publish(FIRST + f"allow: {{{lock}: locked}}\n")
        school = adopted(neighbours, SAID, TWO)
        assert {each.code for each in check(school).problems} & {"RM240"} == codes

"""A post that nobody holds: its role's title stands, and no paper has «вакансия» for a name."""

from __future__ import annotations

import pytest

from roadmap_engine.documents.papers.plan_json import render_plan_json
from tests.builders import SCHOOL, adopt_text

WORDS = [
    "вакансия",
    "Вакантно",
    "нет",
    "не назначен",
    "Не назначена",
    "'-'",
    "'—'",
    "ставка вакантна",
    "отсутствует",
]


def _vacant(words: str) -> str:
    return SCHOOL.replace("name: Ким А. В.", f"name: {words}")


@pytest.mark.parametrize("words", WORDS)
def test_the_title_stands(words: str) -> None:
    """Nobody is charged by name, nobody is missed, and the papers never see the word."""
    plan, problems = adopt_text(organisation=_vacant(words))
    assert "RM503" not in {each.code for each in problems}
    (measure,) = (each for each in plan.measures() if each.id == "lessons")
    assert [(each.title, each.people) for each in measure.responsible] == [("заместители руководителя", ())]
    assert plan.organisation is not None
    assert [each.key for each in plan.organisation.people] == ["head"]
    assert words.strip("'") + '"' not in render_plan_json(plan).decode()


def test_the_school_may_name_her_all_the_same() -> None:
    """A role given to a vacant post by the school itself is a title too."""
    plan, problems = adopt_text("roles: {deputies: [deputy-head]}\n", organisation=_vacant("вакансия"))
    assert "RM502" not in {each.code for each in problems}
    (measure,) = (each for each in plan.measures() if each.id == "lessons")
    assert measure.responsible[0].people == ()


def test_nobody_signs_for_a_head_who_is_not_there() -> None:
    """An order needs somebody who signs it."""
    _, problems = adopt_text(organisation=SCHOOL.replace("Орлова Мария Петровна", "вакансия"))
    assert "RM953" in {each.code for each in problems}


@pytest.mark.parametrize("name", ["Нетребко Анна", "Нет А. Б.", "Вакансиева О. О.", "Свободина И. П."])
def test_a_name_that_looks_like_it_is_one(name: str) -> None:
    """Surnames begin as they like."""
    plan, _ = adopt_text(organisation=_vacant(name))
    assert plan.organisation is not None
    assert len(plan.organisation.people) == 2

"""Whose post a role names, and whom a school charges when it is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.model.definitions import Role
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.organisation import Person
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.posts import find_by_post
from tests.builders import school

POSTS = {
    "head": "директор",
    "first": "заместитель директора по УВР",
    "second": "заместитель директора по ВР",
    "psychologist": "педагог-психолог",
    "librarian": "педагог-библиотекарь",
    "maths": "учитель математики",
}
HOLDERS = {key: Person(name="Тен Лариса Борисовна", post=post) for key, post in POSTS.items()}


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("психолог", ("psychologist",)),
        ("школьный психолог", ("psychologist",)),
        ("библиотекарь", ("librarian",)),
        ("заместитель директора по ВР", ("second",)),
        ("заместители директора по ВР", ("second",)),
        # A group is nobody's post, and one word may be two people's.
        ("психологи", ()),
        ("учителя", ()),
        ("педагог", ()),
        ("заместитель директора", ()),
        ("логопед", ()),
        ("", ()),
    ],
)
def test_one_person_has_the_post(role: str, found: tuple[str, ...]) -> None:
    """By all the words of the role."""
    assert find_by_post(role, HOLDERS) == found


@pytest.mark.parametrize(
    ("role", "filled"),
    [
        (Role(title="директор"), ("head",)),
        (Role(title="директор", outside=True), ()),
        (Role(title="директор", filled_by=("deputy-head",)), ("deputy-head",)),
        # Whom the roadmap means goes before whoever is called so, and so does that there is nobody.
        (Role(title="директор", filled_by=("chair",)), ()),
    ],
)
def test_whom_the_roadmap_means_goes_before_the_post(role: Role, filled: tuple[str, ...]) -> None:
    """Nobody outside the school is looked for among its people."""
    questions = OpenQuestions(roles={"role": role})
    chosen = Chosen("tiny", school(), "organisation.yaml", dt.date(2026, 11, 22), questions)
    assert chosen.filled("role") == filled

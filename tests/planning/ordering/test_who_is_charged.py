"""Whom an order charges: a person once with all her posts, a group by its title, nobody outside."""

from __future__ import annotations

import pytest

from roadmap_engine.model import Assignee, Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import SCHOOL, adopt_text
from tests.documents.plans import MATHS, RUSSIAN, sakha_like_plan

_TWO_POSTS = """
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head: {name: Орлова Мария Петровна, post: директор}
  deputy-head: {name: DEPUTY, post: учитель математики, gender: f}
"""


def _points(plan: Plan) -> list[tuple[tuple[str, ...], str]]:
    order, _ = draw_order(plan)
    assert order is not None
    return [(point.addressees, point.text) for point in order.points[1:-1]]


def _codes(plan: Plan) -> list[str]:
    return [each.code for each in draw_order(plan)[1]]


@pytest.mark.parametrize(
    ("deputy", "is_one"),
    [
        ("Орлова Мария Петровна", True),
        ("Орлова  Мария  Петровна", True),
        ("Орлова Мария Павловна", False),
        # Initials may be two people's.
        ("Орлова М. П.", False),
    ],
)
def test_one_full_name_is_one_person_with_all_her_posts(deputy: str, is_one: bool) -> None:
    """The head who teaches is not charged by her own order."""
    plan, _ = adopt_text("", organisation=_TWO_POSTS.replace("DEPUTY", deputy))
    keys = {key for addressees, _ in _points(plan) for key in addressees}
    assert ("deputy-head" in keys) != is_one
    said = " ".join(text for _, text in _points(plan))
    assert ("учителю математики" in said) == (not is_one)


def _first_row(plan: Plan, *who: Assignee, **fields: object) -> Plan:
    row = with_fields(plan.measures()[0], responsible=who, **fields)
    return with_fields(plan, stages=(with_fields(plan.stages[0], measures=(row,)),))


@pytest.mark.parametrize(
    ("title", "certain"), [("учителя-предметники", True), ("Лая", False), ("классные руководители", True)]
)
@pytest.mark.parametrize("outside", [False, True])
def test_a_group_is_charged_by_its_title_unless_it_is_outside(
    title: str, certain: bool, outside: bool
) -> None:
    """What is not certain of its dative is told, and the point says it another way."""
    plan = _first_row(sakha_like_plan(), Assignee(role="group", title=title, outside=outside))
    points = _points(plan)
    if outside:
        assert "group" not in {key for addressees, _ in points for key in addressees}
        assert "RM630" not in _codes(plan)
        return
    ((addressees, text),) = [each for each in points if "group" in each[0]]
    assert addressees == ("group",)
    assert ("RM630" in _codes(plan)) == (not certain)
    assert (title in text) == (not certain)
    assert (":" in text) == (not certain)


def test_a_person_who_answers_twice_for_a_measure_is_charged_once() -> None:
    """As two roles of hers may."""
    roles = (
        Assignee(role="maths", title="руководитель", people=(MATHS,)),
        Assignee(role="teachers", title="учителя", people=(MATHS, RUSSIAN)),
        Assignee(role="group", title="учителя-предметники"),
        Assignee(role="group", title="учителя-предметники"),
    )
    ((addressees, _),) = _points(_first_row(sakha_like_plan(), *roles))
    assert sorted(addressees) == sorted({MATHS.key, RUSSIAN.key, "group"})


def test_a_title_that_is_no_deed_is_charged_as_a_measure() -> None:
    """And told, so that somebody words it."""
    plan = _first_row(
        sakha_like_plan(),
        Assignee(role="maths", title="руководитель", people=(MATHS,)),
        title="Бла  бла",
        directive=None,
    )
    (_, text), *_ = _points(plan)
    assert "мероприятие «Бла бла»" in text
    assert "RM633" in _codes(plan)


@pytest.mark.parametrize(
    ("signatory", "codes"), [("signatory: head\n", []), ("signatory: nobody\n", ["RM631"])]
)
def test_an_order_without_somebody_to_sign_it_is_told(signatory: str, codes: list[str]) -> None:
    """It is drawn all the same."""
    plan, _ = adopt_text("", organisation=SCHOOL + signatory)
    assert [code for code in _codes(plan) if code == "RM631"] == codes
    assert draw_order(plan)[0] is not None


def test_a_plan_of_no_school_has_no_order() -> None:
    """Nor has the published roadmap."""
    assert draw_order(with_fields(sakha_like_plan(), organisation=None)) == (None, ())


@pytest.mark.parametrize(
    ("title", "heading", "approves"),
    [
        ("План мероприятий", "Об утверждении плана мероприятий", "Утвердить план мероприятий (приложение)."),
        (
            "Дорожная карта школы",
            "Об утверждении дорожной карты школы",
            "Утвердить дорожную карту школы (приложение).",
        ),
        ("Лая", "Об утверждении документа «Лая»", "Утвердить документ «Лая» (приложение)."),
        ("«Дорожная карта» (лая)", "Об утверждении документа ««Дорожная карта» (лая)»", ""),
    ],
)
def test_the_plan_is_approved_by_its_name_in_the_right_case(title: str, heading: str, approves: str) -> None:
    """Where that is certain; else as a document of that name."""
    order, _ = draw_order(with_fields(sakha_like_plan(), title=title))
    assert order is not None
    if approves:
        assert (order.heading, order.points[0].text) == (
            heading,
            approves,
        )
    else:
        assert "Утвердить документ" in order.points[0].text

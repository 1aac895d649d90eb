"""Who does what: by role, by stage, by measure; where one person has it all; an order read by sections."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.model import Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order, order_as_amended
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, adopt_text
from tests.planning.ordering.orders import PEOPLE, order_of

OUTSIDE = ROADMAP.replace("roles:\n", "roles:\n  department: {title: управление, outside: true}\n").replace(
    "responsible: [teachers, deputies, all-deputies]", "responsible: [department, teachers, deputies]"
)


def _keys(plan: Plan, measure: str) -> list[str]:
    """The people, and the roles nobody is named for, who answer for a measure."""
    found = next(each for each in plan.measures() if each.id == measure)
    return [
        key
        for who in found.responsible
        for key in ([person.key for person in who.people] or [f"<{who.role}>"])
    ]


@pytest.mark.parametrize(
    ("said", "by_pupil", "council", "lessons"),
    [
        ("", ["<department>", "<teachers>", "deputy-head"], ["head"], ["deputy-head"]),
        # A measure's word goes before its stage's, and that before the role's.
        (
            "roles: {deputies: [head]}\nassign: {decisions: librarian, lessons: acting}",
            ["<department>", "<teachers>", "head"],
            ["librarian"],
            ["acting"],
        ),
        (
            "assign: {analysis: [librarian, acting]}",
            ["<department>", "<teachers>", "librarian", "acting"],
            ["head"],
            ["deputy-head"],
        ),
        (
            "assign: {decisions: []}",
            ["<department>", "<teachers>", "deputy-head"],
            ["<head>"],
            ["<deputies>"],
        ),
        # What the school changes itself is charged like the rest.
        (
            "assign: {lessons: librarian}\nreplace: {lessons: {responsible: [teachers]}}",
            ["<department>", "<teachers>", "deputy-head"],
            ["head"],
            ["librarian", "<teachers>"],
        ),
    ],
)
def test_the_nearer_word_is_heard(
    said: str, by_pupil: list[str], council: list[str], lessons: list[str]
) -> None:
    """Groups, and those who are not the school's, stay where the roadmap has them."""
    plan, problems = adopt_text(f"{said}\n", roadmap=OUTSIDE, organisation=PEOPLE)
    assert [_keys(plan, name) for name in ("by-pupil", "council", "lessons")] == [by_pupil, council, lessons]
    assert [each.code for each in problems if each.code.startswith("RM96")] == []


@pytest.mark.parametrize(
    ("said", "council"),
    [
        ("assign: {decisions: librarian}", ["<department>"]),
        ("assign: {council: librarian}", ["librarian", "<department>"]),
        ("assign: {decisions: []}", ["<department>"]),
    ],
)
def test_of_a_stage_what_is_others_stays_theirs(said: str, council: list[str]) -> None:
    """Only by its own name does a school take a measure of another body upon itself."""
    theirs = OUTSIDE.replace("responsible: [head]", "responsible: [department]")
    plan, _ = adopt_text(f"{said}\n", roadmap=theirs, organisation=PEOPLE)
    assert _keys(plan, "council") == council


def test_a_person_goes_by_the_role_she_fills_alone() -> None:
    """She has one calendar; whoever fills none goes by her key, unless a role has it."""
    taken = OUTSIDE.replace("roles:\n", "roles:\n  acting: исполняющие обязанности\n", 1)
    said = "assign: {analysis: [deputy-head, librarian, acting]}\n"
    plan, _ = adopt_text(said, roadmap=taken, organisation=PEOPLE)
    roles = [who.role for who in plan.measures()[0].responsible if who.people]
    assert roles == ["deputies", "librarian", "acting-in-person"]


def _many(*responsible: str) -> str:
    """A roadmap of one stage whose measures are answered for so."""
    head, _, _ = ROADMAP.partition("stages:\n")
    rows = "".join(
        f"      - {{id: row-{place}, title: Проведение занятий, deadline: до 1 мая, responsible: {who}}}\n"
        for place, who in enumerate(responsible)
    )
    return f"{head}stages:\n  - id: work\n    title: Работа\n    measures:\n{rows}"


@pytest.mark.parametrize(
    ("responsible", "people", "told"),
    [
        (["head"] * 13 + ["deputies"] * 12, PEOPLE, True),
        (["head"] * 13 + ["deputies"] * 13, PEOPLE, False),
        (["head"] * 12 + ["deputies"], PEOPLE, False),
        (["[head, teachers]"] * 20, PEOPLE, False),
        (["[head, deputies]"] * 20, PEOPLE, False),
        (["head"] * 20, PEOPLE[: PEOPLE.index("  deputy-head")], False),
    ],
)
def test_most_of_more_than_a_dozen_on_one_person_is_told_once(
    responsible: list[str], people: str, told: bool
) -> None:
    """Where somebody else is there to share it with."""
    _, problems = adopt_text("", roadmap=_many(*responsible), organisation=people)
    found = [problem for problem in problems if problem.code == "RM967"]
    assert len(found) == told
    if told:
        shared = dict.fromkeys(("row-0", "row-1"), "librarian")
        _, fewer = adopt_text(
            f"assign: {shared}\n".replace("'", ""), roadmap=_many(*responsible), organisation=PEOPLE
        )
        assert "RM967" not in [problem.code for problem in fewer]


PEOPLE_OF_MANY = "".join(f"  person-{place}: {{title: учителя {place} класса}}\n" for place in range(14))


def _plan(count: int, more: str = "") -> Plan:
    """A plan that charges so many groups, each with one thing."""
    roadmap = _many(*(f"person-{place}" for place in range(count))).replace(
        "roles:\n", f"roles:\n{PEOPLE_OF_MANY}", 1
    )
    said = f"order: {{date: 2026-09-01, number: '1'}}\n{more}"
    return adopt_text(said, roadmap=roadmap, organisation=PEOPLE)[0]


@pytest.mark.parametrize(("count", "by_section"), [(12, False), (13, True)])
def test_more_than_a_dozen_points_stand_under_the_sections(count: int, by_section: bool) -> None:
    """And the list of those who read the order names their points."""
    order = order_of(_plan(count))
    assert (order.points[1].text == "По разделу «Работа»:") == by_section
    assert len(order.points) == (3 if by_section else count + 2)
    last = order.points[1].items[-1] if by_section else order.points[-2]
    assert last.number == ("2.13." if by_section else "13.")
    assert f"(пункт {last.number.rstrip('.')})" in order.acknowledged_apart[-1]


@pytest.mark.parametrize(("before", "after"), [(12, 13), (13, 12)])
def test_a_signed_order_keeps_its_sections(before: int, after: int) -> None:
    """One point more or less does not turn the whole of it about."""
    signed, current = _plan(before), _plan(after)
    amending, _ = draw_amending_order(Amending((signed,), current, dt.date(2026, 10, 1), "2"))
    assert amending is not None
    assert not amending.is_sweeping
    kept = order_as_amended((signed, current)).points
    assert (kept[1].text == "По разделу «Работа»:") == (before == 13)


def test_a_plan_of_before_is_read_without_sections() -> None:
    """What was signed then has its points one after another."""
    plan = _plan(13)
    assert plan.order is not None
    old = with_fields(plan, order=with_fields(plan.order, by_section=False))
    order, _ = draw_order(old)
    assert order is not None
    assert len(order.points) == 15

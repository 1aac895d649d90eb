"""What a school has said, against what its roadmap knows: days it keeps, ids it names, people it lacks."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Adoption, Plan, PlanMeasure
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.drawing import draw_published, explain_measure
from roadmap_engine.planning.drawing.contexts import ANNOUNCED, known_anchors
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from tests.builders import ROADMAP, SCHOOL, adopt_text, assemble_text

_RECEIVED = "events: {results-received: 2027-05-20}\n"


def _row(plan: Plan, name: str) -> PlanMeasure:
    return next(each for each in plan.measures() if each.id == name)


def _days(plan: Plan, name: str) -> list[tuple[str, str, str]]:
    occurrences = _row(plan, name).deadline.occurrences
    return [(each.key, str(each.start), str(each.due)) for each in occurrences]


def _codes(more: str, **other: str) -> list[tuple[str, str, int]]:
    problems = adopt_text(more, **other)[1]
    return [_placed(each) for each in problems if each.code in {"RM503", "RM505", "RM507", "RM514"}]


def _placed(problem: Problem) -> tuple[str, str, int]:
    place = problem.location
    return problem.code, problem.words.get("near", ""), place.line if place is not None else 0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("decided: {lessons: 2027-02-01}\n", []),
        ("decided: {lesson: 2027-02-01}\n", [("RM505", "«lessons»", 6)]),
        ("settled: {by-pupil: {state: done, on: 2027-01-15}}\n", []),
        ("settled: {by-pupils: {state: done, on: 2027-01-15}}\n", [("RM514", "«by-pupil»", 6)]),
        # What the school took out itself is not missing.
        ("settled: {by-pupil: {state: done, on: 2027-01-15}}\nremove: [by-pupil]\n", []),
    ],
)
def test_a_measure_that_is_named_and_not_there(more: str, told: list[tuple[str, str, int]]) -> None:
    """With the nearest that is, at its key."""
    assert _codes(more) == told


@pytest.mark.parametrize(("post", "told"), [("head", []), ("headmaster", ["RM507"])])
def test_whoever_signs_must_be_somebody(post: str, told: list[str]) -> None:
    """The school names who signs by the key of a person."""
    organisation = SCHOOL + f"signatory: {post}\n"
    assert [code for code, _, _ in _codes("", organisation=organisation)] == told


def test_what_is_settled_keeps_its_days_whatever_its_deadline_says() -> None:
    """An occurrence that there is no more too; the reasons of those that are there stay."""
    kept = "days: {'1': 2027-05-01/2027-05-10, '2': ../2027-06-01}"
    plan, _ = adopt_text(f"{_RECEIVED}settled: {{by-pupil: {{state: done, on: 2027-05-15, {kept}}}}}\n")
    assert _days(plan, "by-pupil") == [("1", "2027-05-01", "2027-05-10"), ("2", "None", "2027-06-01")]
    # The stage it stands in ends with it, and the council counts from there.
    assert _days(plan, "council")[0][1] == "2027-06-01"
    none, _ = adopt_text(f"{_RECEIVED}settled: {{by-pupil: {{state: done, on: 2027-05-15, days: {{}}}}}}\n")
    assert _days(none, "by-pupil") == []
    assert _days(none, "council")[0][1] == "2027-05-15"


@pytest.mark.parametrize(
    ("settled", "council"),
    [
        # What is done without a day was over on that day; what is cancelled holds nobody up.
        ("by-pupil: {state: done, on: 2027-01-15}", [("1", "2027-01-15", "None")]),
        ("by-pupil: {state: signed, on: 2027-01-15}", [("1", "2027-01-15", "None")]),
        ("by-pupil: {state: cancelled, on: 2027-01-15}", []),
    ],
)
def test_a_stage_ends_with_what_was_done_without_a_day(
    settled: str, council: list[tuple[str, str, str]]
) -> None:
    """It waited for an event that never came."""
    plan, _ = adopt_text(f"settled: {{{settled}}}\n")
    assert _days(plan, "council") == council
    row = _row(plan, "by-pupil")
    assert (row.deadline.awaiting, row.deadline.bounds) == ((), None)
    waiting = _row(adopt_text()[0], "by-pupil")
    assert [each.event for each in waiting.deadline.awaiting] == ["results-received"]


@pytest.mark.parametrize("held", [None, "2027-04-13/2027-05-18"])
@pytest.mark.parametrize("date", [None, "2026-12-01"])
def test_the_days_of_the_procedure_and_of_the_order_are_events(held: str | None, date: str | None) -> None:
    """Its days, its first and its last; what the school states itself is heard before them."""
    adoption = Adoption.model_validate(
        {
            "adoption": "s",
            "roadmap": "r",
            "organisation": "o.yaml",
            "school_year": "2026/2027",
            "procedure": {"use": "vpr", "held": held},
            "order": {"date": date},
            "events": {"council-decision": "2027-02-01"},
        }
    )
    expected: dict[str, str] = {"council-decision": "2027-02-01"}
    if held is not None:
        days = (held, "2027-04-13", "2027-05-18")
        expected |= dict(zip(ANNOUNCED, days, strict=True))
    if date is not None:
        expected["order-issued"] = date
    assert {name: str(day) for name, day in known_anchors(adoption).items()} == expected
    own = with_fields(adoption, events={"order-issued": dt.date(2026, 11, 30)})
    assert known_anchors(own)["order-issued"] == dt.date(2026, 11, 30)


def test_in_a_published_roadmap_roles_stand_for_themselves() -> None:
    """One that need not be there is marked; nobody's name is there."""
    assembly, _ = assemble_text(ROADMAP)
    plan, _ = draw_published(assembly, labels={})
    titles = [each.title for each in _row(plan, "by-pupil").participants]
    assert titles == ["учителя-предметники", "методические объединения (при наличии)"]
    assert all(not each.people for each in _row(plan, "by-pupil").responsible)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_days_within_which_something_awaited_must_come_are_told(language: str) -> None:
    """The earliest and the latest, each as the language has days."""
    row = (
        "      - {id: wide, title: Дело, responsible: [head], "
        "deadline: 'после получения результатов, но не ранее 1 марта и не позднее 1 июня 2027 г.'}\n"
    )
    plan, _ = adopt_text("", roadmap=ROADMAP + row)
    found, _ = explain_measure(plan, "wide")
    assert found is not None
    steps = "\n".join(found.as_steps(language))  # type: ignore[arg-type]
    assert ("01.06.2027" if language == "ru" else "1 June 2027") in steps
    assert ("01.03.2027" if language == "ru" else "1 March 2027") in steps


def test_whoever_approves_a_document_is_among_the_roles_that_are_asked_for() -> None:
    """As long as a measure ends in the document."""
    text = ROADMAP.replace(
        "outputs: {note: Аналитическая справка}",
        "outputs:\n  note: {title: Справка, approval: [{reviewed: boards}, {published: на сайте}]}\n"
        "  other: {title: Иное, approval: [{reviewed: nobody}]}",
    ).replace("roles:\n", "roles:\n  boards: советы\n  nobody: никто\n")
    assembly, _ = assemble_text(text)
    asked = find_open_questions(assembly)
    assert "boards" in asked.roles
    assert "nobody" not in asked.roles
    lost, _ = assemble_text(text.replace("output: note", "output: lost"))
    assert "boards" not in find_open_questions(lost).roles


@pytest.mark.parametrize(
    ("order", "told"),
    [("2026-10-30", []), ("2026-11-02", ["RM953"]), (None, [])],
)
def test_whoever_signs_must_be_there_on_the_day_of_the_order(order: str | None, told: list[str]) -> None:
    """A head who has left is no unknown key: nobody is told to add what stands there."""
    organisation = SCHOOL.replace("post: директор", "post: директор, until: 2026-11-01")
    assert organisation != SCHOOL
    more = f"order: {{date: {order}}}\n" if order else ""
    _, problems = adopt_text(more, organisation=organisation)
    assert [each.code for each in problems if each.code in {"RM507", "RM953"}] == told

"""What does not concern a school is not in its plan; what nobody said is asked, not guessed."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption, Plan
from roadmap_engine.planning.drawing import draw_plan
from tests.builders import ROADMAP, SCHOOL, assemble_text, vpr
from tests.builders import school as read_school

ADOPTION = """
adoption: plan
roadmap: tiny
organisation: organisation.yaml
procedure: {use: vpr%s}
school_year: 2026/2027
roles: {teachers: [], head: [head], deputies: [deputy-head]}
"""


def plan(
    roadmap: str, school: str = "", grades: str = "", adoption: str = ""
) -> tuple[Plan, tuple[Problem, ...]]:
    """A plan of the school, which says some more of itself."""
    written = ADOPTION % (f", grades: {grades}" if grades else "") + adoption
    local = load_text(written.encode(), "adoption.yaml", "adoption")
    assert isinstance(local.value, Adoption), local.problems
    assembly, problems = assemble_text(roadmap, written)
    drawn, more = draw_plan(
        assembly, local.value, read_school(SCHOOL + school), vpr(), labels={}, locations=local.locations
    )
    return drawn, (*problems, *more)


def conditional(when: str, thing: str = "council", roadmap: str = ROADMAP) -> str:
    """The small roadmap with a condition on one measure or stage."""
    return re.sub(rf"^( *)- id: {thing}\n", rf"\g<0>\1  when: {when}\n", roadmap, flags=re.MULTILINE)


def rows(drawn: Plan) -> list[tuple[str, str]]:
    """Numbers and ids of the measures."""
    return [(measure.number, measure.id) for measure in drawn.measures()]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of the new problems."""
    return [each.code for each in problems if each.code in {"RM252", "RM255"}]


def test_a_measure_whose_condition_holds_is_in_the_plan_and_says_why() -> None:
    """Nothing else changes."""
    drawn, problems = plan(conditional("size >= 300"), "size: 412\n")
    assert rows(drawn) == [("1.1.", "by-pupil"), ("2.1.", "council"), ("2.2.", "lessons")]
    assert [each.condition for each in drawn.measures()] == [None, "обучающихся не менее 300", None]
    assert codes(problems) == []


def test_a_measure_whose_condition_fails_is_left_out_and_the_numbers_follow() -> None:
    """The next measure takes the number."""
    drawn, problems = plan(conditional("size >= 300"), "size: 120\n")
    assert rows(drawn) == [("1.1.", "by-pupil"), ("2.1.", "lessons")]
    assert codes(problems) == []


def test_a_stage_goes_with_its_condition_and_with_its_last_measure() -> None:
    """No heading stands over nothing."""
    by_stage, problems = plan(conditional("9 in grades", "analysis"), grades="[5, 6]")
    assert [(stage.number, stage.id) for stage in by_stage.stages] == [("1.", "decisions")]
    # The council counts from the end of the stage, and says so.
    assert codes(problems) == ["RM255"]
    by_measure, _ = plan(conditional("9 in grades", "by-pupil"), grades="[5, 6]")
    assert [stage.id for stage in by_measure.stages] == ["decisions"]


def test_both_the_stage_and_the_measure_have_to_be_meant() -> None:
    """The condition of a stage is that of all its measures."""
    text = conditional("size >= 300", "lessons", conditional("9 in grades", "decisions"))
    drawn, _ = plan(text, "size: 412\n", "[9]")
    assert [each.condition for each in drawn.measures()] == [
        None,
        "участвует 9 класс",
        "участвует 9 класс и обучающихся не менее 300",
    ]
    assert [each.id for each in plan(text, "size: 100\n", "[9]")[0].measures()] == ["by-pupil", "council"]
    assert [each.id for each in plan(text, "size: 412\n", "[5]")[0].measures()] == ["by-pupil"]


@pytest.mark.parametrize(
    ("when", "place", "where"),
    [
        ("size >= 300", "organisation.yaml", "organisation.yaml → size: 412"),
        ("level == basic", "organisation.yaml", "organisation.yaml → level: basic"),
        ("associations in units", "organisation.yaml", "organisation.yaml → units: [associations]"),
        ("9 in grades", "{use: vpr}", "procedure: {use: vpr, grades: [5, 6]}"),
        ("boarding", "fill", "fill: {boarding: …}"),
    ],
)
def test_what_nobody_said_is_asked_where_it_is_to_be_said(when: str, place: str, where: str) -> None:
    """The measure stays in the plan until that is known, and no paper is written."""
    text = conditional(when) + "parameters: {boarding: {title: Есть пансион, type: yes-no}}\n"
    drawn, problems = plan(text, adoption="fill: {}\n")
    assert "council" in [each.id for each in drawn.measures()]
    (problem,) = [each for each in problems if each.code == "RM252"]
    assert problem.severity is Severity.ERROR
    assert problem.words["where"] == where
    assert problem.location is not None
    lines = (ADOPTION % "" + "fill: {}\n").splitlines()
    assert lines[problem.location.line - 1][problem.location.column - 1 :].startswith(place)
    assert [each.file for each in problem.related] == ["roadmap.yaml"]


def test_one_unknown_fact_is_asked_once_for_all_that_hangs_on_it() -> None:
    """Ten measures that ask for the size are one question."""
    text = conditional("size < 50", "lessons", conditional("size >= 300"))
    _, problems = plan(text)
    (problem,) = [each for each in problems if each.code == "RM252"]
    assert problem.words["things"] == "«council», «lessons»"


def test_units_that_are_listed_are_all_there_are() -> None:
    """A school that lists its units has no others; one that lists none has said so."""
    text = conditional("associations in units")
    assert "council" in [each.id for each in plan(text, "units: [associations]\n")[0].measures()]
    for units in ("units: [governing-council]\n", "units: []\n"):
        drawn, problems = plan(text, units)
        assert "council" not in [each.id for each in drawn.measures()]
        assert codes(problems) == []


def test_the_grades_of_the_procedure_come_before_those_of_the_school() -> None:
    """A school with grade 9 whose grade 5 takes part has a plan for grade 5."""
    text = conditional("9 in grades")
    assert "council" in [each.id for each in plan(text, "grades: [5, 9]\n")[0].measures()]
    assert "council" not in [each.id for each in plan(text, "grades: [5, 9]\n", "[5]")[0].measures()]


def test_a_parameter_decides_and_is_printed_by_its_type() -> None:
    """One answer serves the condition and the gap."""
    text = conditional("start < 2027-01-01") + "parameters: {start: {title: Начало, type: date}}\n"
    text = text.replace("title: Проведение занятий", 'title: "Проведение занятий с {{ start }}"')
    early, _ = plan(text, adoption="fill: {start: 2026-10-01}\n")
    assert "council" in [each.id for each in early.measures()]
    assert early.measures()[-1].title == "Проведение занятий с 1 октября 2026 г."
    late, _ = plan(text, adoption="fill: {start: 2027-02-01}\n")
    assert "council" not in [each.id for each in late.measures()]


def test_whoever_came_after_what_is_left_out_comes_after_what_that_came_after() -> None:
    """The order of work does not break where a link of it is missing."""
    text = conditional("9 in grades").replace(
        "deadline: После завершения аналитического этапа", "after: by-pupil\n        deadline: до 1 мая"
    )
    text = text.replace("- id: lessons\n", "- id: lessons\n        after: [council, council]\n")
    assert plan(text, grades="[5]")[0].measures()[-1].needs == ("by-pupil",)
    whole = conditional(
        "9 in grades", "analysis", text.replace("after: [council, council]", "after: analysis")
    )
    assert plan(whole, grades="[5]")[0].measures()[-1].needs == ()


def test_a_deadline_that_counts_from_what_is_left_out_is_told() -> None:
    """It would wait for ever; the school may give it another deadline."""
    text = conditional("9 in grades", "analysis")
    drawn, problems = plan(text, grades="[5]")
    assert codes(problems) == ["RM255"]
    council = drawn.measures()[0]
    assert council.deadline.occurrences == ()
    assert council.deadline.awaiting
    mended, problems = plan(text, grades="[5]", adoption="replace: {council: {deadline: до 1 мая}}\n")
    assert codes(problems) == []
    assert mended.measures()[0].deadline.occurrences


def test_an_unreadable_condition_is_told_once_and_hides_nothing() -> None:
    """The fault is the text's; the measure stays."""
    drawn, problems = plan(conditional("size ="))
    assert "council" in [each.id for each in drawn.measures()]
    assert [each.code for each in problems].count("RM248") == 1


def test_a_school_may_set_conditions_of_its_own_and_layers_may_add_with_one() -> None:
    """An addition's condition joins the measure's own."""
    added = (
        "add:\n  - stage: decisions\n    when: size >= 300\n"
        "    measure: {id: own, title: Своё, deadline: постоянно, responsible: head, when: 9 in grades}\n"
    )
    for school, grades, there in (
        ("size: 412\n", "[9]", True),
        ("size: 412\n", "[5]", False),
        ("size: 100\n", "[9]", False),
    ):
        drawn, problems = plan(ROADMAP, school, grades, added)
        assert ("own" in [each.id for each in drawn.measures()]) is there
        assert codes(problems) == []


def test_a_deadline_may_leave_its_day_open() -> None:
    """A parameter stands in the deadline; as soon as it is filled, the day is in the plan and on paper."""
    text = ROADMAP.replace("В соответствии с решением Педсовета", '"до {{ start }}"')
    text += "parameters: {start: {title: День среза, type: date}}\n"
    drawn, problems = plan(text, adoption="fill: {start: 2027-05-20}\n")
    lessons = drawn.measures()[-1]
    assert lessons.deadline.text == lessons.cells["Сроки"] == "до 20 мая 2027 г."
    assert [each.due for each in lessons.deadline.occurrences] == [dt.date(2027, 5, 20)]
    assert not [each for each in problems if each.severity is Severity.ERROR]
    _, problems = plan(text)
    assert [each.code for each in problems if each.severity is Severity.ERROR] == ["RM508"]


def test_words_that_are_filled_into_a_deadline_have_to_be_understood() -> None:
    """The place is that of the whole deadline: what was filled in stands elsewhere."""
    text = ROADMAP.replace("В соответствии с решением Педсовета", '"до {{ start }}"')
    text += "parameters: {start: {title: День среза}}\n"
    _, problems = plan(text, adoption="fill: {start: 32 мая}\n")
    (problem,) = [each for each in problems if each.code == "RM302"]
    assert problem.location is not None
    assert problem.location.length >= len("до {{ start }}")

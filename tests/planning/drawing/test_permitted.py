"""A school's deadline under a permission is judged by the dates of its plan, as soon as they are known."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption, LocalChange
from roadmap_engine.planning.drawing import draw_plan
from roadmap_engine.planning.drawing.permitted import judge_local_changes
from tests.builders import ROADMAP, assemble_text, school, vpr

ADOPTION = """
adoption: plan
roadmap: tiny
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
roles: {teachers: [], head: [head], deputies: [deputy-head]}
"""
EARLIER = ROADMAP + "allow:\n  deadline: {adjustable: earlier}\n  title: locked\n"


def judge(more: str, roadmap: str = EARLIER) -> tuple[tuple[LocalChange, ...], tuple[Problem, ...]]:
    """The school's changes with their verdicts, and the problems of its plan."""
    local = load_text((ADOPTION + more).encode(), "adoption.yaml", "adoption")
    assert isinstance(local.value, Adoption), local.problems
    assembly, problems = assemble_text(roadmap, ADOPTION + more)
    changes = judge_local_changes(assembly, local.value, school())
    _, more_problems = draw_plan(assembly, local.value, school(), vpr(), labels={}, locations=local.locations)
    return changes, (*problems, *more_problems)


@pytest.mark.parametrize(
    ("event", "allowed", "code"),
    [
        ("", None, "RM242"),
        ("events: {results-received: 2027-05-28}\n", True, None),
        ("events: {results-received: 2027-05-20}\n", False, "RM241"),
    ],
)
def test_the_day_of_the_results_decides(event: str, allowed: bool | None, code: str | None) -> None:
    """Two weeks after 28 May are after 10 June, two weeks after 20 May are not."""
    changes, problems = judge(f"{event}replace: {{by-pupil: {{deadline: до 10 июня}}}}\n")
    assert [each.allowed for each in changes] == [allowed]
    told = [each for each in problems if each.code in {"RM240", "RM241", "RM242"}]
    assert [each.code for each in told] == ([code] if code else [])
    for problem in told:
        assert problem.location is not None
        assert problem.location.file == "adoption.yaml"
        assert [place.file for place in problem.related] == ["roadmap.yaml"]


def test_the_end_of_a_measure_is_a_date_too() -> None:
    """What the plan itself dates counts: the council comes after the analysis."""
    roadmap = EARLIER.replace(
        "deadline: После завершения аналитического этапа",
        "deadline: в течение недели после завершения аналитического этапа",
    )
    change = "replace: {council: {deadline: до 8 июня}}\n"
    changes, _ = judge(f"events: {{results-received: 2027-05-20}}\n{change}", roadmap)
    assert [each.allowed for each in changes] == [True]
    changes, _ = judge(f"events: {{results-received: 2027-05-01}}\n{change}", roadmap)
    assert [each.allowed for each in changes] == [False]


def test_what_is_not_for_dates_to_tell_stays_open_or_settled() -> None:
    """A text that is no deadline cannot be compared; a locked title needs no dates."""
    changes, problems = judge(
        "events: {results-received: 2027-05-28}\n"
        "replace: {by-pupil: {deadline: {text: когда удобно}, title: Иначе, as_printed: {deadline: потом}}}\n"
    )
    verdicts = {each.field: each.allowed for each in changes}
    assert verdicts == {"deadline": None, "title": False, "as_printed": None}
    assert {each.code for each in problems} >= {"RM240", "RM242"}


def test_changes_that_nobody_restricts_are_allowed() -> None:
    """Without permissions a school does as it likes."""
    changes, problems = judge("replace: {by-pupil: {deadline: до 10 июня}}\n", ROADMAP)
    assert [each.allowed for each in changes] == [True]
    assert not {each.code for each in problems} & {"RM240", "RM241", "RM242"}

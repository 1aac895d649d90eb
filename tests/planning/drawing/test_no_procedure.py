"""A plan of no procedure, or of its roadmap's own: nothing is said of results it does not have."""

from __future__ import annotations

import pytest

from roadmap_engine.documents.papers.forms_docx import forms
from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption, Plan, ProcedureForms
from roadmap_engine.planning.drawing import draw_plan
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import ROADMAP, assemble_text, school, vpr

ADOPTION = "adoption: school-7\nroadmap: tiny@1\norganisation: organisation.yaml\nschool_year: 2026/2027\n"
PLAIN = ROADMAP.replace("{{ procedure.genitive }}", "года").replace("по результатам", "по подведению итогов")
OWN = f"""{ROADMAP}procedure:
  name: МКР
  title: муниципальные работы
  genitive: муниципальных работ
  genitive_plural: муниципальных работ
  genitive_full: муниципальных работ
  as_procedure: работа
"""


def _draw(roadmap: str, procedure: ProcedureForms | None) -> tuple[Plan, list[str]]:
    adoption = load_text(ADOPTION.encode(), "adoption.yaml", "adoption").value
    assert isinstance(adoption, Adoption)
    assembly, _ = assemble_text(roadmap, ADOPTION)
    plan, problems = draw_plan(assembly, adoption, school(), procedure, labels={})
    return plan, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("roadmap", "adopted", "named", "asked"),
    [
        (PLAIN, False, None, False),
        (PLAIN, True, "всероссийские проверочные работы", False),
        (OWN, False, "муниципальные работы", True),
        (OWN, True, "всероссийские проверочные работы", True),
        (ROADMAP, True, "всероссийские проверочные работы", True),
    ],
)
def test_the_schools_procedure_goes_before_the_roadmaps(
    roadmap: str, adopted: bool, named: str | None, asked: bool
) -> None:
    """Where neither names one there is none, in the order and in the blanks."""
    plan, codes = _draw(roadmap, vpr() if adopted else None)
    assert (plan.procedure.title if plan.procedure else None) == named
    assert "RM508" not in codes
    order, _ = draw_order(plan)
    assert order is not None
    assert ("проверочных работ" in order.preamble) == (adopted and "{{" in roadmap)
    assert ("assessment-schedule.docx" in {form.name for form in forms(plan)}) == (named is not None)
    assert find_open_questions(assemble_text(roadmap)[0]).of_procedure == asked


def test_a_gap_for_a_procedure_that_nobody_names_is_told() -> None:
    """A paper must not go out with braces in it."""
    assert "RM508" in _draw(ROADMAP, None)[1]


def test_what_stands_over_a_blank_comes_from_its_measure() -> None:
    """No two measures have one heading, and no plan speaks of another's procedure."""
    plan, _ = _draw(PLAIN, None)
    values = forms(plan)[0].filling.values
    assert values["subject"] == "Об анализе результатов года"
    assert values["outcome"] == "по итогам анализа результатов года"
    assert values["about_procedure"] == ""

"""A deputy head has patience for 25 questions at first, and for 10 of the next roadmap."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model import Organisation
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.creating import offer_procedures, usual_questions
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.filling import fill_in
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.question import Form

MOST, MOST_NEXT = 25, 10
BEFORE = 1
"""Which roadmap it is, is asked before its own questions."""
ANSWERS = {
    "name.full": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 7»",
    "place": "г. Примерск",
    "people.head.name": "Соколова Анна Викторовна",
    "people.deputy-head.name": "Белый Иван Петрович",
    "procedure.use": "vpr",
}
SHIPPED = shipped_library().roadmap_names()


def asked(form: Form, context: object) -> tuple[list[str], dict[str, object]]:
    """Fill in a form as somebody does who takes what is offered; gives what was asked, and the tree."""
    typed: dict[str, str | None] = {}
    while True:
        filled = fill_in(form, context, {}, speak=translator("ru"), by_hand=typed)
        if filled.pending is None:
            return list(typed), form.build(filled.known)
        typed[filled.pending.path] = ANSWERS.get(filled.pending.path, None if filled.pending.default else "")


def school() -> tuple[int, Organisation]:
    """How many questions the first text takes, and the school it comes to."""
    questions = usual_questions()
    questions_asked, tree = asked(ORGANISATION, School(SchoolYear(2026), questions.units, questions.people))
    return len(questions_asked), Organisation.model_validate(tree)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_school_is_asked_few_questions(name: str) -> None:
    """What follows from an answer, or is as usual, is offered among the answers and asked of nobody."""
    first, organisation = school()
    assembly, _problems = assemble(shipped_library().load_chain(name).texts)
    assert assembly is not None
    today, open_ones = dt.date(2026, 8, 20), find_open_questions(assembly)
    chosen = Chosen(name, organisation, "organisation.yaml", today, open_ones, offer_procedures(), "vpr")
    questions, _tree = asked(ADOPTION, chosen)
    assert len(questions) + BEFORE <= MOST_NEXT, questions
    assert first + len(questions) + BEFORE <= MOST

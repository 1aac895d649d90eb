"""A deputy head has patience for 25 questions at first, and for 10 of the next roadmap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model import Organisation
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.organisation import OrganisationNames
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.creating import offer_procedures, usual_questions
from roadmap_engine.pipeline.plans import shipped_library
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.filling import Given, fill_in
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


OTHERS = ("kedrovy-2020-order-63", "rubtsovsk-2023-order-534", "samara-west-2020-plan")


@pytest.mark.parametrize("name", SHIPPED)
def test_own_work_is_proposed_for_a_plan_of_another_body(name: str) -> None:
    """Nobody is asked; nothing is said where nobody outside answers, or whoever issued it adopts it."""
    _first, organisation = school()
    assembly, _problems = assemble(shipped_library().load_chain(name).texts)
    assert assembly is not None
    open_ones = find_open_questions(assembly)
    chosen = Chosen(
        name, organisation, "organisation.yaml", dt.date(2026, 8, 20), open_ones, {"vpr": "ВПР"}, "vpr"
    )
    questions, tree = asked(ADOPTION, chosen)
    assert "work" not in questions
    assert tree.get("work") == ("own" if name in OTHERS else None)
    issuer = with_fields(organisation, name=OrganisationNames(full=open_ones.issuer.upper(), short="МКУ"))
    assert "work" not in asked(ADOPTION, replace(chosen, organisation=issuer))[1]


def test_what_is_said_of_work_is_written() -> None:
    """Also that all of it is shown, or that nothing is said; who fills all roles of others has no others."""
    _first, organisation = school()
    assembly, _problems = assemble(shipped_library().load_chain("samara-west-2020-plan").texts)
    assert assembly is not None
    open_ones = find_open_questions(assembly)
    chosen = Chosen(
        "samara", organisation, "organisation.yaml", dt.date(2026, 8, 20), open_ones, {"vpr": ""}, "vpr"
    )

    def write(**answers: str) -> object:
        given = {path.replace("__", "."): Given(words) for path, words in answers.items()}
        given |= {"procedure.use": Given("vpr")}
        return ADOPTION.build(fill_in(ADOPTION, chosen, given, speak=translator("ru")).known).get("work")

    assert [write(work=words) for words in ("all", "own", "2", "-")] == ["all", "own", "all", None]
    assert write() == "own"
    own = {f"roles__{role}": "head" for role in open_ones.others}
    assert write(**own) is None

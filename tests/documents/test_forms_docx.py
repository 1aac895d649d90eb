"""Blanks: one for every document of the plan, filled in as far as the plan knows, with a safe name."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.documents.files import MAX_BYTES, file_name, unique_names
from roadmap_engine.documents.papers.forms_docx import FORM_SHAPE, Form, forms, render_form
from roadmap_engine.documents.template_kinds import KINDS
from roadmap_engine.load import Library
from roadmap_engine.model import PlanApproval, PlanOutput, PlanPerson, points_of
from roadmap_engine.model.base import with_fields
from roadmap_engine.overlays import assemble
from roadmap_engine.russian.typography import NBSP
from tests.documents.plans import published_plan, sakha_like_plan, small_plan

FOLDER = Path(__file__).parents[2] / "templates"
TEMPLATES = {path.name: path.read_bytes() for path in FOLDER.glob("*.docx")}
ALL = forms(sakha_like_plan())
FORMS = tuple(form for form in ALL if form.name[0].isdigit())
STANDING = tuple(form for form in ALL if not form.name[0].isdigit())


def read(form: Form) -> str:
    """The text of a drawn blank, table cells included, with plain spaces."""
    return read_as_set(form).replace(NBSP, " ")


def read_as_set(form: Form) -> str:
    """The text of a drawn blank, table cells included."""
    data, problems = render_form(form, TEMPLATES)
    assert problems == ()
    assert data is not None
    body = docx.Document(io.BytesIO(data)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def test_every_output_of_every_measure_has_its_blank() -> None:
    """The name says the number of the measure and the document."""
    names = [form.name for form in FORMS]
    assert names[:2] == ["1.1-analytic-note.docx", "1.2-analytic-note.docx"]
    assert "2.1-council-minutes.docx" in names
    assert "2.1-school-order.docx" in names
    assert len(names) == sum(len(measure.outputs) for measure in sakha_like_plan().measures())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_blank_is_filled_in_from_the_plan(form: Form) -> None:
    """School, procedure and the plan's own point are there, and no tag is left."""
    text = read(form)
    assert "Средняя общеобразовательная школа № 12" in text
    assert "2026/2027" in text or "ПРОТОКОЛ" in text or "ПРИКАЗ" in text
    assert form.name.partition("-")[0] in text
    assert "{" not in text
    assert "}" not in text


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_numbers_and_names_stand_on_one_line(form: Form) -> None:
    """«№ 12» is broken in no paper, nor initials from the surname."""
    text = read_as_set(form)
    assert "№ 12" not in text
    assert "А. С. Николаева" not in text
    assert "Николаева А." not in text


def test_a_letter_says_where_to_answer() -> None:
    """What the school was asked for stands there, and nothing of what it has not said."""
    plan = sakha_like_plan()
    assert plan.organisation is not None
    known = {"address": "ул. Лесная, д. 3", "phone": "8 (999) 000-00-00", "email": "school@example.org"}
    for told in ({}, {"phone": known["phone"]}, known):
        empty = dict.fromkeys(known)
        organisation = with_fields(plan.organisation, **{**empty, **told})
        letters = forms(with_fields(plan, organisation=organisation))
        text = read(next(each for each in letters if each.name == "cover-letter.docx"))
        assert {key for key, words in known.items() if words in text} == set(told)
        assert ("тел." in text) == ("phone" in told)


def test_what_any_plan_needs_is_there_too() -> None:
    """Who has read the order, when work is checked, what is sent on, who is at risk."""
    texts = {form.name: read(form) for form in STANDING}
    assert list(texts) == [
        "acknowledgement-sheet.docx",
        "assessment-schedule.docx",
        "cover-letter.docx",
        "risk-group.docx",
    ]
    assert "Тен Л. Б., заместитель директора по УВР" in texts["acknowledgement-sheet.docx"]
    assert "1 Аналитическая справка 2 " in texts["cover-letter.docx"]
    assert texts["cover-letter.docx"].count("Аналитическая справка") == 1
    assert "коды участников" in texts["risk-group.docx"]
    assert "А. С. Николаева" in texts["assessment-schedule.docx"]


TEACHERS = PlanApproval(step="developed", title="учителя-предметники")
ASSOCIATIONS = PlanApproval(step="reviewed", title="школьные методические объединения")
DEPUTY_AGREES = PlanApproval(
    step="agreed",
    people=(PlanPerson(key="deputy", name="Тен Лариса Борисовна", post="заместитель директора по УВР"),),
)
PUBLISHED = PlanApproval(step="published", words="на сайте школы")


def with_route(*route: PlanApproval) -> Form:
    """The first blank of the small plan as an appendix to a programme that takes a way."""
    plan = small_plan()
    stage = plan.stages[0]
    output = PlanOutput(id="appendix", title="Приложение", template="programme-appendix.docx", approval=route)
    measure = with_fields(stage.measures[0], outputs=(output,))
    stages = (with_fields(stage, measures=(measure,)),)
    return forms(with_fields(plan, stages=stages))[0]


def test_a_document_bears_the_grifs_of_its_own_way() -> None:
    """Recommendations, 3.8.2: who reviews, agrees and approves, by post and name where they are known."""
    text = read(with_route(TEACHERS, ASSOCIATIONS, DEPUTY_AGREES, PUBLISHED))
    assert "РАССМОТРЕНО на заседании школьных методических объединений" in text
    assert "СОГЛАСОВАНО заместитель директора по УВР ____________ / Л. Б. Тен" in text
    assert "УТВЕРЖД" not in text
    assert "Лист согласования" in text
    assert "1 Разработка Учителя-предметники" in text
    assert "4 Размещение На сайте школы" in text


def test_the_authors_words_stand_on_the_grif() -> None:
    """A meeting has its own name."""
    step = with_fields(ASSOCIATIONS, words="на заседании кафедры")
    assert "РАССМОТРЕНО на заседании кафедры" in read(with_route(step))


def test_a_document_without_a_way_bears_the_usual_grifs() -> None:
    """Nothing is invented: posts without names, an order without a date, no sheet."""
    text = read(with_route())
    for grif in ("РАССМОТРЕНО", "СОГЛАСОВАНО заместитель руководителя", "УТВЕРЖДЕНО приказом МБОУ"):
        assert grif in text
    assert "Лист согласования" not in text


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_shipped_blank_can_be_filled(name: str) -> None:
    """An output of a roadmap may name any of them."""
    if KINDS[name.removesuffix(".docx")].fitting.shape is not FORM_SHAPE:
        return
    assert "{" not in read(dataclasses.replace(FORMS[0], template=name))


def test_a_blank_names_who_answers_and_when() -> None:
    """The responsible with post and name, the deadline in words and as a day."""
    text = read(FORMS[0])
    assert "Тен Л. Б., заместитель директора по УВР" in text
    assert "После получения результатов в течение 2 недель (до 11.06.2027)" in text


def test_pupils_are_codes() -> None:
    """152-ФЗ: a blank asks for the participant's code, never for a name."""
    for form in FORMS:
        if form.template in ("analytic-note.docx", "individual-route.docx", "analytic-report.docx"):
            text = read(form)
            assert "коды участников" in text
            assert "Ф.И.О." not in text


def test_the_council_dates_what_waits_for_it() -> None:
    """The minutes list the measures whose dates the council decides."""
    minutes = next(form for form in FORMS if form.template == "council-minutes.docx")
    assert [item["number"] for item in minutes.filling.values["undecided"]] == [
        "2.6", "2.7", "2.8", "2.9", "3.1", "3.2", "3.3", "4.1", "4.5",
    ]  # fmt: skip
    assert "Организация преемственности обучения и межпредметных связей" in read(minutes)


def test_an_output_without_a_template_gets_the_general_blank() -> None:
    """Any document at all has somewhere to be written."""
    plan = small_plan()
    stage = plan.stages[0]
    measure = with_fields(stage.measures[0], outputs=(PlanOutput(id="photo", title="Фотоотчёт"),))
    changed = with_fields(plan, stages=(with_fields(stage, measures=(measure,)),))
    form = forms(changed)[0]
    assert (form.name, form.template) == ("1.1-photo.docx", "general.docx")
    assert "Фотоотчёт" in read(form)


def test_a_missing_template_is_a_problem() -> None:
    """The template and those that are there are named."""
    data, problems = render_form(FORMS[0], {"general.docx": b""})
    assert data is None
    assert [(problem.code, problem.words) for problem in problems] == [
        ("RM624", {"template": "analytic-note.docx", "near": "«general.docx»"})
    ]


def test_a_published_text_has_no_blanks() -> None:
    """Blanks belong to a school."""
    assert forms(published_plan()) == ()


class TestFileNames:
    """A name that every disk takes."""

    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=200))
    def test_any_words_become_a_safe_name(self, words: str) -> None:
        name = file_name(words, ".docx")
        assert len(name.encode()) <= MAX_BYTES
        assert name.endswith(".docx")
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert not name.startswith((" ", ".", "-"))
        assert name.removesuffix(".docx") == name.removesuffix(".docx").rstrip(" .")

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.text(alphabet="аАбБ /", max_size=4), max_size=30))
    def test_no_two_names_are_alike_even_without_capitals(self, stems: list[str]) -> None:
        names = unique_names((stem, ".docx") for stem in stems)
        assert len({name.casefold() for name in names}) == len(stems)

    def test_a_long_name_keeps_its_beginning_and_differs_at_its_end(self) -> None:
        first, second = (file_name("Аналитическая справка " * 10 + end, ".docx") for end in "аб")
        assert first.startswith("Аналитическая справка")
        assert first != second

    @pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9.txt"])
    def test_names_of_devices_are_avoided(self, name: str) -> None:
        assert file_name(name).partition(".")[0].casefold() != name.partition(".")[0].casefold()


def test_the_group_at_risk_has_the_columns_of_the_published_table() -> None:
    """Those of table 1 of order 503, its cut heads written out; a pupil is a code."""
    (blank,) = (form for form in forms(small_plan()) if form.name == "risk-group.docx")
    data, _ = render_form(blank, TEMPLATES)
    assert data is not None
    (table,) = docx.Document(io.BytesIO(data)).tables
    above, below = ([cell.text for cell in row.cells] for row in table.rows[:2])
    assert above[:4] == ["№", "Код участника", "Класс", "Учебные предметы / ____ четверть"]
    assert above[-1] == "Причины низких образовательных результатов"
    order = assemble(
        Library((FOLDER.parent / "roadmaps",)).load_chain("leninsk-kuznetsky-2020-order-503").texts
    )[0]
    assert order is not None
    assert order.roadmap.order is not None
    assert order.roadmap.order.text is not None
    (printed,) = (point.table for _, point, _ in points_of(order.roadmap.order.text) if point.table)
    (subjects,) = (column.columns for column in printed.columns if column.columns)
    assert len(below) == len(printed.captions())
    for ours, theirs in zip(below[3:-1], subjects, strict=True):
        assert ours.replace("Иностранный", "Ин.").replace(" ", "").startswith(theirs.replace(" ", ""))

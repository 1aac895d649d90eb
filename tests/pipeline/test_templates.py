"""A school's papers from its own templates and pictures: the nearest wins, and nobody's can do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from roadmap_engine import adopt
from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.qr_code import draw_qr, write_qr_text
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.template_kinds import KINDS
from roadmap_engine.documents.word.fields import Field, Listing, Record, Text, trial_values
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.documents.word.images import TRIAL_IMAGE
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan import PlanOrder
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.papers import draw_papers
from roadmap_engine.pipeline.pictures import draw_pictures
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.templates import TemplateShelf, shipped_templates
from tests.documents.plans import sakha_like_plan
from tests.documents.word.small_files import document, paragraph, word_file
from tests.example_school import copy_example

ORDER = {
    name: value
    for name, value in trial_values(KINDS["order"].fitting.shape, full=True).items()
    if name not in PICTURES
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The folder of a school that follows a roadmap of its own making."""
    copy_example(tmp_path / "school")
    folder = tmp_path / "school"
    (folder / "ours.yaml").write_text(
        "roadmap: ours\nversion: 1.0.0\nextends: sakha-2021-order-441@1\n", encoding="utf-8"
    )
    adoption = folder / "adoption.yaml"
    text = adoption.read_text(encoding="utf-8").replace("sakha-2021-order-441@1.0.0", "ours@1.0.0")
    adoption.write_text(text, encoding="utf-8")
    return folder


def say(folder: Path, line: str) -> None:
    """Add a line to the organisation's text."""
    with (folder / "organisation.yaml").open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")


def put(folder: Path, name: str, *lines: str) -> None:
    """Put a template into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(word_file("".join(map(paragraph, lines))))


def build(school: Path) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Draw the papers of the school."""
    outcome = read_adoption(school / "adoption.yaml")
    assert outcome.value is not None
    papers = draw_papers(outcome.value.plan, own=outcome.value.own)
    return papers.value or {}, (*outcome.problems, *papers.problems)


def words(data: bytes) -> list[str]:
    """The paragraphs of a paper."""
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]


def order_words(school: Path) -> list[str]:
    """The paragraphs of the template that would fill the school's order."""
    read = read_adoption(school / "adoption.yaml").or_raise()
    return words(read.own.templates["order.docx"])


class TestNearest:
    """School, then the roadmap's layers, then the program."""

    def test_the_schools_own_template_is_used(self, school: Path) -> None:
        say(school, "templates: our templates")
        put(school / "our templates", "order.docx", "Школьный приказ № {{ number }}")
        papers, _ = build(school)
        assert words(papers["order.docx"]) == ["Школьный приказ № 214-од"]

    def test_the_schools_stands_before_the_roadmaps(self, school: Path) -> None:
        put(school / "templates", "order.docx", "карта")
        assert order_words(school) == ["карта"]
        say(school, "templates: ours")
        put(school / "ours", "order.docx", "школа")
        assert order_words(school) == ["школа"]

    def test_an_unchanged_copy_gives_the_same_papers(self, school: Path) -> None:
        (school / "templates").mkdir()
        for name, data in shipped_templates().items():
            (school / "templates" / name).write_bytes(data)
        (school / "templates" / "~$order.docx").write_bytes(b"left by Word")
        filling = Filling("order.docx", KINDS["order"].fitting, ORDER, Properties(""))
        own = read_adoption(school / "adoption.yaml").or_raise().own
        assert set(own.templates) == set(shipped_templates())
        with TemplateShelf(own) as shelf, TemplateShelf(OwnFiles()) as bare:
            assert shelf.fill(filling) == bare.fill(filling)

    def test_a_template_of_any_name_is_an_outputs_own(self, school: Path) -> None:
        """A layer names it, the folder beside it has it."""
        with (school / "ours.yaml").open("a", encoding="utf-8") as text:
            text.write("outputs:\n  analytic-note: {title: Справка, template: our-note.docx}\n")
        put(school / "templates", "our-note.docx", "Наша {{ title }}")
        papers, _ = build(school)
        assert words(papers["forms/1.1-analytic-note.docx"]) == ["Наша Справка"]


class TestFaults:
    """Nothing is drawn where a template is at fault, and the fault names the file."""

    def test_a_fault_of_an_own_template_names_its_file(self, school: Path) -> None:
        say(school, "templates: ours")
        put(school / "ours", "order.docx", "{{ nummer }}")
        papers, problems = build(school)
        assert papers == {}
        (problem,) = (each for each in problems if each.code == "RM615")
        assert problem.words["template"] == str(school / "ours" / "order.docx")

    def test_a_folder_that_is_not_there_is_told_at_its_place(self, school: Path) -> None:
        say(school, "templates: nowhere")
        problems = [each for each in check_texts([school]).problems if each.code == "RM644"]
        assert {str(each.location) for each in problems} == {f"{school}/organisation.yaml:{_last(school)}:12"}

    def test_an_emblem_that_is_not_there_is_told_at_its_place(self, school: Path) -> None:
        say(school, "emblem: none.png")
        (problem,) = (each for each in adopt(school / "adoption.yaml").problems if each.code == "RM101")
        assert problem.location is not None
        assert problem.location.file.endswith("organisation.yaml")

    def test_an_emblem_that_is_a_folder_is_told(self, school: Path) -> None:
        say(school, "emblem: .")
        assert "RM103" in {each.code for each in adopt(school / "adoption.yaml").problems}

    def test_a_template_that_nobody_has_is_told(self) -> None:
        filling = Filling("none.docx", KINDS["general"].fitting, {}, Properties(""))
        with TemplateShelf(OwnFiles()) as shelf:
            assert [each.code for each in shelf.fill(filling)[1]] == ["RM624"]


def _last(school: Path) -> int:
    return len((school / "organisation.yaml").read_text(encoding="utf-8").splitlines())


class TestPictures:
    """What the papers show beside words."""

    def test_the_emblem_stands_on_the_order(self, school: Path) -> None:
        (school / "emblem.png").write_bytes(TRIAL_IMAGE.data)
        say(school, "emblem: emblem.png")
        papers, _ = build(school)
        assert len(docx.Document(io.BytesIO(papers["order.docx"])).inline_shapes) == 1

    def test_the_qr_code_stands_at_the_foot_of_the_first_page(self, school: Path) -> None:
        self._ask_for(school, "requisites")
        papers, _ = build(school)
        footer = docx.Document(io.BytesIO(papers["order.docx"])).sections[0].first_page_footer
        (words,) = footer._element.xpath(".//wp:docPr/@descr")  # noqa: SLF001 -- the only way to it
        assert words == "QR-код: МБОУ «СОШ № 12». Приказ от 31.05.2027 № 214-од"

    def test_the_code_of_an_order_without_a_number_waits(self) -> None:
        """What is not known is not told; a link needs nothing to be known."""
        plan = sakha_like_plan()
        for text, told in (("requisites", None), ("https://example.org", "https://example.org")):
            asked = with_fields(plan, order=PlanOrder(date=plan.issued_on, qr=text))
            assert write_qr_text(asked) == told
        assert write_qr_text(plan) is None

    def test_a_text_too_long_for_a_code_is_told(self) -> None:
        """A code that no telephone reads helps nobody."""
        image, problems = draw_qr("https://example.org/" + "a" * 193)
        assert problems == ()
        assert image is not None
        assert [each.code for each in draw_qr("https://example.org/" + "a" * 194)[1]] == ["RM649"]

    def test_the_timeline_stands_where_a_template_asks(self) -> None:
        pictures, problems = draw_pictures(sakha_like_plan(), OwnFiles())
        assert problems == ()
        template = word_file(paragraph("{% if timeline %}{{ timeline }}{% endif %}"))
        filling = Filling("ours.docx", KINDS["order"].fitting, ORDER, Properties(""))
        with TemplateShelf(OwnFiles({"ours.docx": template}), pictures) as shelf:
            drawn, _ = shelf.fill(filling)
        assert drawn is not None
        (shape,) = docx.Document(io.BytesIO(drawn)).inline_shapes
        assert shape.width.mm == 165

    @staticmethod
    def _ask_for(school: Path, text: str) -> None:
        adoption = school / "adoption.yaml"
        said = adoption.read_text(encoding="utf-8")
        adoption.write_text(said.replace("number: 214-од", f"number: 214-од, qr: {text}"), encoding="utf-8")


HOSTILE = ("Школа <№1> & Ко", "{{ 7*7 }}", "=1+1", "{% for a in b %}", "й" * 10_000, "]]></w:t>", "&amp;")


def _every_text(field: Field, text: str) -> object:
    """Values of a shape with the same text in every place for a text."""
    match field:
        case Text():
            return text
        case Listing():
            return [_every_text(field.each, text)]
        case Record():
            return {name: _every_text(each, text) for name, each in field.fields.items()}
        case _:
            return trial_values(field, full=False)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_text_is_printed_as_its_letters_in_every_kind(name: str) -> None:
    """Whatever stands in a plan, no template of ours reads it as anything but letters."""
    kind = KINDS[name]
    with TemplateShelf(OwnFiles()) as shelf:
        for text in HOSTILE:
            values = _every_text(kind.fitting.shape, text)
            assert isinstance(values, dict)
            filling = Filling(kind.file, kind.fitting, values, Properties(text))
            drawn, problems = shelf.fill(filling)
            assert problems == ()
            assert drawn is not None
            body = docx.Document(io.BytesIO(drawn))
            assert text in "".join(str(each) for each in body.element.itertext())
            assert body.core_properties.title == text


def test_a_whole_template_of_a_stranger_is_data() -> None:
    """Neither its card nor its comments are read as tags; what nothing leads to is in no paper."""
    card = "<a>{{ 7*7 }}</a>"
    data = word_file(
        main=document(paragraph("{{ title }}")),
        parts={"docProps/app.xml": card, "word/comments.xml": card},
    )
    filling = Filling("own.docx", KINDS["general"].fitting, {"title": "План"}, Properties("План"))
    with TemplateShelf(OwnFiles({"own.docx": data})) as shelf:
        drawn, problems = shelf.fill(filling)
    assert {each.code for each in problems} == {"RM636", "RM638"}
    assert drawn is not None
    assert words(drawn) == ["План"]
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(drawn)).namelist()

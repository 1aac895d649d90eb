"""plan.docx: read back with python-docx, the table is the plan's, and the paper is as papers are."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from roadmap_engine.diagnostics import Severity
from roadmap_engine.documents.papers.plan_docx import render_plan
from roadmap_engine.model import ColumnField, Plan, PlanOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.russian import typeset
from roadmap_engine.russian.typography import NBSP
from tests.documents.plans import ALL_COLUMNS, published_plan, sakha_like_plan, small_plan, with_columns
from tests.documents.word.small_files import paragraph, word_file

TEMPLATE = (Path(__file__).parents[2] / "templates" / "plan.docx").read_bytes()

SHAPES: tuple[tuple[ColumnField, ...], ...] = (
    ALL_COLUMNS,
    ("number", "title", "deadline", "responsible"),
    ("title", "deadline", "responsible", "result", "output"),
    ("number", "deadline", "title", "output", "responsible", "participants"),
    ("title", "deadline"),
)


def drawn(plan: Plan) -> Document:
    """Draw a plan without problems and open it."""
    data, problems = render_plan(plan, TEMPLATE)
    assert problems == ()
    assert data is not None
    return docx.Document(io.BytesIO(data))


def lines(document: Document) -> list[str]:
    """The paragraphs outside the table, with plain spaces."""
    return [paragraph.text.replace(NBSP, " ") for paragraph in document.paragraphs]


@pytest.mark.parametrize("source", [published_plan, sakha_like_plan])
@pytest.mark.parametrize("fields", SHAPES, ids="-".join)
def test_the_table_is_the_plans_cell_by_cell(
    fields: tuple[ColumnField, ...], source: Callable[[], Plan]
) -> None:
    """Head, stages over all columns, and every cell, in the plan's own columns.

    A published text is printed letter by letter; in a school's own, names and dates do not break.
    """
    plan = with_columns(source(), *fields)
    write = str if plan.organisation is None else typeset
    expected = [list(plan.columns)]
    for stage in plan.stages:
        expected.append([f"{stage.number} {stage.title}"] * len(fields))
        expected += [
            [write(measure.cells[caption]) for caption in plan.columns] for measure in stage.measures
        ]
    table = drawn(plan).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == expected


def test_initials_and_years_do_not_break() -> None:
    """«Тен Л. Б.» and «2027 г.» stay on one line of a school's plan."""
    table = drawn(sakha_like_plan()).tables[0]
    text = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert not re.search(r"[А-ЯЁ]\. [А-ЯЁ]\.|\d{4} г\.", text)


@pytest.mark.parametrize("fields", SHAPES, ids="-".join)
def test_columns_fill_the_page_and_agree_with_their_grid(fields: tuple[ColumnField, ...]) -> None:
    """However many columns: the widths come to the text's width, and each cell has its column's."""
    table = drawn(with_columns(small_plan(), *fields)).tables[0]
    room = Mm(297) - Mm(30) - Mm(10)
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]  # noqa: SLF001
    assert len(widths) == len(fields)
    assert abs(sum(widths) * 635 - room) < Mm(1)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            assert cell.width in (width * 635, sum(widths) * 635)


def test_long_rows_fill_their_page_and_the_head_is_repeated() -> None:
    """A measure may go on overleaf, the head stands on every page, a stage is never alone at a page's end."""
    table = drawn(sakha_like_plan()).tables[0]
    for number, row in enumerate(table.rows):
        is_stage = len({cell.text for cell in row.cells}) == 1
        whole = row._tr.trPr.find(qn("w:cantSplit")) is not None  # noqa: SLF001
        assert whole == (is_stage or number == 0)
        assert (row._tr.trPr.find(qn("w:tblHeader")) is not None) == (number == 0)  # noqa: SLF001
        if is_stage:
            assert row.cells[0].paragraphs[0].style.paragraph_format.keep_with_next


def test_the_page_is_a4_landscape_and_numbered_from_the_second() -> None:
    """A4 landscape, 30 mm on the left for what is kept, the number in the middle of the top margin."""
    document = drawn(small_plan())
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    page = (section.page_width, section.page_height)
    assert [round(length.mm) for length in page if length] == [297, 210]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(length.mm) for length in margins if length] == [30, 10, 20, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml  # noqa: SLF001
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml  # noqa: SLF001


def test_a_schools_plan_has_its_orders_stamp_and_title_and_no_working_note() -> None:
    """Approved by the school's order; what is still unknown is told on the screen and in plan.html."""
    plan = sakha_like_plan()
    told = lines(drawn(plan))
    assert told[:4] == ["Приложение", "УТВЕРЖДЕН", "приказом МБОУ «СОШ № 12»", "от 31.05.2027 № 214-од"]
    assert plan.title in told
    assert "МБОУ «СОШ № 12», 2026/2027 учебный год" in told
    assert any(measure.deadline.awaiting for measure in plan.measures())
    assert not any("не известны" in text for text in told)


def test_an_order_not_yet_signed_leaves_blanks() -> None:
    """Unknown stays unknown: a line to write on, never a date."""
    told = lines(drawn(with_fields(small_plan(), order=PlanOrder())))
    assert told[3] == "от «___» ____________ 20___ г. № ______"


def test_a_published_text_has_the_stamp_of_its_order_and_its_introduction() -> None:
    """The published roadmap is an appendix of the order it came with."""
    plan = published_plan()
    told = lines(drawn(plan))
    assert told[:3] == [
        "Приложение 2",
        "к приказу Министерства образования и науки Республики Саха (Якутия)",
        "от 26.03.2021 № 01-03/441",
    ]
    assert [text for text in told if text in plan.intro] == list(plan.intro)
    assert not any("не известны" in text for text in told)


def test_a_title_that_nothing_agrees_with_gets_an_appendix_stamp() -> None:
    """Where the gender of the document is not known, the stamp needs none, and a problem says why."""
    data, problems = render_plan(with_fields(small_plan(), title="Бармаглот"), TEMPLATE)
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert data is not None
    assert lines(docx.Document(io.BytesIO(data)))[:2] == ["Приложение", "к приказу МБОУ «СОШ № 12»"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Two drawings do not differ in a bit."""
    assert render_plan(small_plan(), TEMPLATE) == render_plan(small_plan(), bytes(bytearray(TEMPLATE)))


def test_a_template_without_a_column_is_a_problem() -> None:
    """The field and the tag that would print it are named."""
    data, problems = render_plan(small_plan(), word_file(paragraph("{{ title }}")))
    assert data is None
    assert {problem.code for problem in problems} == {"RM623"}
    assert problems[1].words["tag"] == "{{ row.title }}"

"""The layout of the organisation is on its papers: margins of the sections, widths of what stands aside."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm
from docx.styles.style import ParagraphStyle

from roadmap_engine.documents.papers.forms_docx import forms, render_form
from roadmap_engine.documents.papers.order_docx import render_order
from roadmap_engine.documents.papers.plan_docx import render_plan
from roadmap_engine.documents.word.layouts import apply_layout
from roadmap_engine.documents.word.package import read_package
from roadmap_engine.model import Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.ordering.order import draw_order
from tests.documents.plans import small_plan
from tests.documents.word.small_files import paragraph, word_file

TEMPLATES = {
    path.name: path.read_bytes() for path in (Path(__file__).parents[3] / "templates").glob("*.docx")
}
TOLERANCE = Mm(0.05)


def plan_with(layout: str) -> Plan:
    """The small plan of a school that keeps to a layout."""
    plan = small_plan()
    assert plan.organisation is not None
    organisation = with_fields(plan.organisation, layout=layout)
    return with_fields(plan, organisation=organisation)


def opened(data: bytes | None) -> Document:
    """Open a drawn paper."""
    assert data is not None
    return docx.Document(io.BytesIO(data))


def papers(layout: str) -> dict[str, Document]:
    """The plan, its order and a letter of that school."""
    plan = plan_with(layout)
    order, _ = draw_order(plan)
    assert order is not None
    letter = next(form for form in forms(plan) if form.name == "cover-letter.docx")
    return {
        "plan": opened(render_plan(plan, TEMPLATES["plan.docx"])[0]),
        "order": opened(render_order(order, TEMPLATES["order.docx"])[0]),
        "letter": opened(render_form(letter, TEMPLATES)[0]),
    }


@pytest.mark.parametrize("layout", ["gost-2025", "gost-2016"])
def test_margins_are_those_of_what_is_kept_permanently(layout: str) -> None:
    """Left 30 mm; right at least 10, top and bottom at least 20."""
    for name, paper in papers(layout).items():
        for section in paper.sections:
            assert section.left_margin == pytest.approx(Mm(30), abs=TOLERANCE), name
            for margin, least in (
                (section.right_margin, 10),
                (section.top_margin, 20),
                (section.bottom_margin, 20),
            ):
                assert (margin or 0) >= Mm(least) - TOLERANCE, name


@pytest.mark.parametrize(("layout", "corner"), [("gost-2025", 80), ("gost-2016", 75)])
def test_what_stands_aside_is_as_wide_as_the_edition_says(layout: str, corner: int) -> None:
    """The stamp of the plan and the corner letterhead of the letter."""
    drawn = papers(layout)
    section = drawn["plan"].sections[0]
    stamp = drawn["plan"].styles["Гриф"]
    assert isinstance(stamp, ParagraphStyle)
    taken = (section.left_margin, section.right_margin, stamp.paragraph_format.left_indent)
    assert (section.page_width or 0) - sum(each or 0 for each in taken) == pytest.approx(
        Mm(corner), abs=TOLERANCE
    )
    table = drawn["letter"].tables[0]
    assert table.columns[0].width == pytest.approx(Mm(corner), abs=TOLERANCE)
    assert table.cell(0, 0).width == pytest.approx(Mm(corner), abs=TOLERANCE)


def test_a_template_without_sections_or_styles_stays_as_it_is() -> None:
    """Nothing is there to be laid out anew."""
    package, _ = read_package(word_file(paragraph("Текст")), "plain.docx")
    assert package is not None
    parts = dict(apply_layout(package, "gost-2016").parts)
    assert parts.keys() == dict(package.parts).keys()

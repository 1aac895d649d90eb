"""An order with its plan in one file says what the two papers say."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT

from roadmap_engine.documents.order_with_plan import join_plan
from roadmap_engine.documents.papers.order_docx import prepare_order, render_order
from roadmap_engine.documents.papers.plan_docx import prepare_plan, render_plan
from roadmap_engine.documents.word.trusted import fill_template
from roadmap_engine.model import Plan
from roadmap_engine.planning.ordering.order import draw_order
from tests.documents.plans import sakha_like_plan, small_plan, with_columns

TEMPLATES = Path(__file__).parents[2] / "templates"


def read(data: bytes | None) -> Document:
    """Open a drawn paper."""
    assert data is not None
    return docx.Document(io.BytesIO(data))


def template(name: str) -> bytes:
    """A shipped template."""
    return (TEMPLATES / name).read_bytes()


def draw_both(plan: Plan) -> bytes | None:
    """The order with the plan inside."""
    order, _ = draw_order(plan)
    assert order is not None
    filling, _ = prepare_plan(plan)
    data, problems = fill_template(join_plan(prepare_order(order), filling), template("order-with-plan.docx"))
    assert problems == ()
    return data


def table_of(document: Document) -> list[list[str]]:
    """The last table, which is the plan's, cell by cell."""
    return [[cell.text for cell in row.cells] for row in document.tables[-1].rows]


def words_of(document: Document) -> list[str]:
    """The paragraphs outside tables that say something."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]


PLANS = {
    "whole": sakha_like_plan(),
    "four-columns": with_columns(small_plan(), "title", "deadline", "responsible", "number"),
}


@pytest.mark.parametrize("name", PLANS)
def test_it_holds_the_words_of_both_papers(name: str) -> None:
    """The table is the plan's cell by cell; the paragraphs are those of the order, then those of the plan."""
    plan = PLANS[name]
    order, _ = draw_order(plan)
    assert order is not None
    alone = read(render_order(order, template("order.docx"))[0])
    planned = read(render_plan(plan, template("plan.docx"))[0])
    both = read(draw_both(plan))
    assert table_of(both) == table_of(planned)
    assert words_of(both) == words_of(alone) + words_of(planned)


def test_the_order_stands_upright_and_the_plan_lies() -> None:
    """A section each; pages are counted through, so the appendix's first page has its number too."""
    sections = read(draw_both(sakha_like_plan())).sections
    assert [section.orientation for section in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [section.different_first_page_header_footer for section in sections] == [True, False]


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Whatever is drawn between."""
    assert draw_both(small_plan()) == draw_both(small_plan())

"""The templates under `templates/` are what their tool draws, and no template makes a schema finding."""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from roadmap_engine.documents.papers.forms_docx import forms, render_form
from roadmap_engine.documents.papers.order_docx import prepare_order, render_order
from roadmap_engine.documents.papers.plan_docx import render_plan
from roadmap_engine.documents.qr_code import draw_qr
from roadmap_engine.documents.timeline_picture import draw_timeline
from roadmap_engine.documents.word.images import TRIAL_IMAGE
from roadmap_engine.documents.word.trusted import fill_template
from roadmap_engine.model import Plan
from roadmap_engine.model.order import OrderText
from roadmap_engine.planning.ordering.order import draw_order
from tests.documents.plans import published_plan, sakha_like_plan, small_plan, with_columns

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
_PAGES = ("plan", "published", "four-columns", "order", "pictures", "analytic-note", "council-minutes")
"""Papers laid out by LibreOffice too, which takes seconds each."""
_FORMS = (
    "analytic-report",
    "acknowledgement-sheet",
    "assessment-schedule",
    "cover-letter",
    "individual-route",
    "lesson-map",
    "measures-plan",
    "programme-appendix",
    "programme-change",
    "risk-group",
    "school-order",
    "vsoko-change",
)
REFEREE = ROOT.parent / "shared" / "tools" / "referee_docx.sh"


def test_the_templates_are_what_the_tool_draws() -> None:
    """Whoever changes one changes the other."""
    drawn = subprocess.run(
        [sys.executable, "-m", "tools.draw_templates", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (drawn.returncode, drawn.stdout) == (0, "")


def _with_pictures(plan: Plan, order: OrderText, template: bytes) -> bytes | None:
    """An order with an emblem above, a code below, and the timeline behind it."""
    opened = docx.Document(io.BytesIO(template))
    for text in ("{%p if timeline %}", "{{ timeline }}", "{%p endif %}"):
        opened.add_paragraph(text)
    changed = io.BytesIO()
    opened.save(changed)
    code, timeline = draw_qr("https://example.org/plan")[0], draw_timeline(plan)
    assert code is not None
    assert timeline is not None
    shown = {"emblem": TRIAL_IMAGE, "qr": code, "timeline": timeline}
    drawn, problems = fill_template(prepare_order(order).with_pictures(shown), changed.getvalue())
    assert problems == ()
    return drawn


@functools.cache
def _papers() -> dict[str, tuple[str, bytes | None]]:
    """Every kind of paper once: its name, its template's, its bytes."""
    files = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.docx")}
    plan = sakha_like_plan()
    order, _ = draw_order(plan)
    assert order is not None
    four = with_columns(small_plan(), "title", "deadline", "responsible", "number")
    papers = {
        "plan": ("plan.docx", render_plan(plan, files["plan.docx"])[0]),
        "published": ("plan.docx", render_plan(published_plan(), files["plan.docx"])[0]),
        "four-columns": ("plan.docx", render_plan(four, files["plan.docx"])[0]),
        "order": ("order.docx", render_order(order, files["order.docx"])[0]),
        "pictures": ("order.docx", _with_pictures(plan, order, files["order.docx"])),
    }
    for form in forms(plan):
        papers.setdefault(form.template.removesuffix(".docx"), (form.template, render_form(form, files)[0]))
    return papers


@pytest.mark.referee
@pytest.mark.skipif(not REFEREE.is_file(), reason="the referee does not lie beside the repository")
@pytest.mark.parametrize("name", [*_PAGES, *_FORMS])
def test_the_referee_finds_nothing(name: str, tmp_path: Path) -> None:
    """Package, Open XML schemas and LibreOffice: no error, and no finding the template has not."""
    template, data = _papers()[name]
    assert data is not None
    path = tmp_path / f"{name}.docx"
    path.write_bytes(data)
    has_office = shutil.which("soffice") and shutil.which("pdfinfo")
    flags = [] if has_office and name in _PAGES else ["-n"]
    told = subprocess.run(
        [str(REFEREE), str(path), "-o", str(tmp_path / "pages"), "-b", str(TEMPLATES / template), *flags],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "REFEREE_VENV": sys.prefix, "HOME": str(tmp_path)},
    )
    assert told.returncode == 0, told.stdout
    assert "W:" not in told.stdout, told.stdout


SIGNED = sorted(
    path.name
    for path in TEMPLATES.glob("*.docx")
    if any(paragraph.text == "Подписи" for paragraph in docx.Document(str(path)).paragraphs)
)


@pytest.mark.parametrize("name", SIGNED)
def test_signatures_stand_together_and_never_alone(name: str) -> None:
    """Word keeps a row or a line with the next by its first paragraph."""
    blocks = list(docx.Document(str(TEMPLATES / name)).iter_inner_content())
    (heading,) = (place for place, block in enumerate(blocks) if getattr(block, "text", "") == "Подписи")
    body, signers = blocks[heading - 1], blocks[heading + 1]
    assert isinstance(signers, Table)
    assert isinstance(body, Table | Paragraph)
    last = body.rows[-1].cells[0].paragraphs[0] if isinstance(body, Table) else body
    rows = [row.cells[0].paragraphs[0] for row in signers.rows if "{{ person.who }}" in row.cells[0].text]
    assert rows
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in (last, *rows))


def test_the_signed_papers_are_found() -> None:
    """Nothing holds of no paper at all."""
    assert len(SIGNED) > 8

"""Files from strangers: refused with a reason or read in bounded time, never opened further than needed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from roadmap_engine.diagnostics.limits import IMPORT_CELLS
from roadmap_engine.importing.container import MAX_PART
from roadmap_engine.importing.reading import read_manuscript
from roadmap_engine.importing.sections import LONGEST_CELL
from roadmap_engine.model.wording import find_gaps
from tests.importing.making import change_part, import_bytes, make_docx, make_xlsx

HEAD = ["№", "Мероприятия", "Сроки", "Ответственные"]
WORD = make_docx("=План", [HEAD, ["1", "Анализ", "май", "завуч"]])
EXCEL = make_xlsx([HEAD, [1, "Анализ", "май", "завуч"]])
DOCUMENT = "word/document.xml"


def refusals(data: bytes) -> list[str]:
    """The codes a file is refused with."""
    manuscript, problems = read_manuscript(data, "plan")
    assert manuscript is None
    return [problem.code for problem in problems]


def zip_of(parts: dict[str, bytes]) -> bytes:
    """A ZIP with the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"%PDF-1.7 plan",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100,
        WORD[:-200],
        zip_of({"a.txt": b"a"}),
    ],
    ids=["empty", "stub", "pdf", "old-word", "cut", "other-zip"],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    """PDF, .doc, a password, half a file: one plain word on what to do."""
    assert refusals(data) == ["RM850"]


def test_a_bomb_is_refused_unpacked() -> None:
    """A part that unpacks to more than a plan can need is told by the list of the ZIP."""
    bomb = change_part(WORD, DOCUMENT, lambda text: text + " " * (MAX_PART + 1))
    assert len(bomb) < MAX_PART / 100
    assert refusals(bomb) == ["RM851"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">',
    ],
)
@pytest.mark.parametrize(("data", "part"), [(WORD, DOCUMENT), (EXCEL, "xl/worksheets/sheet1.xml")])
def test_entities_are_never_read(data: bytes, part: str, declaration: str) -> None:
    """A DOCTYPE is refused before any parser sees it."""
    spoilt = change_part(
        data, part, lambda text: f"<?xml version='1.0'?>{declaration}" + text.partition("?>")[2]
    )
    assert refusals(spoilt) == ["RM852"]


def test_damaged_xml_is_refused() -> None:
    """What no parser reads is told with the name of the part."""
    assert refusals(change_part(WORD, DOCUMENT, lambda text: text.replace("</w:tbl>", ""))) == ["RM852"]


def test_a_workbook_of_a_million_cells_is_refused() -> None:
    """The cells are counted before openpyxl makes an object of each."""
    row = '<row><c r="A1"><v>1</v></c></row>'
    huge = change_part(
        EXCEL,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("</sheetData>", row * (IMPORT_CELLS.most + 1) + "</sheetData>"),
    )
    assert refusals(huge) == ["RM855"]


def test_a_table_of_a_register_is_refused() -> None:
    """More rows than any plan has."""
    row = "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    huge = change_part(WORD, DOCUMENT, lambda text: text.replace("</w:tbl>", row * 4_000 + "</w:tbl>"))
    assert refusals(huge) == ["RM855"]


def test_a_damaged_workbook_is_refused() -> None:
    """The library fails on a damaged workbook in many ways; each is one problem."""
    part = "xl/_rels/workbook.xml.rels"
    assert refusals(change_part(EXCEL, part, lambda text: text.replace("sheet1", "sheet9"))) == ["RM852"]
    styles = change_part(EXCEL, "xl/styles.xml", lambda text: text.replace('fontId="0"', 'fontId="x"'))
    assert refusals(styles) == ["RM852"]


def test_values_are_read_and_formulas_are_not() -> None:
    """A formula gives the value that was kept beside it; without one its cell is empty, and that is told."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, ["1", "Анализ", '=HYPERLINK("http://127.0.0.1")', "завуч"]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    unread = import_bytes(stream.getvalue())
    assert unread.deadlines() == [None]
    assert "RM876" in unread.codes
    kept = change_part(
        stream.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda text: (
            text.replace("<v />", "<v>май</v>")
            .replace("<v></v>", "<v>май</v>")
            .replace('<c r="C2">', '<c r="C2" t="str">')
        ),
    )
    assert import_bytes(kept).deadlines() == ["май"]


def test_links_and_macros_are_never_followed(tmp_path: Path) -> None:
    """A linked template, an embedded object, a macro: the text beside them is read, they are not."""
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'attachedTemplate" Target="file://{tmp_path}/nothing.dotm" TargetMode="External"/>'
    )
    linked = change_part(
        WORD,
        "word/_rels/document.xml.rels",
        lambda text: text.replace("</Relationships>", f"{relation}</Relationships>"),
    )
    assert import_bytes(linked).titles() == ["Анализ"]


def test_what_is_longer_than_a_field_is_cut_and_told() -> None:
    """Long cells cost time in proportion, and nothing of them is lost silently."""
    words = "проведение анализа результатов работ " * 300
    plan = import_bytes(make_docx("=План", [HEAD, ["1", words, words, words]]))
    assert plan.titles() == [words[:LONGEST_CELL].strip()]
    assert plan.deadlines() == [f"?{words[:LONGEST_CELL].strip()}"]
    assert plan.codes.count("RM868") == 3


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% for a in b %}", "=1+1", "Школа <№1> & Ко", "# не примечание: да", "- 'тире'"]
)
def test_signs_with_a_meaning_elsewhere_are_only_words(text: str) -> None:
    """Braces, formulas, signs of YAML and XML stay what they are."""
    plan = import_bytes(make_docx("=План", [HEAD, ["1", f"Дело {text}", "май", text]]))
    [title] = plan.titles()
    assert title.replace(" ", "") == f"Дело{text}".replace(" ", "")
    assert list(find_gaps(title)) == []

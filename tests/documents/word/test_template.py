"""A filled template holds the values letter by letter, as docxtpl would, and is the same every time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import jinja2
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.standing_pictures import PICTURES
from roadmap_engine.documents.template_kinds import KINDS
from roadmap_engine.documents.word.column_widths import fit_columns
from roadmap_engine.documents.word.compiling import compile_template
from roadmap_engine.documents.word.fields import Record, trial_values
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.template import WordTemplate
from tests.documents.word.small_files import PACKAGE, SHAPE, cell, paragraph, table_row, word_file

TEMPLATES = Path(__file__).parents[3] / "templates"
CARD = Properties("План", "МБОУ «СОШ № 12»", dt.date(2027, 5, 31))
ROWS = word_file(
    paragraph("{{ title }}")
    + "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>"
    + table_row(cell(paragraph("Шапка")))
    + table_row(cell(paragraph("{%tr for stage in stages %}")))
    + table_row(cell(paragraph("{{ stage.heading }}")))
    + table_row(cell(paragraph("{%tr endfor %}")))
    + "</w:tbl>"
    + paragraph(
        "{% for n in names %}{{ loop.index }}. {{ n }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )
)


def compiled(data: bytes, shape: Record = SHAPE) -> WordTemplate:
    """Compile a template that has no fault."""
    word, problems = compile_template(data, "plan.docx", shape)
    assert not has_errors(problems)
    assert word is not None
    return word


def values(**given_values: Any) -> dict[str, Any]:
    """Values of the shape, everything left out but what is given."""
    return {
        "title": "",
        "count": 1,
        "known": False,
        "note": "",
        "emblem": "",
        "names": [],
        "stages": [],
        **given_values,
    }


def texts(data: bytes) -> list[str]:
    """Read the paragraphs back from the file."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "Школа <№1> & Ко",
        "{{ 7*7 }} {% for a in b %} {# c #}",
        "{_{ title }_} {_% if %_}",
        "=1+1",
        "\"кавычки\" и 'апострофы' &amp; &#8203;",
        "строка\nещё строка",
        "  пробелы  по краям  ",
        "знак\tтабуляции",
        "й" * 10_000,
        "]]><w:p/>",
        "\u00a0№\u00a0503\u202f— «ёлочки» 😀",
    ],
)
def test_a_value_is_printed_as_exactly_its_letters(text: str) -> None:
    """Whatever a value looks like, it is text."""
    word = compiled(word_file(paragraph("{{ title }}") + paragraph("{{ title }} – дальше")))
    filled = texts(word.render(values(title=text), CARD))
    assert filled == [text, f"{text} – дальше"]


def test_control_characters_are_left_out_and_line_ends_are_one() -> None:
    """XML has no place for them; a document that Word cannot open helps nobody."""
    filled = texts(
        compiled(word_file(paragraph("{{ title }}"))).render(
            values(title="а\x00б\x07в\x0c\x1b\ud800\ufffe\r\nг\rд"), CARD
        )
    )
    assert filled == ["абв\nг\nд"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
        )
    )
)
def test_any_text_survives(text: str) -> None:
    """Any text without control characters comes out as it went in."""
    assert texts(SIMPLE.render(values(title=text), CARD)) == [text]


SIMPLE = compiled(word_file(paragraph("{{ title }}")))


def test_rows_and_loops_are_repeated() -> None:
    """A row for each stage, a word for each name, and nothing of the tags."""
    data = compiled(ROWS).render(
        values(title="План", names=["Тен", "Ли"], stages=[{"heading": "1. Анализ", "rows": []}] * 3), CARD
    )
    assert texts(data) == ["План", "1. Тен, 2. Ли"]
    table = docx.Document(io.BytesIO(data)).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["Шапка", *["1. Анализ"] * 3]


def test_the_same_values_give_the_same_bytes() -> None:
    """Every entry has the one date a ZIP begins with, and its place."""
    first, second = (compiled(ROWS).render(values(title="План"), CARD) for _ in range(2))
    assert first == second
    dates = {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_the_card_comes_from_the_caller() -> None:
    """Title, author and day are the plan's; what a template has there is no template and is left behind."""
    core = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    data = word_file(
        paragraph("{{ title }}"),
        parts={"docProps/core.xml": core},
        types='<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/>',
        root_relations='<Relationship Id="rId2" Target="docProps/core.xml" Type='
        f'"{PACKAGE}/relationships/metadata/core-properties"/>',
    )
    card = docx.Document(io.BytesIO(compiled(data).render(values(), CARD))).core_properties
    assert (card.title, card.author) == ("План", "МБОУ «СОШ № 12»")
    assert card.created == card.modified == dt.datetime(2027, 5, 31, tzinfo=dt.UTC)


def test_plain_data_only() -> None:
    """Nothing with methods reaches a template."""
    with pytest.raises(TypeError, match="plain data"):
        SIMPLE.render(values(title=Path("/etc/passwd")), CARD)


def test_quotation_marks_of_word_are_quotation_marks() -> None:
    """Word turns quotation marks round by itself; the tag means the same."""
    word = compiled(word_file(paragraph("{{ names|join(“, ”) }}")))
    assert texts(word.render(values(names=["Тен", "Ли"]), CARD)) == ["Тен, Ли"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_the_result_is_what_docxtpl_gives(path: Path) -> None:
    """Every part of every shipped template is, in canonical XML, the part docxtpl would write."""
    shape = KINDS[path.stem].fitting.shape
    # Pictures are docxtpl's own objects there, and plain data here.
    told = {name: "" if name in PICTURES else value for name, value in trial_values(shape, full=True).items()}
    told["title"] = "Школа <№1> & Ко\nвторая строка"
    ours = zipfile.ZipFile(io.BytesIO(compiled(path.read_bytes(), shape).render(told, CARD)))
    peer = DocxTemplate(io.BytesIO(path.read_bytes()))
    peer.render(told, jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True))
    target = io.BytesIO()
    peer.save(target)
    theirs = zipfile.ZipFile(target)
    parts = [name for name in ours.namelist() if name.startswith("word/") and name.endswith(".xml")]
    assert "word/document.xml" in parts
    for name in parts:
        assert _canonical(ours.read(name)) == _canonical(theirs.read(name), fitted=True), name


def _canonical(xml: bytes, *, fitted: bool = False) -> bytes:
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    if fitted:
        # docxtpl leaves a table whose columns came of tags with columns all alike.
        fit_columns(root)
    return bytes(etree.tostring(root, method="c14n"))


def test_no_field_is_called_like_a_method_of_a_dict() -> None:
    """Plain docxtpl would print the method instead of the value."""

    def names(shape: Any) -> list[str]:
        if isinstance(shape, Record):
            return [*shape.fields, *(name for field in shape.fields.values() for name in names(field))]
        return names(shape.each) if hasattr(shape, "each") else []

    for kind in KINDS.values():
        assert not set(names(kind.fitting.shape)) & set(dir({}))


def test_a_line_end_costs_no_second_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line ends are written with their value; the result is not searched for them, lists included."""
    word = compiled(word_file(paragraph("{{ title }}: {{ names|join('; ') }}")))
    monkeypatch.setattr(DocxTemplate, "resolve_listing", None)
    data = word.render(values(title="<а>\nб", names=["в\nг & д", "е"]), CARD)
    assert texts(data) == ["<а>\nб: в\nг & д; е"]


def test_a_tab_stands_as_docxtpl_writes_it() -> None:
    """A tab takes docxtpl's own way; line ends beside it are written once."""
    word = compiled(word_file(paragraph("{{ title }}")))
    assert texts(word.render(values(title="а\tб\nв"), CARD)) == ["а\tб\nв"]

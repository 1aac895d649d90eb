"""A table that Word would mend when it opens it is mended before it is filled."""

from __future__ import annotations

import io

import docx
import pytest
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.compiling import compile_template
from roadmap_engine.documents.word.fields import Listing, Record, Text, trial_values
from roadmap_engine.documents.word.filling import Fitting
from roadmap_engine.documents.word.fitted import compile_fitted
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.tables import mend_tables
from tests.documents.word.small_files import SHAPE, W, cell, paragraph, table_row, word_file

ROWS = Record.of("план", rows=Listing("строки", Record.of("строка", number=Text("№"), title=Text("что"))))


def mended(table: str) -> tuple[bool, str]:
    """A table, whether it was mended, and what became of it."""
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{table}</w:body>')
    did = mend_tables(root)
    return did, etree.tostring(root[0], encoding="unicode").replace(f' xmlns:w="{W}"', "")


def _grid(*widths: object) -> str:
    return (
        f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>"
    )


def _spanning(span: object) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr></w:tc>'


def _table(before: str, cells: str = "") -> str:
    return f"<w:tbl>{before}<w:tr>{cells}</w:tr></w:tbl>" if cells else f"<w:tbl>{before}</w:tbl>"


class TestMending:
    """What is wrong goes; what is right is not touched."""

    @pytest.mark.parametrize(
        ("table", "result"),
        [
            (_table("<w:tblPr/>", "<w:tc/><w:tc/>"), _table(f"<w:tblPr/>{_grid(0, 0)}", "<w:tc/><w:tc/>")),
            (_table(_grid("12pt", "", -5)), _table(_grid(0, 0, 0))),
            (_table(_grid(500), "<w:tc/><w:tc/>"), _table(_grid(500, 500), "<w:tc/><w:tc/>")),
            (_table(_grid(6, 2), _spanning(2) * 2), _table(_grid(6, 2, 4, 4), _spanning(2) * 2)),
            *(
                (_table(_grid(9), _spanning(span)), _table(_grid(9), "<w:tc><w:tcPr/></w:tc>"))
                for span in (0, 64, 999999999999, "many", "")
            ),
        ],
    )
    def test_what_is_no_measure_is_none(self, table: str, result: str) -> None:
        assert mended(table) == (True, result)

    def test_what_is_right_stays(self) -> None:
        table = _table("<w:tblPr/>" + _grid(*[2000] * 63), _spanning(63))
        assert mended(table) == (False, table)


def test_a_table_without_a_grid_is_filled() -> None:
    """A picture in the text makes docxtpl count the columns of every table."""
    rows = "".join(
        table_row(cell(paragraph(text)))
        for text in (
            "{%tr for n in names %}",
            "{{ n }}{% if emblem %}{{ emblem }}{% endif %}",
            "{%tr endfor %}",
            "а",
        )
    )
    word, problems = compile_template(word_file(f"<w:tbl>{rows}</w:tbl>" + paragraph("")), "own.docx", SHAPE)
    assert problems == ()
    assert word is not None
    filled = docx.Document(io.BytesIO(word.render(trial_values(SHAPE, full=True), Properties(""))))
    assert [row.cells[0].text for row in filled.tables[0].rows] == ["Тен", "Тен", "а"]


@pytest.mark.parametrize(
    "grid", ["", '<w:gridCol w:w="500"/>', '<w:gridCol w:w="x"/><w:gridCol/><w:gridCol/>']
)
def test_a_plans_table_with_any_grid_gets_its_columns(grid: str) -> None:
    """The columns that a plan has not go, whatever the grid says of them."""
    rows = "".join(
        table_row(*(cell(paragraph(text)) for text in texts))
        for texts in (
            ("{%tr for row in rows %}", "", ""),
            ("{{ row.number }}", "{{ row.title }}", ""),
            ("{%tr endfor %}", "", ""),
            ("а", "б", "в"),
        )
    )
    data = word_file(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>" + paragraph(""))
    word, problems = compile_fitted(data, "plan.docx", Fitting(ROWS, None, ("title", "number")))
    assert problems == ()
    assert word is not None
    filled = docx.Document(
        io.BytesIO(word.render({"rows": [{"number": "1", "title": "Анализ"}]}, Properties("")))
    )
    assert [[each.text for each in row.cells] for row in filled.tables[0].rows] == [
        ["Анализ", "1"],
        ["б", "а"],
    ]

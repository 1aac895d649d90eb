"""A table whose columns came of tags has columns as wide as their words need."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.column_widths import fit_columns, share_width

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TURNED = '<w:textDirection w:val="btLr"/>'


def table(*cells: str, layout: str = "autofit", total: int = 9000) -> etree._Element:
    """A table of one row; a text that begins with «^» runs upwards."""
    columns = "".join(f'<w:gridCol w:w="{total // len(cells)}"/>' for _ in cells)
    drawn = "".join(
        f"<w:tc><w:tcPr>{TURNED if text.startswith('^') else ''}</w:tcPr>"
        f"<w:p><w:r><w:t>{text.lstrip('^')}</w:t></w:r></w:p></w:tc>"
        for text in cells
    )
    return etree.fromstring(
        f'<w:body xmlns:w="{W}"><w:tbl><w:tblPr><w:tblLayout w:type="{layout}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr/>{drawn}</w:tr></w:tbl></w:body>"
    )


def widths(body: etree._Element) -> list[int]:
    """The widths of the grid."""
    return [int(column.get(f"{{{W}}}w")) for column in body.iter(f"{{{W}}}gridCol")]


def test_a_long_word_gets_the_room_that_short_ones_leave() -> None:
    """The table stays as wide as it was."""
    body = table("№", "Преемственность", "Класс")
    fit_columns(body)
    first, long, last = widths(body)
    assert first < last < long
    assert first + long + last == 9000


def test_words_that_run_upwards_ask_for_height_instead() -> None:
    """A narrow column of a turned heading is not cut at its top."""
    body = table("^Обществознание", "Причины")
    fit_columns(body)
    turned, level = widths(body)
    assert turned < level
    (height,) = body.iter(f"{{{W}}}trHeight")
    assert int(height.get(f"{{{W}}}val")) > len("Обществознание") * 100


def test_widths_that_an_author_fixed_stay() -> None:
    """Only a table that leaves its widths open is fitted."""
    body = table("№", "Преемственность", layout="fixed")
    before = etree.tostring(body)
    fit_columns(body)
    assert etree.tostring(body) == before


def test_too_many_words_share_what_there_is() -> None:
    """The table never grows over the margin."""
    assert sum(share_width(500, [300, 400, 500], [900, 900, 900])) == 500

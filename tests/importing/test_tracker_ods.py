"""A workbook in LibreOffice's own format: its kinds of cells, and what would be read for ever."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from roadmap_engine.importing.tracker_book import read_book
from roadmap_engine.importing.tracker_ods import is_ods, read_ods

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def ods(rows: str, sheets: int = 1, meta: str = "", before: str = "") -> bytes:
    """Make a workbook of sheets with these rows."""
    tables = "".join(
        f'<table:table table:name="Лист{number}">{rows}</table:table>' for number in range(sheets)
    )
    content = (
        f"{before}<office:document-content {_NAMES}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("meta.xml", f"<office:document-meta {_NAMES}>{meta}</office:document-meta>")
    return stream.getvalue()


def row(*cells: str, repeated: int = 1) -> str:
    """Make a row of cells."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def cell(kind: str = "string", value: str = "", text: str = "", repeated: int = 1) -> str:
    """Make a cell."""
    name = "office:value" if kind == "float" else f"office:{kind}-value"
    said = f'{name}="{value}"' if value else ""
    return (
        f'<table:table-cell office:value-type="{kind}" {said} table:number-columns-repeated="{repeated}">'
        f"{text and f'<text:p>{text}</text:p>'}</table:table-cell>"
    )


REMARKED = (
    "<table:table-cell><office:annotation><text:p>заметка</text:p></office:annotation>"
    "<text:p>слово</text:p></table:table-cell>"
)
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (cell("float", "12"), 12),
        (cell("float", "3.5"), 3.5),
        (cell("boolean", "true"), True),
        (cell("date", "2027-05-20"), dt.date(2027, 5, 20)),
        (cell("date", "2027-05-20T09:30:00"), dt.datetime.combine(dt.date(2027, 5, 20), dt.time(9, 30))),
        (cell("time", "PT09H30M00S"), dt.time(9, 30)),
        (cell("time", "PT49H30M00S"), "49:30:00"),
        (
            cell(text="а<text:s text:c='2'/>б<text:tab/>в<text:line-break/>г"),
            "а   б\tв\nг".replace("   ", "  "),
        ),
        (cell(text="ссылка: <text:a>https://a.example</text:a>!"), "ссылка: https://a.example!"),
        (cell(text="=1+1"), "=1+1"),
        ("<table:table-cell><text:p>а</text:p><text:p>б</text:p></table:table-cell>", "а\nб"),
        (REMARKED, "слово"),
    ],
)
def test_a_cell_is_what_it_is(found: str, value: object) -> None:
    """A remark beside it is none of its words."""
    book = read_book(ods(row(found, EMPTY)))
    assert book is not None
    ((read,),) = book.sheets["Лист0"]
    assert (type(read), read) == (type(value), value)


def test_places_are_kept() -> None:
    """Empty rows and cells are counted, however they are said; so are the properties."""
    meta = '<office:meta><meta:user-defined meta:name="plan">school-3</meta:user-defined></office:meta>'
    shown = row("<table:covered-table-cell/>", cell(text="x", repeated=2))
    data = ods(row(EMPTY, repeated=3) + shown + row(EMPTY, repeated=10**6), meta=meta)
    assert is_ods(data)
    book = read_book(data)
    assert book is not None
    assert book.sheets == {"Лист0": ((), (), (), (None, "x", "x"))}
    assert book.properties == {"plan": "school-3"}
    assert book.far == ()


def test_what_is_far_away_is_named() -> None:
    """And costs nothing."""
    far = ods(row(EMPTY, repeated=1_048_575) + row(cell(text="x")))
    wide = ods(row('<table:table-cell table:number-columns-repeated="16383"/>', cell(text="x")))
    for data, name in ((far, "A1048576"), (wide, "XFD1")):
        book = read_book(data)
        assert book is not None
        assert book.far == (name,)


@pytest.mark.parametrize(
    "data",
    [
        ods(row(cell(text="x", repeated=100), repeated=1_048_576)),
        ods(row(cell(text="x")), sheets=60),
        ods(row(cell(text="x" * 7_000_000))),
        ods(row(cell(text="x")), before='<!DOCTYPE x [<!ENTITY a "b">]>'),
        ods(row(cell("float", "много"))),
        ods(row(cell("date", "вчера"))),
        ods(row(cell(text="<text:span>" * 5_000 + "x" + "</text:span>" * 5_000))),
        ods(row(cell(text="x")))[:-200],
        ods(row(cell(text="x"))).replace(b"content.xml", b"contents.ml"),
    ],
    ids=["a million rows", "sheets", "long", "entities", "no number", "no day", "deep", "cut", "no content"],
)
def test_what_is_no_tracker_is_not_read(data: bytes) -> None:
    """Whatever is wrong with it."""
    assert read_book(data) is None


def test_a_workbook_under_a_password_has_no_xml() -> None:
    """Its parts are there, and nobody can read them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x00\xff\x13 encrypted")
    assert read_ods(stream.getvalue()) is None

"""Registries as clerks and other programs leave them: what cannot be read is told, and the rest counts."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.importing import registry_tables
from roadmap_engine.importing.registry import read_registry
from tests.importing.making import change_part
from tests.importing.test_tracker_ods import cell, ods, row

HEAD = ["Код", "Школа", "Район", "Дата приказа"]
CELL = re.compile(r'<c r="D2"[^>]*>.*?</c>')
Told = list[tuple[str, str, str]]


def _csv(*rows: str, head: str = ";".join(HEAD)) -> str:
    return "\r\n".join((head, *rows))


def _xlsx(change: Callable[[Any, Any], None], *rows: list[Any]) -> bytes:
    """A workbook with one sheet, and what else is done to it."""
    book, stream = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Школы"
    for each in (HEAD, *rows):
        sheet.append(each)
    change(book, sheet)
    book.save(stream)
    return stream.getvalue()


def _read(data: bytes) -> tuple[list[tuple[str, ...]], Told]:
    """The schools, each with what stands in its columns, and what was told of the file."""
    registry, problems = read_registry(data, "schools")
    told = [(each.code, each.words.get("row", ""), each.words.get("column", "")) for each in problems]
    schools = registry.schools if registry is not None else ()
    return [(each.id, each.municipality, each.said.get("order.date", "")) for each in schools], told


ONE, TWO = ("a", "Лесной", ""), ("b", "Лесной", "")


@pytest.mark.parametrize(
    ("data", "schools", "told"),
    [
        (_csv("a;Школа;Лесной;", "b;Лицей;Лесной;").encode("utf-16"), [ONE, TWO], []),
        (("sep=;\r\n" + _csv("a;Школа;Лесной;")).encode(), [ONE], []),
        (("Школы\r\n" + _csv("a,Школа,Лесной", head="Код,Школа,Район")).encode(), [ONE], []),
        (_csv("a;Школа;Лесной;", "–;–;-;—", ";;;", " ; ;;", "b;Лицей;Лесной;").encode(), [ONE, TWO], []),
        (
            _csv('x;"Школа;Лесной;', "a;Школа;Лесной;", "b;Лицей;Лесной;").encode(),
            [ONE, TWO],
            [("RM686", "2", "Школа")],
        ),
        (
            _csv('x;"Школа;Лесной;', "a;Школа;Лесной;", 'y;Школа;"Лесной;', "b;Лицей;Лесной;").encode(),
            [ONE, TWO],
            [("RM686", "2", "Школа"), ("RM686", "4", "Район")],
        ),
        (_csv('a;"Школа\n№ 7";Лесной;', 'b;"Лицей ""Тон""";Лесной;').encode(), [ONE, TWO], []),
        (
            _csv("a;Школа;Лесной;;x", "b;Лицей;Лесной;;y", head=";".join((*HEAD, ""))).encode(),
            [ONE, TWO],
            [("RM686", "2", "E")],
        ),
        (_csv().encode(), [], [("RM536", "", "")]),
        (_csv("–;–").encode(), [], [("RM536", "", "")]),
        (_csv(";Школа").encode(), [], [("RM686", "2", "Код"), ("RM536", "", "")]),
    ],
    ids=[
        *("utf-16", "sep", "title before commas", "dashes", "a lone mark", "lone marks", "lines in cells"),
        *("no caption", "captions alone", "a dash alone", "no row that counts"),
    ],
)
def test_a_table_of_text(data: bytes, schools: list[tuple[str, ...]], told: Told) -> None:
    """A mark, a dash or a line too many costs its own row at most."""
    assert _read(data) == (schools, told)


def _merge(*areas: str) -> Callable[[Any, Any], None]:
    def merge(_book: Any, sheet: Any) -> None:
        for each in areas:
            sheet.merge_cells(each)

    return merge


def _add_sheet(book: Any, sheet: Any, *, hides: bool) -> None:
    for each in (HEAD, ["b", "Лицей", "Лесной"]):
        (other := book["Ещё"] if "Ещё" in book.sheetnames else book.create_sheet("Ещё")).append(each)
    sheet.sheet_state = "hidden" if hides else "visible"
    book.active = other


def _hide(_book: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True


def _make_long(_book: Any, sheet: Any) -> None:
    for number in range(3, 4000):
        sheet.cell(number, 1).style = "Good"
    for place, words in enumerate(("b", "Лицей", "Лесной"), 1):
        sheet.cell(4001, place).value = words


SCHOOL, LYCEUM = ["a", "Школа", "Лесной"], ["b", "Лицей", None]


@pytest.mark.parametrize(
    ("data", "schools", "told"),
    [
        (_xlsx(_merge("C2:C3"), SCHOOL, LYCEUM), [ONE, TWO], []),
        (_xlsx(_merge("C2:C2"), SCHOOL, LYCEUM), [ONE, ("b", "", "")], []),
        (_xlsx(_merge("C2:D3"), SCHOOL, LYCEUM), [ONE, ("b", "", "")], []),
        (_xlsx(_merge("B1:B2"), SCHOOL), [], [("RM686", "2", "Школа"), ("RM536", "", "")]),
        (_xlsx(_hide, SCHOOL, [*LYCEUM[:2], "Лесной"]), [ONE, TWO], []),
        (_xlsx(_make_long, SCHOOL), [ONE, TWO], []),
        (_xlsx(lambda book, sheet: _add_sheet(book, sheet, hides=False), SCHOOL), [ONE], [("RM535", "", "")]),
        (_xlsx(lambda book, sheet: _add_sheet(book, sheet, hides=True), SCHOOL), [TWO], [("RM535", "", "")]),
        (
            _xlsx(_hide, ["a", '="Шк"&"ола"', "Лесной"], [*LYCEUM[:2], "Лесной", "=TODAY()"]),
            [("b", "Лесной", "#CALC!")],
            [("RM686", "2", "Школа")],
        ),
        (_xlsx(_hide, ["a", "Школа", True]), [("a", "да", "")], []),
    ],
    ids=[
        *("merged down", "not merged", "merged across", "merged with its caption", "hidden rows and columns"),
        *("thousands of empty rows", "two sheets", "a hidden sheet", "not computed", "a truth"),
    ],
)
def test_a_workbook(data: bytes, schools: list[tuple[str, ...]], told: Told) -> None:
    """A merged cell stands in its rows; what a formula would come to is told as unknown, and not as empty."""
    assert _read(data) == (schools, told)


@pytest.mark.parametrize(
    ("kept", "date"),
    [
        ("<c r='D2' t='str'><f>IF(1,&quot;&quot;)</f><v></v></c>", ""),
        ("<c r='D2'><f>TODAY()</f><v>46538</v></c>", "46538"),
        ("<c r='D2'><f>TODAY()</f></c>", "#CALC!"),
        ("<c r='D2'><f>TODAY()</f><v/></c>", "#CALC!"),
        ("<c r='D2'/>", ""),
    ],
)
def test_what_a_program_kept_beside_a_formula(kept: str, date: str) -> None:
    """An empty text is a value like any other."""
    data = change_part(
        _xlsx(_hide, [*SCHOOL, 1]), "xl/worksheets/sheet1.xml", lambda text: CELL.sub(kept, text)
    )
    assert _read(data) == ([("a", "Лесной", date)], [])


def test_a_workbook_of_libreoffice_with_merged_cells_and_a_row_far_below() -> None:
    """Its own words for both."""
    text = "".join(cell(text=each) for each in SCHOOL[:2])
    down = cell(text="Лесной").replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"')
    other = "".join(cell(text=each) for each in ("b", "Лицей"))
    far = "".join(cell(text=each) for each in ("c", "Гимназия", "Лесной"))
    table = row(*(cell(text=each) for each in HEAD)) + row(text, down) + row(other)
    assert _read(ods(table)) == ([ONE, TWO], [])
    data = ods(table + row(cell(), repeated=30_000) + row(far))
    assert _read(data) == ([ONE, TWO], [("RM535", "", "")])


def test_rows_beyond_the_last_that_is_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the first of them; empty ones count for nothing."""
    monkeypatch.setattr(registry_tables, "MOST_ROWS", 3)
    monkeypatch.setattr("roadmap_engine.importing.registry.MOST_ROWS", 3)
    within = _csv("a;Школа;Лесной", *[";;"] * 100, "b;Лицей;Лесной")
    assert _read(within.encode()) == ([ONE, TWO], [])
    beyond = f"{within}\r\n;;\r\nc;Гимназия;Лесной\r\nd;Интернат;Лесной"
    assert _read(beyond.encode()) == ([ONE, TWO], [("RM535", "", "")])
    told = read_registry(beyond.encode(), "schools")[1]
    assert "строки начиная с 105" in message_of(told[0], translator("ru"))


def test_marks_without_fellows_do_not_make_reading_slow() -> None:
    """Each tears its own line, and none is read again and again."""
    torn = [f'x{number};"Школа;Лесной;' for number in range(5_000)]
    schools, told = _read(_csv(*torn, "a;Школа;Лесной;").encode())
    assert (schools, len(told)) == ([ONE], 5_000)


@pytest.mark.parametrize("line", ["\r\n", ";;;\r\n", " ; \r\n"])
def test_a_sea_of_empty_lines_costs_little(line: str) -> None:
    """Hundreds of thousands of them, as a spreadsheet leaves that was formatted to its last row."""
    data = f"{_csv('a;Школа;Лесной')}\r\n{line * 300_000}b;Лицей;Лесной"
    begun = time.process_time()
    registry, told = read_registry(data.encode(), "schools")
    assert time.process_time() - begun < 10
    assert registry is not None
    assert [each.row for each in registry.schools] == [2, 300_003]
    assert told == ()


def test_a_row_at_the_end_of_the_sheet_costs_little() -> None:
    """And it counts; between it and the others a million rows stand in no file."""

    def put_last(_book: Any, sheet: Any) -> None:
        for column, words in enumerate(("b", "Лицей", "Лесной"), 1):
            sheet.cell(1_048_576, column).value = words

    data = _xlsx(put_last, SCHOOL)
    begun = time.process_time()
    assert _read(data) == ([ONE, TWO], [])
    assert time.process_time() - begun < 10

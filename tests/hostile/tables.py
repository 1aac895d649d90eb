"""Word and Excel files to be imported: small, and full of places, areas, styles, parts and words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import cache, partial

from tests.hostile.inputs import Hostile
from tests.importing.making import change_part, make_docx, make_xlsx

__all__ = [
    "BOOK",
    "DOCUMENT",
    "SHEET",
    "STYLES",
    "TABLES",
    "after_sheet",
    "document",
    "excel",
    "imported",
    "many_sheets",
    "paragraph",
    "sheet_rows",
    "table",
    "text_cell",
    "with_parts",
    "with_strings",
    "word",
    "workbook",
]

HEAD = ("№", "Мероприятия", "Сроки", "Ответственные")
SHEET, BOOK, STYLES, DOCUMENT = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "word/document.xml",
)
_LONG = "проведение анализа результатов работ обучающихся и подготовка справки "
_MONTHS = ("сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль", "март", "апрель", "май")


@cache
def excel() -> bytes:
    """Give a small workbook."""
    return make_xlsx([HEAD, [1, "Анализ итогов", "май", "завуч"]])


@cache
def word() -> bytes:
    """Give a small document."""
    return make_docx("=План", [HEAD, ["1", "Анализ итогов", "май", "завуч"]])


def imported(name: str, told: str | None, file: str, make: Callable[[], bytes]) -> Hostile:
    """Make an input of a file to be imported."""
    return Hostile(name, lambda: {file: make()}, ("import", file, "-o", "plan.yaml"), told)


def workbook(name: str, told: str | None, change: Callable[[str], str], part: str = SHEET) -> Hostile:
    """Make an input of a small workbook, one of its parts changed."""
    return imported(name, told, "plan.xlsx", lambda: change_part(excel(), part, change))


def document(name: str, told: str | None, more: Callable[[], str], part: str = DOCUMENT) -> Hostile:
    """Make an input of a small document with more at its end."""
    mark = "<w:sectPr" if part == DOCUMENT else "</w:styles>"
    return imported(
        name,
        told,
        "plan.docx",
        lambda: change_part(word(), part, lambda text: text.replace(mark, more() + mark, 1)),
    )


def sheet_rows(rows: str) -> Callable[[str], str]:
    """Give the change that puts rows into a sheet."""
    return lambda text: text.replace("</sheetData>", rows + "</sheetData>")


def after_sheet(more: str) -> Callable[[str], str]:
    """Give the change that puts something behind the rows of a sheet."""
    return lambda text: text.replace("</sheetData>", "</sheetData>" + more)


def text_cell(place: str, text: str = "x") -> str:
    """Give a cell with a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def many_sheets(number: int) -> Callable[[str], str]:
    """Give the change that lists one sheet so many times."""
    relation = 'r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    listed = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" {relation}/>' for n in range(number))
    return lambda text: re.sub("<sheets>.*</sheets>", f"<sheets>{listed}</sheets>", text)


def with_strings(strings: str, rows: str = "") -> bytes:
    """Give the workbook with strings that its cells share."""
    relation = (
        '<Relationship Id="rId9" Target="/xl/sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/sharedStrings"/>'
    )
    data = change_part(
        excel(),
        "xl/_rels/workbook.xml.rels",
        lambda text: text.replace("</Relationships>", relation + "</Relationships>"),
    )
    stream = io.BytesIO()
    stream.write(change_part(data, SHEET, sheet_rows(rows)))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{strings}</sst>')
    return stream.getvalue()


def with_parts(number: int) -> bytes:
    """Give the workbook with more parts that nobody names."""
    stream = io.BytesIO(excel())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for place in range(number):
            archive.writestr(f"xl/worksheets/sheet{place + 9}.xml", "<worksheet/>")
    return stream.getvalue()


def paragraph(text: str) -> str:
    """Give a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """Give a table of texts."""
    return "".join(
        (
            "<w:tbl>",
            *(f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in row)}</w:tr>" for row in rows),
            "</w:tbl>",
        )
    )


def _plan(number: int, row: Callable[[int], Iterable[str]]) -> str:
    return table([HEAD, *(row(place) for place in range(number))])


def _numbered(name: str, level: str, *, level_name: str = "0") -> Hostile:
    """Make an input of ten thousand paragraphs that Word counts in a way of its own."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lists = (
        f'<w:numbering {space}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="{level_name}">{level}</w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    counted = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' * 10_000

    def make() -> bytes:
        data = change_part(word(), "word/numbering.xml", lambda _text: lists)
        return change_part(data, DOCUMENT, lambda text: text.replace("<w:sectPr", counted + "<w:sectPr", 1))

    return imported(name, None, "plan.docx", make)


def _nested(depth: int, inner: str) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth


def _names(first: int, number: int) -> str:
    surnames, letters = ("Иванов", "Петрова", "Сидоров", "Кузнецова"), "АБВГДЕИКЛМ"
    return ", ".join(
        f"{surnames[n % 4]} {letters[n % 10]}.{letters[n // 10 % 10]}." for n in range(first, first + number)
    )


WORKBOOKS = (
    workbook("cell at XFD1048576", "RM855", sheet_rows(f'<row r="1048576">{text_cell("XFD1048576")}</row>')),
    workbook("cells in row 20 001", "RM855", sheet_rows(f'<row r="20001">{text_cell("A20001")}</row>')),
    workbook("cell in column 101", "RM855", sheet_rows(f'<row r="3">{text_cell("CW3")}</row>')),
    workbook("two thousand cells far away", "RM855", sheet_rows("".join(f'<row r="{n}">{text_cell(f"XFD{n}")}</row>' for n in range(1_046_000, 1_048_000)))),
    workbook("grid of a million places", "RM855", sheet_rows(f'<row r="19999">{text_cell("CV19999")}</row>')),
    workbook("row of twenty digits", "RM855", sheet_rows('<row r="99999999999999999999"><c r="A9"><v>1</v></c></row>')),
    workbook("dimension that lies", None, lambda text: text.replace('ref="A1:D2"', 'ref="A1:XFD1048576"')),
    workbook("one area over everything", None, after_sheet('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    workbook("ten thousand areas, one over another", None, after_sheet("<mergeCells>" + '<mergeCell ref="A1:Z20000"/>' * 10_000 + "</mergeCells>")),
    workbook("areas over a large table", "RM855", lambda text: after_sheet("<mergeCells>" + '<mergeCell ref="A1:D900"/>' * 100 + "</mergeCells>")(sheet_rows("".join(f'<row r="{n}">{text_cell(f"A{n}")}</row>' for n in range(3, 901)))(text))),
    workbook("areas that are none", None, after_sheet("<mergeCells>" + '<mergeCell ref="нигде"/><mergeCell ref="A1:A1:A1"/><mergeCell/>' * 1000 + "</mergeCells>")),
    workbook("twenty thousand sheets", "RM855", many_sheets(20_000), BOOK),
    workbook("two hundred and one sheets", "RM855", many_sheets(201), BOOK),
    workbook("two hundred thousand names", None, lambda text: text.replace("</workbook>", "<definedNames>" + "".join(f'<definedName name="n{n}">A1</definedName>' for n in range(200_000)) + "</definedNames></workbook>"), BOOK),
    workbook("three hundred thousand formats", "RM855", lambda text: text.replace("</cellXfs>", "<xf/>" * 300_000 + "</cellXfs>"), STYLES),
    workbook("three hundred thousand fonts", "RM851", lambda text: text.replace("</fonts>", "<font><b/></font>" * 400_000 + "</fonts>"), STYLES),
    workbook("a hundred thousand columns", "RM855", lambda text: text.replace("<sheetData>", "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 100_000 + "</cols><sheetData>")),
    workbook("a hundred thousand conditions", None, after_sheet('<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>' * 60_000)),
    workbook("a hundred thousand checks", None, after_sheet("<dataValidations>" + '<dataValidation type="list" sqref="A1:XFD1048576"/>' * 100_000 + "</dataValidations>")),
    workbook("links over everything", None, after_sheet("<hyperlinks>" + '<hyperlink ref="A1:XFD1048576" location="a"/>' * 1000 + "</hyperlinks>")),
    workbook("a formula and half a megabyte of blanks", None, sheet_rows('<row r="3"><c r="A3"><f>a</f>' + " " * 500_000 + "<v>1</v></c></row>")),
    workbook("a hundred thousand hidden rows", "RM855", sheet_rows("".join(f'<row r="{n}" hidden="1"/>' for n in range(3, 100_000)))),
    workbook("a hundred thousand empty cells", None, sheet_rows("".join(f'<row r="{n}">' + f'<c r="A{n}" s="0"/>' * 60 + "</row>" for n in range(3, 1_500)))),
    workbook("twenty-one thousand cells", "RM855", sheet_rows("".join(f'<row r="{n}">' + "".join(f'<c r="{c}{n}"><v>1</v></c>' for c in "ABCDEFGHIJKLMNOPQRSTU") + "</row>" for n in range(3, 1_010)))),
    workbook("rows in rows", "RM852", sheet_rows("<row>" * 5000 + "</row>" * 5000)),
    workbook("an attribute of nine megabytes", None, sheet_rows('<row r="3" x="' + "a" * 9_000_000 + '"/>')),
    workbook("two hundred thousand attributes", None, sheet_rows("<row " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>")),
    workbook("a number without end", None, sheet_rows(f'<row r="3"><c r="A3"><v>1e400</v></c>{text_cell("B3", "Анализ")}</row>')),
    workbook("a number of a hundred thousand digits", None, sheet_rows('<row r="3"><c r="A3"><v>' + "9" * 100_000 + "</v></c></row>")),
    workbook("a cell of the year 9999", None, sheet_rows('<row r="3"><c r="A3" t="d"><v>9999-12-31T23:59:59.999</v></c></row>')),
    workbook("entities", "RM852", lambda text: f'<!DOCTYPE a [<!ENTITY b "{"c" * 1000}">]>' + text),
    imported("a million shared strings", "RM855", "plan.xlsx", lambda: with_strings("<si/>" * 999_000)),
    imported("a hundred thousand shared strings and more", "RM855", "plan.xlsx", lambda: with_strings("<si><t>a</t></si>" * 100_001)),
    imported("one string of a megabyte in every cell", "RM898", "plan.xlsx", lambda: with_strings(f"<si><t>{'абв ' * 100_000}</t></si>", "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 1_100)))),
    imported("strings that are not there", None, "plan.xlsx", lambda: with_strings("<si/>", '<row r="3"><c r="A3" t="s"><v>99999999999999</v></c></row>')),
    imported("four thousand sheets nobody names", None, "plan.xlsx", lambda: with_parts(4000)),
    imported("six thousand parts", "RM851", "plan.xlsx", lambda: with_parts(6000)),
)  # fmt: skip

DOCUMENTS = (
    document("2 500 long paragraphs", "RM898", lambda: "".join(paragraph(f"{n}. {_LONG * 30}") for n in range(2500))),
    document("2 500 points of an order", None, lambda: "".join(paragraph(f"{n}. Заместителю директора Ивановой М.П. {_LONG}в срок до 25 мая 2027 года") for n in range(2500))),
    document("table of 2 500 long paragraphs", "RM855", lambda: _plan(2500, lambda n: (str(n), _LONG * 5, "май", "завуч"))),
    document("table of a thousand long paragraphs", "RM898", lambda: _plan(1000, lambda n: (str(n), _LONG * 60, "май", "завуч"))),
    document("300 × 300 names", "RM898", lambda: _plan(300, lambda n: (str(n), f"Анализ {n}", "май", _names(n, 300)))),
    document("90 × 300 names", None, lambda: _plan(90, lambda n: (str(n), f"Анализ {n}", "май", _names(n, 300)))),
    document("a thousand deadlines not understood", None, lambda: _plan(900, lambda n: (str(n), f"Анализ {n}", f"с {n % 28 + 1} сентября по {n % 28 + 1} октября {2000 + n % 50} года; до {n % 28 + 1} мая, затем ежемесячно {n}", "завуч"))),
    document("a thousand roles", None, lambda: _plan(900, lambda n: (str(n), f"Анализ {n}", "май", f"учитель номер {n}, завуч {n}"))),
    document("a register", "RM855", lambda: _plan(1900, lambda n: (str(n), "Анализ", "май", "завуч"))),
    document("1 100 measures", "RM134", lambda: _plan(1100, lambda n: (str(n), f"Анализ {n}", "май", "завуч"))),
    document("matrix of ten thousand measures", None, lambda: table([("Направление", *_MONTHS), *(("Работа", *(f"Совещание {n} {month}" for month in _MONTHS)) for n in range(1100))])),
    document("one paragraph of seven megabytes", "RM852", lambda: paragraph("анализ " * 1_000_000)),
    document("one word of five megabytes", "RM898", lambda: paragraph("а" * 5_000_000)),
    document("signs without end", None, lambda: table([HEAD, ("1", "Анализ", "-" * 9000, "завуч"), ("1", "Анализ", "1," * 4500, "," * 9000), ("1", "(" * 9000, "(" * 9000, "(" * 9000)])),
    document("digits without end", None, lambda: table([HEAD, ("9" * 9000, "Анализ", "9" * 9000, "9" * 9000), ("1." * 4500, "Анализ", "1." * 4500, "И." * 4500)])),
    document("a thousand columns", "RM851", lambda: table([["x"] * 1000] * 200)),
    document("columns a hundred wide", "RM855", lambda: "<w:tbl>" + ("<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr><w:p/></w:tc>' * 300 + "</w:tr>") * 100 + "</w:tbl>"),
    document("rows that begin in column 999", "RM855", lambda: "<w:tbl>" + f'<w:tr><w:trPr><w:gridBefore w:val="999"/></w:trPr><w:tc>{paragraph("x")}</w:tc></w:tr>' * 2000 + "</w:tbl>"),
    document("one wide row and many narrow ones", "RM855", lambda: "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 20_000 + "</w:tr>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 1000 + "</w:tbl>"),
    document("all cells merged downwards", None, lambda: "<w:tbl>" + ("<w:tr>" + f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('x')}</w:tc>" * 60 + "</w:tr>") * 900 + "</w:tbl>"),
    *(document(f"tables {depth} deep", told, partial(_nested, depth, paragraph("слово " * 5000))) for depth, told in ((30, None), (80, None), (200, "RM852"), (900, "RM852"))),
    document("controls three thousand deep", "RM852", lambda: "<w:sdt>" * 3000 + paragraph("x") + "</w:sdt>" * 3000),
    document("text boxes in text boxes", None, lambda: "<w:p><w:r><w:txbxContent>" * 60 + paragraph("x") + "</w:txbxContent></w:r></w:p>" * 60),
    document("five thousand tables", "RM855", lambda: table([("a", "b")]) * 5000),
    document("nine hundred thousand empty paragraphs", None, lambda: "<w:p/>" * 900_000),
    document("two million empty paragraphs", "RM851", lambda: "<w:p/>" * 2_000_000),
    document("a hundred thousand paragraphs", None, lambda: paragraph("а") * 100_000),
    document("a million line breaks", None, lambda: "<w:p><w:r>" + "<w:br/>" * 900_000 + "<w:t>x</w:t></w:r></w:p>"),
    _numbered("a Roman number of a billion", '<w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/>'),
    _numbered("a number of five thousand digits", f'<w:start w:val="{"9" * 5000}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'),
    _numbered("a label of half a megabyte", f'<w:numFmt w:val="upperRoman"/><w:lvlText w:val="{"%1" * 250_000}"/>'),
    _numbered("a level that is none", '<w:lvlText w:val="%1"/>', level_name="глубоко"),
    document("two hundred thousand styles", None, lambda: '<w:style w:styleId="a"/>' * 200_000, "word/styles.xml"),
)  # fmt: skip

TABLES = (*WORKBOOKS, *DOCUMENTS)

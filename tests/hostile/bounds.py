"""For each limit a way to make an input of so many of what it counts: as many as allowed, or one more."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from openpyxl.utils import get_column_letter

from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.importing.reading import read_manuscript
from roadmap_engine.load.signed import render_record
from roadmap_engine.model.base import with_fields
from roadmap_engine.publishing.bundle import build_bundle
from roadmap_engine.publishing.signing import make_key
from tests.builders import ROADMAP, SCHOOL, adopt_text
from tests.hostile.inputs import ADOPTION, Hostile, adopted, checked, files, measures, with_deadline
from tests.hostile.others import plan_with, pretty_plan
from tests.hostile.tables import (
    BOOK,
    DOCUMENT,
    SHEET,
    STYLES,
    document,
    excel,
    imported,
    many_sheets,
    paragraph,
    sheet_rows,
    table,
    text_cell,
    with_parts,
    with_strings,
    word,
    workbook,
)
from tests.model.test_signed_chain import act as make_act
from tests.publishing.bundles import TEXT, manifest_of

__all__ = ["BOUNDS"]

Sides = Callable[[int], Hostile]

NAME = "bound"
ROW = "title: Дело {n}, deadline: до 1 октября, responsible: [head]"
WEEKLY = "title: Дело {n}, deadline: еженедельно в течение 1 четверти, responsible: [head]"
OWN_MEASURES, OWN_NAMES, OWN_FILLED = 3, 9, 2 * len("всероссийских проверочных работ")


def _checked(make: Callable[[int], str]) -> Sides:
    return lambda number: checked(NAME, None, lambda: make(number))


def _pad(text: str, size: int, sign: str = "#") -> str:
    return text + sign * (size - len(text.encode()))


def _shown(
    adoption: str = ADOPTION, roadmap: str = ROADMAP, organisation: str = SCHOOL, terms: str | None = None
) -> Hostile:
    return adopted(
        NAME,
        None,
        "show",
        "adoption.yaml",
        adoption=adoption,
        roadmap=roadmap,
        organisation=organisation,
        terms=terms,
    )


def _span(days: int) -> str:
    return f"2020-01-01/{dt.date(2020, 1, 1) + dt.timedelta(days - 1)}"


def _weeks(weeks: int, roadmap: str) -> Hostile:
    """Make a school whose term begins on a Monday and has so many weeks."""
    last = dt.date(2001, 1, 1) + dt.timedelta(7 * weeks - 1)
    return _shown(
        roadmap=roadmap,
        terms=f"school_year: 2026/2027\nterms: [{{number: 1, starts_on: 2001-01-01, ends_on: {last}}}]\n",
    )


def _occurrences(number: int) -> Hostile:
    return _weeks(number, with_deadline("еженедельно в течение 1 четверти"))


def _plan_occurrences(number: int) -> Hostile:
    weekly, single = divmod(number, 1000)
    rows = measures(weekly, WEEKLY) + measures(single, ROW).rpartition("measures:\n")[2].replace(
        "id: m", "id: n"
    )
    return _weeks(1000, rows)


PARAMETERS = ROADMAP.replace("roles:\n", "parameters: {x: {title: слова}, y: {title: слова}}\nroles:\n", 1)


def _filled(number: int) -> Hostile:
    words = "{{ x }}" + "а" * (number - 5000)
    return _shown(
        adoption=f"{ADOPTION}fill: {{x: {'а' * 5000}, y: б}}\n",
        roadmap=PARAMETERS.replace("title: Заседание Педсовета", f"title: '{words}'"),
    )


def _filled_words(number: int) -> Hostile:
    whole, rest = divmod(number - OWN_FILLED, 5000)
    rows = measures(whole, "title: '{{{{ x }}}}', deadline: до 1 октября, responsible: [head]")
    rows = rows.replace(ROADMAP, PARAMETERS)
    rest_row = (
        "      - {id: rest, title: '{{ y }}', deadline: до 1 октября, responsible: [head]}\n" if rest else ""
    )
    return _shown(
        adoption=f"{ADOPTION}fill: {{x: {'а' * 5000}, y: {'б' * (rest or 1)}}}\n", roadmap=rows + rest_row
    )


def _names(number: int) -> Hostile:
    whole, rest = divmod(number - OWN_NAMES, 100)
    roles = [f"r{n}" for n in range(100)]
    rows = measures(whole, f"title: Дело {{n}}, deadline: до 1 октября, responsible: [{', '.join(roles)}]")
    if rest:
        named = ", ".join(roles[:rest])
        rows += f"      - {{id: rest, title: Дело, deadline: до 1 октября, responsible: [{named}]}}\n"
    return _shown(
        roadmap=rows.replace("roles:\n", "roles:\n" + "".join(f"  {role}: роль\n" for role in roles), 1)
    )


def _papers(listed: Callable[[dict[str, str]], str]) -> Hostile:
    """Make a folder where a paper lies that its list knows, as far as the list is read."""
    known = {"plan.html": hashlib.sha256(b"x").hexdigest()}
    return adopted(NAME, None, beside={"out/plan.html": "x", "out/.roadmap-build.json": listed(known)})


def _signed(number: int, paper: bytes = b"") -> Hostile:
    """Make a school with a signed act whose record has so many bytes."""
    files = {"order.docx": hashlib.sha256(paper).hexdigest()}
    act = with_fields(make_act("1", "school-order"), adoption="school-7-vpr", files=files)
    written = _pad(render_record(act).decode(), number, " ")
    return adopted(NAME, None, beside={"signed/1/signed.json": written, "signed/1/order.docx": paper})


def _history(content: str) -> dict[str, str]:
    return {"adoption.history.jsonl": content}


def _status(text: str) -> dict[str, str]:
    return {"adoption.status.jsonl": text}


def _bundle(data: Callable[[], bytes]) -> Hostile:
    return files(NAME, None, "publish", "a.zip", "-o", "out", a__zip=data)


def _entries(number: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each in range(number):
            archive.writestr(f"a{each}", "")
    return stream.getvalue()


def _manifest(number: int) -> bytes:
    """Make a bundle whose manifest has so many values, most of them words on a version."""
    content = {"roadmaps/tiny.yaml": TEXT.encode()}
    manifest = manifest_of(content)
    plain = build_bundle(manifest, content).manifest_data.decode()
    # The mapping of changes is there already; its first entry needs no comma.
    more = number - sum(map(plain.count, ",[{")) + 1
    changes = {f"0.0.{each}": "а" for each in range(more)}
    return build_bundle(with_fields(manifest, changes=changes), content).data


def _index(make: Callable[[int], str]) -> Sides:
    return lambda number: files(
        NAME,
        None,
        "publish",
        "tiny.yaml",
        "-o",
        ".",
        tiny__yaml=ROADMAP.lstrip(),
        index__json=lambda: make(number),
    )


def _index_values(number: int) -> str:
    roadmaps = ",".join(f'"a{each}":{{}}' for each in range((number - 1) // 2))
    return f'{{"roadmaps":{{{roadmaps}}}' + ("" if number % 2 else ',"format":1') + "}"


def _key(number: int) -> Hostile:
    pem = make_key()
    return files(
        NAME, None, "publish", "tiny.yaml", "-o", "out", "--key", "k.pem",
        tiny__yaml=ROADMAP.lstrip(), k__pem=pem + b"\n" * (number - len(pem)),
    )  # fmt: skip


def _stored(base: bytes, parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO(base)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, content in parts.items():
            archive.writestr(
                name, content, zipfile.ZIP_STORED if name.endswith("bin") else zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()


def _file_bytes(number: int) -> bytes:
    empty = len(_stored(word(), {"word/media/a.bin": b""}))
    return _stored(word(), {"word/media/a.bin": bytes(number - empty)})


@cache
def _part_size(data: bytes, part: str) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.getinfo(part).file_size


@cache
def _xml_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def _blank(size: int) -> str:
    """Give so many characters of XML, in pieces that every parser takes."""
    piece = "<w:p/>" + " " * 1_000_000
    return piece * (size // len(piece)) + " " * (size % len(piece))


def _xml(number: int) -> bytes:
    """Give a document with two more parts, all XML of it being of so many bytes."""
    left = number - sum(map(len, _xml_parts(word()).values()))
    parts = {}
    for name, size in (("a.xml", left // 2), ("b.xml", left - left // 2)):
        around = len("<a></a>")
        parts[name] = f"<a>{_blank(size - around).replace('w:p', 'abc')[: size - around]}</a>".encode()
    return _stored(word(), parts)


def _marks(number: int) -> str:
    counted = sum(
        content.count(b"<") + content.count(b'="') + content.count(b"='")
        for content in _xml_parts(word()).values()
    )
    return "<w:p/>" * (number - counted)


def _styles(number: int) -> Hostile:
    styles = etree.fromstring(_xml_parts(excel())[STYLES])
    kept = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
    there = sum(len(each) for each in styles if etree.QName(each).localname in kept)
    return workbook(
        NAME, None, lambda text: text.replace("</cellXfs>", "<xf/>" * (number - there) + "</cellXfs>"), STYLES
    )


def _cells(number: int) -> Iterator[str]:
    left = number - 8
    for row in range(3, 3 + -(-left // 20)):
        letters = "ABCDEFGHIJKLMNOPQRST"[: left - (row - 3) * 20]
        yield (
            f'<row r="{row}">'
            + "".join(f'<c r="{letter}{row}"><v>1</v></c>' for letter in letters)
            + "</row>"
        )


def _words(number: int) -> str:
    manuscript, _ = read_manuscript(word(), NAME)
    assert manuscript is not None
    counted = sum(len(block.text) for block in manuscript.blocks if hasattr(block, "text"))
    counted += sum(
        len(cell.text) for each in manuscript.tables() for row in each.rows for cell in row.filled()
    )
    whole, rest = divmod(number - counted, 1000)
    return paragraph("а" * 1000) * whole + (paragraph("а" * rest) if rest else "")


@cache
def _tracker_parts() -> Mapping[str, bytes]:
    data = render_tracker(adopt_text("events: {results-received: 2027-05-20}\n")[0])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _tracker(part: str, change: Callable[[str], str]) -> Hostile:
    """Make a folder of papers with a tracker, one part of which somebody changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _tracker_parts().items():
            archive.writestr(name, change(content.decode()) if name == part else content)
    return adopted(NAME, None, beside={"out/tracker.xlsx": stream.getvalue()})


def _tracker_cells(number: int) -> Hostile:
    sheets = [part for name, part in _tracker_parts().items() if name.startswith("xl/worksheets/")]
    there = sum(part.count(b"<c ") + part.count(b"<row ") for part in sheets)
    row = "".join(('<row r="400">', '<c r="A400"/>' * (number - there - 1), "</row></sheetData>"))
    return _tracker(SHEET, lambda text: text.replace("</sheetData>", row))


def _tracker_bytes(number: int) -> Hostile:
    there = sum(map(len, _tracker_parts().values()))
    return _tracker(STYLES, lambda text: text + " " * (number - there))


def _tracker_strings(number: int) -> Hostile:
    part = "xl/sharedStrings.xml"
    more = "<si><t/></si>" * (number - _tracker_parts()[part].count(b"<si"))
    return _tracker(part, lambda text: text.replace("</sst>", f"{more}</sst>"))


def _far_row(number: int) -> Hostile:
    row = f'<row r="{number}">{text_cell(f"A{number}")}</row></sheetData>'
    return _tracker(SHEET, lambda text: text.replace("</sheetData>", row))


def _far_column(number: int) -> Hostile:
    cell = text_cell(f"{get_column_letter(number)}5")
    return _tracker(
        SHEET, lambda text: re.sub(r'(<row r="5".*?)</row>', rf"\g<1>{cell}</row>", text, count=1)
    )


BOUNDS: Mapping[str, Sides] = {
    "TEXT_BYTES": _checked(lambda number: _pad(ROADMAP.lstrip(), number)),
    "TEXT_DEPTH": _checked(lambda number: "roadmap: tiny\nx: " + "[" * (number - 1) + "]" * (number - 1)),
    "TEXT_VALUES": _checked(lambda number: "roadmap: tiny\nx: [" + "1," * (number - 2) + "]\n"),
    "LINE": _checked(lambda number: ROADMAP.replace("title: Заседание Педсовета", "title: " + "а" * number)),
    "MEASURES": _checked(lambda number: measures(number - OWN_MEASURES, ROW)),
    "PROBLEMS": _checked(lambda number: ROADMAP + "".join(f"k{n}: 1\n" for n in range(number))),
    "OCCURRENCES": _occurrences,
    "PLAN_OCCURRENCES": _plan_occurrences,
    "PLAN_DAYS": lambda number: _shown(adoption=f"{ADOPTION}runs: {_span(number)}\n"),
    "DAYS_OFF": lambda number: _shown(organisation=f"{SCHOOL}calendar: {{days_off: [{_span(number)}]}}\n"),
    "FILLED": _filled,
    "FILLED_WORDS": _filled_words,
    "NAMES": _names,
    "PLAN_BYTES": lambda number: plan_with(NAME, None, lambda _plan: _pad(pretty_plan(), number, " ")),
    "PLAN_VALUES": lambda number: plan_with(
        NAME, None, lambda _plan: '{"a": [1' + ",1" * (number - 2) + "]}"
    ),
    "HISTORY_BYTES": lambda number: adopted(NAME, None, beside=_history(" " * number)),
    "HISTORY_VALUES": lambda number: adopted(NAME, None, beside=_history("1\n" * number)),
    "STATUS_BYTES": lambda number: adopted(NAME, None, beside=_status("\n" * number)),
    "STATUS_LINE": lambda number: adopted(
        NAME, None, beside=_status(_pad('{"v":2,"id":"12345678"}', number, " ") + "\n")
    ),
    "LIST_BYTES": lambda number: _papers(lambda known: _pad(json.dumps(known), number, " ")),
    "LIST_VALUES": lambda number: _papers(
        lambda known: json.dumps(known | {f"a{n}": "0" for n in range(number - 1)})
    ),
    "SIGNED_ACTS": lambda number: adopted(NAME, None, beside={f"signed/{n}/x": "" for n in range(number)}),
    "SIGNED_BYTES": _signed,
    "SIGNED_FILE": lambda number: _signed(1_000, bytes(number)),
    "BUNDLE_BYTES": lambda number: _bundle(lambda: bytes(number)),
    "BUNDLE_ENTRIES": lambda number: _bundle(lambda: _entries(number)),
    "MANIFEST_VALUES": lambda number: _bundle(lambda: _manifest(number)),
    "INDEX_BYTES": _index(lambda number: " " * number),
    "INDEX_VALUES": _index(_index_values),
    "KEY_BYTES": _key,
    "IMPORT_BYTES": lambda number: imported(NAME, None, "plan.docx", lambda: _file_bytes(number)),
    "IMPORT_PARTS": lambda number: imported(
        NAME,
        None,
        "plan.xlsx",
        lambda: with_parts(number - len(zipfile.ZipFile(io.BytesIO(excel())).namelist())),
    ),
    "IMPORT_PART": lambda number: document(NAME, None, lambda: _blank(number - _part_size(word(), DOCUMENT))),
    "IMPORT_XML": lambda number: imported(NAME, None, "plan.docx", lambda: _xml(number)),
    "IMPORT_MARKS": lambda number: document(NAME, None, lambda: _marks(number)),
    "IMPORT_ROWS": lambda number: document(
        NAME, None, lambda: table([f"Раздел {n}"] for n in range(number - 2))
    ),
    "IMPORT_PLACES": lambda number: document(
        NAME,
        None,
        lambda: (
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="8"/></w:tcPr><w:p/></w:tc></w:tr>'
            * -(-(number - 8) // 8)
            + "</w:tbl>"
        ),
    ),
    "IMPORT_COLUMNS": lambda number: workbook(
        NAME, None, sheet_rows(f'<row r="3">{text_cell(f"{get_column_letter(number)}3")}</row>')
    ),
    "IMPORT_LAST_ROW": lambda number: workbook(
        NAME, None, sheet_rows(f'<row r="{number}">{text_cell(f"A{number}")}</row>')
    ),
    "IMPORT_CELLS": lambda number: workbook(NAME, None, sheet_rows("".join(_cells(number)))),
    "IMPORT_SHEETS": lambda number: workbook(NAME, None, many_sheets(number), BOOK),
    "IMPORT_STRINGS": lambda number: imported(
        NAME, None, "plan.xlsx", lambda: with_strings("<si/>" * number)
    ),
    "IMPORT_STYLES": _styles,
    "IMPORT_WORDS": lambda number: document(NAME, None, lambda: _words(number)),
    "TRACKER_BYTES": _tracker_bytes,
    "TRACKER_CELLS": _tracker_cells,
    "TRACKER_STRINGS": _tracker_strings,
    "TRACKER_SHEETS": lambda number: _tracker(BOOK, many_sheets(number)),
    "TRACKER_ROWS": _far_row,
    "TRACKER_COLUMNS": _far_column,
}

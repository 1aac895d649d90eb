"""A workbook in LibreOffice's own format to lines of values.

A line or a cell can be said to stand there a million times, so what is repeated is counted before it is made.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from openpyxl.utils import get_column_letter

from roadmap_engine.diagnostics.limits import (
    IMPORT_BYTES,
    IMPORT_MARKS,
    IMPORT_PARTS,
    TRACKER_BYTES,
    TRACKER_CELLS,
    TRACKER_COLUMNS,
    TRACKER_ROWS,
    TRACKER_SHEETS,
)
from roadmap_engine.importing.container import is_plain_xml, parse_xml
from roadmap_engine.importing.workbook_parts import Area

__all__ = ["OdsBook", "is_ods", "read_ods"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _PROPERTIES = "content.xml", "meta.xml"
_SPAN = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")

_Value = Any
"""A number, a text, a day, an instant, a time, a truth, or nothing."""


@dataclass(frozen=True, slots=True)
class OdsBook:
    """A workbook.

    Attributes:
        sheets: lines of values by the sheet's name; a line's place is its number less one.
        properties: that its makers gave it, by name.
        far: cells that are too far away to be read.
        areas: what is merged, by the sheet's name.
    """

    sheets: Mapping[str, list[tuple[_Value, ...]]]
    properties: Mapping[str, str]
    far: tuple[str, ...]
    areas: Mapping[str, tuple[Area, ...]] = field(default_factory=dict)


def is_ods(data: bytes) -> bool:
    """Tell whether a file says of itself that it is a workbook of this format."""
    return data[30:38] == b"mimetype" and data[38 : 38 + len(_KIND)] == _KIND


def read_ods(data: bytes) -> OdsBook | None:
    """Read a workbook; None where it is damaged, under a password, or holds more than any tracker.

    Raises:
        ValueError: it is damaged in another way, as is `zipfile.BadZipFile`.
    """
    if len(data) > IMPORT_BYTES.most:
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > IMPORT_PARTS.most:
            return None
        parts = [_read_part(archive, name) for name in (_CONTENT, _PROPERTIES)]
    content, properties = parts
    if content is None:
        return None
    tables = parse_xml(content).findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    if len(tables) > TRACKER_SHEETS.most:
        return None
    counter = _Counter()
    far: list[str] = []
    sheets: dict[str, list[tuple[_Value, ...]]] = {}
    areas: dict[str, tuple[Area, ...]] = {}
    for table in tables:
        merged: list[Area] = []
        lines = _read_table(table, counter, far, merged)
        if lines is None:
            return None
        name = table.get(f"{_TABLE}name", "")
        sheets[name], areas[name] = lines, tuple(merged)
    return OdsBook(sheets, _read_properties(properties), tuple(far), areas)


def _read_part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    if name not in archive.namelist() or archive.getinfo(name).file_size > TRACKER_BYTES.most:
        return None
    part = archive.read(name)
    return part if part.count(b"<") <= IMPORT_MARKS.most and is_plain_xml(part) else None


def _read_properties(part: bytes | None) -> Mapping[str, str]:
    if part is None:
        return {}
    found = parse_xml(part).iter(f"{_META}user-defined")
    return {each.get(f"{_META}name", ""): "".join(each.itertext()) for each in found}


class _Counter:
    """How many cells were read so far."""

    def __init__(self) -> None:
        self.cells = 0

    def has_room(self, more: int) -> bool:
        self.cells += more
        return self.cells <= TRACKER_CELLS.most


def _read_table(
    table: etree._Element, counter: _Counter, far: list[str], merged: list[Area]
) -> list[tuple[_Value, ...]] | None:
    """Read the lines of a sheet, up to the last that has a value; None where there are too many cells."""
    lines: list[tuple[_Value, ...]] = []
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(row, "rows")
        line = _read_row(row, number, far, merged)
        filled = sum(each is not None for each in line)
        if not filled:
            number += times
            continue
        if number >= TRACKER_ROWS.most:
            far.append(f"A{number + 1}")
            return lines
        times = min(times, TRACKER_ROWS.most - number)
        if not counter.has_room(times * len(line)):
            return None
        lines += [()] * (number - len(lines))
        lines += [line] * times
        number += times
    return lines


def _read_row(row: etree._Element, number: int, far: list[str], merged: list[Area]) -> tuple[_Value, ...]:
    """Read the cells of a line, up to the last that has a value."""
    cells: list[_Value] = []
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times, value = _times(cell, "columns"), _read_cell(cell)
        if value is not None:
            room = max(TRACKER_COLUMNS.most - column, 0)
            if times > room:
                far.append(f"{get_column_letter(min(column + room + 1, 16_384))}{number + 1}")
            if room:
                cells += [None] * (column - len(cells))
                cells += [value] * min(times, room)
            deep, wide = _count(cell, "rows-spanned"), _count(cell, "columns-spanned")
            if deep > 1 or wide > 1:
                merged.append((number + 1, column + 1, number + deep, column + wide))
        column += times
    return tuple(cells)


def _times(element: etree._Element, what: str) -> int:
    """Tell how many times a line or a cell stands there."""
    return _count(element, f"{what}-repeated")


def _count(element: etree._Element, what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}", "1")
    return max(int(said), 1) if said.isascii() and said.isdecimal() and len(said) < 10 else 1  # noqa: PLR2004 -- digits


def _read_cell(cell: etree._Element) -> _Value:
    kind = cell.get(f"{_OFFICE}value-type", "")
    said = cell.get(f"{_OFFICE}{'' if kind in ('float', 'currency', 'percentage') else kind + '-'}value", "")
    match kind:
        case "float" | "currency" | "percentage":
            number = float(said)
            return int(number) if number.is_integer() else number
        case "date":
            return dt.datetime.fromisoformat(said.partition(".")[0].removesuffix("Z"))
        case "time":
            span = _SPAN.fullmatch(said)
            return _time(*map(int, span.groups())) if span is not None else said or None
        case "boolean":
            return said == "true"
        case _:
            paragraphs = cell.findall(f"{_TEXT}p")
            return "\n".join("".join(_say(each)) for each in paragraphs) or None


def _time(hours: int, minutes: int, seconds: int) -> _Value:
    """Give a time of day; a span of days stays a text, for it is none."""
    try:
        return dt.time(hours, minutes, seconds)
    except ValueError:
        return f"{hours}:{minutes:02}:{seconds:02}"


def _say(element: etree._Element) -> Iterator[str]:
    """Give the text of a paragraph, with its spaces, tabs and line ends as what they are."""
    yield element.text or ""
    for child in element:
        match child.tag:
            case tag if tag == f"{_TEXT}s":
                yield " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
            case tag if tag == f"{_TEXT}tab":
                yield "\t"
            case tag if tag == f"{_TEXT}line-break":
                yield "\n"
            case _:
                yield from _say(child)
        yield child.tail or ""

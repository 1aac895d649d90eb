"""A file with a registry of schools into tables of texts, whatever program has written it."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import format_day
from roadmap_engine.diagnostics.limits import LINE
from roadmap_engine.importing.container import MAX_FILE, open_container
from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.importing.registry_csv import list_delimiters, read_csv, read_text
from roadmap_engine.importing.tracker_ods import is_ods, read_ods
from roadmap_engine.importing.workbook_parts import Area, Place, find_gaps, list_sheets

__all__ = ["MOST_ROWS", "Headed", "Line", "Table", "find_headed", "read_tables"]

MOST_ROWS = 50_000
"""Lines with something in them that are read of a table; the country has 40 000 schools."""

_LAST_ROW = 1_048_576
_MOST_COLUMNS = 1_000
_UNCOMPUTED = "#CALC!"
"""What Excel itself shows where it could not compute."""

Line = tuple[int, tuple[str, ...]]
"""The number of a row in its file, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file.

    Attributes:
        lines: that have something in them, in their order; at most one more than `MOST_ROWS`.
        name: of the sheet; empty where a file is one table.
        torn: the rows whose last cell is torn by a lone quotation mark.
        areas: what is merged.
        far: cells that are too far away to be read.
    """

    lines: Sequence[Line]
    name: str = ""
    torn: frozenset[int] = frozenset()
    areas: Sequence[Area] = ()
    far: Sequence[str] = ()


Tables = tuple[Iterable[Table], tuple[Problem, ...]]


def read_tables(data: bytes, file: str) -> Tables:
    """Read the tables of a file: the sheets that are seen first, then hidden ones.

    Args:
        data: the file, CSV, .xlsx or .ods.
        file: what people call it.

    Returns:
        the tables, each read when it is asked for, of CSV one for each delimiter there may be; none where it
        cannot be read, and why.
    """
    if is_ods(data):
        return _read_ods(data, file)
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _read_workbook(data, file)
    if len(data) > MAX_FILE:
        return (), (Problem.of("RM851", file=file, found=len(data), limit=MAX_FILE),)
    text = read_text(data)
    return (_read_csv(text, each) for each in list_delimiters(text)), ()


def _read_csv(text: str, delimiter: str) -> Table:
    torn: set[int] = set()

    def read() -> Iterator[Line]:
        for number, cells, is_torn in read_csv(text, delimiter):
            if is_torn:
                torn.add(number)
            if any(cells):
                yield number, tuple(map(_tidy, cells[:_MOST_COLUMNS]))

    lines = _filled(read())
    return Table(lines, torn=frozenset(torn))


def _filled(lines: Iterable[Line]) -> list[Line]:
    return list(islice((line for line in lines if any(line[1])), MOST_ROWS + 1))


def _read_workbook(data: bytes, file: str) -> Tables:
    container, problems = open_container(data, file)
    if container is None:
        return (), problems
    if container.kind != "xlsx":
        return (), (Problem.of("RM850", file=file),)
    tables: list[tuple[bool, Table]] = []
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet, listed in zip(book.worksheets, list_sheets(container), strict=True):
                unread, areas = find_gaps(container.parts[listed.part])
                lines = _filled(_read_sheet(sheet, unread))
                tables.append((listed.is_shown, Table(lines, tidy_spaces(listed.name), areas=areas)))
    except Exception:  # noqa: BLE001 -- openpyxl fails on a damaged workbook in every way there is
        return (), (Problem.of("RM852", file=file, part=container.main),)
    return [table for wanted in (True, False) for is_shown, table in tables if is_shown is wanted], ()


def _read_sheet(sheet: Any, unread: frozenset[Place]) -> Iterator[Line]:
    uncomputed: dict[int, set[int]] = {}
    for number, column in unread:
        if column <= _MOST_COLUMNS:
            uncomputed.setdefault(number, set()).add(column)
    blank: object = None
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=_MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        if row is blank:
            continue
        lacking = uncomputed.get(number, ())
        last = next((place for place in range(len(row), 0, -1) if row[place - 1] is not None), 0)
        cells = [_write(value) for value in row[: max(last, *lacking) if lacking else last]]
        for column in lacking:
            cells[column - 1] = _UNCOMPUTED
        if cells:
            yield number, tuple(cells)
        else:
            # The library gives the same row for each that is not there, of which there may be a million.
            blank = row


def _read_ods(data: bytes, file: str) -> Tables:
    try:
        book = read_ods(data)
    except (ValueError, zipfile.BadZipFile):
        book = None
    if book is None:
        return (), (Problem.of("RM852", file=file, part="content.xml"),)
    return [
        Table(
            _filled((number, tuple(map(_write, row))) for number, row in enumerate(lines, 1)),
            name,
            areas=book.areas[name],
            far=book.far,
        )
        for name, lines in book.sheets.items()
    ], ()


def _write(value: object) -> str:
    """Write a value as people read it: an id that Excel took for a number has no decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return format_day(value)
    return _tidy(str(value))


def _tidy(text: str) -> str:
    if not text or text.isspace():
        return ""
    # A cell of megabytes is not worth its cleaning: what is longer than a line of a text is refused anyway.
    return tidy_spaces(text[: LINE.most + 1]).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Headed:
    """What of a file is the table that was looked for.

    Attributes:
        found: the first table whose head is known, and the place of its head among its lines.
        others: names of further tables that have such a head.
        first: the first line of the first table without one, for whoever asks what was read.
    """

    found: tuple[Table, int] | None
    others: list[str]
    first: tuple[str, ...]


def find_headed(tables: Iterable[Table], find_head: Callable[[Sequence[Line]], int | None]) -> Headed:
    """Find the table whose columns are named as they are looked for; a file without sheets has one."""
    first: tuple[str, ...] = ()
    found: tuple[Table, int] | None = None
    others: list[str] = []
    for table in tables:
        place = find_head(table.lines)
        if place is None:
            first = first or next((cells for _, cells in table.lines), ())
        elif found is None:
            found = table, place
            if not table.name:
                break
        else:
            others.append(table.name)
    return Headed(found, others, first)

"""A registry of schools, CSV or a workbook, into its schools; what is wrong is told by row and column.

Columns are found by their captions, in Russian or English, in any order; other columns are kept as they are.
Nothing is computed: a formula is the value that Excel kept beside it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.diagnostics.limits import LINE
from roadmap_engine.importing.container import MAX_FILE, open_container
from roadmap_engine.importing.lines import fault_of, tidy_spaces
from roadmap_engine.importing.tracker_ods import is_ods, read_ods
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.model.registry_fields import FIELDS, RegistryField, find_columns

__all__ = ["FIELDS", "RegistryField", "read_registry"]

_OWN = frozenset(("id", "name", "municipality", "roadmap"))
"""What tables of schools print; the other fields belong to the texts of a school, as long as they may be."""
_HEAD_WITHIN = 30
_LONGEST = 300
_MOST_ROWS = 50_000
_MOST_COLUMNS = 100
_HEAD_LETTERS = 10_000
_DELIMITERS = ";\t,"

_EMPTY = Bilingual("ячейка пуста, строка не считается", "the cell is empty, and the row does not count")
_FAULTY = Bilingual(
    "вместо значения ошибка Excel, строка не считается",
    "there is an error of Excel instead of a value, and the row does not count",
)
_LONG = Bilingual(
    f"длиннее {_LONGEST} знаков, взято начало", f"longer than {_LONGEST} characters; the beginning is taken"
)
_WIDE = Bilingual(
    "в строке больше ячеек, чем столбцов; лишние пропущены",
    "the row has more cells than there are columns; what is beyond them is passed over",
)

Line = tuple[int, tuple[str, ...]]
"""The number of a row in its file, and its cells."""


def read_registry(data: bytes, file: str) -> tuple[Registry | None, tuple[Problem, ...]]:
    """Read a registry.

    Args:
        data: the file, CSV in UTF-8 or Windows-1251 with any usual delimiter, .xlsx or .ods.
        file: what people call it.

    Returns:
        Its schools, each id once; None where it has no columns of ids and names (RM685) or cannot be read.
        What is wrong with a row: RM686, RM687.
    """
    if is_ods(data):
        sheets, problems = _read_ods(data, file)
    elif data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        sheets, problems = _read_workbook(data, file)
    elif len(data) > MAX_FILE:
        return None, (Problem.of("RM851", file=file, found=len(data), limit=MAX_FILE),)
    else:
        sheets, problems = _read_csv(data, file)
    if problems:
        return None, problems
    for lines in sheets:
        head = _find_head(lines)
        if head is not None:
            return _read_schools(lines[head:], file)
    first = next((cells for lines in sheets for _, cells in lines if any(cells)), ())
    told = Problem.of(
        "RM685",
        location=Location(file),
        file=file,
        found="; ".join(each[:40] for each in first if each)[:_LONGEST] or "–",
    )
    return None, (told,)


def _read_csv(data: bytes, file: str) -> tuple[list[list[Line]], tuple[Problem, ...]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
    text = text.replace("\0", "")
    head = text[:_HEAD_LETTERS].split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=lambda each: (head.count(each), -_DELIMITERS.index(each)))
    # The library's limit of a field is of the whole process; a longer one is cut here, and told.
    usual = csv.field_size_limit(MAX_FILE)
    try:
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _MOST_ROWS)
        lines = [(row, tuple(map(_tidy, cells[:_MOST_COLUMNS]))) for row, cells in enumerate(rows, 1)]
    except csv.Error:
        return [], (Problem.of("RM852", file=file, part="CSV"),)
    finally:
        csv.field_size_limit(usual)
    return [lines], ()


def _read_workbook(data: bytes, file: str) -> tuple[list[list[Line]], tuple[Problem, ...]]:
    container, problems = open_container(data, file)
    if container is None:
        return [], problems
    if container.kind != "xlsx":
        return [], (Problem.of("RM850", file=file),)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [list(_read_sheet(sheet)) for sheet in book.worksheets], ()
    except Exception:  # noqa: BLE001 -- openpyxl fails on a damaged workbook in every way there is
        return [], (Problem.of("RM852", file=file, part=container.main),)


def _read_ods(data: bytes, file: str) -> tuple[list[list[Line]], tuple[Problem, ...]]:
    try:
        book = read_ods(data)
    except (ValueError, zipfile.BadZipFile):
        book = None
    if book is None:
        return [], (Problem.of("RM852", file=file, part="content.xml"),)
    rows = (islice(enumerate(lines, 1), _MOST_ROWS) for lines in book.sheets.values())
    return [[(number, tuple(map(_write, row))) for number, row in lines] for lines in rows], ()


def _read_sheet(sheet: Any) -> Iterator[Line]:
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        yield number, tuple(map(_write, row))


def _write(value: object) -> str:
    """Write a value as people read it: an id that Excel took for a number has no decimal point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.date):
        return format_day(value)
    return _tidy(str(value))


def _tidy(text: str) -> str:
    # A cell of megabytes is not worth its cleaning: what is longer than a line of a text is refused anyway.
    return tidy_spaces(text[: LINE.most + 1]).replace("\n", " ")


def _find_head(lines: Sequence[Line]) -> int | None:
    """Find the line that names the columns."""
    for place, (_, cells) in enumerate(islice(lines, _HEAD_WITHIN)):
        columns = find_columns(cells)
        if all(each.name in columns for each in FIELDS if each.needed):
            return place
    return None


def _read_schools(lines: Sequence[Line], file: str) -> tuple[Registry, tuple[Problem, ...]]:
    (_, head), *rows = lines
    columns = find_columns(head)
    reading = _Roll(file, head, columns)
    for number, cells in rows:
        if any(cells):
            reading.take(number, cells)
    captions = {name: reading.name_column(place) for name, place in columns.items()}
    return Registry(tuple(reading.schools.values()), file, captions), tuple(reading.problems)


class _Roll:
    """The schools read so far."""

    def __init__(self, file: str, head: Sequence[str], columns: Mapping[str, int]) -> None:
        self.file, self.head, self.columns = file, head, columns
        self.schools: dict[str, RegistrySchool] = {}
        self.problems: list[Problem] = []

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Take a row, or say what is wrong with it."""
        if any(cells[len(self.head) :]):
            self._tell(row, len(self.head), _WIDE)
        values = {
            name: self._value(row, cells, place) for name, place in self.columns.items() if name in _OWN
        }
        for field in FIELDS:
            if field.needed and not values[field.name]:
                self._tell(row, self.columns[field.name], _EMPTY if values[field.name] == "" else _FAULTY)
                return
        name = str(values["id"])
        standing = self.schools.get(name.casefold())
        if standing is not None:
            column = self.name_column(self.columns["id"])
            place = Location(self.file, row)
            self.problems.append(
                Problem.of(
                    "RM687",
                    location=place,
                    row=row,
                    column=column,
                    id=name,
                    first=standing.row,
                )
            )
            return
        others = {
            caption: cells[place]
            for place, caption in enumerate(self.head[: len(cells)])
            if place not in self.columns.values() and caption and cells[place]
        }
        self.schools[name.casefold()] = RegistrySchool(
            name,
            str(values["name"]),
            values.get("municipality") or "",
            values.get("roadmap") or "",
            others,
            row,
            {
                name: cells[place]
                for name, place in self.columns.items()
                if name not in _OWN and place < len(cells) and cells[place]
            },
        )

    def _value(self, row: int, cells: Sequence[str], place: int) -> str | None:
        """Give what stands in a column; None where Excel has an error there."""
        text = cells[place] if place < len(cells) else ""
        if len(text) > _LONGEST:
            self._tell(row, place, _LONG)
            text = text[:_LONGEST]
        return None if fault_of(text) else text

    def _tell(self, row: int, place: int, why: Bilingual) -> None:
        column = self.name_column(place)
        self.problems.append(
            Problem.of("RM686", location=Location(self.file, row), row=row, column=column, why=why)
        )

    def name_column(self, place: int) -> str:
        """Call a column by its caption, or by its letter where it has none."""
        caption = self.head[place] if place < len(self.head) else ""
        return caption or str(get_column_letter(place + 1))

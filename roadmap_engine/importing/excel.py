"""A .xlsx to tables, a sheet each, as they are seen: values for formulas, dates as their cells show them.

Hidden sheets, rows and columns are not read. Nothing outside the file is opened and nothing is computed:
the value of a formula is the one Excel kept beside it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import format_day
from roadmap_engine.importing.cell_mending import mend_cells
from roadmap_engine.importing.container import Container
from roadmap_engine.importing.lines import fault_of, tidy_spaces
from roadmap_engine.importing.manuscript import Cell, Manuscript, Row, Table
from roadmap_engine.importing.workbook import LightSheet, lighten_workbook
from roadmap_engine.importing.workbook_parts import Area
from roadmap_engine.russian import month_name

__all__ = ["read_excel"]


def read_excel(container: Container, file: str) -> tuple[Manuscript | None, tuple[Problem, ...]]:
    """Read a workbook that passed the gate.

    Args:
        container: its parts.
        file: what people call it.
    """
    try:
        light, problems = lighten_workbook(container, file)
        if light is None:
            return None, problems
        with warnings.catch_warnings():
            # openpyxl warns of parts it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            book = _load(light.data)
            known = zip(book.worksheets, light.sheets, strict=True)
            sheets_read = [_read_sheet(sheet, of) for sheet, of in known if sheet.sheet_state == "visible"]
            hidden = len(book.worksheets) - len(sheets_read)
    except Exception:  # noqa: BLE001 -- openpyxl fails on a damaged workbook in every way there is
        return None, (Problem.of("RM852", file=file, part=container.main),)
    tables = [
        Table(number, rows, name) for number, (name, rows, _hidden) in enumerate(sheets_read, 1) if rows
    ]
    hidden += sum(each[2] for each in sheets_read)
    unread = tuple(place for sheet in light.sheets for place in sheet.unread)
    return Manuscript(tuple(tables), unread, hidden), ()


def _load(data: bytes) -> Any:
    """Open a workbook; where single cells cannot be read, with these mended."""
    try:
        return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 -- openpyxl fails on a damaged workbook in every way there is
        return load_workbook(io.BytesIO(mend_cells(data)), data_only=True, keep_links=False)


def _read_sheet(sheet: Any, light: LightSheet) -> tuple[str, tuple[Row, ...], int]:
    """Give a sheet's name, its rows down to the last filled one, and how much of it is hidden."""
    last, width = light.last, light.width
    hidden_columns = _hidden_columns(sheet, width)
    columns = [number for number in range(1, width + 1) if number not in hidden_columns]
    shown = [number for number in range(1, last + 1) if not sheet.row_dimensions[number].hidden]
    places = {number: place for place, number in enumerate(columns)}
    merges = _merges(sheet, light.areas, places, {number: index for index, number in enumerate(shown)})
    rows = []
    for index, number in enumerate(shown):
        cells = tuple(_cell(sheet, number, column, (index, places[column]), merges) for column in columns)
        rows.append(Row(number, index, cells))
    return tidy_spaces(sheet.title), tuple(rows), last - len(shown) + len(hidden_columns)


def _hidden_columns(sheet: Any, width: int) -> set[int]:
    hidden: set[int] = set()
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or 0
            hidden |= set(range(first, min(column.max or first, width) + 1))
            hidden |= {n for n in range(1, width + 1) if get_column_letter(n) == letter}
    return hidden


Merges = dict[tuple[int, int], Cell]


def _merges(sheet: Any, areas: tuple[Area, ...], places: dict[int, int], indices: dict[int, int]) -> Merges:
    """Give the merged cell of each place that one covers, as far as it is shown."""
    merges: Merges = {}
    for top, left, bottom, right in areas:
        rows = [n for n in range(top, bottom + 1) if n in indices]
        columns = [n for n in range(left, right + 1) if n in places]
        if not rows or not columns:
            continue
        source = sheet.cell(top, left)
        cell = _read_cell(source, (indices[rows[0]], places[columns[0]]), (len(rows), len(columns)))
        merges |= {(row, column): cell for row in rows for column in columns}
    return merges


def _cell(sheet: Any, row: int, column: int, place: tuple[int, int], merges: Merges) -> Cell:
    merged = merges.get((row, column))
    if merged is not None:
        return merged
    return _read_cell(sheet.cell(row, column), place, (1, 1))


def _read_cell(source: Any, place: tuple[int, int], size: tuple[int, int]) -> Cell:
    text = _text(source)
    fault = str(source.value) if source.data_type == "e" else fault_of(text)
    figure = isinstance(source.value, int | float) and not isinstance(source.value, bool)
    return Cell("" if fault else text, *place, *size, _is_bold(source), fault, figure)


def _is_bold(cell: Any) -> bool:
    return bool(cell.value is not None and cell.font and cell.font.b)


def _text(cell: Any) -> str:
    """Write a value as its cell shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime | dt.date):
        return _date_text(value, str(cell.number_format))
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number_text(value, str(cell.number_format))
    return tidy_spaces(str(value).replace("_x000D_", ""))


def _number_text(value: float, form: str) -> str:
    """Write a number: «1.10» is the tenth measure of the first stage where its cell shows two digits.

    >>> _number_text(1.1, "0.00"), _number_text(3.0, "General"), _number_text(1.1, "General")
    ('1.10', '3', '1.1')
    """
    decimals = re.match(r"^[#0,\s]*0\.(0+)(?:$|;|_)", form)
    if decimals:
        return f"{value:.{len(decimals[1])}f}"
    if form.endswith("%"):
        return f"{value:.0%}"
    return str(int(value)) if float(value).is_integer() else str(round(value, 10))


def _date_text(value: dt.date, form: str) -> str:
    """Write a date as far as its cell shows it: a format of month and year means the month.

    >>> _date_text(dt.date(2026, 9, 1), "mmmm yyyy"), _date_text(dt.date(2026, 9, 1), "mm-dd-yy")
    ('сентябрь 2026', '01.09.2026')
    """
    shown = re.sub(r"\[[^]]*\]|\"[^\"]*\"|\\.", "", form.lower())
    if "mmm" in shown and "d" not in shown:
        month = month_name(value.month)
        return f"{month} {value.year}" if "y" in shown else month
    day = format_day(value)
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return f"{day} {value:%H:%M}"
    return day

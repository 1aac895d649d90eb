"""A workbook of Excel or LibreOffice to its sheets as lines of values; what is out of proportion is not read.

A formula counts as the value that was kept beside it. Nothing is computed, and nothing
outside the file is opened.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from roadmap_engine.diagnostics.limits import TRACKER_COLUMNS, TRACKER_ROWS
from roadmap_engine.importing.container import open_container
from roadmap_engine.importing.tracker_ods import is_ods, read_ods
from roadmap_engine.importing.tracker_size import find_far, is_moderate
from roadmap_engine.model.tracker_cells import CellValue

__all__ = ["Book", "Line", "read_book"]

_MOST_FAR = 3
_GREATEST = 10**15

Line = tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook.

    Attributes:
        sheets: lines of values by the sheet's name; a line's place is its number less one.
        properties: that its makers gave it, by name.
        far: the first cells that are too far away to be read.
    """

    sheets: Mapping[str, tuple[Line, ...]]
    properties: Mapping[str, str]
    far: tuple[str, ...] = ()


def read_book(data: bytes) -> Book | None:
    """Read a workbook; None where it is damaged, under a password, too large, or none."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            return _read_ods(data) if is_ods(data) else _read_xlsx(data)
    except Exception:  # noqa: BLE001 -- openpyxl fails on a damaged workbook in every way there is
        return None


def _read_ods(data: bytes) -> Book | None:
    read = read_ods(data)
    if read is None:
        return None
    sheets = {
        title: tuple(tuple(map(_value, line)) for line in lines) for title, lines in read.sheets.items()
    }
    return Book(sheets, read.properties, tuple(islice(read.far, _MOST_FAR)))


def _read_xlsx(data: bytes) -> Book | None:
    container, _problems = open_container(data, "tracker.xlsx")
    if container is None or container.kind != "xlsx" or not is_moderate(container):
        return None
    values: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    sheets = {sheet.title: tuple(_read_lines(sheet, twin)) for sheet, twin in pairs}
    named = {each.name: str(each.value) for each in values.custom_doc_props.props}
    return Book(sheets, named, tuple(islice(find_far(container), _MOST_FAR)))


def _read_lines(sheet: Any, twin: Any) -> Iterator[Line]:
    """Read the rows of a sheet; a formula without a kept value is read as its own text."""
    limits = {"max_row": TRACKER_ROWS.most, "max_col": TRACKER_COLUMNS.most, "values_only": True}
    for row, other in zip(sheet.iter_rows(**limits), twin.iter_rows(**limits), strict=True):
        if any(found is not None for found in other):
            pairs = zip(row, other, strict=True)
            yield tuple(_value(formula if value is None else value) for value, formula in pairs)
        else:
            yield ()


def _value(found: Any) -> CellValue:
    """Give a value as one of the kinds that a cell has; a text without a letter is none."""
    if isinstance(found, dt.datetime) and found.time() == dt.time():
        return found.date()
    if isinstance(found, int) and abs(found) > _GREATEST:
        return str(found)
    if found is None or isinstance(found, bool | int | float | dt.date | dt.time):
        return found
    return str(found).replace("_x000D_\n", "\n").replace("_x000D_", "\n") or None

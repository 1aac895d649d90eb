"""Trackers as people fill them in: opened, changed and saved by another library, as Excel would."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from roadmap_engine.documents.papers.tracker_xlsx import render_tracker
from roadmap_engine.model import Plan

__all__ = ["FIRST_ROW", "cells_by_id", "edit", "fill", "render"]

FIRST_ROW = 5
_ID = "M"


def render(plan: Plan) -> bytes:
    """Draw the tracker of a plan that nobody has touched."""
    return render_tracker(plan)


def edit(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Change a workbook and save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(data: bytes, values: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Write values into rows, by the id of the row and the letter of the column."""

    def change(book: Any) -> None:
        sheet = book["План"]
        for row in range(FIRST_ROW, sheet.max_row + 1):
            for column, value in values.get(sheet[f"{_ID}{row}"].value, {}).items():
                sheet[f"{column}{row}"] = value

    return edit(data, change)


def cells_by_id(data: bytes, sheet: str = "План", columns: str = "IJL") -> Mapping[str, tuple[Any, ...]]:
    """Read the cells of some columns, by the id of the row."""
    page = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    return {
        page[f"{_ID}{row}"].value: tuple(page[f"{column}{row}"].value for column in columns)
        for row in range(FIRST_ROW, page.max_row + 1)
    }

"""How much a filled-in tracker holds, asked before anything of it is read, and what of it is out of reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openpyxl.utils import column_index_from_string

from roadmap_engine.diagnostics.limits import (
    TRACKER_BYTES,
    TRACKER_CELLS,
    TRACKER_COLUMNS,
    TRACKER_ROWS,
    TRACKER_SHEETS,
    TRACKER_STRINGS,
)
from roadmap_engine.importing.container import Container

__all__ = ["find_far", "is_moderate"]

_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)><(?!/c>)')

_LISTED_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")


def is_moderate(container: Container) -> bool:
    """Tell whether a workbook is of a size that a tracker can grow to: asked before anything is read."""
    parts = container.parts
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
    found = {
        TRACKER_BYTES: sum(map(len, parts.values())),
        TRACKER_CELLS: sum(part.count(b"<c ") + part.count(b"<row ") for part in sheets),
        TRACKER_STRINGS: sum(
            part.count(b"<si") for name, part in parts.items() if name.endswith("sharedStrings.xml")
        ),
        TRACKER_SHEETS: max(len(_LISTED_SHEET.findall(parts[container.main])), len(sheets)),
    }
    return all(number <= limit.most for limit, number in found.items())


def find_far(container: Container) -> Iterator[str]:
    """Name the cells that are too far away to be read; only one with something in it counts."""
    for name, part in container.parts.items():
        for column, row in _FILLED.findall(part) if name.startswith("xl/worksheets/") else ():
            far = column_index_from_string(column.decode()) > TRACKER_COLUMNS.most
            if far or int(row) > TRACKER_ROWS.most:
                yield (column + row).decode()

"""The XML of a workbook that passed the gate: its sheets, places of cells, what is merged or not computed.

Only told here; what is made of it is decided by those who read plans, and by those who read registries.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from openpyxl.utils import column_index_from_string

from roadmap_engine.importing.container import Container, parse_xml
from roadmap_engine.importing.repacking import RELATION, SPREADSHEET

__all__ = [
    "REFERENCE", "Area", "ListedSheet", "Place", "clip_areas", "find_gaps", "find_targets", "is_unread",
    "list_sheets", "read_number",
]  # fmt: skip

_S, _R = SPREADSHEET, RELATION
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
"""The place of a cell, as Excel writes it."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
"""Of a sheet of Excel."""

Place = tuple[int, int]
"""Row and column, from 1."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it.

    Attributes:
        name: as people read it.
        part: of the file.
        is_shown: whether people see it.
    """

    name: str
    part: str
    is_shown: bool


def list_sheets(container: Container) -> tuple[ListedSheet, ...]:
    """List the sheets with cells of a workbook, in its order; one that is a chart has none."""
    targets = find_targets(container, container.main)
    sheets = parse_xml(container.parts[container.main]).iter(f"{_S}sheet")
    found = ((each, targets.get(each.get(f"{_R}id", ""), ("", ""))) for each in sheets)
    return tuple(
        ListedSheet(each.get("name", ""), part, each.get("state", "visible") == "visible")
        for each, (kind, part) in found
        if kind == "worksheet"
    )


def find_gaps(content: bytes) -> tuple[frozenset[Place], tuple[Area, ...]]:
    """Find in a sheet what its values alone do not tell.

    Args:
        content: of its part.

    Returns:
        the places of cells whose formula nobody has computed yet, and what is merged; what is computed to an
        empty text is none of them.
    """
    if b"<f" not in content and b"<mergeCell" not in content:
        return frozenset(), ()
    sheet = parse_xml(content)
    unread: set[Place] = set()
    for number, row in enumerate(sheet.iter(f"{_S}row"), 1):
        row_number = read_number(row.get("r")) or number
        for column, cell in enumerate(row, 1):
            place = REFERENCE.fullmatch(cell.get("r", ""))
            # What is computed to an empty text is said to be a text.
            if is_unread(cell) and (cell.get("t") != "str" or cell.find(f"{_S}v") is None):
                unread.add((row_number, column_index_from_string(place[1]) if place else column))
    merged = (each.get("ref", "") for each in sheet.iter(f"{_S}mergeCell"))
    return frozenset(unread), tuple(clip_areas(merged, _LAST_ROW, _LAST_COLUMN))


def find_targets(container: Container, part: str) -> dict[str, tuple[str, str]]:
    """Give what a part refers to: by the name of the reference, the kind and the part meant."""
    folder, _, name = part.rpartition("/")
    content = container.parts.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
    found: dict[str, tuple[str, str]] = {}
    for each in parse_xml(content) if content is not None else ():
        target = each.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = each.get("Type", "").rpartition("/")[2]
        found[each.get("Id", "")] = (kind, posixpath.normpath(path))
    return found


def read_number(text: str | None) -> int:
    """Read the number of a row; one of more digits than Excel knows is larger than every limit."""
    if text is None or not text.isdecimal():
        return 0
    return int(text) if len(text) < 10 else 10**9  # noqa: PLR2004 -- Excel has seven digits of rows


def is_unread(cell: etree._Element) -> bool:
    """Tell whether a cell has a formula and no value that was kept beside it."""
    return cell.find(f"{_S}f") is not None and not (cell.findtext(f"{_S}v") or "").strip()


def clip_areas(references: Iterable[str], last: int, width: int) -> Iterator[Area]:
    """Give the part of each merged area that lies among the cells with values."""
    for reference in references:
        first, _, second = reference.partition(":")
        corners = [REFERENCE.fullmatch(corner) for corner in (first, second or first)]
        if corners[0] is None or corners[1] is None:
            continue
        rows = sorted(int(corner[2]) for corner in corners if corner)
        columns = sorted(column_index_from_string(corner[1]) for corner in corners if corner)
        if rows[0] <= last and columns[0] <= width:
            yield rows[0], columns[0], min(rows[1], last), min(columns[1], width)

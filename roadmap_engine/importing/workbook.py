"""A workbook of a stranger to one that holds no more than its cells: counted first, then made anew.

A file of two kilobytes can name a cell in row 1 048 576, ten thousand merged areas that lie over one another,
a million strings that no cell shows. The library that reads workbooks would make an object of each place. So
the XML of each sheet is gone through here: what has a value is counted, what has none is left out, merged
areas are kept as four numbers, and of everything else (conditional formats, checks, links, names, pictures)
nothing goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from openpyxl.utils import column_index_from_string

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import (
    IMPORT_CELLS,
    IMPORT_COLUMNS,
    IMPORT_LAST_ROW,
    IMPORT_PLACES,
    IMPORT_SHEETS,
    IMPORT_STRINGS,
    IMPORT_STYLES,
    IMPORT_WORDS,
    Limit,
)
from roadmap_engine.importing.container import Container, parse_xml
from roadmap_engine.importing.repacking import MAIN, SPREADSHEET, pack_workbook
from roadmap_engine.importing.workbook_parts import (
    REFERENCE,
    Area,
    clip_areas,
    find_targets,
    is_unread,
    list_sheets,
    read_number,
)

__all__ = ["LightBook", "LightSheet", "lighten_workbook"]

_S = SPREADSHEET
_KEPT_OF_SHEET = frozenset({f"{_S}cols", f"{_S}sheetData"})
_KEPT_OF_STYLES = frozenset(
    f"{_S}{name}"
    for name in ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
)


@dataclass(frozen=True, slots=True)
class LightSheet:
    """What is known of a sheet before it is read.

    Attributes:
        last: the last row with a value.
        width: the last column with one.
        areas: what is merged, as far as it lies in them.
        unread: places of cells whose formula has no value kept beside it.
    """

    last: int = 0
    width: int = 0
    areas: tuple[Area, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LightBook:
    """A workbook made anew.

    Attributes:
        data: the file, for the library to read.
        sheets: of each sheet with cells, in the order of the book.
    """

    data: bytes
    sheets: tuple[LightSheet, ...]


class _TooMuchError(Exception):
    """A limit is passed: the rest of the workbook is not looked at."""

    def __init__(self, limit: Limit, found: int) -> None:
        super().__init__(limit.told)
        self.limit, self.found = limit, found


@dataclass(slots=True)
class _Counted:
    """What the sheets gone through so far come to."""

    lengths: list[int]
    """Of the strings that cells share."""
    cells: int = 0
    places: int = 0
    characters: int = 0
    parts: dict[str, bytes] = field(default_factory=dict)

    def count_cell(self, cell: etree._Element) -> None:
        """Count a cell with a value, and the characters it shows."""
        self.cells += 1
        _refuse_above(IMPORT_CELLS, self.cells)
        value = cell.findtext(f"{_S}v") or ""
        if cell.get("t") == "s":
            number = int(value) if value.isdecimal() and len(value) < 10 else -1  # noqa: PLR2004 -- an index
            self.characters += self.lengths[number] if 0 <= number < len(self.lengths) else 0
        else:
            self.characters += len(value) + sum(len(each.text or "") for each in cell.iter(f"{_S}t"))
        _refuse_above(IMPORT_WORDS, self.characters)


def lighten_workbook(container: Container, file: str) -> tuple[LightBook | None, tuple[Problem, ...]]:
    """Count what a workbook holds and make it anew without all that is not read.

    Args:
        container: the parts of a workbook that passed the gate.
        file: what people call it.

    Returns:
        the workbook; None, with the limit's problem, where it holds more than any plan.
    """
    try:
        return _lighten(container), ()
    except _TooMuchError as fault:
        return None, (Problem.of(fault.limit.told, file=file, found=fault.found, limit=fault.limit.most),)


def _lighten(container: Container) -> LightBook:
    book = parse_xml(container.parts[container.main])
    targets = find_targets(container, container.main)
    listed = list_sheets(container)
    _refuse_above(IMPORT_SHEETS, len(listed))
    strings, styles = (_only(targets, kind) for kind in ("sharedStrings", "styles"))
    counted = _Counted(_string_lengths(container.parts.get(strings or "")))
    sheets: list[LightSheet] = []
    entries: list[tuple[str, str, str]] = []
    for sheet in listed:
        place = f"xl/worksheets/sheet{len(sheets) + 1}.xml"
        found, content = _lighten_sheet(parse_xml(container.parts[sheet.part]), counted)
        counted.parts[place] = content
        sheets.append(found)
        entries.append((sheet.name, "visible" if sheet.is_shown else "hidden", place))
    if strings is not None and strings in container.parts:
        counted.parts["xl/sharedStrings.xml"] = container.parts[strings]
    if styles is not None and styles in container.parts:
        counted.parts["xl/styles.xml"] = _lighten_styles(parse_xml(container.parts[styles]))
    return LightBook(pack_workbook(counted.parts, entries, book.find(f"{_S}workbookPr")), tuple(sheets))


def _refuse_above(limit: Limit, found: int) -> None:
    if found > limit.most:
        raise _TooMuchError(limit, found)


def _only(targets: Mapping[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for found, part in targets.values() if found == kind), None)


def _string_lengths(content: bytes | None) -> list[int]:
    """Tell how long each string is that cells share."""
    if content is None:
        return []
    _refuse_above(IMPORT_STRINGS, content.count(b"<si>") + content.count(b"<si ") + content.count(b"<si/"))
    return [
        sum(len(text.text or "") for text in each.iter(f"{_S}t"))
        for each in parse_xml(content).iterchildren(f"{_S}si")
    ]


def _lighten_styles(styles: etree._Element) -> bytes:
    """Leave out of the styles what no cell is read by."""
    kept = [each for each in styles if each.tag in _KEPT_OF_STYLES]
    _refuse_above(IMPORT_STYLES, sum(len(each) for each in kept))
    return _write(styles, kept)


def _write(root: etree._Element, kept: Iterable[etree._Element]) -> bytes:
    """Write an element with some of its children; to remove the others costs more than to leave them."""
    name = etree.QName(root).localname
    children = b"".join(etree.tostring(each, with_tail=False) for each in kept)
    return f'<{name} xmlns="{MAIN}">'.encode() + children + f"</{name}>".encode()


def _lighten_sheet(sheet: etree._Element, counted: _Counted) -> tuple[LightSheet, bytes]:
    """Leave cells without a value out of a sheet, and tell how far the others reach."""
    merged = [each.get("ref", "") for each in sheet.iter(f"{_S}mergeCell")]
    kept = [each for each in sheet if each.tag in _KEPT_OF_SHEET]
    _refuse_above(IMPORT_STYLES, sum(len(each) for each in kept if each.tag == f"{_S}cols"))
    last = width = row_number = 0
    unread: list[str] = []
    for row in sheet.iter(f"{_S}row"):
        row_number = read_number(row.get("r")) or row_number + 1
        column = 0
        for cell in list(row):
            place = REFERENCE.fullmatch(cell.get("r", ""))
            column = column_index_from_string(place[1]) if place else column + 1
            if not _has_value(cell):
                row.remove(cell)
                continue
            counted.count_cell(cell)
            if is_unread(cell):
                unread.append(cell.get("r", ""))
            last, width = max(last, read_number(place[2]) if place else row_number), max(width, column)
    _refuse_above(IMPORT_LAST_ROW, max(last, row_number))
    _refuse_above(IMPORT_COLUMNS, width)
    counted.places += last * width
    _refuse_above(IMPORT_PLACES, counted.places)
    areas = tuple(clip_areas(merged, last, width))
    _refuse_above(IMPORT_PLACES, sum(_size(area) for area in areas))
    return LightSheet(last, width, areas, tuple(unread)), _write(sheet, kept)


def _has_value(cell: etree._Element) -> bool:
    return any(
        each.tag == f"{_S}f" or (each.text or "").strip() or len(each)
        for each in cell
        if each.tag in (f"{_S}v", f"{_S}f", f"{_S}is")
    )


def _size(area: Area) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)

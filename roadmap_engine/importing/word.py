"""A .docx to paragraphs and tables, as its reader sees them.

Inserted text is read and deleted text is not; content controls, links and text boxes are read where they
stand; numbers that Word counts are written out. Hidden text, field codes, pictures and notes are left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import assert_never

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import IMPORT_PLACES
from roadmap_engine.importing.container import Container, parse_xml
from roadmap_engine.importing.lines import fault_of, tidy_spaces
from roadmap_engine.importing.manuscript import Block, Cell, Manuscript, Paragraph, Row, Side, Table
from roadmap_engine.importing.word_numbers import W, read_numbering

__all__ = ["read_word"]

_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "instrText", "delText", "delInstrText", "footnoteReference"),
        *("endnoteReference", "pict", "object", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"),
    )
)
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{W}txbxContent"
_SIGNS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_RIGHT_INDENT = 4_000
"""Twips: a paragraph that begins behind the middle of the page is a stamp."""
_SIDES: Mapping[str, Side] = {"center": "centre", "right": "right", "end": "right"}


class _TooWideError(Exception):
    """The tables have more places than any plan: the rest of the document is not read."""

    def __init__(self, places: int) -> None:
        super().__init__(places)
        self.places = places


def read_word(container: Container, file: str) -> tuple[Manuscript | None, tuple[Problem, ...]]:
    """Read a document.

    Args:
        container: the parts of a document that passed the gate.
        file: what people call it.
    """
    try:
        blocks = tuple(_Reader(container).blocks(parse_xml(container.parts[container.main])))
    except _TooWideError as fault:
        limit = IMPORT_PLACES
        return None, (Problem.of(limit.told, file=file, found=fault.places, limit=limit.most),)
    tables = 0
    numbered: list[Block] = []
    for block in blocks:
        match block:
            case Table():
                tables += 1
                numbered.append(dataclasses.replace(block, number=tables))
            case Paragraph():
                numbered.append(block)
            case _:
                assert_never(block)
    return Manuscript(tuple(numbered)), ()


class _Reader:
    """Reads in the order of the document, so that lists count on."""

    def __init__(self, container: Container) -> None:
        folder = container.main.rpartition("/")[0]
        parts = {
            name: parse_xml(container.parts[f"{folder}/{name}.xml"])
            for name in ("numbering", "styles")
            if f"{folder}/{name}.xml" in container.parts
        }
        styles = parts.get("styles")
        self._places = 0
        self._numbering = read_numbering(parts.get("numbering"), styles)
        self._styles = {
            style.get(f"{W}styleId", ""): style
            for style in (styles.iter(f"{W}style") if styles is not None else ())
        }

    def blocks(self, around: etree._Element) -> Iterator[Block]:
        """Give the blocks inside an element, of whatever depth."""
        for element in around:
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                table = self.table(element)
                if table.rows:
                    yield table
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                yield from self.blocks(_choose(element))

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        """Give a paragraph, then what stands in text boxes tied to it."""
        if not len(element):
            return  # a hundred thousand of them fill a page, and cost as much as words
        text = self.paragraph_text(element)
        if text:
            yield Paragraph(text, self.is_bold(element), self.side(element))
        for box in _boxes(element):
            yield from self.blocks(box)

    def paragraph_text(self, element: etree._Element) -> str:
        """Give the words of a paragraph behind its number or bullet."""
        properties = element.find(f"{W}pPr")
        text = tidy_spaces("".join(_run_texts(element)))
        style = _value(properties, "pStyle")
        # An empty paragraph of a list shows its number; that is how «№ п/п» is often filled.
        label = self._numbering.label(properties, style)
        return f"{label} {text}".strip()

    def side(self, element: etree._Element) -> Side:
        """Tell on which side of the page a paragraph stands."""
        properties = element.find(f"{W}pPr")
        kind = _value(properties, "jc") or self._styled(_value(properties, "pStyle"), "pPr", "jc") or ""
        indent = properties.find(f"{W}ind") if properties is not None else None
        left = (indent.get(f"{W}left") or indent.get(f"{W}start") or "0") if indent is not None else "0"
        if left.isdecimal() and int(left) > _RIGHT_INDENT and kind != "center":
            return "right"
        return _SIDES.get(kind, "left")

    def is_bold(self, element: etree._Element) -> bool:
        """Tell whether every word of a paragraph is bold."""
        style = _value(element.find(f"{W}pPr"), "pStyle")
        default = self._styled(style, "rPr", "b")
        spoken = [
            run for run in element.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))
        ]
        return bool(spoken) and all(_switch(run.find(f"{W}rPr"), "b", default) for run in spoken)

    def _styled(self, style: str | None, group: str, name: str) -> str | None:
        """Find a property in a style or the styles it is based on."""
        for _step in range(10):
            found = self._styles.get(style or "")
            if found is None:
                return None
            holder = found.find(f"{W}{group}")
            if holder is not None and holder.find(f"{W}{name}") is not None:
                return str(holder.find(f"{W}{name}").get(f"{W}val", "1"))
            style = _value(found, "basedOn")
        return None

    def table(self, element: etree._Element) -> Table:
        """Give a table with every cell in all of its places."""
        grid: list[list[Cell | None]] = []
        for line in _inner(element, "tr"):
            if line.find(f"{W}trPr/{W}del") is None:
                row = self._row(line, len(grid), grid[-1] if grid else [])
                self._count_places(len(row))
                grid.append(row)
        width = max((len(line) for line in grid), default=0)
        self._count_places(sum(width - len(line) for line in grid))
        rows = []
        for index, line in enumerate(grid):
            cells = [cell or Cell("", index, place) for place, cell in enumerate(line)]
            cells += [Cell("", index, place) for place in range(len(line), width)]
            rows.append(Row(index + 1, index, tuple(cells)))
        return Table(0, _measure_merges(rows))

    def _count_places(self, more: int) -> None:
        self._places += more
        if self._places > IMPORT_PLACES.most:
            raise _TooWideError(self._places)

    def _row(self, line: etree._Element, index: int, above: list[Cell | None]) -> list[Cell | None]:
        row: list[Cell | None] = [None] * _number(line.find(f"{W}trPr/{W}gridBefore"))
        for element in _inner(line, "tc"):
            properties = element.find(f"{W}tcPr")
            span = min(max(1, _number(properties.find(f"{W}gridSpan"))), 100) if properties is not None else 1
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            place = len(row)
            cell = above[place] if continued and place < len(above) else None
            if cell is None:
                text = self.cell_text(element)
                fault = fault_of(text)
                bold = self._cell_is_bold(element)
                cell = Cell("" if fault else text, index, place, 1, span, bold, fault)
            row += [cell] * span
        return row

    def cell_text(self, element: etree._Element) -> str:
        """Give the words of a cell, a line for each paragraph; a table inside reads row by row."""
        lines: list[str] = []
        for block in self.blocks(element):
            match block:
                case Paragraph():
                    lines.append(block.text)
                case Table():
                    lines += (" ".join(cell.text for cell in row.filled()) for row in block.rows)
                case _:
                    assert_never(block)
        return "\n".join(line for line in lines if line)

    def _cell_is_bold(self, element: etree._Element) -> bool:
        spoken = [p for p in element.iter(f"{W}p") if any((t.text or "").strip() for t in p.iter(f"{W}t"))]
        return bool(spoken) and all(self.is_bold(paragraph) for paragraph in spoken)


def _measure_merges(rows: list[Row]) -> tuple[Row, ...]:
    """Tell each merged cell how many rows it takes, and let it stand in all of its places."""
    heights: dict[tuple[int, int], int] = {}
    for row in rows:
        for cell in row.own_cells():
            heights[cell.row, cell.column] = row.index - cell.row + 1
    return tuple(
        dataclasses.replace(
            row,
            cells=tuple(dataclasses.replace(cell, rows=heights[cell.row, cell.column]) for cell in row.cells),
        )
        for row in rows
    )


def _inner(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the rows of a table, or the cells of a row, through content controls and tracked changes."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str) and child.tag != f"{W}tbl":
            yield from _inner(child, name)


def _run_texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{W}br":
            yield "\n" if child.get(f"{W}type") != "page" else " "
        elif child.tag == f"{W}sym":
            yield "•"
        elif (
            child.tag in _SKIPPED
            or child.tag == _BOX
            or not isinstance(child.tag, str)
            or (child.tag == f"{W}r" and _switch(child.find(f"{W}rPr"), "vanish", None))
        ):
            continue
        else:
            yield from _run_texts(_choose(child))


def _choose(element: etree._Element) -> etree._Element:
    """Of the ways a thing is drawn for newer and older programs, take the first."""
    if element.tag == f"{_MARKUP}AlternateContent" and len(element):
        return element[0]
    return element


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Give the text boxes tied to a paragraph, each once."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED - {f"{W}pict", f"{W}object"} and isinstance(child.tag, str):
            yield from _boxes(_choose(child))


def _value(properties: etree._Element | None, name: str) -> str | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val") if found is not None else None


def _switch(properties: etree._Element | None, name: str, default: str | None) -> bool:
    """Tell whether a property that can be on or off is on."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    value = found.get(f"{W}val", "1") if found is not None else default
    return value is not None and value not in ("0", "false", "off", "none")


def _number(element: etree._Element | None) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0  # noqa: PLR2004 -- nobody has 1000 columns

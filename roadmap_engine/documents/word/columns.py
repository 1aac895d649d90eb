"""The columns of a template's table are put into a plan's order before the template is compiled.

The template shows every column once, as wide as its author likes it. A plan takes some of them, in its
own order: the others go, and those that stay share the table's width in their old proportions.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.package import Package, parse_part
from roadmap_engine.documents.word.xml_parts import whole_number

__all__ = ["arrange_columns"]

NONE_LIKENED: Mapping[str, str] = MappingProxyType({})

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def arrange_columns(
    package: Package, row: str, fields: Sequence[str], likened: Mapping[str, str] = NONE_LIKENED
) -> tuple[Package | None, tuple[Problem, ...]]:
    """Give the package with the table of `{{ row.field }}` cells cut down to the fields, in their order.

    Args:
        package: the template; its table has one cell `{{ row.field }}` for every field.
        row: the loop variable the cells start from.
        fields: the fields wanted.
        likened: to fields that the table may lack, the one whose cells they look like; the last there is,
            where the table lacks that one too.
    """
    root = parse_part(package.parts[package.main])
    for table in root.iter(_W + "tbl"):
        columns = _columns_of(table, row)
        if not columns:
            continue
        looks = {name: _find_look(columns, name, likened) for name in fields}
        missing = [name for name in dict.fromkeys(fields) if looks[name] is None]
        if missing:
            return None, tuple(
                Problem.of("RM623", template=package.name, field=name, tag=f"{{{{ {row}.{name} }}}}")
                for name in missing
            )
        _rearrange(table, [(columns[look], look, name) for name, look in looks.items() if look is not None])
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return package.with_part(package.main, content), ()
    return None, tuple(
        Problem.of("RM623", template=package.name, field=name, tag=f"{{{{ {row}.{name} }}}}")
        for name in fields
    )


def _find_look(columns: Mapping[str, int], name: str, likened: Mapping[str, str]) -> str | None:
    """Give the field whose cells show a field: its own, or one of the like."""
    if name in columns or name not in likened:
        return name if name in columns else None
    return likened[name] if likened[name] in columns else max(columns, key=columns.__getitem__)


def _columns_of(table: etree._Element, row: str) -> dict[str, int]:
    """Find which column prints which field: the place of each `{{ row.field }}` in its table row."""
    pattern = re.compile(rf"\{{\{{\s*{re.escape(row)}\.(\w+)\s*\}}\}}")
    columns: dict[str, int] = {}
    for line in table.findall(_W + "tr"):
        for place, cell in _placed_cells(line):
            found = pattern.search("".join(text.text or "" for text in cell.iter(_W + "t")))
            if found:
                columns.setdefault(found[1], place)
    return columns


def _placed_cells(line: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The cells of a row, each with the grid column it begins in."""
    place = 0
    for cell in line.findall(_W + "tc"):
        yield place, cell
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        place += whole_number(span.get(_W + "val"), 1) if span is not None else 1


def _rearrange(table: etree._Element, order: list[tuple[int, str, str]]) -> None:
    """Put cells into an order: the place of each, the field it shows and the one it is to show."""
    grid = table.find(_W + "tblGrid")
    old = [whole_number(column.get(_W + "w"), 0) for column in grid.findall(_W + "gridCol")]
    new = _share(sum(old), [old[place] for place, _, _ in order])
    for column in list(grid):
        grid.remove(column)
    for width in new:
        etree.SubElement(grid, _W + "gridCol", {_W + "w": str(width)})
    for line in table.findall(_W + "tr"):
        cells = dict(_placed_cells(line))
        if len(cells) == len(old):
            for cell in cells.values():
                line.remove(cell)
            for (place, look, name), width in zip(order, new, strict=True):
                cell = copy.deepcopy(cells[place])
                _set_width(cell, width)
                if name != look:
                    _show(cell, look, name)
                line.append(cell)
        else:
            _span_all(cells, len(order), sum(new))


def _show(cell: etree._Element, look: str, name: str) -> None:
    """Let a copied cell show another field than the one it was drawn for."""
    texts = list(cell.iter(_W + "t"))
    words = re.sub(rf"\.{look}\b", f".{name}", "".join(each.text or "" for each in texts))
    # Word may have cut a tag into runs; the look of the first is that of all.
    for place, each in enumerate(texts):
        each.text = words if place == 0 else ""


def _share(total: int, widths: list[int]) -> list[int]:
    """Stretch widths to a total; the widest takes what rounding leaves."""
    if not sum(widths):
        widths = [1] * len(widths)
    scaled = [width * total // sum(widths) for width in widths]
    scaled[scaled.index(max(scaled))] += total - sum(scaled)
    return scaled


def _span_all(cells: dict[int, etree._Element], count: int, width: int) -> None:
    """A row of fewer cells than columns, such as a stage's, lets its last cell span what is left."""
    span = count - (len(cells) - 1)
    last = cells[max(cells)]
    found = last.find(f"{_W}tcPr/{_W}gridSpan")
    if found is not None and span >= 1:
        found.set(_W + "val", str(span))
    if len(cells) == 1:
        _set_width(last, width)


def _set_width(cell: etree._Element, width: int) -> None:
    found = cell.find(f"{_W}tcPr/{_W}tcW")
    if found is not None:
        found.set(_W + "w", str(width))

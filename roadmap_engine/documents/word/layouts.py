"""The layout an organisation keeps to is laid over a template: margins, and the width of what stands aside.

ГОСТ Р 7.0.97, both editions: «не менее 20 мм – левое, 10 мм – правое, 20 мм – верхнее и нижнее», and 30 mm
left for what is kept longer than ten years, as orders on core activity and their appendices are. A margin
that a template has wider stays. A letterhead in the corner and a stamp are at most 8 cm wide in the
edition of 2025 and 7.5 cm in that of 2016.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from frozendict import frozendict
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.package import Package, parse_part
from roadmap_engine.documents.word.xml_parts import whole_number
from roadmap_engine.model.organisation import DEFAULT_LAYOUT, LayoutName

__all__ = ["DEFAULT_LAYOUT", "LAYOUTS", "Layout", "apply_layout"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "word/styles.xml"
_STAMPS = frozenset(("Stamp", "StampTall"))
_CORNER = "Corner"


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures in millimetres.

    Attributes:
        corner: how wide a letterhead in the corner or a stamp may be.
    """

    corner: float
    left: float = 30
    right: float = 10
    top: float = 20
    bottom: float = 20


LAYOUTS: Mapping[LayoutName, Layout] = frozendict(
    {"gost-2025": Layout(corner=80), "gost-2016": Layout(corner=75)}
)
"""By the name an organisation gives it."""


def apply_layout(package: Package, name: str) -> Package:
    """Give the package with a layout's margins and widths."""
    layout = LAYOUTS[cast("LayoutName", name)]
    root = parse_part(package.parts[package.main])
    width = 0
    for section in root.iter(_W + "sectPr"):
        width = width or _widen_margins(section, layout)
    for table in root.iter(_W + "tbl"):
        _set_corner(table, _twips(layout.corner))
    package = package.with_part(package.main, _written(root))
    if not width or _STYLES not in package.parts:
        return package
    styles = parse_part(package.parts[_STYLES])
    for style in styles.iter(_W + "style"):
        indent = style.find(f"{_W}pPr/{_W}ind")
        if style.get(_W + "styleId") in _STAMPS and indent is not None:
            indent.set(_W + "left", str(width - _twips(layout.corner)))
    return package.with_part(_STYLES, _written(styles))


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _widen_margins(section: etree._Element, layout: Layout) -> int:
    """Widen the margins that are too narrow; give the width that is left for the text."""
    margins, size = section.find(_W + "pgMar"), section.find(_W + "pgSz")
    if margins is None or size is None:
        return 0
    for side in ("left", "right", "top", "bottom"):
        least = _twips(getattr(layout, side))
        if whole_number(margins.get(_W + side), 0) < least:
            margins.set(_W + side, str(least))
    taken = sum(whole_number(margins.get(_W + side), 0) for side in ("left", "right"))
    return max(whole_number(size.get(_W + "w"), 0) - taken, 0)


def _set_corner(table: etree._Element, corner: int) -> None:
    """Make the first column of a table that begins with a corner letterhead as wide as the corner."""
    first = table.find(f"{_W}tr/{_W}tc")
    styles = first.iterfind(f"{_W}p/{_W}pPr/{_W}pStyle") if first is not None else ()
    columns = table.findall(f"{_W}tblGrid/{_W}gridCol")
    if len(columns) < 2 or all(style.get(_W + "val") != _CORNER for style in styles):  # noqa: PLR2004
        return
    total = sum(whole_number(column.get(_W + "w"), 0) for column in columns[:2])
    widths = (corner, total - corner)
    for line in table.findall(_W + "tr"):
        cells = [cell.find(f"{_W}tcPr/{_W}tcW") for cell in line.findall(_W + "tc")]
        for width, column, cell in zip(widths, columns, cells, strict=False):
            column.set(_W + "w", str(width))
            if cell is not None:
                cell.set(_W + "w", str(width))

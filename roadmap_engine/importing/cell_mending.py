"""A workbook that cannot be read because of single cells → the same with these cells readable.

A number that is no number, a string or a style that the workbook has not: the library that reads workbooks
gives up on all of them. What such a cell has for text stays its text; what it points to and is not there
becomes an error that its reader sees.
"""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.importing.container import parse_xml

__all__ = ["mend_cells"]

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?|")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS, _STYLES, _SHEETS = "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/"


def mend_cells(data: bytes) -> bytes:
    """Give a workbook whose cells can all be read.

    Args:
        data: of a workbook that passed the gate.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        strings = _count(old.read(_STRINGS), "si") if _STRINGS in names else 0
        styles = _count(old.read(_STYLES), "cellXfs/{0}xf") if _STYLES in names else 0
        for name in names:
            part = old.read(name)
            if name.startswith(_SHEETS) and name.endswith(".xml"):
                part = _mend_sheet(part, strings, styles)
            new.writestr(name, part)
    return stream.getvalue()


def _count(part: bytes, path: str) -> int:
    return len(parse_xml(part).findall(f"{_S}{path.format(_S)}"))


def _mend_sheet(part: bytes, strings: int, styles: int) -> bytes:
    root = parse_xml(part)
    for cell in root.iter(f"{_S}c"):
        _mend_cell(cell, strings)
    for styled in root.iter(f"{_S}c", f"{_S}row", f"{_S}col"):
        for name in ("s", "style"):
            if not _is_below(styled.get(name, "0"), max(styles, 1)):
                del styled.attrib[name]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _mend_cell(cell: etree._Element, strings: int) -> None:
    value = cell.find(f"{_S}v")
    text = (value.text or "") if value is not None else ""
    kind = cell.get("t", "n")
    if value is None or kind in ("str", "inlineStr", "e"):
        return
    if kind == "s":
        if not _is_below(text, strings):
            cell.set("t", "e")
            value.text = "#REF!"
    elif kind != "n" or not _NUMBER.fullmatch(text):
        cell.set("t", "b" if kind == "b" and text in ("0", "1") else "str")


def _is_below(text: str, limit: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10 and int(text) < limit  # noqa: PLR2004 -- digits

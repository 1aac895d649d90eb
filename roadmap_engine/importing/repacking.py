"""Parts of a workbook to a file that has them and no others."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

__all__ = ["MAIN", "RELATION", "SPREADSHEET", "pack_workbook"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

SPREADSHEET = f"{{{MAIN}}}"

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pack_workbook(
    parts: Mapping[str, bytes], sheets: Iterable[tuple[str, str, str]], settings: etree._Element | None
) -> bytes:
    """Put a workbook together that has these parts and no others."""
    book = etree.Element(f"{SPREADSHEET}workbook", nsmap={None: MAIN, "r": RELATION[1:-1]})
    if settings is not None:
        book.append(settings)  # whether its days count from 1904
    listed = etree.SubElement(book, f"{SPREADSHEET}sheets")
    relations = etree.Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for number, (name, state, place) in enumerate(sheets, 1):
        each = etree.SubElement(listed, f"{SPREADSHEET}sheet", name=name, sheetId=str(number), state=state)
        each.set(f"{RELATION}id", f"rId{number}")
        _relate(relations, f"rId{number}", "worksheet", f"/{place}")
    for kind in ("styles", "sharedStrings"):
        if f"xl/{kind}.xml" in parts:
            _relate(relations, kind, kind, f"/xl/{kind}.xml")
    top = etree.Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    _relate(top, "rId1", "officeDocument", "xl/workbook.xml")
    types = etree.Element("Types", xmlns=f"{_PACKAGE}/content-types")
    for place in ("xl/workbook.xml", *parts):
        kind = posixpath.basename(place).rstrip("0123456789.xml")
        kind = {"workbook": "sheet.main", "sheet": "worksheet"}.get(kind, kind)
        etree.SubElement(
            types,
            "Override",
            PartName=f"/{place}",
            ContentType=f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml",
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", etree.tostring(types))
        archive.writestr("_rels/.rels", etree.tostring(top))
        archive.writestr("xl/workbook.xml", etree.tostring(book))
        archive.writestr("xl/_rels/workbook.xml.rels", etree.tostring(relations))
        for place, content in parts.items():
            archive.writestr(place, content)
    return stream.getvalue()


def _relate(relations: etree._Element, name: str, kind: str, target: str) -> None:
    etree.SubElement(relations, "Relationship", Id=name, Type=f"{_OFFICE}/{kind}", Target=target)

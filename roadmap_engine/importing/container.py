"""The gate of the importer: bytes of a .docx or .xlsx to the parts that hold text, or a problem.

The file comes from a stranger and is only read, so what it could do in Word (macros, embedded objects,
links) is not refused but never looked at: a part is unpacked when it is asked for, and only XML is. What
could hurt a reader is refused before any parser sees it: a file, a part or a list of parts out of all
proportion, an encrypted part, a DOCTYPE with its entities, an encoding that could hide one.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import (
    IMPORT_BYTES,
    IMPORT_MARKS,
    IMPORT_PART,
    IMPORT_PARTS,
    IMPORT_XML,
)

__all__ = ["Container", "is_plain_xml", "open_container", "parse_xml"]

MAX_FILE = IMPORT_BYTES.most
MAX_PARTS = IMPORT_PARTS.most
MAX_PART = IMPORT_PART.most

FileKind = Literal["docx", "xlsx"]
_KINDS: Mapping[str, FileKind] = {"document": "docx", "workbook": "xlsx"}
_XML = (".xml", ".rels", ".vml")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
# Word and Excel of old, and a file under a password: the same OLE container.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Container:
    """The XML parts of a file that passed the gate.

    Attributes:
        kind: «docx» or «xlsx», by what is inside, whatever the file is called.
        main: name of the part with the document or the workbook.
    """

    kind: FileKind
    main: str
    parts: Mapping[str, bytes]


def open_container(data: bytes, file: str) -> tuple[Container | None, tuple[Problem, ...]]:
    """Open a file, look at its list of parts, then at every part of XML.

    Args:
        data: the file.
        file: what people call it.
    """
    if len(data) > MAX_FILE:
        return None, (Problem.of("RM851", file=file, found=len(data), limit=MAX_FILE),)
    if data.startswith(_OLE):
        return None, (Problem.of("RM850", file=file),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, file)
    except _BROKEN:
        return None, (Problem.of("RM850", file=file),)


def parse_xml(content: bytes) -> etree._Element:
    """Read the XML of a part that passed the gate."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _read(archive: zipfile.ZipFile, file: str) -> tuple[Container | None, tuple[Problem, ...]]:
    listing = archive.infolist()
    if len(listing) > MAX_PARTS:
        return None, (Problem.of("RM851", file=file, found=len(listing), limit=MAX_PARTS),)
    wanted = [info for info in listing if info.filename.lower().endswith(_XML)]
    largest = max((info.file_size for info in wanted), default=0)
    total = sum(info.file_size for info in wanted)
    if largest > MAX_PART or total > IMPORT_XML.most:
        return None, (
            Problem.of(
                "RM851",
                file=file,
                found=largest if largest > MAX_PART else total,
                limit=MAX_PART if largest > MAX_PART else IMPORT_XML.most,
            ),
        )
    parts: dict[str, bytes] = {}
    marks = 0
    for info in wanted:
        # `zipfile` never unpacks more than the list says.
        content = b"" if info.flag_bits & 1 else archive.read(info)
        # What a tree takes depends on its tags and attributes, far more than on the letters between.
        marks += content.count(b"<") + content.count(b'="') + content.count(b"='")
        if marks > IMPORT_MARKS.most:
            return None, (Problem.of("RM851", file=file, found=marks, limit=IMPORT_MARKS.most),)
        if info.filename in parts or not is_plain_xml(content):
            return None, (Problem.of("RM852", file=file, part=info.filename),)
        parts[info.filename] = content
    main = _main_part(parts)
    kind = _KINDS.get(etree.QName(parse_xml(parts[main])).localname) if main else None
    if main is None or kind is None:
        return None, (Problem.of("RM850", file=file),)
    return Container(kind, main, parts), ()


def _main_part(parts: Mapping[str, bytes]) -> str | None:
    """Find the part that the package names as its document; Word does not always call it the same."""
    for relation in parse_xml(parts["_rels/.rels"]) if "_rels/.rels" in parts else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
            return target if target in parts else None
    return None


def is_plain_xml(content: bytes) -> bool:
    """Tell whether a part is XML in UTF-8 that defines nothing of its own."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    declared = re.match(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", text)
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        return False
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return False
    try:
        parse_xml(content)
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True

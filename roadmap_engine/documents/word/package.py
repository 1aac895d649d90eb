"""The gate: the bytes of a .docx become a package that is safe to read, or problems.

A template comes from a stranger. Before any parser sees it, it has to be a ZIP of ordinary size made of
XML and pictures alone. What a Word document could do beyond being text (macros, embedded objects,
linked files, fields that fetch or run something) is refused by an allow-list, not recognised by a
deny-list. Parts keep the order in which they were packed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem

__all__ = ["CONTENT_TYPES", "Package", "parse_part", "read_package"]

CONTENT_TYPES = "[Content_Types].xml"

MEGABYTE = 1024 * 1024
MAX_PACKED = 20 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE
MAX_RATIO = 200
MAX_PARTS = 2_000
SMALL_PART = 100_000
"""Below this size a part may be as repetitive as it likes."""

_XML = (".xml", ".rels")
_PASSIVE = (*_XML, ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".odttf")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ACTIVE_TARGETS = frozenset(
    ("vbaProject", "oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument")
)
_LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_FIELDS = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "TC", "REF", "PAGEREF", "NOTEREF", "STYLEREF",
    "SEQ", "SYMBOL", "QUOTE", "TITLE", "SUBJECT", "AUTHOR", "DATE", "TIME", "CREATEDATE", "SAVEDATE",
    "PRINTDATE", "FILENAME", "NUMWORDS", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
    "LISTNUM", "ADVANCE", "EQ", "DOCPROPERTY",
))  # fmt: skip
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Package:
    """An opened .docx whose parts have passed the gate.

    Attributes:
        name: what people call the file; problems speak of it.
        main: name of the part that holds the text.
    """

    name: str
    main: str
    parts: Mapping[str, bytes]

    def with_part(self, name: str, content: bytes) -> Package:
        """The same package with one part's content changed."""
        return replace(self, parts={**self.parts, name: content})

    def filled_parts(self) -> tuple[str, ...]:
        """Names of the parts that hold tags: the text, then headers, footers and footnotes."""
        folder, file = posixpath.split(self.main)
        relations = f"{folder}/_rels/{file}.rels"
        found = [self.main]
        if relations in self.parts:
            for relation in parse_part(self.parts[relations]).iter(_RELATIONSHIP):
                kind = relation.get("Type", "").rpartition("/")[2]
                if kind in ("header", "footer", "footnotes") and relation.get("TargetMode") != "External":
                    found.append(_resolve(folder, relation.get("Target", "")))
        return tuple(name for name in dict.fromkeys(found) if name in self.parts)


def parse_part(content: bytes) -> etree._Element:
    """Read the XML of a part that passed the gate; blank text between elements is dropped, as Word does."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.fromstring(content, parser)


def read_package(data: bytes, name: str) -> tuple[Package | None, tuple[Problem, ...]]:
    """Open a .docx and look at every part before anything else does.

    Args:
        data: the file.
        name: what people call the file.
    """
    parts, problems = _unpack(data, name)
    if problems:
        return None, tuple(problems)
    for part, content in parts.items():
        if part.endswith(_XML):
            problems += _examine_xml(name, part, content)
    if problems:
        return None, tuple(problems)
    main = _main_part(parts)
    if main is None:
        return None, (Problem.of("RM601", template=name),)
    return Package(name, main, parts), ()


def _unpack(data: bytes, name: str) -> tuple[dict[str, bytes], list[Problem]]:
    if len(data) > MAX_PACKED:
        return {}, [Problem.of("RM602", template=name, found=len(data), limit=MAX_PACKED)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            problems = _examine_listing(archive.infolist(), name)
            if problems:
                return {}, problems
            return {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}, []
    except _BROKEN_ZIP:
        return {}, [Problem.of("RM601", template=name)]


def _examine_listing(listing: list[zipfile.ZipInfo], name: str) -> list[Problem]:
    """Judge sizes and names by the ZIP's own list; `zipfile` never unpacks more than the list says."""
    if len(listing) > MAX_PARTS:
        return [Problem.of("RM603", template=name, found=len(listing), limit=MAX_PARTS)]
    unpacked = sum(info.file_size for info in listing)
    if unpacked > MAX_UNPACKED:
        return [Problem.of("RM602", template=name, found=unpacked, limit=MAX_UNPACKED)]
    problems = []
    seen: set[str] = set()
    for info in listing:
        part = info.filename
        if (
            not _is_plain_name(part)
            or part.lower() in seen
            or info.flag_bits & 1
            or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            problems.append(Problem.of("RM601", template=name))
        elif info.file_size > max(SMALL_PART, MAX_RATIO * info.compress_size):
            problems.append(Problem.of("RM604", template=name, part=part, limit=MAX_RATIO))
        elif not info.is_dir() and not part.lower().endswith(_PASSIVE):
            problems.append(Problem.of("RM605", template=name, part=part))
        seen.add(part.lower())
    return list(dict.fromkeys(problems))


def _is_plain_name(part: str) -> bool:
    return not (
        part.startswith("/")
        or "\\" in part
        or ":" in part
        or ".." in part.split("/")
        or not part.isprintable()
    )


def _examine_xml(name: str, part: str, content: bytes) -> Iterator[Problem]:
    # Other encodings would hide a DOCTYPE from the search below; Word itself writes UTF-8 only.
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Problem.of("RM606", template=name, part=part)
        return
    declared = re.match(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", text)
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        yield Problem.of("RM606", template=name, part=part)
        return
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield Problem.of("RM607", template=name, part=part)
        return
    try:
        root = parse_part(content)
    except (etree.XMLSyntaxError, ValueError):
        yield Problem.of("RM606", template=name, part=part)
        return
    if part.endswith(".rels"):
        yield from _examine_relations(name, part, root)
    elif part.endswith(CONTENT_TYPES):
        if re.search(r"macroEnabled|vbaProject|oleObject|activeX", text):
            yield Problem.of("RM605", template=name, part=part)
    else:
        yield from _examine_fields(name, part, root)


def _examine_relations(name: str, part: str, root: etree._Element) -> Iterator[Problem]:
    for relation in root.iter(_RELATIONSHIP):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        if kind in _ACTIVE_TARGETS:
            yield Problem.of("RM605", template=name, part=target)
        elif relation.get("TargetMode") == "External" and not (kind == "hyperlink" and _LINK.match(target)):
            yield Problem.of("RM608", template=name, part=part, target=target[:100])


def _examine_fields(name: str, part: str, root: etree._Element) -> Iterator[Problem]:
    """Refuse fields that fetch or run something: only fields on the list may stand in a template."""
    codes = [field.get(_W + "instr", "") for field in root.iter(_W + "fldSimple")]
    for paragraph in root.iter(_W + "p"):
        code = ""
        for element in paragraph.iter(_W + "fldChar", _W + "instrText"):
            if element.tag == _W + "instrText":
                code += element.text or ""
            elif code:
                codes.append(code)
                code = ""
        codes.append(code)
    for code in codes:
        word = (code.split() or ["PAGE"])[0].upper()
        link = re.search(r"HYPERLINK\s+(?!\\)\"?(?P<target>[^\s\"]+)", code, re.IGNORECASE)
        if word not in _FIELDS or "{{" in code or "{%" in code or (link and not _LINK.match(link["target"])):
            yield Problem.of("RM609", template=name, part=part, field=code.strip()[:60])


def _main_part(parts: Mapping[str, bytes]) -> str | None:
    if "_rels/.rels" not in parts or CONTENT_TYPES not in parts:
        return None
    for relation in parse_part(parts["_rels/.rels"]).iter(_RELATIONSHIP):
        if relation.get("Type", "").endswith("/officeDocument"):
            target = _resolve("", relation.get("Target", ""))
            is_text = target in parts and parse_part(parts[target]).tag == _W + "document"
            return target if is_text else None
    return None


def _resolve(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )

"""The gate: the bytes of a .docx become a package that is safe to read, or problems.

A template comes from a stranger. Before any parser sees it, it has to be a ZIP of ordinary size (`archive`).
What a Word document could do beyond being text (macros, embedded objects, linked files, fields that fetch or
run something) is refused by lists of what may be (`allowed`), and what no paper needs (comments, the
template's own template, the data of other programs) is left out and told. Parts keep the order in which they
were packed; those of which nothing goes keep their bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.allowed import XML_FILES, kind_of, local_name
from roadmap_engine.documents.word.archive import unpack
from roadmap_engine.documents.word.part_names import CONTENT_TYPES, relations_name
from roadmap_engine.documents.word.relations import ROOT_RELATIONS, resolve
from roadmap_engine.documents.word.revisions import accept_revisions
from roadmap_engine.documents.word.selection import select_parts
from roadmap_engine.documents.word.tables import mend_tables
from roadmap_engine.documents.word.tag_text import spell_tags
from roadmap_engine.documents.word.vain_tags import find_vain_tags
from roadmap_engine.documents.word.xml_parts import parse_part, write_part

__all__ = ["Package", "parse_part", "read_package"]

STRICT = "http://purl.oclc.org/ooxml/"
"""How the names of Strict Open XML begin (ISO/IEC 29500-1); the usual form is Transitional."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILLED = ("header", "footer", "footnotes", "endnotes")


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
        """Names of the parts that hold tags: the text, then headers, footers, footnotes and endnotes."""
        known = {part.lower(): part for part in self.parts}
        found = [self.main]
        listing = known.get(relations_name(self.main).lower())
        if listing is not None:
            found += (
                known.get(resolve(self.main, relation.get("Target", "")).lower(), "")
                for relation in parse_part(self.parts[listing])
                if kind_of(relation.get("Type", "")) in _FILLED
            )
        return tuple(part for part in dict.fromkeys(found) if part)


def read_package(data: bytes, name: str) -> tuple[Package | None, tuple[Problem, ...]]:
    """Open a .docx and look at every part before anything else does.

    Args:
        data: the file.
        name: what people call the file.

    Returns:
        The package and what was left out of it, or nothing and the reasons.
    """
    parts, refused = unpack(data, name)
    read = {
        part: _read_xml(name, part, content)
        for part, content in parts.items()
        if part.lower().endswith(XML_FILES)
    }
    refused += (root for root in read.values() if isinstance(root, Problem))
    if refused:
        return None, tuple(refused)
    roots = {part: root for part, root in read.items() if not isinstance(root, Problem)}
    if ROOT_RELATIONS not in roots or CONTENT_TYPES not in roots:
        return None, (Problem.of("RM601", template=name),)
    if any(_is_strict(root) for root in roots.values()):
        return None, (Problem.of("RM629", template=name),)
    kept, main, told = select_parts(name, parts, roots)
    if not kept:
        return None, told
    if main is None or roots[main].tag != _W + "document":
        return None, (Problem.of("RM601", template=name),)
    package, found = _read_as_shown(Package(name, main, kept), roots)
    return package, (*told, *found, *find_vain_tags(name, roots, package.filled_parts()))


def _read_as_shown(
    package: Package, roots: Mapping[str, etree._Element]
) -> tuple[Package, tuple[Problem, ...]]:
    """Read the text as Word shows it without markup, and its tags as they were meant."""
    told: list[Problem] = []
    for part in package.filled_parts():
        root = roots[part]
        if revised := accept_revisions(root):
            told.append(Problem.of("RM637", template=package.name, part=part))
        mended, spelt = mend_tables(root), spell_tags(root)
        if mended or spelt or revised:
            package = package.with_part(part, write_part(root))
    return package, tuple(told)


def _read_xml(name: str, part: str, content: bytes) -> etree._Element | Problem:
    # Other encodings would hide a DOCTYPE from the search below; Word itself writes UTF-8 only.
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem.of("RM606", template=name, part=part)
    declared = re.match(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", text)
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        return Problem.of("RM606", template=name, part=part)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return Problem.of("RM607", template=name, part=part)
    try:
        return parse_part(content)
    except (etree.XMLSyntaxError, ValueError):
        return Problem.of("RM606", template=name, part=part)


def _is_strict(root: etree._Element) -> bool:
    """Tell a part of Strict Open XML: by its namespaces, by what it says of itself, by the types it names."""
    if any(uri.startswith(STRICT) for uri in root.nsmap.values()) or root.get(_W + "conformance") == "strict":
        return True
    return any(
        (isinstance(each.tag, str) and each.tag.startswith("{" + STRICT)) or _names_strict(each)
        for each in root.iter()
    )


def _names_strict(element: etree._Element) -> bool:
    return local_name(element.tag) == "relationship" and element.get("Type", "").startswith(STRICT)

"""The list of content types: what a package says its parts are, and the list of those that are kept."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.allowed import ACTIVE_TYPES, local_name

__all__ = ["content_types", "is_active", "keep_types", "names_active"]

_TEMPLATE = "wordprocessingml.template.main+xml"
_DOCUMENT = "wordprocessingml.document.main+xml"
_PROGRAMS = (b"\xd0\xcf\x11\xe0", b"\xd0\xcf", b"MZ", b"PK\x03\x04", b"#!", b"\x7fELF")
"""How files of other programs begin: OLE containers, programs, archives, scripts."""


def content_types(listing: etree._Element, parts: Iterable[str]) -> dict[str, str]:
    """Tell what each part is said to be, by its name; «» where nothing is said."""
    entries = [
        (local_name(each.tag), {local_name(key): value for key, value in each.attrib.items()})
        for each in listing.iter()
    ]
    by_ending = {
        said.get("extension", "").lower(): said.get("contenttype", "")
        for tag, said in entries
        if tag == "default"
    }
    by_name = {
        said.get("partname", "").lstrip("/").lower(): said.get("contenttype", "")
        for tag, said in entries
        if tag == "override"
    }
    endings = {part: posixpath.splitext(part)[1].lstrip(".").lower() for part in parts}
    return {
        part: by_name.get(part.lower(), by_ending.get(ending, "")).strip() for part, ending in endings.items()
    }


def names_active(listing: etree._Element) -> bool:
    """Tell whether a list speaks of macros or of files of other programs, whether or not there are any."""
    return any(
        ACTIVE_TYPES.search(value)
        for each in listing.iter()
        for key, value in each.attrib.items()
        if local_name(key) == "contenttype"
    )


def is_active(part: str, content: bytes, said: str) -> bool:
    """Tell a part that would run or hold another program's file, whether or not anything leads to it."""
    name = part.lower()
    if name.endswith(".bin") and not said.lower().endswith("printersettings"):
        return True
    # The first letters of an embedded font are scrambled and may be any.
    looks_so = content.startswith(_PROGRAMS) and not name.endswith(".odttf")
    return looks_so or ACTIVE_TYPES.search(said) is not None


def keep_types(listing: etree._Element, kept: Container[str], types: Mapping[str, str]) -> bool:
    """Take the parts that go out of the list, and let a template's text be a document's.

    Word opens no .docx whose text is said to be a template's (.dotx).

    Args:
        listing: the list; it is changed.
        kept: names of the parts that are kept, in small letters.
        types: what each part is said to be.

    Returns:
        Whether anything changed.
    """
    changed = False
    for each in list(listing):
        said = each.get("ContentType", "")
        if local_name(each.tag) == "override" and each.get("PartName", "").lstrip("/").lower() not in kept:
            listing.remove(each)
            changed = True
        elif said.endswith(_TEMPLATE) and said in types.values():
            each.set("ContentType", said.replace(_TEMPLATE, _DOCUMENT))
            changed = True
    return changed

"""The XML of a part: read without trust, written as Word writes it."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

__all__ = ["parse_part", "write_part"]


def parse_part(content: bytes) -> etree._Element:
    """Read the XML of a part that passed the gate; blank text between elements is dropped, as Word does."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.fromstring(content, parser)


def write_part(root: etree._Element) -> bytes:
    """Write a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

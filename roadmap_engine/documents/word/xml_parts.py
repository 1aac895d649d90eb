"""The XML of a part: read without trust, written as Word writes it."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

__all__ = ["parse_part", "whole_number", "write_part"]

_DIGITS = 9
"""More than any measure of a page has."""


def parse_part(content: bytes) -> etree._Element:
    """Read the XML of a part that passed the gate, without what Word does not read.

    Blank text between elements is dropped, and so are remarks and instructions for other programs.
    """
    parser = etree.XMLParser(
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        no_network=True,
    )
    return etree.fromstring(content, parser)


def whole_number(value: str | None, default: int) -> int:
    """Read a number that a file of anybody's may say.

    >>> whole_number("1134", 0), whole_number("12.5pt", 0), whole_number(None, 1), whole_number("9" * 50, 0)
    (1134, 0, 1, 0)
    """
    text = (value or "").strip()
    is_number = text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= _DIGITS
    return int(text) if is_number else default


def write_part(root: etree._Element) -> bytes:
    """Write a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

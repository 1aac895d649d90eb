"""Packed parts and bytes as a JSON text can hold them, and back."""

from __future__ import annotations

import base64
from typing import Any

from roadmap_engine.storage.packing import PackedPart

__all__ = ["bytes_from_json", "bytes_to_json", "part_from_json", "part_to_json"]


def bytes_to_json(content: bytes) -> str:
    """Write bytes in letters."""
    return base64.b64encode(content).decode()


def bytes_from_json(written: Any) -> bytes:
    """Read bytes.

    Raises:
        ValueError: it is something else.
    """
    return base64.b64decode(str(written), validate=True)


def part_to_json(part: PackedPart) -> list[Any]:
    """Write a packed part."""
    return [part.crc, part.size, bytes_to_json(part.deflated)]


def part_from_json(written: Any) -> PackedPart:
    """Read a packed part.

    Raises:
        ValueError: it is something else.

    >>> from roadmap_engine.storage.packing import pack_once
    >>> part_from_json(part_to_json(pack_once(b"<a/>"))) == pack_once(b"<a/>")
    True
    """
    crc, size, deflated = written
    if not (isinstance(crc, int) and isinstance(size, int)):
        raise ValueError("no packed part")  # noqa: TRY004 -- one kind of fault for whoever reads
    return PackedPart(crc, size, bytes_from_json(deflated))

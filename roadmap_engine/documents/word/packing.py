"""Parts become a .docx: the parts that never change are deflated once, the others at every rendering.

The archive is written here rather than by `zipfile` for two reasons: the same parts must give the same
bytes, whatever the clock says, and a part that is already deflated must go through untouched.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["PackedPart", "join_parts", "pack_part"]

_LEVEL = 6
_DEFLATED = 8
_VERSION = 20
_UTF8_NAME = 0x800
_DAY = (1 << 5) | 1
"""1 January 1980, the first day a ZIP knows: years since 1980, month, day."""


@dataclass(frozen=True, slots=True)
class PackedPart:
    """A part as it stands in the archive."""

    crc: int
    size: int
    deflated: bytes


def pack_part(content: bytes) -> PackedPart:
    """Deflate one part."""
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL + 1)
    deflated = squeezer.compress(content) + squeezer.flush()
    return PackedPart(zlib.crc32(content), len(content), deflated)


def join_parts(parts: Mapping[str, PackedPart]) -> bytes:
    """Write the archive, its parts in the given order.

    >>> import io, zipfile
    >>> archive = zipfile.ZipFile(io.BytesIO(join_parts({"a.xml": pack_part(b"<a/>")})))
    >>> archive.read("a.xml"), archive.getinfo("a.xml").date_time[:3]
    (b'<a/>', (1980, 1, 1))
    """
    body: list[bytes] = []
    listing: list[bytes] = []
    offset = 0
    for name, part in parts.items():
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        shared = struct.pack(
            "<HHHHHLLLHH",
            _VERSION,
            flags,
            _DEFLATED,
            0,
            _DAY,
            part.crc,
            len(part.deflated),
            part.size,
            len(raw),
            0,
        )
        local = b"PK\x03\x04" + shared + raw
        body += (local, part.deflated)
        made_by = struct.pack("<H", _VERSION)
        tail = struct.pack("<HHHLL", 0, 0, 0, 0, offset)
        listing.append(b"PK\x01\x02" + made_by + shared + tail + raw)
        offset += len(local) + len(part.deflated)
    directory = b"".join(listing)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, len(parts), len(parts), len(directory), offset, 0)
    return b"".join((*body, directory, end))

"""Parts become an archive: what never changes is deflated once, the rest whenever it is written.

The archive is written here rather than by `zipfile` for two reasons: the same parts must give the same
bytes, whatever the clock says, and a part that is already deflated must go through untouched.

Deflating is most of the work that is left. Two libraries do it several times as fast as the one that comes
with Python, and give other bytes; so they are used only by whoever asks for them, and only for what is
written anew each time: what is kept is deflated by the standard library, whoever has asked for what.
"""

from __future__ import annotations

import functools
import importlib
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

__all__ = [
    "AS_ZIPFILE",
    "DEFLATERS",
    "Deflater",
    "PackedPart",
    "chosen_deflater",
    "deflate_by",
    "is_installed",
    "join_parts",
    "pack_once",
    "pack_part",
    "use_deflater",
]

Deflater = Literal["zlib", "libdeflate", "isal"]
"""What deflates: the standard library, the package `deflate`, the package `isal`."""

DEFLATERS: tuple[Deflater, ...] = get_args(Deflater)

_LEVEL, _ISAL_LEVEL = 6, 2
_MEMORY = zlib.DEF_MEM_LEVEL + 1
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


@dataclass(frozen=True, slots=True)
class Making:
    """What an archive says of the system it was made on, and of its files.

    Attributes:
        system: by the number that ZIP has for it.
        mode: of every file.
    """

    system: int = 0
    mode: int = 0


AS_ZIPFILE = Making(system=3, mode=0o600)
"""What `zipfile` says on Unix."""


class _Chosen:
    """What deflates in this process."""

    name: Deflater = "zlib"


def is_installed(name: Deflater) -> bool:
    """Tell whether a library is at hand."""
    try:
        _load(name)
    except ImportError:
        return False
    return True


def deflate_by(name: Deflater, content: bytes) -> bytes:
    """Deflate by a library, whichever was chosen.

    Raises:
        ImportError: it is not installed.
    """
    return _load(name)(content)


def use_deflater(name: Deflater) -> None:
    """Let a library deflate what is written from now on.

    Raises:
        ImportError: it is not installed.
    """
    _load(name)
    _Chosen.name = name


def chosen_deflater() -> Deflater:
    """Tell what deflates."""
    return _Chosen.name


def pack_once(content: bytes, memory: int = _MEMORY) -> PackedPart:
    """Deflate a part that is kept; by the standard library always, so that it is the same for everybody.

    Args:
        content: of the part.
        memory: how much the library may take, 1 to 9; its bytes depend on it.
    """
    return PackedPart(zlib.crc32(content), len(content), _deflate(content, memory))


def pack_part(content: bytes, memory: int = _MEMORY) -> PackedPart:
    """Deflate a part that is written anew, by the library that was chosen.

    Args:
        content: of the part.
        memory: how much the standard library may take, 1 to 9; its bytes depend on it.
    """
    if _Chosen.name == "zlib":
        return pack_once(content, memory)
    return PackedPart(zlib.crc32(content), len(content), _load(_Chosen.name)(content))


def _deflate(content: bytes, memory: int = _MEMORY) -> bytes:
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, memory)
    return squeezer.compress(content) + squeezer.flush()


@functools.cache
def _load(name: Deflater) -> Callable[[bytes], bytes]:
    """Load a library by its name; neither of the two is needed, so neither is imported above."""
    if name == "zlib":
        return _deflate
    if name == "libdeflate":
        compress = importlib.import_module("deflate").deflate_compress
        return lambda content: bytes(compress(content, _LEVEL))
    library = importlib.import_module("isal.isal_zlib")

    def deflate(content: bytes) -> bytes:
        squeezer = library.compressobj(_ISAL_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return bytes(squeezer.compress(content) + squeezer.flush())

    return deflate


@functools.lru_cache(maxsize=1024)
def _describe(name: str, crc: int, length: int, size: int, making: Making) -> tuple[bytes, bytes]:
    """Give what stands before a part, and in the listing before the place of it."""
    raw, flags = name.encode(), 0 if name.isascii() else _UTF8_NAME
    shared = struct.pack("<HHHHHLLLHH", _VERSION, flags, _DEFLATED, 0, _DAY, crc, length, size, len(raw), 0)
    made_by = struct.pack("<BB", _VERSION, making.system)
    tail = struct.pack("<HHHL", 0, 0, 0, making.mode << 16)
    return b"PK\x03\x04" + shared + raw, b"PK\x01\x02" + made_by + shared + tail


def join_parts(parts: Mapping[str, PackedPart], making: Making = Making()) -> bytes:
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
        local, entry = _describe(name, part.crc, len(part.deflated), part.size, making)
        body += (local, part.deflated)
        listing += (entry, struct.pack("<L", offset), name.encode())
        offset += len(local) + len(part.deflated)
    directory = b"".join(listing)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, len(parts), len(parts), len(directory), offset, 0)
    return b"".join((*body, directory, end))

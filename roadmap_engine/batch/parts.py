"""An archive put together from parts: each school's papers are packed where they are made, and never again.

The bytes depend on what is packed and on the order of the parts alone, not on who made them or when. Of a
part only its members are in memory, and the list at the end of the archive is gathered in a file: an archive
may have a million members.
"""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

__all__ = ["COMMENT", "ArchiveJoiner", "write_part"]

COMMENT = b"roadmap batch"
"""At the end of an archive: by it the next run knows that nobody else has made it."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_PACKED = (".docx", ".xlsx", ".zip", ".pdf")
"""What is packed already."""

# APPNOTE.TXT 4.3.12, 4.3.14, 4.3.15, 4.3.16: the list of members, and what ends an archive.
_MEMBER = struct.Struct("<4s6H3L5H2L")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_END = struct.Struct("<4s4H2LH")
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_VERSION_64 = 45
_COPIED = 1 << 20


def write_part(path: Path, papers: Mapping[str, bytes]) -> None:
    """Pack a school's papers; they are whole when the task says so, and no reader looks before."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in papers.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            packed = name.endswith(_PACKED)
            archive.writestr(entry, content, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED)


class ArchiveJoiner:
    """Joins parts to one archive, in the order in which they are added."""

    def __init__(self, stream: IO[bytes], most: int = _FULL_32) -> None:
        """Begin an archive.

        Args:
            stream: where it goes, from its beginning.
            most: the largest place that the short form of a list can name; smaller ones only for tests.
        """
        self._stream, self._most = stream, most
        self._count = 0
        self._list: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with the joiner

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._list.close()

    def add(self, part: Path) -> None:
        """Put the members of a part behind those that are there."""
        base = self._stream.tell()
        with part.open("rb") as raw, zipfile.ZipFile(raw) as archive:
            members = archive.infolist()
            end = archive.start_dir
            raw.seek(0)
            while left := end - raw.tell():
                self._stream.write(raw.read(min(left, _COPIED)))
        for member in members:
            self._list.write(self._describe(member, base + member.header_offset))
        self._count += len(members)

    def close(self) -> None:
        """Write the list of the members, and the end; all of it is on the disk then."""
        start, size = self._stream.tell(), self._list.tell()
        self._list.seek(0)
        shutil.copyfileobj(self._list, self._stream)
        count = self._count
        if count >= min(_FULL_16, self._most) or start + size > self._most:
            last = self._stream.tell()
            rest = _END_64.size - 12
            versions = (_VERSION_64, _VERSION_64)
            self._stream.write(_END_64.pack(b"PK\6\6", rest, *versions, 0, 0, count, count, size, start))
            self._stream.write(_LOCATOR_64.pack(b"PK\6\7", 0, last, 1))
            count, size, start = _FULL_16, _FULL_32, _FULL_32
        self._stream.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(COMMENT)))
        self._stream.write(COMMENT)
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def _describe(self, member: zipfile.ZipInfo, offset: int) -> bytes:
        name, extra, version = member.filename.encode(), b"", member.extract_version
        if offset > self._most:
            extra, offset, version = struct.pack("<2HQ", 1, 8, offset), _FULL_32, _VERSION_64
        made_by = member.create_system << 8 | max(member.create_version, version)
        day = 1 << 5 | 1
        return (
            _MEMBER.pack(
                b"PK\1\2", made_by, version, member.flag_bits, member.compress_type, 0, day,
                member.CRC, member.compress_size, member.file_size,
                len(name), len(extra), 0, 0, member.internal_attr, member.external_attr, offset,
            )
            + name
            + extra
        )  # fmt: skip

"""Pictures that people bring: the bytes of a PNG or JPEG become an image of known size, or a problem.

Only what a document needs is read: the kind, the size in dots, and that the file is whole. Nothing is
decoded, so that a picture cannot be a bomb here; its size in dots is limited for those who decode it.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Literal

from roadmap_engine.diagnostics import Problem

__all__ = ["MILLIMETRE", "TRIAL_IMAGE", "Image", "ImageKind", "read_image"]

MILLIMETRE = 36_000
"""In the units of a drawing (English Metric Units)."""
MAX_BYTES = 2 * 1024 * 1024
MAX_DOTS = 4_000

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# ITU-T T.81, table B.1: the markers that start a frame, and those that stand alone.
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_END, _SCAN = 0xD9, 0xDA

ImageKind = Literal["png", "jpeg", "emf"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture ready to stand in a document.

    Attributes:
        data: the file.
        kind: how it is written.
        width: as it stands in the document, in drawing units; so is the height.
        words: what it shows, for those who do not see it.
    """

    data: bytes
    kind: ImageKind
    width: int
    height: int
    words: str


def read_image(
    data: bytes, name: str, words: str, box: tuple[int, int]
) -> tuple[Image | None, tuple[Problem, ...]]:
    """Look at a PNG or JPEG and fit it into a box.

    Args:
        data: the file.
        name: what people call it; problems speak of it.
        words: what it shows.
        box: the greatest width and height in millimetres.
    """
    if len(data) > MAX_BYTES:
        return None, (Problem.of("RM643", file=name, limit=MAX_BYTES // 1024, dots=MAX_DOTS),)
    png = data.startswith(_PNG)
    dots = _measure_png(data) if png else _measure_jpeg(data)
    if dots is None or not (0 < dots[0] <= MAX_DOTS and 0 < dots[1] <= MAX_DOTS):
        return None, (Problem.of("RM643", file=name, limit=MAX_BYTES // 1024, dots=MAX_DOTS),)
    scale = min(box[0] * MILLIMETRE / dots[0], box[1] * MILLIMETRE / dots[1])
    width, height = (max(1, round(side * scale)) for side in dots)
    return Image(data, "png" if png else "jpeg", width, height, words), ()


def _measure_png(data: bytes) -> tuple[int, int] | None:
    """Walk the chunks of a PNG (ISO/IEC 15948, 5.3); none where the file is not whole."""
    place, dots, has_data = len(_PNG), None, False
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">L4s", data, place)
        end = place + 8 + length
        if end + 4 > len(data) or zlib.crc32(data[place + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return None
        if kind == b"IHDR":
            if dots is not None or length != 13:  # noqa: PLR2004 -- the header's own length
                return None
            dots = struct.unpack_from(">LL", data, place + 8)
        has_data = has_data or kind == b"IDAT"
        if kind == b"IEND":
            return (dots[0], dots[1]) if dots and has_data else None
        place = end + 4
    return None


def _measure_jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments of a JPEG (ITU-T T.81, annex B) to its frame; none where the file is not whole."""
    if not data.startswith(_JPEG) or b"\xff\xd9" not in data[-64:]:
        return None
    place, dots = 2, None
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 -- every marker begins so
        marker = data[place + 1]
        if marker == 0xFF or marker in _ALONE:  # noqa: PLR2004 -- a fill byte
            place += 1 if marker not in _ALONE else 2
            continue
        if marker == _END:
            return None
        length = int.from_bytes(data[place + 2 : place + 4])
        if marker in _FRAMES and place + 9 <= len(data):
            height, width = struct.unpack_from(">HH", data, place + 5)
            dots = (width, height)
        if marker == _SCAN:
            return dots
        place += 2 + max(length, 2)
    return None


def _chunk(kind: bytes, content: bytes) -> bytes:
    inside = kind + content
    return struct.pack(">L", len(content)) + inside + struct.pack(">L", zlib.crc32(inside))


_DOT = (
    _PNG
    + _chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 1, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
TRIAL_IMAGE = Image(_DOT, "png", 20 * MILLIMETRE, 20 * MILLIMETRE, "…")
"""One black dot, for trials."""

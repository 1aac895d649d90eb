"""A picture of lines and words as an Enhanced Metafile, which Word and LibreOffice draw sharp at any size.

[MS-EMF], 2.3. One unit is one pixel of a device that is 10 000 units of the picture's choosing: no mapping
is needed, lengths are whole numbers. A colour is 0xRRGGBB. The same calls give the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

__all__ = ["Metafile", "measure_text"]

_DEVICE = 10_000
_RECTANGLE, _POLYGON, _LINE_TO, _MOVE_TO = 43, 3, 54, 27
_HEADER, _END = 1, 14
_SELECT, _PEN, _BRUSH, _FONT = 37, 38, 39, 82
_BACKGROUND, _ALIGNMENT, _COLOUR, _TEXT = 18, 22, 24, 84
_NO_PEN, _NO_BRUSH = 0x80000008, 0x80000005
_ON_BASELINE = 24
_DASHED = 1

# Widths of Times New Roman's letters in thousandths of its size: whoever reads the file need not have it.
_WIDTHS = {
    letter: width
    for width, letters in (
        (250, " .,"), (277, ":;/"), (333, "-()"), (395, "з"), (410, "г"), (429, "э"), (437, "т"),
        (444, "аеёс"), (456, "ь"), (459, "я"), (472, "в"), (485, "к"), (502, "ч"), (508, "бд"), (517, "ъ"),
        (535, "ийнпц"), (632, "м"), (647, "ф"), (671, "ы"), (690, "ж"), (747, "ю"), (770, "шщ"),
        (556, "Р"), (574, "Б"), (578, "Г"), (610, "ЕЁТ"), (649, "Ч"), (660, "Э"), (666, "ВКС"), (678, "Л"),
        (682, "Д"), (708, "У"), (722, "АИЙНОПХЦ"), (790, "Ф"), (889, "М"), (895, "Ж"), (954, "№"),
        (1008, "ШЩ"), (1027, "Ю"),
    )
    for letter in letters
}  # fmt: skip
_COMMON_WIDTH = 500


def measure_text(text: str, size: int) -> list[int]:
    """Tell how far each letter of a text of a size advances."""
    return [_WIDTHS.get(letter, _COMMON_WIDTH) * size // 1000 for letter in text]


class Metafile:
    """A picture that is being drawn.

    Args:
        width: in units.
        height: in units.
        millimetres: how wide it is meant to be.
    """

    def __init__(self, width: int, height: int, millimetres: int) -> None:
        self._size = (width, height)
        self._device = (_DEVICE, millimetres * _DEVICE // width)
        self._records: list[bytes] = []
        self._tools: dict[tuple[int, bytes], int] = {}
        self._add(_BACKGROUND, struct.pack("<L", 1))
        self._add(_ALIGNMENT, struct.pack("<L", _ON_BASELINE))

    def rectangle(
        self, box: tuple[int, int, int, int], *, fill: int | None, edge: int | None, dashed: bool = False
    ) -> None:
        """Draw a rectangle: left, top, right, bottom."""
        self._take(fill, edge, dashed=dashed)
        self._add(_RECTANGLE, struct.pack("<4l", *box))

    def polygon(self, points: Sequence[tuple[int, int]], *, fill: int) -> None:
        """Draw a filled outline."""
        self._take(fill, None)
        across, down = [x for x, _ in points], [y for _, y in points]
        box = struct.pack("<4l", min(across), min(down), max(across), max(down))
        corners = b"".join(struct.pack("<2l", *point) for point in points)
        self._add(_POLYGON, box + struct.pack("<L", len(points)) + corners)

    def text(self, place: tuple[int, int], text: str, size: int, colour: int = 0) -> None:
        """Write a line of words from the left end of its baseline."""
        # LOGFONTW and the names behind it: height, Russian letters, the family.
        family = "Times New Roman".encode("utf-16-le").ljust(64, b"\0")
        font = struct.pack("<5l8B", -size, 0, 0, 0, 400, 0, 0, 0, 204, 0, 0, 0, 18) + family
        self._select(_FONT, font.ljust(320, b"\0"))
        self._add(_COLOUR, struct.pack("<L", _swap(colour)))
        letters = text.encode("utf-16-le")
        steps = measure_text(text, size)
        steps += [0] * (len(letters) // 2 - len(steps))  # what is written in two halves
        start = 76
        padded = letters.ljust((len(letters) + 3) // 4 * 4, b"\0")
        head = struct.pack("<4lL2f", 0, 0, -1, -1, 1, 1.0, 1.0)
        words = struct.pack(
            "<2l3L4lL", *place, len(letters) // 2, start, 0, 0, 0, -1, -1, start + len(padded)
        )
        self._add(_TEXT, head + words + padded + struct.pack(f"<{len(steps)}l", *steps))

    def finish(self) -> bytes:
        """Give the file."""
        end = struct.pack("<5L", _END, 20, 0, 16, 20)
        width, height = self._size
        across, down = (side * self._device[1] * 100 // _DEVICE for side in (width, height))
        body = b"".join(self._records)
        head = struct.pack(
            "<2L8l4L2H3L4l",
            _HEADER, 88, 0, 0, width - 1, height - 1, 0, 0, across, down,
            0x464D4520, 0x10000, 88 + len(body) + len(end), len(self._records) + 2, len(self._tools) + 1, 0,
            0, 0, 0, _DEVICE, _DEVICE, self._device[1], self._device[1],
        )  # fmt: skip
        return head + body + end

    def _take(self, fill: int | None, edge: int | None, *, dashed: bool = False) -> None:
        """Take the brush and the pen in hand."""
        if fill is None:
            self._add(_SELECT, struct.pack("<L", _NO_BRUSH))
        else:
            self._select(_BRUSH, struct.pack("<3L", 0, _swap(fill), 0))
        if edge is None:
            self._add(_SELECT, struct.pack("<L", _NO_PEN))
        else:
            self._select(_PEN, struct.pack("<L2lL", _DASHED if dashed else 0, 0, 0, _swap(edge)))

    def _select(self, kind: int, look: bytes) -> None:
        """Make a tool when it is first needed, and take it in hand."""
        number = self._tools.get((kind, look))
        if number is None:
            number = self._tools[kind, look] = len(self._tools) + 1
            self._add(kind, struct.pack("<L", number) + look)
        self._add(_SELECT, struct.pack("<L", number))

    def _add(self, kind: int, content: bytes) -> None:
        self._records.append(struct.pack("<2L", kind, 8 + len(content)) + content)


def _swap(colour: int) -> int:
    """Write a colour as Windows does, blue first."""
    return int.from_bytes(colour.to_bytes(3), "little")

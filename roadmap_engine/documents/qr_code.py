"""The QR code of an order or a page: what it says, and its picture.

ГОСТ Р 7.0.97-2025 adds the code to the requisites of a document. What it says is the school's choice: a
link, or the order's own requisites, so that a paper can be told from another of its number.
"""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.images import MILLIMETRE, Image
from roadmap_engine.model import Plan
from roadmap_engine.russian import numeric_date

if TYPE_CHECKING:
    import segno

__all__ = ["REQUISITES", "QrPath", "draw_qr", "trace_qr", "write_qr_text"]

REQUISITES = "requisites"
"""Says, in place of a text, that the code tells the order's date and number."""
SIDE = 25
"""In millimetres."""
_LARGEST = 10
"""The version of a code whose dots are 0.4 mm wide at this size: a telephone reads it off paper."""
MAX_BYTES = 213
"""What such a code holds with error correction M (ISO/IEC 18004, table 7)."""
_DOTS = 8


def write_qr_text(plan: Plan) -> str | None:
    """Say what the code of a plan's order tells; nothing where none is wanted, or its facts are not known."""
    order, organisation = plan.order, plan.organisation
    if order is None or organisation is None or order.qr is None:
        return None
    if order.qr != REQUISITES:
        return order.qr
    if order.date is None or order.number is None:
        return None
    return f"{organisation.short}. Приказ от {numeric_date(order.date)} № {order.number}"


def draw_qr(text: str) -> tuple[Image | None, tuple[Problem, ...]]:
    """Draw the code of a text."""
    size = len(text.encode())
    if size > MAX_BYTES:
        problem = Problem.of("RM649", found=size, limit=MAX_BYTES)
        return None, (problem,)
    code = _make(text)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=_DOTS, border=4)
    side = SIDE * MILLIMETRE
    return Image(picture.getvalue(), "png", side, side, f"QR-код: {text}"), ()


@dataclass(frozen=True, slots=True)
class QrPath:
    """A code as lines of an SVG picture.

    Attributes:
        side: of the picture in dots, with the quiet zone around the code.
        lines: the path that its dark dots make, a stroke of one dot.
    """

    side: int
    lines: str


def _make(text: str) -> segno.QRCode:
    from segno import make_qr  # noqa: PLC0415 -- few papers have a code

    return make_qr(text, error="m", encoding=None if text.isascii() else "utf-8", boost_error=False)


def trace_qr(text: str) -> QrPath | None:
    """Trace the code of a text for a page; nothing where the text is too long to be read off a screen."""
    if len(text.encode()) > MAX_BYTES:
        return None
    code = _make(text)
    rows = tuple(code.matrix_iter(border=4))
    lines = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in itertools.groupby(row, key=bool):
            length = len(tuple(run))
            lines += [f"M{x} {y}.5h{length}"] if dark else []
            x += length
    return QrPath(len(rows), "".join(lines))

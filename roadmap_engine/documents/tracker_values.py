"""A value into a cell as what it is: a text stays a text, a day a day; nothing is reckoned."""

from __future__ import annotations

import datetime as dt
import functools
import math
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.documents.prepared_books import Book, Page
from roadmap_engine.documents.workbooks import fit_cell
from roadmap_engine.model.filled_tracker import CellValue

__all__ = ["TrackerFormats", "estimate_height", "write_value"]

_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel counts a day that never was."""

# Points; Excel refuses a row above 409.
_LINE_HEIGHT = 14.5
_TALLEST_ROW = 409.0


@dataclass(frozen=True, slots=True)
class TrackerFormats:
    """How the cells of a book look."""

    text: Any
    centre: Any
    date: Any
    instant: Any
    time: Any

    @classmethod
    def of(cls, book: Book) -> Self:
        """Make the formats of a book."""
        plain = {"text_wrap": True, "valign": "top", "border": 1}
        centre = {**plain, "align": "center"}
        day = {"valign": "top", "align": "center", "border": 1}
        return cls(
            book.add_format(plain),
            book.add_format(centre),
            book.add_format({**day, "num_format": "dd.mm.yyyy"}),
            book.add_format({**day, "num_format": "dd.mm.yyyy hh:mm:ss"}),
            book.add_format({**day, "num_format": "hh:mm:ss"}),
        )


def estimate_height(cells: Iterable[tuple[int, str]]) -> float:
    """Estimate the height a row needs: not every program fits rows to wrapped text by itself.

    Args:
        cells: the width of the column and the text of each.
    """
    lines = (
        sum(_count_lines(line, width - 1) for line in clean_text(text).split("\n")) for width, text in cells
    )
    return min(max(lines, default=1) * _LINE_HEIGHT + 3, _TALLEST_ROW)


@functools.lru_cache(maxsize=2048)
def _count_lines(line: str, width: int) -> int:
    """Count the lines that a line of a text takes; other trackers mostly have the same lines."""
    return len(textwrap.wrap(line, width)) or 1


def write_value(
    page: Page,
    place: tuple[int, int],
    value: CellValue,
    formats: TrackerFormats,
    *,
    text: Any = None,
    empty: Any = None,
) -> None:
    """Write a value into a cell.

    Args:
        page: the sheet.
        place: row and column, from 0.
        value: what to write.
        formats: of the book.
        text: how a text looks; wrapped at the left unless given.
        empty: how a cell without a value looks; like a text unless given.
    """
    words = text or formats.text
    match value:
        case None:
            page.write_blank(*place, None, empty or words)
        case bool():
            page.write_boolean(*place, value, words)
        case dt.datetime() if value.date() >= _FIRST_DAY:
            page.write_datetime(*place, value, formats.instant)
        case dt.date() if not isinstance(value, dt.datetime) and value >= _FIRST_DAY:
            page.write_datetime(*place, value, formats.date)
        case dt.time():
            page.write_datetime(*place, value, formats.time)
        case int() | float() if math.isfinite(value):
            page.write_number(*place, value, words)
        case _:
            page.write_string(*place, fit_cell(str(value)), words)

"""How every workbook is begun: a text stays a text, and the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from roadmap_engine.documents.phrases import clean_text

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["add_table", "begin_workbook", "fit_cell"]

_A4 = 9
# Excel's own limit; it counts UTF-16 units and calls a file with a longer cell damaged.
_CELL_LIMIT = 32_767
_NO_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def begin_workbook(
    stream: io.BytesIO, title: str, *, author: str = "", created: dt.date | None = None
) -> xlsxwriter.Workbook:
    """Begin a workbook; nothing that is written into it becomes a formula, a link or a number by itself.

    Args:
        stream: where it goes when it is closed.
        title: and author, as its properties say them.
        author: whose it is.
        created: the day it counts as made on. A clock would give other bytes each time.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 -- a book that is prepared is filled without it

    book = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd.mm.yyyy",
        },
    )
    day = dt.datetime.combine(created, dt.time(), tzinfo=dt.UTC) if created is not None else _NO_DAY
    properties = {"title": clean_text(title), "created": day}
    book.set_properties(properties | ({"author": clean_text(author)} if author else {}))
    return book


def add_table(
    book: Any, name: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str | int]]
) -> None:
    """Add a sheet that is one table, with filters, to be printed over as many pages as it takes.

    Args:
        book: begun by `begin_workbook`.
        name: the sheet's.
        columns: the words over each, and its width.
        rows: gone through once; a text stays a text, cut where a cell can hold no more.
    """
    sheet = book.add_worksheet(name)
    head = book.add_format(
        {"bold": True, "bg_color": "#E7E6E6", "text_wrap": True, "valign": "top", "border": 1}
    )
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for place, (title, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, place, value, cell)
            else:
                sheet.write_string(last, place, fit_cell(value), cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, last), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def fit_cell(text: str) -> str:
    """Give a text as a cell can hold it.

    >>> len(fit_cell("я" * 40_000))
    32767
    """
    clean = clean_text(text)
    if 2 * len(clean) <= _CELL_LIMIT:
        return clean  # no character has more than two units
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * _CELL_LIMIT:
        return clean
    return units[: 2 * (_CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"

"""How every workbook is begun: a text stays a text, and the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter

from roadmap_engine.documents.phrases import clean_text

__all__ = ["begin_workbook"]

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
    book = xlsxwriter.Workbook(
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

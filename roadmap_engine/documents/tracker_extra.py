"""Sheets that people added to a tracker, written into the next one: their values, as what they were."""

from __future__ import annotations

from roadmap_engine.documents.prepared_books import Book
from roadmap_engine.documents.tracker_values import TrackerFormats, write_value
from roadmap_engine.model.filled_tracker import Filled

__all__ = ["write_own_sheets"]


def write_own_sheets(book: Book, filled: Filled, formats: TrackerFormats) -> None:
    """Write the sheets after those of the tracker; where a name is taken it gets a number.

    Args:
        book: the tracker.
        filled: what people have written.
        formats: of the book.
    """
    taken = {page.name.casefold() for page in book.worksheets()}
    for title, lines in filled.sheets.items():
        name = _free_name(title, taken)
        taken.add(name.casefold())
        page = book.add_worksheet(name)
        for index, line in enumerate(lines):
            for place, value in enumerate(line):
                if value is not None:
                    write_value(page, (index, place), value, formats)


_LONGEST_NAME = 31
"""Excel's own limit."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def _free_name(title: str, taken: set[str]) -> str:
    plain = title.translate(_FORBIDDEN).strip("'")[:_LONGEST_NAME] or "Лист"
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{plain[: _LONGEST_NAME - 5]} ({number})"
    return name

"""A plan into a workbook a school keeps its progress in: one row a due day, a summary, a page of help.

Dates are dates, choices are lists, lateness is computed by the workbook itself from the reader's own
day. Every text is written as text: «=1+1» in a title stays those four characters. Equal plans give
equal bytes.
"""

from __future__ import annotations

from collections import Counter

from roadmap_engine.documents.prepared_books import Book
from roadmap_engine.documents.tracker_base import mark_rows
from roadmap_engine.documents.tracker_extra import write_own_sheets
from roadmap_engine.documents.tracker_gone import write_gone_sheet
from roadmap_engine.documents.tracker_own import list_own
from roadmap_engine.documents.tracker_plan import PlanSheet, write_plan_sheet
from roadmap_engine.documents.tracker_summary import write_help_sheet, write_summary_sheet
from roadmap_engine.documents.tracker_values import TrackerFormats
from roadmap_engine.model import Plan
from roadmap_engine.model.filled_tracker import (
    COLUMN_PROPERTY,
    EXPORT_PROPERTY,
    PLAN_PROPERTY,
    SHOWN_PROPERTY,
    YEARS_PROPERTY,
    Filled,
)
from roadmap_engine.model.plan_rows import known_cells, list_answerers, list_rows

__all__ = ["render_tracker"]


def render_tracker(plan: Plan, filled: Filled | None = None) -> bytes:
    """Write the tracker of a plan as an Excel workbook.

    Args:
        plan: the plan.
        filled: what people have written into the tracker it follows; nothing where it is the first.
    """
    return write_tracker(plan, filled or Filled()).close()


def write_tracker(plan: Plan, filled: Filled) -> Book:
    """Write the book of `render_tracker`, that is still to be closed."""
    # The day the plan is dated by.
    book = Book(plan.title, author=plan.author, created=plan.issued_on)
    book.set_custom_property(PLAN_PROPERTY, plan.plan, "text")
    book.set_custom_property(YEARS_PROPERTY, " ".join(plan.years), "text")
    rows, formats = list_rows(plan), TrackerFormats.of(book)
    own = list_own(plan, filled)
    export, bases = mark_rows(plan, rows, filled, frozenset(each.name for each in own if each.by_hand))
    book.set_custom_property(EXPORT_PROPERTY, export, "text")
    for column in own:
        kind = COLUMN_PROPERTY if column.by_hand else SHOWN_PROPERTY
        book.set_custom_property(f"{kind}{column.name}", column.caption, "text")
    sheet = PlanSheet(book, plan, len(rows), own, filled.columns)
    write_plan_sheet(sheet, rows, filled, bases, formats)
    if filled.stray:
        write_gone_sheet(book, filled, tuple(each for each in own if each.by_hand), formats)
    statuses = Counter((filled.rows.get(row.id) or known_cells(row)).status for row in rows)
    write_summary_sheet(book, sheet, list_answerers(rows), statuses)
    write_help_sheet(book, sheet)
    write_own_sheets(book, filled, formats)
    return book

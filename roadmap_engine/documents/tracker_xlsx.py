"""A plan into a workbook a school keeps its progress in: one row a due day, a summary, a page of help.

Dates are dates, choices are lists, lateness is computed by the workbook itself from the reader's own
day. Every text is written as text: «=1+1» in a title stays those four characters. Equal plans give
equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter

from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.documents.tracker_plan import PlanSheet, write_plan_sheet
from roadmap_engine.documents.tracker_rows import list_rows
from roadmap_engine.documents.tracker_summary import write_help_sheet, write_summary_sheet
from roadmap_engine.model import Plan

__all__ = ["render_tracker"]

_WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}
_LONG_AGO = dt.date(2000, 1, 1)


def render_tracker(plan: Plan) -> bytes:
    """Write the tracker of a plan as an Excel workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _WORKBOOK_OPTIONS)
    # The day the plan is dated by, because a clock would give other bytes on every build.
    created = dt.datetime.combine(plan.issued_on or _LONG_AGO, dt.time(), tzinfo=dt.UTC)
    author = plan.organisation.short if plan.organisation else plan.roadmap.issuer or ""
    book.set_properties({"title": clean_text(plan.title), "author": clean_text(author), "created": created})
    # By this a filled tracker says which plan it belongs to, whatever its file is called by then.
    book.set_custom_property("plan", plan.plan, "text")
    rows = list_rows(plan)
    sheet = PlanSheet(book, plan, len(rows))
    write_plan_sheet(sheet, rows)
    write_summary_sheet(book, sheet, rows)
    write_help_sheet(book, sheet)
    book.close()
    return stream.getvalue()

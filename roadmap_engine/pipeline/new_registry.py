"""An empty registry of schools to be filled in, as CSV or Excel: its captions, and one invented school."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from roadmap_engine.documents.workbooks import begin_workbook
from roadmap_engine.model import Assembly
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.registry import Column
from roadmap_engine.questionnaire.registry import list_columns as list_all

__all__ = ["ENDINGS", "draw_registry", "list_columns"]

ENDINGS = (".csv", ".xlsx")
_WIDEST = 60


def list_columns(roadmap: Assembly | None = None) -> tuple[Column, ...]:
    """List the columns that a registry may have, with those of a roadmap where one is named."""
    if roadmap is None:
        return list_all()
    return list_all(find_open_questions(roadmap), roadmap.roadmap.id)


def draw_registry(columns: Sequence[Column], ending: str) -> bytes:
    """Draw a registry with the usual columns and an example row.

    Args:
        columns: those that there may be.
        ending: of the file, one of `ENDINGS`; Excel opens the first as it is, in Russian too.
    """
    usual = [each for each in columns if each.usual]
    lines = [[each.caption for each in usual], [each.example for each in usual]]
    return _draw_workbook(lines) if ending == ".xlsx" else _draw_csv(lines)


def _draw_csv(lines: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")


def _draw_workbook(lines: Sequence[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    book = begin_workbook(stream, "Реестр школ")
    sheet = book.add_worksheet("Школы")
    # What is typed into a cell stays as it is typed: a code does not lose its zeros, a year is no fraction.
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "text_wrap": True})
    for column, words in enumerate(zip(*lines, strict=True)):
        sheet.set_column(column, column, min(_WIDEST, max(map(len, words)) + 2), text)
        sheet.write_string(0, column, words[0], bold)
        sheet.write_string(1, column, words[1], text)
    sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()

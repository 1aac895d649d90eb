"""The tracker's sheet «Снято с плана»: what people wrote in rows that the plan's table has no place for."""

from __future__ import annotations

from roadmap_engine.documents.prepared_books import Book
from roadmap_engine.documents.tracker_own import OwnColumn
from roadmap_engine.documents.tracker_values import TrackerFormats, estimate_height, write_value
from roadmap_engine.documents.workbooks import fit_cell
from roadmap_engine.model.filled_tracker import GONE_CAPTIONS, GONE_SHEET, Filled

__all__ = ["write_gone_sheet"]

_WIDTHS = (7, 42, 22, 11, 11, 13, 11, 30, 30, 10, 12, 11, 20)
_EXTRA_WIDTH = 16
_HIDDEN = GONE_CAPTIONS.index("id (не менять)")
_HEAD_ROW = 2


def write_gone_sheet(book: Book, filled: Filled, own: tuple[OwnColumn, ...], formats: TrackerFormats) -> None:
    """Write the rows; their order is that of the tracker they come from.

    Args:
        book: the tracker.
        filled: what people have written; of it what has no place in the plan's table.
        own: columns of the roadmap's own that people fill in.
        formats: of the book.
    """
    rows = filled.stray
    page = book.add_worksheet(GONE_SHEET)
    bold = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format(
        {"bold": True, "border": 1, "bg_color": "#E3E8EE", "text_wrap": True, "valign": "vcenter"}
    )
    page.write_string(0, 0, "Снято с плана: что было вписано в строки, которых в плане больше нет", bold)
    for place, (caption, width) in enumerate(zip(GONE_CAPTIONS, _WIDTHS, strict=True)):
        page.set_column(place, place, width, None, {"hidden": place == _HIDDEN})
        page.write_string(_HEAD_ROW, place, caption, head)
    shown = [column for column in own if any(column.name in row.cells.own for row in rows)]
    for place, column in enumerate(shown, len(GONE_CAPTIONS)):
        page.set_column(place, place, column.width)
        page.write_string(_HEAD_ROW, place, column.caption, head)
    first_extra = len(GONE_CAPTIONS) + len(shown)
    for place in sorted({place for row in rows for place in row.extra}):
        page.set_column(first_extra + place, first_extra + place, _EXTRA_WIDTH)
        page.write_string(_HEAD_ROW, first_extra + place, fit_cell(filled.columns[place]))
    for index, row in enumerate(rows, _HEAD_ROW + 1):
        cells = row.cells
        values = (row.number, row.title, row.deadline, cells.start, cells.due, cells.status, cells.done)
        document = (cells.number, cells.date, cells.link)
        own_values = (cells.own.get(each.name) for each in shown)
        line = (*values, cells.note, row.why.value, row.id, *document, *own_values)
        texts = [value if isinstance(value, str) else "" for value in line]
        page.set_row(index, estimate_height(zip(_WIDTHS[:_HIDDEN], texts[:_HIDDEN], strict=True)))
        for place, value in enumerate(line):
            write_value(page, (index, place), value if value != "" else None, formats)
        for place, value in row.extra.items():
            write_value(page, (index, first_extra + place), value, formats)
    page.ignore_errors({"number_stored_as_text": f"A{_HEAD_ROW + 2}:A{_HEAD_ROW + 1 + len(rows)}"})
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROW)

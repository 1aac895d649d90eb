"""What stands in a Word or Excel file, as lines of text: one reader for all tests of whole papers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import docx
import openpyxl

__all__ = ["distinct_cells", "document_lines", "paragraphs_in", "workbook_lines"]


def paragraphs_in(content: Iterable[Any]) -> Iterator[Any]:
    """Every paragraph, tables and all, from the top to the end."""
    for block in content:
        if hasattr(block, "rows"):
            # A merged cell is met once in every row and column it spans.
            cells = {cell._tc: cell for row in block.rows for cell in row.cells}  # noqa: SLF001 -- its element
            for cell in cells.values():
                yield from paragraphs_in(cell.iter_inner_content())
        else:
            yield block


def distinct_cells(row: Any) -> list[str]:
    """The texts of a row, a merged cell once."""
    cells = []
    previous = None
    for cell in row.cells:
        if cell._tc is not previous:  # noqa: SLF001 - python-docx shows merging in no other way
            cells.append(cell.text)
        previous = cell._tc  # noqa: SLF001
    return cells


def document_lines(data: bytes) -> list[str]:
    """The body of a Word file between what stands above and below its pages, a row of a table as one line."""
    document = docx.Document(io.BytesIO(data))
    lines = []
    for section in document.sections:
        for name in ("first_page_header", "header", "first_page_footer", "footer"):
            lines += [
                f"[{name}] {each.text}" for each in paragraphs_in(getattr(section, name).iter_inner_content())
            ]
    return lines + list(_lines_of(document.iter_inner_content()))


def _lines_of(content: Iterable[Any]) -> Iterator[str]:
    for block in content:
        if hasattr(block, "rows"):
            yield from ("| " + " | ".join(map(_flat, distinct_cells(row))) + " |" for row in block.rows)
        else:
            yield _flat(block.text)


def workbook_lines(data: bytes) -> list[str]:
    """Every sheet's filled cells, a row as one line; formulas as they are written."""
    lines = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        lines.append(f"[{sheet.title}] {sheet.sheet_state}")
        for row in sheet.iter_rows():
            cells = [f"{cell.coordinate}={_flat(str(cell.value))}" for cell in row if cell.value is not None]
            lines += [" | ".join(cells)] if cells else []
    return lines


def _flat(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥")

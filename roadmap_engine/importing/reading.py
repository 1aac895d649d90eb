"""The bytes of a file to a manuscript, whatever the file is called."""

from __future__ import annotations

from typing import assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import IMPORT_CELLS, IMPORT_ROWS, IMPORT_WORDS
from roadmap_engine.importing.container import open_container
from roadmap_engine.importing.excel import read_excel
from roadmap_engine.importing.manuscript import Block, Manuscript, Paragraph, Table
from roadmap_engine.importing.word import read_word

__all__ = ["MAX_ROWS", "read_manuscript"]

MAX_ROWS = IMPORT_ROWS.most


def read_manuscript(data: bytes, file: str) -> tuple[Manuscript | None, tuple[Problem, ...]]:
    """Open a Word or Excel file and take it apart.

    Args:
        data: the file.
        file: what people call it.
    """
    container, problems = open_container(data, file)
    if container is None:
        return None, problems
    manuscript: Manuscript | None
    match container.kind:
        case "docx":
            manuscript, problems = read_word(container, file)
        case "xlsx":
            manuscript, problems = read_excel(container, file)
        case _:
            assert_never(container.kind)
    if manuscript is None:
        return None, problems
    rows = sum(sum(bool(row.filled()) for row in table.rows) for table in manuscript.tables())
    if rows > MAX_ROWS:
        return None, (Problem.of("RM855", file=file, found=rows, limit=MAX_ROWS),)
    cells = sum(len(row.filled()) for table in manuscript.tables() for row in table.rows)
    if cells > IMPORT_CELLS.most:
        return None, (Problem.of(IMPORT_CELLS.told, file=file, found=cells, limit=IMPORT_CELLS.most),)
    words = sum(map(_count_words, manuscript.blocks))
    if words > IMPORT_WORDS.most:
        return None, (Problem.of(IMPORT_WORDS.told, file=file, found=words, limit=IMPORT_WORDS.most),)
    return manuscript, ()


def _count_words(block: Block) -> int:
    """Count the characters of a block, those of a merged cell once."""
    match block:
        case Paragraph():
            return len(block.text)
        case Table():
            return sum(len(cell.text) for row in block.rows for cell in row.filled())
        case _:
            assert_never(block)

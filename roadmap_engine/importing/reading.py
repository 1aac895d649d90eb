"""The bytes of a file to a manuscript, whatever the file is called."""

from __future__ import annotations

from typing import assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.container import open_container
from roadmap_engine.importing.excel import read_excel
from roadmap_engine.importing.manuscript import Manuscript
from roadmap_engine.importing.word import read_word

__all__ = ["MAX_ROWS", "read_manuscript"]

MAX_ROWS = 2_000
"""A plan of a whole region has a few hundred; more is a register, not a plan."""


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
            manuscript = read_word(container)
        case "xlsx":
            manuscript, problems = read_excel(data, container, file)
        case _:
            assert_never(container.kind)
    if manuscript is None:
        return None, problems
    rows = sum(sum(bool(row.filled()) for row in table.rows) for table in manuscript.tables())
    if rows > MAX_ROWS:
        return None, (Problem.of("RM855", file=file, found=rows, limit=MAX_ROWS),)
    return manuscript, ()

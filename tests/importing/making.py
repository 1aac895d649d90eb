r"""Word and Excel files made for the tests, from rows written as lists.

In a row, `<` merges a cell with the one to its left and `^` with the one above; `**…**` makes it bold; a line
end is a paragraph of its own, `\v` a line break within one. A paragraph beside the tables begins with `>` to
stand on the right, with `=` to stand in the middle.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl import Workbook
from openpyxl.styles import Font

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.auditing import find_faults
from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.manuscript import Manuscript
from roadmap_engine.importing.reading import read_manuscript
from roadmap_engine.importing.text import ImportedText, Wishes, import_plan
from roadmap_engine.load import load_text
from roadmap_engine.model.measure import Measure
from roadmap_engine.model.roadmap import RoadmapText

__all__ = [
    "Imported",
    "change_part",
    "import_blocks",
    "import_bytes",
    "import_sheets",
    "keep_the_law",
    "make_docx",
    "make_xlsx",
]

Row = Sequence[Any]
Block = str | Sequence[Row]


class Imported:
    """What an import gave, read back as the loader reads it."""

    def __init__(self, imported: ImportedText | None, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        self.codes = [problem.code for problem in problems]
        self.found = imported
        self.text = imported.text if imported else ""
        self.roadmap: RoadmapText | None = None
        if imported is not None:
            loaded = load_text(imported.text.encode(), "plan.yaml", "roadmap")
            assert loaded.problems == (), loaded.problems
            assert loaded.value is not None
            self.roadmap = loaded.value

    @property
    def plan(self) -> RoadmapText:
        """The roadmap; the import must have given one."""
        assert self.roadmap is not None, self.problems
        return self.roadmap

    @property
    def measures(self) -> list[Measure]:
        """All measures in their order."""
        return [measure for stage in self.plan.stages for measure in stage.measures]

    def titles(self) -> list[str]:
        """The titles of the measures."""
        return [measure.title for measure in self.measures]

    def stages(self) -> list[str]:
        """The titles of the stages."""
        return [stage.title for stage in self.plan.stages]

    def deadlines(self) -> list[str | None]:
        """What the deadlines say, text that was not understood behind «?»."""
        return [
            (each.deadline.phrase or f"?{each.deadline.text}") if each.deadline else None
            for each in self.measures
        ]

    def responsible(self) -> list[list[str]]:
        """The titles of the roles that answer for each measure."""
        roles = self.plan.roles
        return [[roles[name].title for name in each.responsible] for each in self.measures]

    def participants(self) -> list[list[str]]:
        """The titles of the roles that take part in each measure."""
        roles = self.plan.roles
        return [[roles[name].title for name in each.participants] for each in self.measures]

    def fields(self) -> list[str]:
        """The columns of the plan."""
        return [column.field for column in self.plan.columns or ()]


def import_bytes(data: bytes, *, table: str | None = None, catalogue: Catalogue | None = None) -> Imported:
    """Import a file."""
    manuscript, problems = read_manuscript(data, "plan")
    if manuscript is None:
        return Imported(None, problems)
    wishes = Wishes(source="plan", target="plan.yaml", table=table)
    imported, problems = import_plan(manuscript, wishes, catalogue or Catalogue())
    keep_the_law(manuscript, imported, problems)
    return Imported(imported, problems)


def keep_the_law(
    manuscript: Manuscript | bytes, imported: ImportedText | None, problems: tuple[Problem, ...]
) -> None:
    """Every filled row is a measure, a stage, a head or a notice; no import test goes without."""
    read = read_manuscript(manuscript, "plan")[0] if isinstance(manuscript, bytes) else manuscript
    if imported is not None and read is not None:
        faults = find_faults(read, imported.account, imported.tree, problems)
        assert faults == (), "\n".join(faults)


def import_blocks(*blocks: Block) -> Imported:
    """Import a Word document made of the blocks."""
    return import_bytes(make_docx(*blocks))


def import_sheets(*sheets: Sequence[Row], table: str | None = None) -> Imported:
    """Import a workbook with the sheets."""
    return import_bytes(make_xlsx(*sheets), table=table)


def make_docx(*blocks: Block) -> bytes:
    """Make a Word document."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            _add_paragraph(document, block)
        else:
            _add_table(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_paragraph(document: Any, text: str) -> None:
    side = {">": WD_ALIGN_PARAGRAPH.RIGHT, "=": WD_ALIGN_PARAGRAPH.CENTER}.get(text[:1])
    paragraph = document.add_paragraph()
    _write(paragraph, text[1:] if side is not None else text)
    if side is not None:
        paragraph.alignment = side


def _write(paragraph: Any, text: str) -> None:
    bold = text.startswith("**")
    run = paragraph.add_run()
    for place, line in enumerate(text.strip("*").split("\v")):
        if place:
            run.add_break()
        run.add_text(line)
    if bold:
        run.bold = True


def _add_table(document: Any, rows: Sequence[Row]) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for index, row in enumerate(rows):
        for place, text in enumerate(row):
            if text in ("<", "^"):
                continue
            cell = table.cell(index, place)
            for number, line in enumerate(str(text).split("\n")):
                _write(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), line)
    for top, left, bottom, right in _merges(rows):
        texts = [paragraph.text for paragraph in table.cell(top, left).paragraphs]
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        # python-docx leaves the empty paragraphs of the cells it has merged.
        for paragraph in merged.paragraphs[len(texts) :]:
            paragraph._element.getparent().remove(paragraph._element)  # noqa: SLF001 -- no other way


def _merges(rows: Sequence[Row]) -> list[tuple[int, int, int, int]]:
    """Find the areas that are merged: top, left, bottom, right."""
    areas = []
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right = left
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and left < len(rows[bottom + 1]) and rows[bottom + 1][left] == "^":
                bottom += 1
            if (bottom, right) != (top, left):
                areas.append((top, left, bottom, right))
    return areas


def make_xlsx(*sheets: Sequence[Row], prepare: Callable[[Any], None] | None = None) -> bytes:
    """Make a workbook; `prepare` may change it before it is saved."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Лист {number}")
        for index, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                if value in ("<", "^", ""):
                    continue
                bold = isinstance(value, str) and value.startswith("**")
                cell = sheet.cell(index, place, value.strip("*") if bold else value)
                if bold:
                    cell.font = Font(bold=True)
        for top, left, bottom, right in _merges(rows):
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    if prepare is not None:
        prepare(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def change_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Give a file with one of its XML parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(
                info.filename, change(content.decode()).encode() if info.filename == part else content
            )
    return stream.getvalue()

"""The blocks of a manuscript to the tables that are a plan, and the paragraphs above and below them.

A Word document may have its plan in several tables: torn over pages, or one for each section under headings
of their own. A workbook may have a sheet for each section. What else there is, approval stamps laid out as a
table, lists of working groups, is told from a plan by having no deadlines and nobody responsible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roadmap_engine.importing.captions import Meaning, recognise_caption
from roadmap_engine.importing.dates import is_deadline
from roadmap_engine.importing.entries import PlanTable
from roadmap_engine.importing.guessing import guess_columns
from roadmap_engine.importing.heads import find_headers
from roadmap_engine.importing.layout import Column, Header, is_repeated, stretch_columns
from roadmap_engine.importing.manuscript import Cell, Manuscript, Paragraph, Row, Side, Table
from roadmap_engine.importing.preface import names_plan
from roadmap_engine.importing.unfolding import merge_repeated, unfold_table

__all__ = ["FoundPlan", "find_plan", "is_plan", "is_schedule"]

_LONGEST_HEADING = 250
_FEWEST_ROWS = 3
_MOST_TITLE_CELLS = 2
_FEWEST_DATED = 2
_DAYS = re.compile(r"\d{1,2}(?:\s?[-–,]\s?\d{1,2})*")
_WHEN = (Meaning.DEADLINE, Meaning.START, Meaning.FINISH, Meaning.MONTH, Meaning.YEAR)


@dataclass(slots=True)
class FoundPlan:
    """The tables of a plan and what stands around them.

    Attributes:
        above, below: paragraphs before the first table and behind the last one.
        guessed: numbers of tables whose columns were guessed.
        unfolded: numbers of tables that had another shape than a measure a row.
        others: numbers of tables that are no part of the plan.
        schedules: those of them that are days in a grid.
    """

    tables: list[PlanTable] = field(default_factory=list)
    above: list[Paragraph] = field(default_factory=list)
    below: list[Paragraph] = field(default_factory=list)
    guessed: list[int] = field(default_factory=list)
    unfolded: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    schedules: list[int] = field(default_factory=list)


def is_plan(columns: Sequence[Column]) -> bool:
    """Tell whether columns are a plan's: something to do, and when or by whom."""
    meanings = {column.meaning for column in columns}
    when = bool(meanings & {*_WHEN})
    return bool(meanings & {Meaning.TITLE, Meaning.STAGE}) and (when or Meaning.RESPONSIBLE in meanings)


def find_plan(manuscript: Manuscript, wanted: str | None) -> FoundPlan:
    """Find the tables of the plan.

    Args:
        manuscript: the file.
        wanted: the number of the only table to read, or the name of the sheet.
    """
    found = FoundPlan()
    between: list[Paragraph] = []
    for block in manuscript.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        if wanted is not None and wanted not in (str(block.number), block.name):
            continue
        table = merge_repeated(block)
        unfolded = unfold_table(table)
        plan, lead, guessed = _read_table(unfolded or table, found.tables)
        if unfolded is not None and plan is not None:
            found.unfolded.append(block.number)
        if plan is None:
            found.others.append(block.number)
            found.schedules += [block.number] if is_schedule(block) else []
            between += _words_of(block)
            continue
        if guessed:
            found.guessed.append(block.number)
        _place(found, plan, [*between, *lead], block)
        between = []
    (found.below if found.tables else found.above).extend(between)
    _head_first_table(found)
    return found


def _words_of(table: Table) -> list[Paragraph]:
    """Give the rows of a table that is no plan as lines of a stamp or a signature."""
    rows = ((row.number, " ".join(cell.text for cell in row.filled())) for row in table.rows)
    return [Paragraph(text, side="right", source=(table.number, row)) for row, text in rows if text]


def _read_table(table: Table, before: Sequence[PlanTable]) -> tuple[PlanTable | None, list[Paragraph], bool]:
    """Read a table as a plan, if it is one, with what stands in it above the captions."""
    known = _columns_of(before[-1]) if before else ()
    carried = (stretch_columns(known, table) if known else None) or ()
    headers = tuple(header for header in find_headers(table, carried) if is_plan(header.columns))
    if headers:
        leading = table.rows[: headers[0].first]
        # Rows above the captions are measures where a plan goes on, else the title and the stamp.
        rows_of_plan = known and any(len(row.filled()) > _MOST_TITLE_CELLS for row in leading)
        carried = carried if rows_of_plan else ()
        heading = None if carried else _heading_over(table, headers, leading)
        source = [] if carried else [(c, row) for row in leading if row is not heading for c in row.filled()]
        lead = [_paragraph(cell, row, table.number) for cell, row in source]
        plan = PlanTable(table, headers, carried)
        if heading is not None:
            plan = replace(plan, heading=heading.words(), heading_source=(table.number, heading.number))
        return plan, lead, False
    if known:
        if carried and _looks_continued(table, carried):
            return PlanTable(table, (), carried), [], False
        return None, [], False
    guessed = guess_columns(table) if sum(len(r.filled()) > 1 for r in table.rows) >= _FEWEST_ROWS else None
    if guessed is None or not is_plan(guessed):
        return None, [], False
    return PlanTable(table, (), guessed), [], True


_SECTION = re.compile(r"(?:раздел|модуль|блок|этап|направление|[IVXХ]+\.)\s", re.IGNORECASE)


def _heading_over(table: Table, headers: Sequence[Header], leading: Sequence[Row]) -> Row | None:
    """Find the heading of the first section, where it stands above the captions: «Модуль «Школьные дела»».

    It says that it is one, or the captions stand under such a row again further down.
    """
    above = next((row for row in reversed(leading) if row.filled()), None)
    if above is None or len(above.filled()) > 1 or above.filled()[0].columns * 2 <= table.width:
        return None
    repeated = any(
        is_repeated(row, headers[0].columns) and _is_whole(table.rows[place - 1])
        for place, row in enumerate(table.rows)
        if place > headers[0].first + headers[0].height
    )
    if _SECTION.match(above.words()):
        return above
    return above if repeated and not names_plan(above.words()) else None


def _is_whole(row: Row) -> bool:
    """Tell whether a row is one cell merged over the table."""
    return [cell.columns for cell in row.filled()] == [len(row.cells)]


def _paragraph(cell: Cell, row: Row, table: int) -> Paragraph:
    """Take a cell above the captions for a paragraph of its own."""
    width = len(row.cells)
    side: Side = "centre" if cell.columns * 2 > width else "right" if cell.column * 2 >= width else "left"
    return Paragraph(cell.text, cell.bold, side, (table, row.number))


def _columns_of(plan: PlanTable) -> tuple[Column, ...]:
    return plan.headers[-1].columns if plan.headers else plan.columns


def _looks_continued(table: Table, columns: Sequence[Column]) -> bool:
    """Tell whether a table has the captions of the plan before it again, or its rows without captions."""
    for row in table.rows:
        if is_repeated(row, columns):
            return True
        for column in columns:
            text = column.text_of(row)
            if column.meaning in _WHEN and text and is_deadline(text):
                return True
            if column.meaning is Meaning.TITLE and text and text[0].islower():
                return True
    return False


def _place(found: FoundPlan, plan: PlanTable, between: list[Paragraph], table: Table) -> None:
    """Add a table, with the paragraph above it as its heading, unless it is the first."""
    if plan.heading and found.tables:
        found.below += between
        found.tables.append(plan)
        return
    if not found.tables:
        found.above = between
        found.tables.append(plan)
        return
    said = [each for each in between if re.search(r"[А-Яа-яЁё]{3}", each.text) and each.side != "right"]
    heading, source = "", None
    short = bool(said) and len(said[-1].text) <= _LONGEST_HEADING and not said[-1].text.endswith(";")
    if short and _is_alone(said[-1], between):
        heading, source = said[-1].text, said[-1].source
        found.below += said[:-1]
    elif not said and table.name:
        heading = table.name
    else:
        found.below += said
    found.below += [each for each in between if each.side == "right"]
    found.tables.append(replace(plan, heading=heading, heading_source=source))


def _is_alone(paragraph: Paragraph, others: Sequence[Paragraph]) -> bool:
    """Tell whether a paragraph is no cell of a row with several: no part of a row is a heading."""
    same = [each for each in others if each.source == paragraph.source]
    return paragraph.source is None or len(same) == 1


def _head_first_table(found: FoundPlan) -> None:
    """Where the further tables have headings, the first has one too: the last paragraph above it."""
    first = found.tables[0] if found.tables else None
    if first is None or first.heading or not any(plan.heading for plan in found.tables[1:]):
        return
    if first.table.name and all(plan.heading == plan.table.name for plan in found.tables[1:] if plan.heading):
        found.tables[0] = replace(first, heading=first.table.name)
        return
    if (
        len(found.above) > 1
        and _is_alone(found.above[-1], found.above)
        and found.above[-1].side != "right"
        and len(found.above[-1].text) <= _LONGEST_HEADING
    ):
        heading = found.above.pop()
        found.tables[0] = replace(first, heading=heading.text, heading_source=heading.source)


def is_schedule(table: Table) -> bool:
    """Tell whether a table that is no plan is a schedule: days in most cells of two columns at least."""
    dated = 0
    for place in range(1, table.width):
        placed = [(row.index, row.cells[place]) for row in table.rows]
        own = [cell for index, cell in placed if cell.row == index and cell.text]
        monthly = any(recognise_caption(cell.text) is Meaning.MONTH for cell in own[:_FEWEST_DATED])
        days = [cell for cell in own if _is_day(cell.text, monthly=monthly)]
        dated += len(days) >= _FEWEST_DATED and len(days) * 2 > len(own)
    return dated >= _FEWEST_DATED


def _is_day(text: str, *, monthly: bool) -> bool:
    if monthly and _DAYS.fullmatch(text):
        return True
    return re.search(r"\d", text) is not None and is_deadline(text)

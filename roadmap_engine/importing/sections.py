"""The rows of the tables to sections with measures: which row is a heading, a measure, or the rest of one.

A plan may be torn over pages into several tables, its captions said again; a row may be torn too, and its
second half stands in a row of its own. A measure's deadline or names may be merged over the rows of others.
What has been joined or judged without a full certainty is told in the remarks.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.entries import Entry, PlanTable, Section, own_text
from roadmap_engine.importing.headings import read_heading
from roadmap_engine.importing.layout import Column, Header, is_repeated
from roadmap_engine.importing.manuscript import Row
from roadmap_engine.importing.torn_rows import is_open_ended, is_rest, join_rest

__all__ = ["read_sections"]

LONGEST_CELL = 4_000
"""A text of a roadmap may have more, but two halves of a torn cell come together."""
_SHOWN = 80
_FEWEST_NUMBERS = 3
"""Two numbers in a row may be a measure's."""


def read_sections(tables: Sequence[PlanTable]) -> tuple[list[Section], tuple[str, ...]]:
    """Read the tables of a plan, in their order.

    Returns:
        The sections, and the words of rows that are neither headings nor measures.
    """
    reader = _Reader()
    for table in tables:
        reader.read(table)
    return reader.sections, reader.left()


class _Reader:
    """Reads row by row; a row is judged by the ones before it and the one after."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._pending: list[tuple[str, int, int]] = []
        self._stage = ""
        self._left: list[str] = []

    def left(self) -> tuple[str, ...]:
        """Give the words of rows that lead to no measure: signatures, notes, headings over nothing."""
        return (*self._left, *(heading.replace("\t", " ") for heading, _table, _row in self._pending))

    def read(self, plan: PlanTable) -> None:
        """Read a table."""
        if plan.heading:
            self._pending.append((plan.heading, plan.table.number, 0))
        columns, rows = plan.columns, plan.table.rows
        headers = {header.first: header for header in plan.headers}
        index = 0 if columns else min(headers, default=len(rows))
        first = True
        while index < len(rows):
            header = headers.get(index)
            if header is not None:
                columns, first = header.columns, True
                index += header.height
                continue
            row = rows[index]
            index += 1
            if _is_idle(row, columns, plan.headers):
                first = True
            else:
                self._take(row, rows[index:], columns, plan.table.number, first=first)
                first = False

    def _take(
        self, row: Row, rest: Sequence[Row], columns: tuple[Column, ...], table: int, *, first: bool
    ) -> None:
        if _is_signature(row, columns):
            self._left.append(" ".join(cell.text for cell in row.filled()))
            return
        above = self._above()
        open_ended = above is not None and is_open_ended(above)
        heading = read_heading(row, rest, columns, first=above is None, open_ended=open_ended)
        if heading is not None:
            self._pending.append((heading, table, row.number))
            return
        self._take_stage(row, columns, table)
        entry = Entry(table, row.number, columns, _texts(row, columns))
        _clip(entry)
        above = self._above()
        if above is not None and is_rest(row, entry, above, first=first):
            join_rest(row, entry, above)
        else:
            self._add(entry, row)

    def _above(self) -> Entry | None:
        """Give the measure a row may go on with: none behind a heading."""
        return self.sections[-1].entries[-1] if self.sections and not self._pending else None

    def _take_stage(self, row: Row, columns: tuple[Column, ...], table: int) -> None:
        """Open a section where the column of stages names a new one."""
        titled = any(column.meaning is Meaning.TITLE for column in columns)
        words = own_text(row, columns, Meaning.STAGE) if titled else ""
        if words and words != self._stage:
            self._stage = words
            self._pending.append((words, table, row.number))

    def _add(self, entry: Entry, row: Row) -> None:
        """Begin a measure, under the headings that wait for one."""
        if self._pending:
            *above, (heading, table, number) = self._pending
            self.sections.append(Section(heading, tuple(each[0] for each in above), table, number))
            self._pending = []
        elif not self.sections:
            self.sections.append(Section("", (), entry.table, entry.row))
        elif entry.get(Meaning.TITLE) and not own_text(row, entry.columns, Meaning.TITLE):
            problem = Problem.of("RM865", table=entry.table, row=entry.row)
            entry.remarks.append((None, problem))
        self.sections[-1].entries.append(entry)


def _texts(row: Row, columns: Sequence[Column]) -> dict[int, str]:
    """Give the words of each column; a number merged over several rows is the first one's."""
    return {
        place: column.text_of(row, inherited=column.meaning is not Meaning.NUMBER)
        for place, column in enumerate(columns)
    }


def _clip(entry: Entry) -> None:
    """Cut off what is longer than a field may be, and tell of it."""
    for place, text in entry.texts.items():
        if len(text) > LONGEST_CELL:
            entry.texts[place] = text[:LONGEST_CELL].rstrip()
            words = " ".join(text[LONGEST_CELL:].split())[:_SHOWN]
            problem = Problem.of("RM868", text=words)
            entry.remarks.append((entry.columns[place].meaning, problem))


def _is_idle(row: Row, columns: tuple[Column, ...], headers: Sequence[Header]) -> bool:
    """Tell whether a row says nothing of its own: empty, captions again, the numbers of columns."""
    filled = row.filled()
    if not filled or any(is_repeated(row, header) for header in (*headers, Header(0, 1, columns))):
        return True
    numbers = [cell.text.strip(".)") for cell in filled]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(filled) >= _FEWEST_NUMBERS and numbers == counted


def _is_signature(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row is a line to sign on."""
    numbered = own_text(row, columns, Meaning.NUMBER)
    return not numbered and any("___" in cell.text for cell in row.filled())

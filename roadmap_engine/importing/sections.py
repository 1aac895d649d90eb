"""The rows of the tables to sections with measures: which row is a heading, a measure, or the rest of one.

A plan may be torn over pages into several tables, its captions said again; a row may be torn too, and its
second half stands in a row of its own. A measure's deadline or names may be merged over the rows of others.
What has been joined or judged without a full certainty is told in the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning, normalise_caption
from roadmap_engine.importing.entries import Entry, EntryRow, PlanTable, Section, own_text
from roadmap_engine.importing.headings import is_total, read_heading
from roadmap_engine.importing.layout import Column, is_repeated
from roadmap_engine.importing.manuscript import Row, Table
from roadmap_engine.importing.torn_rows import is_open_ended, is_rest, join_rest

__all__ = ["ReadRows", "read_sections"]

LONGEST_CELL = 4_000
"""A text of a roadmap may have more, but two halves of a torn cell come together."""
_SHOWN = 80
_FEWEST_NUMBERS = 3
"""Two numbers in a row may be a measure's."""


@dataclass(frozen=True, slots=True)
class ReadRows:
    """What the rows of a plan are.

    Attributes:
        sections: with the measures.
        captions: the tables and rows of heads, with the row a head begins in; 0 where it is said again.
        changed: heads that begin other columns than the head before: table, row, words.
        told: rows that are no measures, each with its notice: table, row, problem.
    """

    sections: tuple[Section, ...] = ()
    captions: tuple[tuple[int, int, int], ...] = ()
    changed: tuple[Problem, ...] = ()
    told: tuple[tuple[int, int, Problem], ...] = ()


def read_sections(tables: Sequence[PlanTable]) -> ReadRows:
    """Read the tables of a plan, in their order."""
    reader = _Reader()
    for table in tables:
        reader.read(table)
    return reader.result()


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that waits for its first measure; no source where no row is it alone."""

    words: str
    table: int
    row: int
    source: tuple[int, int] | None


class _Reader:
    """Reads row by row; a row is judged by the ones before it and the one after."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._pending: list[_Heading] = []
        self._stage = ""
        self._captions: list[tuple[int, int, int]] = []
        self._changed: list[Problem] = []
        self._told: list[tuple[int, int, Problem]] = []
        self._head: list[tuple[Meaning, str]] = []

    def result(self) -> ReadRows:
        """Give what was read; headings over nothing are told."""
        for heading in self._pending:
            problem = Problem.of("RM868", text=heading.words.replace("\t", " "))
            table, row = heading.source or (heading.table, 0)
            self._told.append((table, row, problem.lessen()))
        return ReadRows(tuple(self.sections), tuple(self._captions), tuple(self._changed), tuple(self._told))

    def read(self, plan: PlanTable) -> None:
        """Read a table."""
        if plan.heading:
            self._pending.append(_Heading(plan.heading, plan.table.number, 0, plan.heading_source))
        columns, rows = plan.columns, plan.table.rows
        headers = {header.first: header for header in plan.headers}
        index = 0 if columns else min(headers, default=len(rows))
        first = True
        while index < len(rows):
            header = headers.get(index)
            if header is not None:
                columns, first = header.columns, True
                self._take_head(plan.table, rows[index : index + header.height], columns)
                index += header.height
                continue
            row = rows[index]
            index += 1
            if _is_idle(row, columns):
                self._captions += [(plan.table.number, row.number, 0)] if row.filled() else []
                first = True
            else:
                self._take(row, rows[index:], columns, plan.table.number, first=first)
                first = False

    def _take_head(self, table: Table, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        """Take captions; where they are others than before, that is told."""
        said = [row for row in rows if row.filled()]
        self._captions += [(table.number, row.number, rows[0].number) for row in said]
        head = [(column.meaning, normalise_caption(column.caption)) for column in columns]
        if self._head and head != self._head:
            captions = ", ".join(f"«{column.caption}»" for column in columns if column.caption)
            self._changed += [
                Problem.of("RM883", table=table.number, row=row.number, captions=captions) for row in said
            ]
        self._head = head

    def _take(
        self, row: Row, rest: Sequence[Row], columns: tuple[Column, ...], table: int, *, first: bool
    ) -> None:
        words = row.words()
        if _is_signature(row, columns) or _is_note(row):
            self._told.append((table, row.number, Problem.of("RM868", text=words).lessen()))
            return
        if is_total(row, columns):
            problem = Problem.of("RM882", table=table, row=row.number, text=words)
            self._told.append((table, row.number, problem))
            return
        above = self._above()
        open_ended = above is not None and is_open_ended(above)
        heading = read_heading(row, rest, columns, first=above is None, open_ended=open_ended)
        if heading is not None:
            self._pending.append(_Heading(heading, table, row.number, (table, row.number)))
            return
        self._take_stage(row, columns, table)
        entry = Entry(table, row.number, columns, _texts(row, columns))
        said = "; ".join(" ".join(cell.text.split()) for cell in row.filled())
        entry.rows.append(EntryRow(table, row.number, said, _deadline_words(row, columns)))
        entry.figures = frozenset(c.meaning for c in columns if any(x.figure for x in c.cells_of(row)))
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
            self._pending.append(_Heading(words, table, row.number, None))

    def _add(self, entry: Entry, row: Row) -> None:
        """Begin a measure, under the headings that wait for one."""
        if self._pending:
            *above, last = self._pending
            sources = tuple(each.source for each in self._pending if each.source is not None)
            upper = tuple(each.words for each in above)
            self.sections.append(Section(last.words, upper, last.table, last.row, sources=sources))
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


_WHEN = (Meaning.DEADLINE, Meaning.START, Meaning.FINISH, Meaning.MONTH, Meaning.YEAR)


def _deadline_words(row: Row, columns: Sequence[Column]) -> str:
    """Give what a row has where deadlines stand, a deadline in the column of names with it."""
    return " ".join(
        f"{column.caption if column.meaning in (Meaning.MONTH, Meaning.YEAR) else ''} {column.text_of(row)}"
        for column in columns
        if column.meaning in (*_WHEN, Meaning.RESPONSIBLE)
    )


def _clip(entry: Entry) -> None:
    """Cut off what is longer than a field may be, and tell of it."""
    for place, text in entry.texts.items():
        if len(text) > LONGEST_CELL:
            entry.texts[place] = text[:LONGEST_CELL].rstrip()
            words = " ".join(text[LONGEST_CELL:].split())[:_SHOWN]
            problem = Problem.of("RM868", text=words)
            entry.remarks.append((entry.columns[place].meaning, problem))


def _is_idle(row: Row, columns: tuple[Column, ...]) -> bool:
    """Tell whether a row says nothing of its own: empty, captions again, the numbers of columns."""
    filled = row.filled()
    if not filled or is_repeated(row, columns):
        return True
    numbers = [re.sub(r"[().\s]|гр", "", cell.text) for cell in filled]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    lettered = ["А", *counted[:-1]]
    return len(filled) >= _FEWEST_NUMBERS and numbers in (counted, lettered)


_NOTE = re.compile(r"\*|примечани[ея]\b\s*[:.–-]|сноска\b|примечани[ея]$", re.IGNORECASE)


def _is_note(row: Row) -> bool:
    """Tell whether a row is a note to the table: its only words begin with a star or say so."""
    filled = row.filled()
    return len(filled) == 1 and _NOTE.match(filled[0].text) is not None


def _is_signature(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row is a line to sign on."""
    numbered = own_text(row, columns, Meaning.NUMBER)
    return not numbered and any("___" in cell.text for cell in row.filled())

"""The rows of the tables to sections with measures: which row is a heading, a measure, or the rest of one.

A plan may be torn over pages into several tables, its captions said again; a row may be torn too, and its
second half stands in a row of its own. A measure's deadlines or names may be merged over the rows of others.
What has been joined or judged without a full certainty is told in the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.dates import is_deadline, rule_of
from roadmap_engine.importing.layout import Column, Header, is_repeated
from roadmap_engine.importing.lines import BULLET, join_fragments
from roadmap_engine.importing.manuscript import Cell, Row, Table

__all__ = ["Entry", "PlanTable", "Section", "read_sections"]

LONGEST_HEADING = 300


@dataclass(slots=True)
class Entry:
    """A measure as its rows have it.

    Attributes:
        table, row: where it begins, as a person counts.
        texts: the words of each column, by the column's place among the columns.
        remarks: what is told about it, each about a column or about all of it.
    """

    table: int
    row: int
    columns: tuple[Column, ...]
    texts: dict[int, str]
    remarks: list[tuple[Meaning | None, Problem]] = field(default_factory=list)

    def get(self, meaning: Meaning) -> str:
        """Give the words of the first column with a meaning."""
        return next((self.texts.get(i, "") for i, c in enumerate(self.columns) if c.meaning is meaning), "")

    def set(self, meaning: Meaning, text: str) -> None:
        """Put words into the first column with a meaning."""
        place = next(i for i, column in enumerate(self.columns) if column.meaning is meaning)
        self.texts[place] = text

    def caption(self, meaning: Meaning) -> str:
        """Give the caption of the first column with a meaning."""
        return next((column.caption for column in self.columns if column.meaning is meaning), "")


@dataclass(slots=True)
class Section:
    """A heading with the measures under it.

    Attributes:
        heading: as printed, with its number; empty where no heading was seen.
        above: headings that stand over this one with no measure between.
    """

    heading: str
    above: tuple[str, ...] = ()
    table: int = 0
    row: int = 0
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table that is a plan or a part of one.

    Attributes:
        headers: captions inside the table, with the columns under them.
        columns: of the rows above the first of them; empty where a table begins with captions.
        heading: of the paragraph over the table, where the tables of a plan have headings of their own.
    """

    table: Table
    headers: tuple[Header, ...]
    columns: tuple[Column, ...] = ()
    heading: str = ""


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
        return (*self._left, *(heading for heading, _table, _row in self._pending))

    def read(self, plan: PlanTable) -> None:
        """Read a table."""
        if plan.heading:
            self._open(plan.heading, plan.table.number, 0)
        columns = plan.columns
        rows = plan.table.rows
        heights = {header.first: header for header in plan.headers}
        index = 0 if columns else (plan.headers[0].first if plan.headers else len(rows))
        first_row = True
        while index < len(rows):
            header = heights.get(index)
            if header is not None:
                columns = header.columns
                index += header.height
                continue
            row = rows[index]
            index += 1
            if self._is_idle(row, columns, plan.headers):
                continue
            self._take(row, rows[index:], columns, plan.table.number, first_row=first_row)
            first_row = False

    def _is_idle(self, row: Row, columns: tuple[Column, ...], headers: Sequence[Header]) -> bool:
        """Tell whether a row says nothing of its own: empty, captions again, the numbers of columns."""
        filled = row.filled()
        if not filled:
            return True
        known = (*headers, Header(0, 1, columns))
        if any(is_repeated(row, header) for header in known):
            return True
        numbers = [cell.text.strip(".)") for cell in filled]
        return len(filled) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]  # noqa: PLR2004 -- two numbers may be a measure's

    def _take(
        self, row: Row, rest: Sequence[Row], columns: tuple[Column, ...], table: int, *, first_row: bool
    ) -> None:
        if _is_signature(row, columns):
            self._left.append(" ".join(cell.text for cell in row.filled()))
            return
        heading = self._heading_of(row, rest, columns)
        if heading is not None:
            self._open(heading, table, row.number)
            return
        self._take_stage(row, columns, table)
        texts = {place: column.text_of(row) for place, column in enumerate(columns)}
        entry = Entry(table, row.number, columns, texts)
        above = self.sections[-1].entries[-1] if self.sections and self.sections[-1].entries else None
        if self._pending or above is None or not self._continues(row, entry, above, first_row=first_row):
            self._add(entry, row)
            return
        self._join(row, entry, above)

    def _take_stage(self, row: Row, columns: tuple[Column, ...], table: int) -> None:
        """Open a section where the column of stages names a new one."""
        for column in columns:
            if column.meaning is Meaning.STAGE:
                words = column.text_of(row, inherited=False)
                if words and words != self._stage:
                    self._stage = words
                    self._open(words, table, row.number)

    def _heading_of(self, row: Row, rest: Sequence[Row], columns: tuple[Column, ...]) -> str | None:
        """Give the words of a row that is a heading; None for a measure or a part of one."""
        filled = row.filled()
        # A cell merged from above that says something belongs to a measure.
        inherited = [c for c in row.own_cells() if c.row < row.index and c.text]
        if inherited and not _is_all(row, filled[0]):
            return None
        words = "\t".join(" ".join(cell.text.split()) for cell in filled)
        if len(words) > LONGEST_HEADING:
            return None
        if len(filled) == 1:
            return words if self._is_lone_heading(row, filled[0], rest, columns) else None
        by_column = [_column_at(columns, cell) for cell in filled]
        if by_column == [Meaning.NUMBER, Meaning.TITLE] and _is_numbered_heading(filled, rest, columns):
            return words
        return None

    def _is_lone_heading(
        self, row: Row, cell: Cell, rest: Sequence[Row], columns: tuple[Column, ...]
    ) -> bool:
        if BULLET.match(cell.text) and not cell.bold:
            return False
        if cell.columns >= max(2, len(row.cells) - 1):
            return True
        meaning = _column_at(columns, cell)
        if meaning not in (Meaning.TITLE, Meaning.NUMBER, Meaning.STAGE) and cell.column != 0:
            return False
        if meaning is Meaning.NUMBER and re.fullmatch(r"[\d.]+", cell.text):
            return False
        if self._is_open_ended() or cell.text[0].islower():
            return False
        if cell.bold or not self._entries() or _section_word(cell.text):
            return True
        # A heading stands before measures that have more than a title.
        following = next((each for each in rest if each.filled()), None)
        if following is None or len(following.filled()) < 2:  # noqa: PLR2004 -- a number alone says nothing
            return False
        if not any(column.meaning is Meaning.NUMBER for column in columns):
            return True
        return _starts_count(_number_of(following, columns))

    def _entries(self) -> list[Entry]:
        return self.sections[-1].entries if self.sections and not self._pending else []

    def _is_open_ended(self) -> bool:
        """Tell whether the title read last ends in the midst of a sentence."""
        entries = self._entries()
        title = entries[-1].get(Meaning.TITLE) if entries else ""
        return bool(re.search(r"(?:[-,(«]|\b(?:и|или|в|на|с|по|для|от|о|об|к|до|из|у|при|за|не))$", title))

    def _open(self, heading: str, table: int, row: int) -> None:
        self._pending.append((heading, table, row))

    def _add(self, entry: Entry, row: Row) -> None:
        """Begin a measure, under the headings that wait for one."""
        if self._pending:
            *above, (heading, table, number) = self._pending
            self.sections.append(Section(heading, tuple(each[0] for each in above), table, number))
            self._pending = []
        elif not self.sections:
            self.sections.append(Section("", (), entry.table, entry.row))
        else:
            self._note_repeat(entry, row)
        self.sections[-1].entries.append(entry)

    def _note_repeat(self, entry: Entry, row: Row) -> None:
        """Tell of a title that is merged over several measures: it is said of each."""
        title = next((c for c in entry.columns if c.meaning is Meaning.TITLE), None)
        if title is None or title.text_of(row, inherited=False) or not entry.get(Meaning.TITLE):
            return
        if any(c.meaning is Meaning.NUMBER for c in entry.columns):
            entry.set(Meaning.NUMBER, "")
        problem = Problem.of("RM865", severity=Severity.NOTICE, table=entry.table, row=entry.row)
        entry.remarks.append((None, problem))

    def _continues(self, row: Row, entry: Entry, above: Entry, *, first_row: bool) -> bool:
        """Tell whether a row is the rest of the measure above it."""
        columns = entry.columns
        number = _own(row, columns, Meaning.NUMBER)
        if number:
            return False
        title = _own(row, columns, Meaning.TITLE)
        deadline = _own(row, columns, Meaning.DEADLINE)
        if not title:
            # A title merged over rows that each have their own names is said of each of them.
            merged = bool(entry.get(Meaning.TITLE)) and entry.texts != above.texts
            other = _own(row, columns, Meaning.RESPONSIBLE) or _own(row, columns, Meaning.RESULT)
            return not (merged and other and deadline)
        if BULLET.match(title) and deadline:
            return False
        fresh = is_deadline(deadline) if deadline else False
        whole = is_deadline(above.get(Meaning.DEADLINE))
        lower = title[0].islower()
        if self._is_open_ended() and not fresh:
            return True
        numbered = any(column.meaning is Meaning.NUMBER for column in columns)
        if deadline and fresh and (whole or not above.get(Meaning.DEADLINE)):
            # A torn row has at most one half of a deadline; a whole one is a measure's own.
            return lower and first_row and not whole
        if deadline and not fresh and not whole and above.get(Meaning.DEADLINE):
            return True
        others = [c for c in columns if c.meaning is not Meaning.TITLE]
        begun = [text[0].isupper() for c in others if (text := c.text_of(row, inherited=False))]
        # Halves of torn cells go on in small letters; cells that begin sentences belong to a measure.
        return lower if any(begun) else lower or numbered

    def _join(self, row: Row, entry: Entry, above: Entry) -> None:
        for place, column in enumerate(entry.columns):
            own = column.text_of(row, inherited=False)
            if not own or column.meaning is Meaning.STAGE:
                continue
            before = above.texts.get(place, "")
            above.texts[place] = _join_cells(before, own, column.meaning)
        problem = Problem.of(
            "RM862", severity=Severity.NOTICE, table=entry.table, row=entry.row, above=above.row
        )
        above.remarks.append((None, problem))


def _join_cells(above: str, below: str, meaning: Meaning) -> str:
    if meaning is Meaning.DEADLINE and rule_of(above) is not None and rule_of(below) is not None:
        return f"{above}\n{below}"
    if meaning in (Meaning.RESPONSIBLE, Meaning.PARTICIPANTS):
        return f"{above}\n{below}" if above else below
    return join_fragments(above, below)


def _own(row: Row, columns: Sequence[Column], meaning: Meaning) -> str:
    return next((c.text_of(row, inherited=False) for c in columns if c.meaning is meaning), "")


def _number_of(row: Row, columns: Sequence[Column]) -> str:
    return _own(row, columns, Meaning.NUMBER)


def _column_at(columns: Sequence[Column], cell: Cell) -> Meaning | None:
    return next((c.meaning for c in columns if c.first <= cell.column <= c.last), None)


def _is_signature(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row is a line to sign on."""
    return not _number_of(row, columns) and any("___" in cell.text for cell in row.filled())


def _is_all(row: Row, cell: Cell) -> bool:
    return cell.columns >= len(row.cells)


def _section_word(text: str) -> bool:
    return re.match(r"(?:раздел|этап|направление|блок|модуль|[ivxхі]+\.)\s", text.lower()) is not None


def _starts_count(number: str) -> bool:
    """Tell whether a number is the first of a count: «1», «1.1», «3.1.».

    >>> _starts_count("1."), _starts_count("2.1"), _starts_count("2"), _starts_count("а)")
    (True, True, False, False)
    """
    return re.fullmatch(r"(?:\d+\.)*1[.)]?", number) is not None


_ROMAN = re.compile(r"[IVXLХІ]+[.)]?")


def _is_numbered_heading(filled: Sequence[Cell], rest: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Tell whether a row of a number and a title alone is a heading."""
    number, title = filled[0].text, filled[1].text
    if _ROMAN.fullmatch(number) or _section_word(title) or (filled[1].bold and filled[0].bold):
        return True
    following = next((each for each in rest if each.filled()), None)
    if following is None:
        return False
    after = _number_of(following, columns)
    bare = number.rstrip(".)")
    if after.startswith(f"{bare}.") and after.rstrip(".)") != bare:
        return True
    letters = [letter for letter in title if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):  # noqa: PLR2004 -- an abbreviation is no heading
        return True
    return filled[1].bold or (
        _starts_count(after)
        and "." not in after.rstrip(".")
        and bare != "1"
        and not title.endswith(":")
        and bare != after.rstrip(".")
    )

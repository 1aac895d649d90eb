"""Tables that say a plan in a shape of their own → the same words as a plain table, a measure a row.

Unfolded are: a heading repeated in every cell of its row, as converters leave a merged row; a matrix with a
month a column, or with a month a row and a direction of work a column; one column for deadlines and names
together. A table is unfolded only where every cell leaves no doubt, else it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roadmap_engine.diagnostics.limits import MEASURES
from roadmap_engine.importing.captions import LONGEST_CAPTION, Meaning, normalise_caption, recognise_caption
from roadmap_engine.importing.dates import is_deadline
from roadmap_engine.importing.joint_columns import part_joint_column
from roadmap_engine.importing.manuscript import Cell, Row, Table
from roadmap_engine.importing.merging import month_text

__all__ = ["merge_repeated", "unfold_table"]

_FEWEST_REPEATED = 3
_LONGEST_HEADING = 400
_FEWEST_MONTHS = 2
_OF_ALL = 4
"""A quarter of the cells may be in doubt: they are told, and the table is read."""
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLХІ]{1,5})[.)]?")
_LETTERS = re.compile(r"[А-Яа-яЁё]{3}")
_MARK = re.compile(r"[+xхXХvV✓✔*•]|да|[\d\s.,–-]+", re.IGNORECASE)


def merge_repeated(table: Table) -> Table:
    """Give a table whose rows with one text in every cell have one cell with that text.

    A number in front of the text, in a column of its own, goes to the text.
    """
    return replace(table, rows=tuple(_merge_row(row) for row in table.rows))


def _merge_row(row: Row) -> Row:
    own = [cell for cell in row.own_cells() if cell.row == row.index]
    numbered = len(own) > _FEWEST_REPEATED and bool(_NUMBER.fullmatch(own[0].text) or not own[0].text)
    said = own[1:] if numbered else own
    texts = {" ".join(cell.text.split()) for cell in said}
    if len(said) < _FEWEST_REPEATED or len(texts) > 1 or len(own) < len(list(row.own_cells())):
        return row
    text = said[0].text
    if (
        len(text) > _LONGEST_HEADING
        or not _LETTERS.search(text)
        or (is_deadline(text) and not _is_month(text))
    ):
        return row
    number = own[0].text if numbered else ""
    lead = f"{number} " if number.endswith((".", ")")) else f"{number}. " if number else ""
    whole = Cell(lead + text, row.index, 0, 1, len(row.cells), all(cell.bold for cell in said))
    return replace(row, cells=(whole,) * len(row.cells))


def unfold_table(table: Table) -> Table | None:
    """Give a table as a plain one; None where it is plain already, or not certain."""
    for place, row in enumerate(table.rows):
        cells = [cell for cell in row.own_cells() if cell.row == row.index]
        if len([cell for cell in cells if cell.text]) < _FEWEST_MONTHS or any(
            len(cell.text) > LONGEST_CAPTION for cell in cells
        ):
            continue
        unfolded = part_joint_column(table, place, cells)
        if _covers(table, place):
            unfolded = (
                _unfold_months(table, place, cells) or _unfold_directions(table, place, cells) or unfolded
            )
        if unfolded is not None:
            return unfolded
    return None


def _covers(table: Table, place: int) -> bool:
    """Tell whether every column has its caption in one row: what stands under none would be lost."""
    row = table.rows[place]
    return all(cell.row == row.index for cell in row.cells)


def _is_month(text: str) -> bool:
    return recognise_caption(text) is Meaning.MONTH


# --- a month a column


def _unfold_months(table: Table, place: int, captions: Sequence[Cell]) -> Table | None:
    months = [cell for cell in captions if cell.text and _is_month(cell.text)]
    others = [cell for cell in captions if cell not in months]
    named = [cell for cell in others if _meaning(cell) not in (Meaning.NUMBER, Meaning.RESPONSIBLE)]
    responsible = [cell for cell in others if _meaning(cell) is Meaning.RESPONSIBLE]
    numbers = [cell for cell in others if _meaning(cell) is Meaning.NUMBER]
    if len(months) < _FEWEST_MONTHS or len(named) != 1 or len(responsible) > 1:
        return None
    body = table.rows[place + 1 :]
    if any(cell.columns > 1 for cell in captions) or not _says_measures(body, months):
        return None
    lead = named[0]
    kept = _meaning(lead) is Meaning.PARTICIPANTS
    beside = [*numbers, *responsible]
    head = (lead.text if kept else "Направление", "Мероприятия", "Сроки", *(c.text for c in beside))
    rows = [
        (row.number, (row.cells[lead.column].text, *said, *_texts_of(row, beside)))
        for row in body
        for cell in _cells_of(row, months)
        for said in [_say_when(cell, row.cells[lead.column].text, months)]
    ]
    return _build(table, place, head, rows)


def _cells_of(row: Row, months: Sequence[Cell]) -> list[Cell]:
    """Give the cells under months that say something, one merged over several months once."""
    under = [row.cells[month.column] for month in months]
    return [cell for cell in dict.fromkeys(under) if cell.row == row.index and cell.text.strip("-–— ")]


def _say_when(cell: Cell, lead: str, months: Sequence[Cell]) -> tuple[str, str]:
    """Give what is done and when: a mark or a day among measures is the row's own measure in that month."""
    over = [m for m in months if cell.column <= m.column < cell.column + cell.columns]
    if _is_measure(cell.text):
        return cell.text, ", ".join(month.text for month in over)
    return lead, month_text(over[0].text, " ".join(cell.text.split()))


def _is_measure(text: str) -> bool:
    return _LETTERS.search(text) is not None and not _MARK.fullmatch(text) and not is_deadline(text)


def _says_measures(rows: Sequence[Row], months: Sequence[Cell]) -> bool:
    """Tell whether the cells under months are measures, all but a few, not marks or days."""
    said = [cell.text for row in rows for cell in _cells_of(row, months)]
    if len(said) > MEASURES.most:
        return False  # to look at each costs as much as to read it, and no roadmap has so many
    return sum(map(_is_measure, said)) * _OF_ALL > len(said) * (_OF_ALL - 1)


# --- a month a row, a direction of work a column

_DIRECTION = re.compile(
    r"(?:работа|деятельность|взаимодействие|мероприятия)\s(?:с|со|по)\s.+"
    r"|с (?:педагог|учител|уча|обуча|родител|дет)\w+.*"
    r"|[а-яё]+(?:ая|ое)(?:-[а-яё]+)? (?:работа|деятельность|воспитание|направление)|педсоветы?|совещания?"
    r"(?: при .+)?|\d{1,2}(?:\s?-\s?\d{1,2})? класс\w*|педагогические советы"
)


def _unfold_directions(table: Table, place: int, captions: Sequence[Cell]) -> Table | None:
    times = [cell for cell in captions if _meaning(cell) is Meaning.DEADLINE]
    named = [cell for cell in captions if cell not in times and _meaning(cell) is not Meaning.NUMBER]
    if len(times) != 1 or len(named) < _FEWEST_MONTHS or any(cell.columns > 1 for cell in captions):
        return None
    if not all(_DIRECTION.fullmatch(normalise_caption(cell.text)) for cell in named):
        return None
    time, body = times[0], table.rows[place + 1 :]
    numbers = [cell for cell in captions if _meaning(cell) is Meaning.NUMBER]
    when = [row.cells[time.column].text for row in body if row.filled()]
    if sum(map(is_deadline, when)) * _OF_ALL <= len(when) * (_OF_ALL - 1):
        return None
    rows = [
        (row.number, (direction.text, text, row.cells[time.column].text, *_texts_of(row, numbers)))
        for direction in named
        for row in body
        for cell in [row.cells[direction.column]]
        if (text := cell.text) and cell.row == row.index
    ]
    head = ("Направление", "Мероприятия", time.text, *(cell.text for cell in numbers))
    return _build(table, place, head, rows) if rows else None


def _texts_of(row: Row, captions: Sequence[Cell]) -> list[str]:
    return [row.cells[caption.column].text for caption in captions]


def _meaning(cell: Cell) -> Meaning | None:
    return recognise_caption(cell.text)


def _build(table: Table, place: int, head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Table:
    """Build the plain table, what stood above the captions kept above them."""
    width = len(head)
    built: list[Row] = []
    for row in table.rows[:place]:
        text = "\n".join(cell.text for cell in row.filled())
        built.append(Row(row.number, row.index, (Cell(text, row.index, 0, 1, width),) * width))
    for number, texts in ((table.rows[place].number, head), *rows):
        index = len(built)
        cells = tuple(Cell(text, index, column) for column, text in enumerate(texts))
        built.append(Row(number, index, cells))
    return replace(table, rows=tuple(built))

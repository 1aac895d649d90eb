"""A table to its columns: the rows of captions, one or two high, and what each column holds.

A column reaches over grid columns, because a caption may be wider than the cells under it. A table without
captions goes on with the columns of the one before it, if it fits; else its columns are guessed by what
stands in them, and only when every guess is certain.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap_engine.importing.captions import (
    LONGEST_CAPTION,
    Meaning,
    join_caption,
    normalise_caption,
    recognise_caption,
)
from roadmap_engine.importing.dates import is_deadline
from roadmap_engine.importing.manuscript import Cell, Row, Table

__all__ = ["Column", "Header", "find_headers", "is_repeated", "stretch_columns"]

DEEPEST_HEADER = 3
_CORE = frozenset(
    (
        Meaning.TITLE,
        Meaning.DEADLINE,
        Meaning.RESPONSIBLE,
        Meaning.PARTICIPANTS,
        Meaning.RESULT,
        Meaning.OUTPUT,
    )
)
_TELLING = _CORE | {Meaning.STAGE, Meaning.START, Meaning.FINISH}
_FEWEST = 2
_LONGEST_HALF = 25
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan.

    Attributes:
        first, last: of its grid columns, the last one included.
        meaning: what it holds.
        caption: the words over it, of both rows where there are two.
        guessed: whether it is taken for the measures because nothing else could be them.
    """

    first: int
    last: int
    meaning: Meaning
    caption: str
    guessed: bool = False

    def text_of(self, row: Row, *, inherited: bool = True) -> str:
        """Give what a row has in the column.

        Args:
            row: the row.
            inherited: whether a cell merged from above counts.
        """
        texts = (
            cell.text
            for cell in row.own_cells()
            if self.first <= cell.column <= self.last and cell.text and (inherited or cell.row == row.index)
        )
        return "\n".join(texts)


@dataclass(frozen=True, slots=True)
class Header:
    """The captions of a table: where they stand, and the columns under them."""

    first: int
    height: int
    columns: tuple[Column, ...]


def find_headers(table: Table) -> tuple[Header, ...]:
    """Find the captions of a table, and further ones under which other columns begin."""
    headers: list[Header] = []
    index = 0
    while index < len(table.rows):
        header = _read_header(table, index, first=not headers)
        if header is None:
            index += 1
            continue
        if not any(is_repeated(table.rows[index], known) for known in headers):
            headers.append(header)
        index += header.height
    return tuple(headers)


def is_repeated(row: Row, header: Header) -> bool:
    """Tell whether a row says the captions again, as at the top of a page."""
    filled = row.filled()
    if len(filled) < _FEWEST or any(len(cell.text) > LONGEST_CAPTION for cell in filled):
        return False
    captions = {normalise_caption(column.caption) for column in header.columns}
    words = {word for caption in captions for word in caption.split()}
    # The second row of a two-row header has parts of the captions alone.
    return all(
        normalise_caption(cell.text) in captions
        or (recognise_caption(cell.text) is not None and set(normalise_caption(cell.text).split()) <= words)
        for cell in filled
    )


def _read_header(table: Table, index: int, *, first: bool) -> Header | None:
    row = table.rows[index]
    filled = row.filled()
    meanings = [recognise_caption(cell.text) for cell in filled]
    telling = {meaning for meaning in meanings if meaning in _TELLING}
    # Further down, months side by side are the beginning and the end of a measure.
    if first and meanings.count(Meaning.MONTH) > 1:
        telling.add(Meaning.MONTH)
    if len(telling) < _FEWEST or not telling & {
        Meaning.TITLE,
        Meaning.DEADLINE,
        Meaning.RESPONSIBLE,
        Meaning.STAGE,
    }:
        return None
    if sum(meaning is not None for meaning in meanings) * 2 < len(filled):
        return None
    if _NUMBER.fullmatch(filled[0].text):
        return None
    if any(_is_dated(cell.text, meaning) for meaning, cell in zip(meanings, filled, strict=True)):
        return None
    height = _height(table, index)
    columns = tuple(_columns(table.rows[index : index + height]))
    named = (*columns, *_unnamed_columns(columns, table, table.rows[index + height :]))
    return Header(index, height, _name_title(tuple(sorted(named, key=lambda column: column.first))))


def _is_dated(text: str, meaning: Meaning | None) -> bool:
    """Tell whether a cell is a deadline, no caption: «весь период», but not «сентябрь» or «по плану»."""
    if meaning not in (None, Meaning.DEADLINE) or normalise_caption(text).startswith("по план"):
        return False
    return is_deadline(text)


def _unnamed_columns(columns: Sequence[Column], table: Table, rows: Sequence[Row]) -> Iterable[Column]:
    """Give the columns under no caption that have something in them: numbers, or words to keep."""
    covered = {place for column in columns for place in range(column.first, column.last + 1)}
    for place in sorted(set(range(table.width)) - covered):
        own = (row.cells[place] for row in rows)
        texts = [cell.text for cell in own if cell.text and cell.column == place and cell.columns == 1]
        if texts and all(_NUMBER.fullmatch(text) for text in texts):
            yield Column(place, place, Meaning.NUMBER, "")
        elif texts:
            yield Column(place, place, Meaning.UNKNOWN, f"графа {place + 1}")


def _name_title(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Leave one column for the measures: of several the one that says so best, of none the first unknown."""
    titles = [column for column in columns if column.meaning is Meaning.TITLE]
    if titles:
        best = min(titles, key=lambda column: (_title_rank(column.caption), column.first))
        rest = {column.first for column in titles} - {best.first}
        return tuple(
            dataclasses.replace(column, meaning=Meaning.UNKNOWN) if column.first in rest else column
            for column in columns
        )
    meanings = {column.meaning for column in columns}
    unknown = next((column for column in columns if column.meaning is Meaning.UNKNOWN), None)
    if Meaning.STAGE in meanings:
        return _title_beside_stage(columns)
    if not {Meaning.DEADLINE, Meaning.RESPONSIBLE} <= meanings:
        return columns
    return tuple(
        dataclasses.replace(column, meaning=Meaning.TITLE, guessed=True) if column is unknown else column
        for column in columns
    )


_MONITORED = re.compile(r"показател\w*|объект\w*|критери\w*|параметр\w*|предмет\w*( мониторинга| оценки)?")


def _title_beside_stage(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take what is watched for the measures, «Направление» beside «Показатели»; else the column of stages."""
    stage = next(column for column in columns if column.meaning is Meaning.STAGE)
    beside = next((column for column in columns if column.first == stage.last + 1), None)
    if beside is not None and _MONITORED.fullmatch(normalise_caption(beside.caption)):
        title = dataclasses.replace(beside, meaning=Meaning.TITLE, guessed=True)
        return tuple(title if column is beside else column for column in columns)
    title = dataclasses.replace(stage, meaning=Meaning.TITLE)
    return tuple(title if column is stage else column for column in columns)


def _title_rank(caption: str) -> int:
    words = ("мероприяти", "содержани", "наименовани", "действи", "работ")
    return next((rank for rank, word in enumerate(words) if word in normalise_caption(caption)), len(words))


def _height(table: Table, index: int) -> int:
    """Tell how many rows the captions take."""
    filled = table.rows[index].filled()
    height = min(max(cell.rows for cell in filled), DEEPEST_HEADER)
    following = table.rows[index + height : index + height + 1]
    wide = [cell for cell in filled if cell.columns > 1 and cell.rows == 1]
    if height == 1 and wide and following:
        below = following[0].filled()
        inside = [c for c in below if any(w.column <= c.column < w.column + w.columns for w in wide)]
        known = [c for c in inside if recognise_caption(c.text) is not None]
        # Sub-captions stand under wide captions only, and most of them tell something.
        if len(inside) == len(below) > 1 and len(known) * 2 >= len(inside):
            return 2
    if height == 1 and following and _goes_on(filled, following[0]):
        return 2
    return height


def _goes_on(captions: Sequence[Cell], row: Row) -> bool:
    """Tell whether a row has the second halves of captions: «п/п» under «№», «исполнения» under «Сроки»."""
    above = {cell.column: cell.text for cell in captions}
    below = row.filled()
    return bool(below) and all(
        cell.column in above
        and cell.text[0].islower()
        and len(cell.text) <= _LONGEST_HALF
        and not is_deadline(cell.text)
        and recognise_caption(f"{above[cell.column]} {cell.text}") is not None
        for cell in below
    )


def _columns(rows: Sequence[Row]) -> Iterable[Column]:
    """Give the columns under captions of one or more rows, from left to right."""
    place, width = 0, len(rows[0].cells)
    while place < width:
        cells = list(dict.fromkeys(row.cells[place] for row in rows))
        last = min(cell.column + cell.columns - 1 for cell in cells)
        parts = list(dict.fromkeys(cell.text for cell in cells if cell.text))
        caption = " ".join(join_caption(part) for part in parts)
        meaning = _meaning(parts)
        if caption or meaning is not Meaning.UNKNOWN:
            yield Column(place, last, meaning, caption)
        place = last + 1


def _meaning(parts: Sequence[str]) -> Meaning:
    """Tell what a column holds by its captions, the lowest first: «Сроки» over «начало» is a beginning."""
    found = [meaning for part in reversed(parts) if (meaning := recognise_caption(part)) is not None]
    if not found:
        return Meaning.UNKNOWN
    lowest, highest = found[0], found[-1]
    if lowest in (Meaning.START, Meaning.FINISH, Meaning.ACTUAL, Meaning.MONTH, Meaning.YEAR):
        return lowest
    # «Ответственные» over «школа» and «район»: what the upper caption says.
    return lowest if highest is Meaning.UNKNOWN else highest


def stretch_columns(columns: Sequence[Column], table: Table) -> tuple[Column, ...] | None:
    """Lay known columns over a table that has no captions of its own; None where they do not fit."""
    if columns and table.width == columns[-1].last + 1:
        return tuple(columns)
    for row in table.rows:
        cells: tuple[Cell, ...] = tuple(row.own_cells())
        if len(cells) == len(columns):
            return tuple(
                Column(cell.column, cell.column + cell.columns - 1, column.meaning, column.caption)
                for cell, column in zip(cells, columns, strict=True)
            )
    return None

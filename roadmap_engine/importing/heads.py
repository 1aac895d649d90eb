"""The rows of captions of a table: the first ones, and further ones under which other columns begin.

What a row of a plan says can sound like captions: «Работа с родителями», «сентябрь», «Педагог-организатор».
So a row is a head only if nothing in it is a measure's own: a deadline, a number, a person; and further down
only if its words are those of captions and it changes what the columns hold.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from roadmap_engine.importing.captions import (
    LONGEST_CAPTION,
    Meaning,
    is_sure_caption,
    normalise_caption,
    recognise_caption,
)
from roadmap_engine.importing.dates import is_deadline
from roadmap_engine.importing.guessing import complete_columns
from roadmap_engine.importing.layout import Column, Header, is_repeated, read_columns
from roadmap_engine.importing.manuscript import Cell, Row, Table
from roadmap_engine.importing.spelling import FULL_PERSON, PERSON

__all__ = ["find_headers"]

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
_LEADING = frozenset((Meaning.TITLE, Meaning.DEADLINE, Meaning.RESPONSIBLE, Meaning.STAGE))
_FEWEST = 2
_FEWEST_BELOW = 3
_LONGEST_HALF = 25
_FITTED = 6
_LOOKED_AT = 40
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")


def find_headers(table: Table, known: Sequence[Column] = ()) -> tuple[Header, ...]:
    """Find the captions of a table, and further ones under which other columns begin.

    Args:
        table: a table.
        known: the columns of the table before, where this one may go on with them.
    """
    headers: list[Header] = []
    columns, inside = known, False
    index = 0
    while index < len(table.rows):
        row = table.rows[index]
        if is_repeated(row, columns):
            inside = True
            index += 1
            continue
        header = _read_header(table, index, columns if inside else ())
        if header is None:
            # Where a plan goes on without captions, its rows are measures from the first.
            inside = inside or bool(known and len(row.filled()) >= _FEWEST_BELOW)
            index += 1
            continue
        headers.append(header)
        columns, inside = header.columns, True
        index += header.height
    return tuple(headers)


def _read_header(table: Table, index: int, current: Sequence[Column]) -> Header | None:
    filled = table.rows[index].filled()
    meanings = [recognise_caption(cell.text) for cell in filled]
    telling = {meaning for meaning in meanings if meaning in _TELLING}
    # Further down, months side by side are the beginning and the end of a measure.
    if not current and meanings.count(Meaning.MONTH) > 1:
        telling.add(Meaning.MONTH)
    sure = sum(is_sure_caption(cell.text) for cell in filled)
    known = sum(meaning is not None for meaning in meanings) * 2 >= len(filled)
    told = known and len(telling) >= _FEWEST and bool(telling & _LEADING)
    # Whether a cell is a deadline takes longest to tell.
    if not sure or (not told and (current or index > _LOOKED_AT)):
        return None
    if _has_measure(filled, meanings, doubtful=bool(current) or sure < _FEWEST):
        return None
    if not told:
        return _read_by_cells(table, index)
    height = _height(table, index)
    columns = tuple(read_columns(table.rows[index : index + height]))
    named = (*columns, *_unnamed_columns(columns, table, table.rows[index + height :]))
    titled = _name_title(tuple(sorted(named, key=lambda column: column.first)))
    header = Header(index, height, complete_columns(titled, table.rows[index + height :][:_LOOKED_AT]))
    return header if not current or _begins_anew(table, header, current) else None


def _read_by_cells(table: Table, index: int) -> Header | None:
    """Read captions that do not tell enough with the cells below them: «Повестка», «Дата», «Выступающие»."""
    row = table.rows[index]
    filled = row.filled()
    telling = any(recognise_caption(cell.text) in (*_LEADING, Meaning.NUMBER) for cell in filled)
    if len(filled) < _FEWEST_BELOW or any(len(cell.text) > LONGEST_CAPTION for cell in filled) or not telling:
        return None
    if any(cell.rows > 1 or cell.columns > 1 for cell in filled) or len(filled) < len(row.cells):
        return None
    columns = complete_columns(tuple(read_columns([row])), table.rows[index + 1 :][:_LOOKED_AT])
    meanings = {column.meaning for column in columns}
    complete = Meaning.TITLE in meanings and bool(meanings & {Meaning.DEADLINE, Meaning.RESPONSIBLE})
    return Header(index, 1, columns) if complete else None


def _has_measure(
    filled: Sequence[Cell], meanings: Sequence[Meaning | None], *, doubtful: bool = True
) -> bool:
    """Tell whether a row has in it what captions have not: a number, a deadline, a person.

    Args:
        filled: its cells.
        meanings: of each, as a caption.
        doubtful: whether a cell that is a deadline and a caption, «К какому сроку», is a measure's.
    """
    if any(_NUMBER.fullmatch(cell.text) for cell in filled):
        return True
    beside_fact = Meaning.ACTUAL in meanings
    months = meanings.count(Meaning.MONTH)
    return any(
        _is_measures(cell.text, meaning, beside_fact=beside_fact, months=months)
        for meaning, cell in zip(meanings, filled, strict=True)
        if doubtful or meaning is not Meaning.DEADLINE
    )


def _is_measures(text: str, meaning: Meaning | None, *, beside_fact: bool, months: int) -> bool:
    """Tell whether a cell is a measure's: «весь период», «сентябрь» alone, «Лыкова А. А.»."""
    if meaning is Meaning.MONTH:
        return months == 1
    if meaning is Meaning.YEAR or is_sure_caption(text):
        # «план» and «по плану» stand over a column beside «факт» only.
        return normalise_caption(text) == "по плану" and not beside_fact
    if meaning is None and (PERSON.search(text) or FULL_PERSON.search(text)):
        return True
    return is_deadline(text)


def _begins_anew(table: Table, header: Header, current: Sequence[Column]) -> bool:
    """Tell whether a row below other captions is captions too: its words are, and its columns fit better."""
    filled = table.rows[header.first].filled()
    sure = [cell for cell in filled if is_sure_caption(cell.text)]
    told = {recognise_caption(cell.text) for cell in sure} & _TELLING
    if len(filled) < _FEWEST_BELOW or len(told) < _FEWEST or len(sure) * 3 < len(filled) * 2:
        return False
    if len(sure) == len(filled):
        return True
    # Words that are no caption's for certain: the columns must be others, and the rows below fit them.
    below = table.rows[header.first + header.height :][:_FITTED]
    changed = _shape(header.columns) != _shape(current)
    return changed and _fit(header.columns, below) >= _fit(current, below)


def _shape(columns: Sequence[Column]) -> list[tuple[int, Meaning]]:
    return [(column.first, column.meaning) for column in columns]


def _fit(columns: Sequence[Column], rows: Sequence[Row]) -> int:
    """Count the cells that stand where such a thing belongs, less those that do not."""
    fit = 0
    for row in rows:
        for column in columns:
            text = column.text_of(row, inherited=False)
            if column.meaning is Meaning.DEADLINE and text:
                fit += 1 if is_deadline(text) else -1
            elif column.meaning is Meaning.NUMBER and text:
                fit += 1 if _NUMBER.fullmatch(text) else -1
            elif column.meaning in (Meaning.TITLE, Meaning.RESPONSIBLE) and text:
                fit -= is_deadline(text)
    return fit


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
    """Tell how many rows the captions take: a row below them that is a measure's ends them."""
    filled = table.rows[index].filled()
    merged = min(max(cell.rows for cell in filled), DEEPEST_HEADER)
    wide = [cell for cell in filled if cell.columns > 1 and cell.rows == 1]
    for height in range(1, merged):
        if index + height >= len(table.rows) or not _says_more(table.rows[index + height], wide):
            return height
    following = table.rows[index + merged : index + merged + 1]
    if merged > 1 or not following:
        return merged
    below = following[0].filled()
    inside = [cell for cell in below if _is_under(cell, wide)]
    known = [cell for cell in inside if recognise_caption(cell.text) is not None]
    # Sub-captions stand under wide captions only, and most of them tell something.
    if len(inside) == len(below) > 1 and len(known) * 2 >= len(inside) and _says_more(following[0], wide):
        return 2
    return 2 if _goes_on(filled, following[0]) else 1


def _is_under(cell: Cell, wide: Sequence[Cell]) -> bool:
    return any(above.column <= cell.column < above.column + above.columns for above in wide)


def _says_more(row: Row, wide: Sequence[Cell]) -> bool:
    """Tell whether a row inside merged captions is captions: words under a wide one, or sure ones."""
    filled = row.filled()
    meanings = [recognise_caption(cell.text) for cell in filled]
    if not filled:
        return True
    if any(len(cell.text) > LONGEST_CAPTION for cell in filled) or _has_measure(filled, [*meanings]):
        return False
    return all(_is_under(cell, wide) or is_sure_caption(cell.text) for cell in filled)


def _goes_on(captions: Sequence[Cell], row: Row) -> bool:
    """Tell whether a row has the second halves of captions: «п/п» under «№», «исполнения» under «Сроки»."""
    above = {cell.column: cell.text for cell in captions}
    below = row.filled()
    return bool(below) and all(
        cell.column in above
        and cell.text[0].islower()
        and len(cell.text) <= _LONGEST_HALF
        and not is_deadline(cell.text)
        and is_sure_caption(f"{above[cell.column]} {cell.text}")
        for cell in below
    )

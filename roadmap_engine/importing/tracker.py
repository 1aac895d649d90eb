"""A tracker that people have filled in, back to what they wrote: whatever they did to the workbook around it.

Columns are found by their captions, so that rows and columns may be moved, sorted, filtered, hidden; the
sheet may be called otherwise. A formula counts as the value that Excel kept beside it. Nothing is computed,
nothing outside the file is opened, and what is out of all proportion is not read at all.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from frozendict import frozendict
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from roadmap_engine.diagnostics.limits import (
    TRACKER_COLUMNS,
    TRACKER_ROWS,
)
from roadmap_engine.importing.container import open_container
from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.importing.tracker_size import find_far, is_moderate
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.filled_tracker import (
    CAPTIONS,
    COLUMN_PROPERTY,
    GONE_CAPTIONS,
    PLAN_PROPERTY,
    PLAN_SHEET,
    SHEETS,
    SHOWN_PROPERTY,
    STATUSES,
    CellValue,
    HandCells,
    StrayRow,
    Why,
    read_known,
)

__all__ = ["ReadRow", "ReadTracker", "read_tracker"]

_HEAD_WITHIN = 100
_MOST_FAR = 3
_FEWEST_CAPTIONS = 4
_GREATEST = 10**15

_NUMBER, _TITLE, _DEADLINE, _WHY = "№", "Мероприятие", "Срок по плану", "Почему здесь"
_ID, _KNOWN = "id (не менять)", "из плана (не менять)"
_BY_HAND = {"status": "Статус", "done": "Выполнено", "note": "Примечание", "start": "Начало", "due": "Срок"}

Line = tuple[CellValue, ...]
Columns = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the sheet «План».

    Attributes:
        id: empty where its cell is.
        cells: `start` and `due` are what stands there, whoever wrote it.
        known: what the plan knew when the tracker was drawn, and the program wrote into the cells.
    """

    id: str
    number: str
    title: str
    deadline: str
    cells: HandCells
    known: HandCells = field(default_factory=HandCells)


@dataclass(frozen=True, slots=True)
class ReadTracker:
    """A tracker as it was read.

    Attributes:
        plan: the id of the plan it belongs to; empty where the workbook does not say.
        has_ids: whether the hidden column of ids is still there.
        stray: the rows of the sheet «Снято с плана».
        own: columns and sheets that people added, by their captions, or letters, and names; and cells that
            are too far away to be read.
        captions: of columns of the roadmap's own that something is filled into, by the column's name.
    """

    plan: str
    rows: tuple[ReadRow, ...]
    has_ids: bool
    stray: tuple[StrayRow, ...] = ()
    own: tuple[str, ...] = ()
    captions: Mapping[str, str] = field(default_factory=dict)


def read_tracker(data: bytes) -> ReadTracker | None:
    """Read a tracker; None where it is damaged, under a password, or no tracker at all."""
    container, _problems = open_container(data, "tracker.xlsx")
    if container is None or container.kind != "xlsx":
        return None
    if not is_moderate(container):
        return None
    try:
        with warnings.catch_warnings():
            # openpyxl warns of parts it does not keep; nothing is written back.
            warnings.simplefilter("ignore")
            return _read_book(data, tuple(islice(find_far(container), _MOST_FAR)))
    except Exception:  # noqa: BLE001 -- openpyxl fails on a damaged workbook in every way there is
        return None


def _read_book(data: bytes, far: tuple[str, ...]) -> ReadTracker | None:
    values: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas: Any = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    read = {sheet.title: tuple(_read_lines(sheet, twin)) for sheet, twin in pairs}
    sheets = {title: lines for title, lines in read.items() if any(map(_has_value, lines))}
    plan_first = sorted(sheets, key=lambda title: title != PLAN_SHEET)
    heads = {title: head for title in plan_first if (head := _find_head(sheets[title], CAPTIONS)) is not None}
    gone = [title for title in sheets if (_find_head(sheets[title], GONE_CAPTIONS) or (0, {}))[1].get(_WHY)]
    title = next((each for each in heads if each not in gone), None)
    if title is None:
        return None
    row, columns = heads[title]
    named = {each.name: str(each.value) for each in values.custom_doc_props.props}
    captions = _named_by(COLUMN_PROPERTY, named)
    shown = {*captions.values(), *_named_by(SHOWN_PROPERTY, named).values()}
    own_sheets = [each for each in sheets if each not in (title, *gone, *SHEETS)]
    rows = tuple(_read_rows(sheets[title], row, columns, captions))
    stray = tuple(stray for each in gone for stray in _read_stray(sheets[each], captions))
    filled = {name for cells in (*(r.cells for r in rows), *(s.cells for s in stray)) for name in cells.own}
    return ReadTracker(
        named.get(PLAN_PROPERTY, ""),
        rows,
        _ID in columns,
        stray,
        (*(each for each in _own_columns(sheets[title], row) if each not in shown), *own_sheets, *far),
        {name: caption for name, caption in captions.items() if name in filled},
    )


def _named_by(beginning: str, properties: Mapping[str, str]) -> Mapping[str, str]:
    """Give the captions of columns of the roadmap's own, by the column's name, as the workbook says them."""
    return {
        name.removeprefix(beginning): caption
        for name, caption in properties.items()
        if name.startswith(beginning) and is_slug(name.removeprefix(beginning))
    }


def _read_lines(sheet: Any, twin: Any) -> Iterator[Line]:
    """Read the rows of a sheet; a formula without a kept value is read as its own text."""
    limits = {"max_row": TRACKER_ROWS.most, "max_col": TRACKER_COLUMNS.most, "values_only": True}
    for row, other in zip(sheet.iter_rows(**limits), twin.iter_rows(**limits), strict=True):
        if any(found is not None for found in other):
            pairs = zip(row, other, strict=True)
            yield tuple(_value(formula if value is None else value) for value, formula in pairs)
        else:
            yield ()


def _has_value(line: Line) -> bool:
    return any(value is not None for value in line)


def _value(found: Any) -> CellValue:
    """Give a value as one of the kinds that a cell has; a text without a letter is none."""
    if isinstance(found, dt.datetime) and found.time() == dt.time():
        return found.date()
    if isinstance(found, int) and abs(found) > _GREATEST:
        return str(found)
    if found is None or isinstance(found, bool | int | float | dt.date | dt.time):
        return found
    return str(found).replace("_x000D_\n", "\n").replace("_x000D_", "\n") or None


def _find_head(lines: Sequence[Line], captions: Sequence[str]) -> tuple[int, Columns] | None:
    """Find the row of captions, and the column of each.

    Where a caption was rewritten and all others stand where they were, its column is the one it always had.
    """
    best: tuple[int, dict[str, int]] = (0, {})
    for index, line in enumerate(islice(lines, _HEAD_WITHIN)):
        columns: dict[str, int] = {}
        for column, value in enumerate(line):
            caption = _text(value)
            if caption in captions:
                columns.setdefault(caption, column)
        if len(columns) > len(best[1]):
            best = index, columns
    index, columns = best
    if len(columns) < _FEWEST_CAPTIONS or _TITLE not in columns:
        return None
    usual = {caption: column for column, caption in enumerate(captions)}
    if all(usual[caption] == column for caption, column in columns.items()):
        line = lines[index]
        missing = (each for each in captions if each not in columns and each not in (_ID, _KNOWN))
        columns |= {
            each: usual[each] for each in missing if usual[each] < len(line) and _text(line[usual[each]])
        }
    return index, columns


def _own_columns(lines: Sequence[Line], head: int) -> tuple[str, ...]:
    """Name the columns with anything below a caption that is none of ours."""
    _, columns = _find_head(lines, CAPTIONS) or (0, {})
    ours = set(columns.values())
    own: dict[str, None] = {}
    for line in lines[head + 1 :]:
        for column, value in enumerate(line):
            if value is not None and column not in ours:
                caption = lines[head][column] if column < len(lines[head]) else None
                own[_text(caption) or get_column_letter(column + 1)] = None
    return tuple(own)


def _read_rows(
    lines: Sequence[Line], head: int, columns: Columns, captions: Mapping[str, str]
) -> Iterator[ReadRow]:
    own = _find_own(lines[head], captions)
    for line in lines[head + 1 :]:
        known = read_known(_text(_at(line, columns, _KNOWN)))
        row = ReadRow(*_words(line, columns), cells=_cells(line, columns, own), known=known)
        if any(_words(line, columns)) or not row.cells.is_empty:
            yield row


def _read_stray(lines: Sequence[Line], captions: Mapping[str, str]) -> Iterator[StrayRow]:
    found = _find_head(lines, GONE_CAPTIONS)
    head, columns = found or (0, {})
    own = _find_own(lines[head], captions) if lines else {}
    for line in lines[head + 1 :]:
        cells = _cells(line, columns, own)
        if any(_words(line, columns)) or not cells.is_empty:
            words = _text(_at(line, columns, _WHY))
            why = next((each for each in Why if each.value == words), Why.OWN)
            yield StrayRow(*_words(line, columns), cells=cells, why=why)


def _words(line: Line, columns: Columns) -> tuple[str, str, str, str]:
    """Give a row's id, number, title and deadline."""
    found = (_text(_at(line, columns, caption)) for caption in (_ID, _NUMBER, _TITLE, _DEADLINE))
    row_id, number, title, deadline = found
    return row_id, number, title, deadline


def _find_own(head: Line, captions: Mapping[str, str]) -> Columns:
    """Find the columns of the roadmap's own that people fill in, by name."""
    texts = {_text(value): column for column, value in reversed(tuple(enumerate(head)))}
    return {name: texts[caption] for name, caption in captions.items() if caption in texts}


def _cells(line: Line, columns: Columns, own: Columns) -> HandCells:
    """Give what stands in the columns that people write in; an empty line is one that nobody has touched."""
    values = {field: _at(line, columns, caption) for field, caption in _BY_HAND.items()}
    if not _has_value(line) or _BY_HAND["status"] not in columns:
        values["status"] = STATUSES[0]
    written = {name: _at(line, own, name) for name in own}
    return HandCells(
        **values, own=frozendict({name: value for name, value in written.items() if value is not None})
    )


def _at(line: Line, columns: Columns, caption: str) -> CellValue:
    column = columns.get(caption)
    return None if column is None or column >= len(line) else line[column]


def _text(value: CellValue) -> str:
    return "" if value is None else tidy_spaces(str(value))

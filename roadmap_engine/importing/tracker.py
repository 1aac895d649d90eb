"""A tracker that people have filled in, back to what they wrote: whatever they did to the workbook around it.

Columns are found by their captions, so that rows and columns may be moved, sorted, filtered, hidden; the
sheet may be called otherwise. What is read is a `ReadTracker`: each row with its cells, with what they held
when the workbook was made (its baseline), and with the address of each; beside the rows whatever people
added. Whether anything of that may be recorded is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from frozendict import frozendict
from openpyxl.utils import get_column_letter

from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.importing.tracker_book import Book, Line, read_book
from roadmap_engine.model.base import is_slug
from roadmap_engine.model.filled_tracker import (
    CAPTIONS,
    COLUMN_PROPERTY,
    EXPORT_PROPERTY,
    GONE_CAPTIONS,
    PLAN_PROPERTY,
    PLAN_SHEET,
    SHEETS,
    SHOWN_PROPERTY,
    STATUSES,
    YEARS_PROPERTY,
    HandCells,
    StrayRow,
    Why,
)
from roadmap_engine.model.read_tracker import Place, ReadRow, ReadTracker, SheetCopy
from roadmap_engine.model.tracker_cells import LINK, OWN, Baseline, CellValue, read_baseline

__all__ = ["ReadRow", "ReadTracker", "read_tracker"]

_HEAD_WITHIN = 100
_FEWEST_CAPTIONS = 4

_NUMBER, _TITLE, _DEADLINE, _WHY = "№", "Мероприятие", "Срок по плану", "Почему здесь"
_ID, _KNOWN = "id (не менять)", "из плана (не менять)"
_NOT_GUESSED = (_ID, _KNOWN, "Документ: номер", "Документ: дата", "Документ: ссылка")
"""Captions of columns that are not taken to be where they always were: earlier versions had others there."""
_BY_HAND = {
    "status": "Статус",
    "done": "Выполнено",
    "note": "Примечание",
    "start": "Начало",
    "due": "Срок",
    "number": "Документ: номер",
    "date": "Документ: дата",
    LINK: "Документ: ссылка",
}

Columns = Mapping[str, int]


def read_tracker(data: bytes) -> ReadTracker | None:
    """Read a tracker, saved by Excel or LibreOffice, as xlsx or ods.

    Returns:
        What stands in it; None where it is damaged, under a password, too large, or no tracker at all.
    """
    book = read_book(data)
    return None if book is None else _read(book)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with a table of ours.

    Attributes:
        head: the place of the line of captions.
        columns: by caption.
        own: columns of the roadmap's own that people fill in, by name.
        added: columns that people added, by their place among these.
    """

    title: str
    lines: Sequence[Line]
    head: int
    columns: Columns
    own: Columns
    added: Mapping[int, int]


def _read(book: Book) -> ReadTracker | None:
    sheets = {title: lines for title, lines in book.sheets.items() if any(map(_has_value, lines))}
    plan_first = sorted(sheets, key=lambda title: title != PLAN_SHEET)
    heads = {title: head for title in plan_first if (head := _find_head(sheets[title], CAPTIONS)) is not None}
    gone = [title for title in sheets if (_find_head(sheets[title], GONE_CAPTIONS) or (0, {}))[1].get(_WHY)]
    planlike = [title for title in heads if title not in gone]
    if not planlike:
        return None
    named = book.properties
    captions = _named_by(COLUMN_PROPERTY, named)
    known = {*captions.values(), *_named_by(SHOWN_PROPERTY, named).values()}
    main, *others = (_open(title, sheets[title], heads[title], captions, known) for title in planlike)
    rows = tuple(_read_rows(main))
    columns = tuple(_caption_at(main, column) for column in main.added.values())
    stray: list[StrayRow] = []
    for title in gone:
        found = _find_head(sheets[title], GONE_CAPTIONS) or (0, {})
        sheet, columns = _align(_open(title, sheets[title], found, captions, known), columns)
        stray += _read_stray(sheet)
    filled = {name for cells in (*(r.cells for r in rows), *(s.cells for s in stray)) for name in cells.own}
    return ReadTracker(
        named.get(PLAN_PROPERTY, ""),
        rows,
        _ID in main.columns,
        tuple(stray),
        (*_above(main), *book.far),
        {name: caption for name, caption in captions.items() if name in filled},
        columns,
        {title: _trim(lines) for title, lines in sheets.items() if title not in (main.title, *gone, *SHEETS)},
        tuple(SheetCopy(sheet.title, tuple(_read_rows(sheet))) for sheet in others if _ID in sheet.columns),
        tuple(named.get(YEARS_PROPERTY, "").split()),
        named.get(EXPORT_PROPERTY, ""),
    )


def _named_by(beginning: str, properties: Mapping[str, str]) -> Mapping[str, str]:
    """Give the captions of columns of the roadmap's own, by the column's name, as the workbook says them."""
    return {
        name.removeprefix(beginning): caption
        for name, caption in properties.items()
        if name.startswith(beginning) and is_slug(name.removeprefix(beginning))
    }


def _has_value(line: Line) -> bool:
    return any(value is not None for value in line)


def _trim(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Leave out the empty lines after the last that has a value."""
    last = max((index for index, line in enumerate(lines) if _has_value(line)), default=-1)
    return tuple(lines[: last + 1])


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
        missing = (each for each in captions if each not in columns and each not in _NOT_GUESSED)
        columns |= {
            each: usual[each] for each in missing if usual[each] < len(line) and _text(line[usual[each]])
        }
    return index, columns


def _open(
    title: str,
    lines: Sequence[Line],
    found: tuple[int, Columns],
    captions: Mapping[str, str],
    known: set[str],
) -> _Sheet:
    head, columns = found
    own = _find_own(lines[head], captions)
    ours = {*columns.values(), *own.values()}
    added: dict[int, None] = {}
    for line in lines[head:]:
        for column, value in enumerate(line):
            if value is not None and column not in ours:
                added[column] = None
    words = {column: _text(lines[head][column]) if column < len(lines[head]) else "" for column in added}
    places = [column for column in sorted(added) if words[column] not in known]
    return _Sheet(title, lines, head, columns, own, dict(enumerate(places)))


def _caption_at(sheet: _Sheet, column: int) -> str:
    line = sheet.lines[sheet.head]
    return _text(line[column]) if column < len(line) else ""


def _align(sheet: _Sheet, columns: tuple[str, ...]) -> tuple[_Sheet, tuple[str, ...]]:
    """Give the added columns of another sheet the places that those of the same captions have."""
    free = list(enumerate(columns))
    places: dict[int, int] = {}
    for column in sheet.added.values():
        caption = _caption_at(sheet, column)
        at = next((each for each in free if each[1] == caption), None)
        if at is None:
            places[len(columns)] = column
            columns = (*columns, caption)
        else:
            free.remove(at)
            places[at[0]] = column
    joined = _Sheet(sheet.title, sheet.lines, sheet.head, sheet.columns, sheet.own, places)
    return joined, columns


def _above(sheet: _Sheet) -> Iterator[str]:
    """Name the cells above the table that are none of ours: its title and the line below that."""
    first = next((index for index, line in enumerate(sheet.lines) if _has_value(line)), 0)
    for index, line in enumerate(sheet.lines[: sheet.head]):
        for column, value in enumerate(line):
            if value is not None and (column > 0 or index > first + 1):
                yield f"{get_column_letter(column + 1)}{index + 1}"


def _read_rows(sheet: _Sheet) -> Iterator[ReadRow]:
    letters = {
        name: get_column_letter(sheet.columns[caption] + 1)
        for name, caption in _BY_HAND.items()
        if caption in sheet.columns
    } | {f"{OWN}{name}": get_column_letter(column + 1) for name, column in sheet.own.items()}
    for index, line in enumerate(sheet.lines[sheet.head + 1 :], sheet.head + 2):
        row = ReadRow(
            *_words(line, sheet.columns),
            cells=_cells(line, sheet),
            base=_base(line, sheet.columns),
            place=Place(sheet.title, index, frozendict(letters)),
            extra=_extra(line, sheet),
        )
        if any(_words(line, sheet.columns)) or not row.cells.is_empty or row.extra:
            yield row


def _base(line: Line, columns: Columns) -> Baseline:
    found = _at(line, columns, _KNOWN)
    return (
        read_baseline(found if isinstance(found, str) else "")
        if _KNOWN in columns
        else Baseline(is_kept=False)
    )


def _read_stray(sheet: _Sheet) -> Iterator[StrayRow]:
    for line in sheet.lines[sheet.head + 1 :]:
        cells, extra = _cells(line, sheet), _extra(line, sheet)
        if any(_words(line, sheet.columns)) or not cells.is_empty or extra:
            words = _text(_at(line, sheet.columns, _WHY))
            why = next((each for each in Why if each.value == words), Why.OWN)
            yield StrayRow(*_words(line, sheet.columns), cells=cells, why=why, extra=extra)


def _words(line: Line, columns: Columns) -> tuple[str, str, str, str]:
    """Give a row's id, number, title and deadline."""
    found = (_text(_at(line, columns, caption)) for caption in (_ID, _NUMBER, _TITLE, _DEADLINE))
    row_id, number, title, deadline = found
    return row_id, number, title, deadline


def _find_own(head: Line, captions: Mapping[str, str]) -> Columns:
    """Find the columns of the roadmap's own that people fill in, by name."""
    texts = {_text(value): column for column, value in reversed(tuple(enumerate(head)))}
    return {name: texts[caption] for name, caption in captions.items() if caption in texts}


def _cells(line: Line, sheet: _Sheet) -> HandCells:
    """Give what stands in the columns that people write in; an empty line is one that nobody has touched."""
    values = {field: _at(line, sheet.columns, caption) for field, caption in _BY_HAND.items()}
    written = {name: _at(line, sheet.own, name) for name in sheet.own}
    own = frozendict({name: value for name, value in written.items() if value is not None})
    if _BY_HAND["status"] not in sheet.columns or not (own or _has_ours(line, sheet.columns)):
        values["status"] = STATUSES[0]
    return HandCells(**values, own=own)


def _has_ours(line: Line, columns: Columns) -> bool:
    """Tell whether anything stands in the columns of the table."""
    return any(_at(line, columns, caption) is not None for caption in columns)


def _extra(line: Line, sheet: _Sheet) -> Mapping[int, CellValue]:
    values = {place: line[column] for place, column in sheet.added.items() if column < len(line)}
    return frozendict({place: value for place, value in values.items() if value is not None})


def _at(line: Line, columns: Columns, caption: str) -> CellValue:
    column = columns.get(caption)
    return None if column is None or column >= len(line) else line[column]


def _text(value: CellValue) -> str:
    return "" if value is None else tidy_spaces(str(value))

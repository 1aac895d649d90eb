"""A workbook prepared once for its shape, and filled many times.

What is written into a `Book` is kept until it is closed. What does not depend on the words and days in it –
styles, widths, lists to choose from, colours, the print – is made by xlsxwriter, once for all books that have
it alike; the cells are filled in here. The file is that of xlsxwriter, byte for byte. A book in which
anything is that is not written here goes to xlsxwriter whole.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from roadmap_engine.documents.book_parts import BookParts, recall_parts
from roadmap_engine.documents.cell_markup import Cell, is_plain, is_plain_formula, write_rows, write_strings
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.documents.workbooks import begin_workbook
from roadmap_engine.storage.packing import AS_ZIPFILE, PackedPart, join_parts, pack_once, pack_part

__all__ = ["Book", "Page", "Style"]

_LAYOUT = frozenset(
    {
        "autofilter", "conditional_format", "data_validation", "fit_to_pages", "freeze_panes",
        "ignore_errors", "print_area", "repeat_rows", "set_column", "set_footer", "set_landscape",
        "set_margins", "set_paper",
    }
)  # fmt: skip
"""What of xlsxwriter lays a sheet out and writes no cell."""

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_DATA = re.compile(r"<sheetData>.*</sheetData>|<sheetData/>", re.DOTALL)
_GAP = "roadmap-gap-{}-"
_GAPS = re.compile(_GAP.format(r"(\d+)"))
_NOTHING: Mapping[str, Any] = {}
_Call = tuple[int, str, tuple[Any, ...], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell of a book looks; the same as an xlsxwriter format."""

    number: int


class Page:
    """A sheet of a book. Its methods are those of an xlsxwriter worksheet, as far as a book needs them."""

    def __init__(self, book: Book, name: str, place: int) -> None:
        self.name, self._book, self._place = name, book, place
        self.cells: dict[int, dict[int, Cell]] = {}
        self.heights: dict[int, float] = {}

    def __getattr__(self, name: str) -> Callable[..., None]:
        """Give a method that lays the sheet out."""
        if name not in _LAYOUT:
            raise AttributeError(name)
        return functools.partial(self._log, name)

    def _log(self, method: str, *arguments: Any, **more: Any) -> None:
        self._book.calls.append((self._place, method, arguments, more))

    def _put(self, method: str, row: int, column: int, cell: Cell, *arguments: Any) -> None:
        self._book.calls.append((self._place, method, (row, column, *arguments), _NOTHING))
        cells = self.cells.get(row)
        if cells is None:
            cells = self.cells[row] = {}
        cells[column] = cell

    def set_row(self, row: int, height: float) -> None:
        """Set the height of a row, in points."""
        self._book.plain &= height >= 1  # else it is hidden
        self._log("set_row", row, height)
        self.heights[row] = height

    def write_string(self, row: int, column: int, text: str, style: Style | None = None) -> None:
        """Write a text as a text."""
        place = self._book.take_string(text)
        self._put("write_string", row, column, Cell("s", place, _number(style)), text, style)

    def write_blank(self, row: int, column: int, _nothing: None, style: Style | None = None) -> None:
        """Write a cell without a value; without a style there is none."""
        if style is not None:
            self._put("write_blank", row, column, Cell("", None, style.number), None, style)

    def write_number(self, row: int, column: int, number: float, style: Style | None = None) -> None:
        """Write a number."""
        self._put("write_number", row, column, Cell("n", number, _number(style)), number, style)

    def write_boolean(self, row: int, column: int, truth: bool, style: Style | None = None) -> None:
        """Write true or false."""
        self._put("write_boolean", row, column, Cell("b", int(truth), _number(style)), truth, style)

    def write_datetime(self, row: int, column: int, moment: dt.date | dt.time, style: Style) -> None:
        """Write a day, an instant or a time."""
        self._put("write_datetime", row, column, Cell("n", _number_of(moment), style.number), moment, style)

    def write_formula(self, row: int, column: int, formula: str, style: Style, value: str | int) -> None:
        """Write a formula with its value as far as it is known."""
        self._book.plain &= is_plain_formula(formula)
        cell = Cell("f", value, style.number, formula.removeprefix("="))
        self._put("write_formula", row, column, cell, formula, style, value)

    def merge_range(self, top: int, left: int, bottom: int, right: int, nothing: str, style: Style) -> None:
        """Merge cells; what is in them is written into the first."""
        self._log("merge_range", top, left, bottom, right, nothing, style)
        for row in range(top, bottom + 1):
            self.cells.setdefault(row, {}).update(
                (column, Cell("", None, style.number)) for column in range(left, right + 1)
            )


class Book:
    """A workbook that is being written.

    Args:
        title: and author, as its properties say them.
        author: whose it is.
        created: the day it counts as made on.
    """

    def __init__(self, title: str, *, author: str = "", created: dt.date | None = None) -> None:
        self._title, self._author, self._created = clean_text(title), clean_text(author), created
        self.properties: dict[str, str] = {}
        self.styles: list[dict[str, Any]] = []
        self._pages: list[Page] = []
        self._strings: dict[str, int] = {}
        self._taken = 0
        self.plain = True  # until something is written that xlsxwriter has to write itself
        self.calls: list[_Call] = []

    def set_custom_property(self, name: str, value: str, _kind: str = "text") -> None:
        """Set a property of the file by a name of one's own."""
        self.properties[name] = value

    def add_format(self, style: Mapping[str, Any]) -> Style:
        """Add a style, in the words of xlsxwriter."""
        self.styles.append(dict(style))
        return Style(len(self.styles) - 1)

    def add_worksheet(self, name: str) -> Page:
        """Add a sheet."""
        self._pages.append(Page(self, name, len(self._pages)))
        return self._pages[-1]

    def worksheets(self) -> tuple[Page, ...]:
        """Give the sheets."""
        return tuple(self._pages)

    def take_string(self, text: str) -> int:
        """Give the place of a text among the shared ones."""
        self._taken += 1
        self.plain = self.plain and is_plain(text)
        return self._strings.setdefault(text, len(self._strings))

    def close(self) -> bytes:
        """Give the file."""
        words = (self._title, self._author, *self.properties.values())
        short = all(len(each) <= _LONGEST_PROPERTY for each in self.properties.values())
        if not (self.plain and short and all(map(is_plain, words))):
            return self.write_plainly()
        prepared = _prepare(_Shape(repr(self._describe()), self))
        parts: dict[str, PackedPart] = {}
        for name, part in prepared.parts.items():
            if isinstance(part, PackedPart):
                parts[name] = part
            elif name == _STRINGS:
                parts[name] = _pack(write_strings(self._strings, self._taken))
            elif found := _SHEET.fullmatch(name):
                page = self._pages[int(found[1]) - 1]
                rows = write_rows(page.cells, page.heights, prepared.styles)
                parts[name] = _pack(f"{part[0]}{rows}{part[1]}")
            else:
                filled = (_fill(words, each) if place % 2 else each for place, each in enumerate(part))
                parts[name] = _pack("".join(filled))
        return join_parts(parts, AS_ZIPFILE)

    def write_plainly(self) -> bytes:
        """Give the file as xlsxwriter makes it by itself."""
        return self._replay(self.calls, self._title, self._author, self.properties)[0]

    def prepare(self) -> BookParts:
        """Let xlsxwriter write the book without what is in its cells and properties."""
        gaps = [_GAP.format(number) for number in range(2 + len(self.properties))]
        calls = list(map(_emptied, self.calls))
        properties = dict(zip(self.properties, gaps[2:], strict=True))
        data, styles = self._replay(calls, gaps[0], gaps[1] if self._author else "", properties)
        parts: dict[str, PackedPart | list[str]] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                text = archive.read(name).decode()
                if _SHEET.fullmatch(name):
                    parts[name] = _DATA.split(text)
                else:
                    pieces = _GAPS.split(text)
                    filled = len(pieces) > 1 or name == _STRINGS
                    parts[name] = pieces if filled else pack_once(text.encode(), _MEMORY)
        return BookParts(parts, styles)

    def _describe(self) -> tuple[object, ...]:
        """Say all that the prepared parts depend on."""
        laid = [each for each in self.calls if each[1] in _LAYOUT or each[1] == "merge_range"]
        used = dict.fromkeys(
            cells[column].style
            for page in self._pages
            for _row, cells in sorted(page.cells.items())
            for column in sorted(cells)
        )
        pages = [
            (page.name, min(page.heights, default=None), max(page.heights, default=None), *_reach(page.cells))
            for page in self._pages
        ]
        known = (bool(self._author), self._created, list(self.properties), bool(self._strings))
        return (known, self.styles, pages, laid, list(used))

    def _replay(
        self, calls: list[_Call], title: str, author: str, properties: Mapping[str, str]
    ) -> tuple[bytes, Mapping[int, int]]:
        """Let xlsxwriter write a book; gives the file, and the number that each style has got in it."""
        stream = io.BytesIO()
        book = begin_workbook(stream, title, author=author, created=self._created)
        for name, value in properties.items():
            book.set_custom_property(name, value, "text")
        formats = [book.add_format(dict(style)) for style in self.styles]
        sheets = [book.add_worksheet(page.name) for page in self._pages]

        def real(value: Any) -> Any:
            if isinstance(value, Mapping):
                return {key: real(each) for key, each in value.items()}
            return formats[value.number] if isinstance(value, Style) else value

        for place, method, arguments, more in calls:
            getattr(sheets[place], method)(*map(real, arguments), **real(more))
        book.close()
        numbers = [each.xf_index for each in formats]
        # Of formats that are alike only the first one used has a number, which is everybody's.
        alike = [[other for other, style in enumerate(self.styles) if style == mine] for mine in self.styles]
        known = [next((numbers[each] for each in same if numbers[each] is not None), None) for same in alike]
        return stream.getvalue(), {place: each for place, each in enumerate(known) if each is not None}


_STRINGS = "xl/sharedStrings.xml"
_LONGEST_PROPERTY = 127
"""Twice as long is Excel's own limit, in units of which a letter has two at most."""
_MEMORY = 8
"""What `zipfile` lets the library take that deflates."""


def _pack(text: str) -> PackedPart:
    return pack_part(text.encode(), _MEMORY)


def _fill(words: tuple[str, ...], gap: str) -> str:
    return escape(words[int(gap)], quote=False)


def _emptied(call: _Call) -> _Call:
    """Give a call that writes something else into the same cell, in the same style."""
    place, method, arguments, more = call
    if not method.startswith("write_"):
        return call
    text = method == "write_string"
    row, column, _value, style, *_known = arguments
    return place, method if text else "write_number", (row, column, "" if text else 0, style), more


def _reach(cells: Mapping[int, Mapping[int, Cell]]) -> tuple[int, int, int, int] | tuple[()]:
    """Give the first and last row and column of cells."""
    columns = [column for found in cells.values() for column in (min(found), max(found))]
    return (min(cells), max(cells), min(columns), max(columns)) if cells else ()


def _number(style: Style | None) -> int | None:
    return None if style is None else style.number


_FIRST = dt.date(1899, 12, 30)
_SECONDS = 24 * 60 * 60


def _number_of(moment: dt.date | dt.time) -> float:
    """Give the number that Excel counts a moment by, from March 1900 on."""
    if not isinstance(moment, dt.datetime | dt.time):
        return (moment - _FIRST).days
    days = (moment.date() - _FIRST).days if isinstance(moment, dt.datetime) else 0
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return days + (float(seconds) + moment.microsecond / 1e6) / _SECONDS


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape in words, and a book that has it."""

    words: str
    book: Book = field(compare=False)


@functools.lru_cache(maxsize=32)
def _prepare(shape: _Shape) -> BookParts:
    return recall_parts(shape.words, shape.book.prepare)

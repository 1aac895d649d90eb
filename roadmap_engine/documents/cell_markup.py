"""The cells of a sheet and its shared texts into their markup, letter by letter as xlsxwriter writes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from html import escape
from string import ascii_uppercase
from typing import Literal, NamedTuple, assert_never

__all__ = ["Cell", "is_plain", "is_plain_formula", "write_rows", "write_strings"]

_LONGEST = 16_383
"""A longer text may have more units than a cell can hold."""
_SPECIAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CALLED = re.compile(r"[A-Za-z0-9_.]+(?=\()")
_FUNCTIONS = frozenset({"AND", "COUNTIF", "COUNTIFS", "IF", "ISNUMBER", "N", "NOT", "OR", "TODAY"})
_BLOCK = 16
"""Rows whose reach a sheet tells together."""
_DEFAULT_HEIGHT = 20
"""Of a row, in pixels; three quarters of one are a point."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Cell(NamedTuple):
    """What is in a cell.

    Attributes:
        kind: a shared text, by its place; a number; true or false; a formula with its value; nothing.
        style: the number of its style in the book.
    """

    kind: Literal["s", "n", "b", "f", ""]
    value: str | float | None
    style: int | None
    formula: str = ""


def is_plain(text: str) -> bool:
    """Tell whether a text is written as it is, but for the signs of markup.

    >>> is_plain("до 1 мая & позже"), is_plain("_x0041_"), is_plain("<r>"), is_plain("я" * 20_000)
    (True, False, False, False)
    """
    if len(text) > _LONGEST or "_x" in text or text.startswith("<r>"):
        return False
    return text.isprintable() or _SPECIAL.search(text) is None


@functools.lru_cache(maxsize=2048)
def is_plain_formula(formula: str) -> bool:
    """Tell whether a formula is written as it is: it calls nothing that came to Excel later.

    >>> is_plain_formula('=IF($A1="",TODAY(),1)'), is_plain_formula("=XLOOKUP(A1)"), is_plain_formula("{=A1}")
    (True, False, False)
    """
    return (
        formula.startswith("=")
        and not formula.endswith("}")
        and _FUNCTIONS.issuperset(_CALLED.findall(formula))
    )


def write_strings(texts: Iterable[str], taken: int) -> str:
    """Write the texts that the cells of a book share.

    Args:
        texts: each once, in order.
        taken: how many cells have one.
    """
    items = list(map(_write_string, texts))
    return f'{_HEAD}<sst xmlns="{_SPACE}" count="{taken}" uniqueCount="{len(items)}">{"".join(items)}</sst>'


def _write_string(text: str) -> str:
    keeps = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<si><t{keeps}>{escape(text, quote=False)}</t></si>"


def write_rows(
    cells: Mapping[int, Mapping[int, Cell]], heights: Mapping[int, float], styles: Mapping[int, int]
) -> str:
    """Write the data of a sheet.

    Args:
        cells: by row and column.
        heights: of rows, in points.
        styles: the number that each style of the book has in the file.
    """
    rows = sorted({*cells, *heights})
    if not rows:
        return "<sheetData/>"
    reach = _find_reach(cells)
    numbers: dict[int | None, str] = {style: f' s="{number}"' for style, number in styles.items()}
    numbers[None] = ""
    written = ["<sheetData>"]
    for row in rows:
        open_row = f'<row r="{row + 1}"{reach.get(row // _BLOCK, "")}{_say_height(heights.get(row))}'
        found = cells.get(row)
        if not found:
            written.append(f"{open_row}/>")
            continue
        written.append(f"{open_row}>")
        for column in sorted(found):
            cell = found[column]
            written.append(f'<c r="{_letters(column)}{row + 1}"{numbers[cell.style]}{_write_value(cell)}')
        written.append("</row>")
    written.append("</sheetData>")
    return "".join(written)


def _write_value(cell: Cell) -> str:
    value = cell.value
    match cell.kind:
        case "s":
            return f' t="s"><v>{value}</v></c>'
        case "":
            return "/>"
        case "n":
            return f"><v>{value:.16G}</v></c>"
        case "b":
            return f' t="b"><v>{value}</v></c>'
        case "f":
            kind = ' t="str"' if isinstance(value, str) and value else ""
            formula, shown = escape(cell.formula, quote=False), escape(str(value), quote=False)
            return f"{kind}><f>{formula}</f><v>{shown}</v></c>"
        case _:
            assert_never(cell.kind)


def _find_reach(cells: Mapping[int, Mapping[int, Cell]]) -> Mapping[int, str]:
    """Say for each block of rows from which column to which it has cells."""
    reach: dict[int, tuple[int, int]] = {}
    for row, found in cells.items():
        first, last = min(found), max(found)
        low, high = reach.get(row // _BLOCK, (first, last))
        reach[row // _BLOCK] = min(first, low), max(last, high)
    return {block: f' spans="{low + 1}:{high + 1}"' for block, (low, high) in reach.items()}


def _say_height(points: float | None) -> str:
    pixels = _DEFAULT_HEIGHT if points is None else int(points * 4.0 / 3.0 + 0.5)
    return "" if pixels == _DEFAULT_HEIGHT else f' ht="{pixels * 0.75:.16g}" customHeight="1"'


@functools.lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    """Give the letters of a column; xlsxwriter's own would bring all of it in.

    >>> _letters(0), _letters(25), _letters(26), _letters(701), _letters(702), _letters(16_383)
    ('A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD')
    """
    before, place = divmod(column, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[place]

"""Columns that a table got while it was filled are made as wide as their words need.

Where tags decide how many columns a table has, docxtpl makes them all alike and words break in the middle.
Word mends that by itself in a table of automatic widths; LibreOffice takes the grid at its word. So the grid
is written as Word would come to it: no word is broken while there is room,
and the rest goes to the longest texts.

Lengths are in twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.xml_parts import whole_number

__all__ = ["fit_columns", "share_width"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_USUAL_SIZE = 24
"""Half-points, where a run does not say."""
_LETTER = 5.8
"""Width of a letter in a half-point of its size: a little more than an average small letter of a serif."""
_LARGEST = 3_276
"""Half-points, as Word lets letters be."""
_MARGINS = 230
"""Both margins of a cell and its rules, as Word draws them unless told otherwise."""
_LINES = 8
"""No column asks for more room than its text needs in so many lines."""
_HIGHEST = 4000
"""No heading makes a row higher, however long."""


def fit_columns(root: etree._Element) -> None:
    """Write the widths of every table whose number of columns came of its tags.

    Args:
        root: a part that has been filled, as docxtpl leaves it: with as many grid columns as cells.
    """
    for table in root.iter(_W + "tbl"):
        if _is_automatic(table):
            _fit(table)


def _is_automatic(table: etree._Element) -> bool:
    """Tell a table that leaves its widths open: neither its layout nor any of its cells fixes one."""
    layout = table.find(f"{_W}tblPr/{_W}tblLayout")
    if layout is None or layout.get(_W + "type") != "autofit":
        return False
    widths = (cell.find(f"{_W}tcPr/{_W}tcW") for row in table.findall(_W + "tr") for cell in row)
    return all(width is None or width.get(_W + "type") == "auto" for width in widths)


def _fit(table: etree._Element) -> None:
    grid = table.find(_W + "tblGrid")
    columns = grid.findall(_W + "gridCol") if grid is not None else []
    least, wanted = [_MARGINS] * len(columns), [_MARGINS] * len(columns)
    for place, cell in _cells(table, len(columns)):
        narrow, wide = _needs(cell)
        least[place] = max(least[place], narrow)
        wanted[place] = max(wanted[place], wide)
    total = sum(whole_number(column.get(_W + "w"), 0) for column in columns)
    for column, width in zip(columns, share_width(total, least, wanted), strict=True):
        column.set(_W + "w", str(width))
    for row in table.findall(_W + "tr"):
        _raise_row(row)


def _raise_row(row: etree._Element) -> None:
    """Make a row as high as the words in it that run upwards are long; a height it has stays."""
    turned = [cell for cell in row.findall(_W + "tc") if _is_turned(cell)]
    lengths = [_letter(cell) * len(text) for cell in turned for text in _texts(cell)]
    height = _MARGINS + int(max(lengths, default=0))
    look = row.find(_W + "trPr")
    if height > _MARGINS and look is not None and look.find(_W + "trHeight") is None:
        etree.SubElement(look, _W + "trHeight", {_W + "val": str(min(height, _HIGHEST))})


def _cells(table: etree._Element, count: int) -> Iterator[tuple[int, etree._Element]]:
    """The cells that stand in one column alone, each with its column."""
    for row in table.findall(_W + "tr"):
        place = 0
        for cell in row.findall(_W + "tc"):
            found = cell.find(f"{_W}tcPr/{_W}gridSpan")
            span = whole_number(found.get(_W + "val"), 1) if found is not None else 1
            if span == 1 and place < count:
                yield place, cell
            place += span


def _needs(cell: etree._Element) -> tuple[int, int]:
    """How wide a cell must be for its longest word, and how wide it would like to be."""
    letter = _letter(cell)
    if _is_turned(cell):
        # Words that run upwards are as wide as their lines are high.
        return _MARGINS + int(letter * 2), _MARGINS + int(letter * 2)
    texts = _texts(cell)
    longest = max((len(word) for text in texts for word in _words(text)), default=0)
    whole = max((len(text) for text in texts), default=0)
    return _MARGINS + int(letter * longest), _MARGINS + int(letter * max(longest, whole / _LINES))


def _is_turned(cell: etree._Element) -> bool:
    return cell.find(f"{_W}tcPr/{_W}textDirection") is not None


def _letter(cell: etree._Element) -> float:
    sizes = [min(whole_number(size.get(_W + "val"), 0), _LARGEST) for size in cell.iter(_W + "sz")]
    return _LETTER * max(sizes, default=_USUAL_SIZE)


def _texts(cell: etree._Element) -> list[str]:
    return ["".join(paragraph.itertext(_W + "t")) for paragraph in cell.iter(_W + "p")]


def _words(text: str) -> Iterable[str]:
    """The pieces a line is broken between; a hyphen stays at the end of its line."""
    return (piece for word in text.split() for piece in word.replace("-", "- ").split())


def share_width(total: int, least: list[int], wanted: list[int]) -> list[int]:
    """Share the width of a table: first what each column needs, then what it would like.

    >>> share_width(1000, [100, 200], [100, 400]), share_width(150, [100, 200], [100, 200])
    ([200, 800], [50, 100])
    """
    if not least or total <= 0:
        return least
    if sum(least) >= total:
        return _scale(total, least)
    spare, wishes = total - sum(least), [want - need for need, want in zip(least, wanted, strict=True)]
    if sum(wishes) >= spare:
        return [need + more for need, more in zip(least, _scale(spare, wishes), strict=True)]
    return _scale(total, wanted)


def _scale(total: int, parts: list[int]) -> list[int]:
    scaled = [part * total // sum(parts) for part in parts]
    scaled[scaled.index(max(scaled))] += total - sum(scaled)
    return scaled

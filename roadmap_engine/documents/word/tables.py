"""Tables as Word understands them: a grid that is there, spans and widths that are numbers.

Word mends such things silently when it opens a file; whoever fills one has to know them beforehand.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.xml_parts import whole_number

__all__ = ["counts_cells", "mend_tables"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_COLUMNS = 63
"""Of a table, as Word lets it have them."""


def mend_tables(root: etree._Element) -> bool:
    """Give every table of a part a grid, and spans and widths that are numbers.

    Returns:
        Whether anything was wrong.
    """
    mended = False
    for span in list(root.iter(_W + "gridSpan")):
        if not 1 <= whole_number(span.get(_W + "val"), 0) <= _MOST_COLUMNS:
            span.getparent().remove(span)
            mended = True
    for table in list(root.iter(_W + "tbl")):
        mended = _mend_grid(table) or mended
    return mended


def counts_cells(root: etree._Element) -> bool:
    """Tell whether tags decide how many cells the rows of a table, or of a part's tables, have."""
    text = "".join(root.itertext(_W + "t")).replace(" ", "")
    return any(mark in text for mark in ("{%tc", "{%colspan", "{%hm", "{%-tc"))


def _mend_grid(table: etree._Element) -> bool:
    """Let a grid have the columns that the rows need, as wide as the others, each with a width."""
    grid = table.find(_W + "tblGrid")
    mended = grid is None
    if grid is None:
        grid = etree.Element(_W + "tblGrid")
        table.insert(1 if len(table) and table[0].tag == _W + "tblPr" else 0, grid)
    for column in grid.findall(_W + "gridCol"):
        width = str(max(whole_number(column.get(_W + "w"), 0), 0))
        if column.get(_W + "w") != width:
            column.set(_W + "w", width)
            mended = True
    widths = [whole_number(column.get(_W + "w"), 0) for column in grid.findall(_W + "gridCol")]
    needed = max((_count_columns(row) for row in table.findall(_W + "tr")), default=0)
    # Where tags decide how many cells a row has, the cells of the template say nothing of it.
    for _ in range(len(widths), 0 if counts_cells(table) else min(needed, _MOST_COLUMNS)):
        etree.SubElement(grid, _W + "gridCol", {_W + "w": str(sum(widths) // max(len(widths), 1))})
        mended = True
    return mended


def _count_columns(row: etree._Element) -> int:
    spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.findall(_W + "tc"))
    return sum(1 if span is None else whole_number(span.get(_W + "val"), 1) for span in spans)

"""Tables as Word understands them: a grid that is there, spans and widths that are numbers.

Word mends such things silently when it opens a file; whoever fills one has to know them beforehand.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.xml_parts import whole_number

__all__ = ["mend_tables"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_COLUMNS = 63
"""Of a table, as Word lets it have them."""


def mend_tables(root: etree._Element) -> bool:
    """Give every table of a part a grid, and spans and widths that are numbers.

    Returns:
        Whether anything was wrong.
    """
    mended = False
    for table in list(root.iter(_W + "tbl")):
        mended = _mend_grid(table) or mended
    for span in list(root.iter(_W + "gridSpan")):
        if not 1 <= whole_number(span.get(_W + "val"), 0) <= _MOST_COLUMNS:
            span.getparent().remove(span)
            mended = True
    return mended


def _mend_grid(table: etree._Element) -> bool:
    grid = table.find(_W + "tblGrid")
    mended = grid is None
    if grid is None:
        grid = etree.Element(_W + "tblGrid")
        place = 1 if len(table) and table[0].tag == _W + "tblPr" else 0
        table.insert(place, grid)
        most = max((len(row.findall(_W + "tc")) for row in table.findall(_W + "tr")), default=0)
        for _ in range(min(most, _MOST_COLUMNS)):
            etree.SubElement(grid, _W + "gridCol")
    for column in grid.findall(_W + "gridCol"):
        width = str(max(whole_number(column.get(_W + "w"), 0), 0))
        if column.get(_W + "w") != width:
            column.set(_W + "w", width)
            mended = True
    return mended

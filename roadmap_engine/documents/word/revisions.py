"""Tracked changes are taken as made: deleted and moved-away text goes, inserted and moved-here text stays.

A template is read as Word shows it without markup: a tag that was struck out says nothing.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

__all__ = ["accept_revisions"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset(_W + name for name in ("del", "moveFrom", "delText", "delInstrText"))
_COME = frozenset(_W + name for name in ("ins", "moveTo"))
_MARKS = frozenset(
    _W + name
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
        *("tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellMerge"),
        *(f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")),
        *(
            f"customXml{kind}Range{end}"
            for kind in ("Ins", "Del", "MoveFrom", "MoveTo")
            for end in ("Start", "End")
        ),
    )
)
_PROPERTIES = frozenset(_W + name for name in ("rPr", "trPr", "numPr", "tcPr", "pPr"))


def accept_revisions(root: etree._Element) -> bool:
    """Accept every tracked change of a part.

    Returns:
        Whether there were any.
    """
    revised = _GONE | _COME | _MARKS | {_W + "cellDel"}
    if not any(element.tag in revised for element in root.iter(etree.Element)):
        return False
    joined = [paragraph for paragraph in root.iter(_W + "p") if _lost_its_end(paragraph)]
    lines = [line for line in root.iter(_W + "tr") if _is_going(line.find(_W + "trPr"))]
    cells = [cell for cell in root.iter(_W + "tc") if cell.find(f"{_W}tcPr/{_W}cellDel") is not None]
    for element in list(root.iter(*_GONE, *_MARKS, _W + "cellDel")):
        _remove(element)
    for element in list(root.iter(*_COME)):
        _unwrap(element)
    # From the last to the first, so that no text is moved twice.
    for paragraph in reversed(joined):
        _join_next(paragraph)
    for element in (*cells, *lines):
        _remove_from_table(element)
    return True


def _is_going(properties: etree._Element | None) -> bool:
    return properties is not None and any(properties.find(name) is not None for name in _GONE)


def _lost_its_end(paragraph: etree._Element) -> bool:
    """Tell a paragraph whose end was deleted: it and the next one are one."""
    return _is_going(paragraph.find(f"{_W}pPr/{_W}rPr"))


def _remove(element: etree._Element) -> None:
    around = element.getparent()
    if around is not None:
        around.remove(element)


def _unwrap(element: etree._Element) -> None:
    """Let what an element holds stand in its place; one that only marks something goes."""
    around = element.getparent()
    if around is None:
        return
    if around.tag not in _PROPERTIES:
        for child in list(element):
            element.addprevious(child)
    around.remove(element)


def _join_next(paragraph: etree._Element) -> None:
    """Put a paragraph's text before that of the next, whose properties count; the last of a place stays."""
    following = paragraph.getnext()
    if following is None or following.tag != _W + "p" or paragraph.getparent() is None:
        return
    first = next(iter(following), None)
    place = 1 if first is not None and first.tag == _W + "pPr" else 0
    for number, child in enumerate([each for each in paragraph if each.tag != _W + "pPr"]):
        following.insert(place + number, child)
    paragraph.getparent().remove(paragraph)


def _remove_from_table(element: etree._Element) -> None:
    """Take a row or a cell out, and the row or table that is left with none."""
    around = element.getparent()
    if around is None:
        return
    around.remove(element)
    if around.tag in (_W + "tbl", _W + "tr") and around.find(element.tag) is None:
        holder = around.getparent()
        _remove_from_table(around)
        if holder is not None and holder.tag == _W + "tc" and (not len(holder) or holder[-1].tag != _W + "p"):
            etree.SubElement(holder, _W + "p")

"""Things that only one place of a document may be called by stay one, however often their place is repeated.

A loop repeats whatever stands in it, its bookmarks, permissions and notes too. Two of one id are what Word
calls a damaged file, so that the first stays and the others go:

    bookmarks, permissions      a start and its end, by their id; a bookmark by its name too
    references to notes         by the note they lead to, which stands in another part once
    shapes of the older kind    get an id of their own; what a shape is drawn by (its type) stays once

Pictures are numbered anew by `compiled`; comments, tracked changes and ids that editors keep for themselves
are left out when the template is read.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.elements import remove_element

__all__ = ["has_anchors", "settle_anchors"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_ID = _W + "id"
_RANGES = ((_W + "bookmarkStart", _W + "bookmarkEnd"), (_W + "permStart", _W + "permEnd"))
_NOTES = (_W + "footnoteReference", _W + "endnoteReference")
_SHAPES = tuple(
    _VML + name for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group", "arc")
)
_SHAPE_TYPE = _VML + "shapetype"
_ANCHORS = (*(name for pair in _RANGES for name in pair), *_NOTES, *_SHAPES, _SHAPE_TYPE)


def has_anchors(root: etree._Element) -> bool:
    """Tell whether a part has anything that only one place may be called by."""
    return next(root.iter(*_ANCHORS), None) is not None


def settle_anchors(xml: str) -> str:
    """Leave of every such thing of a filled part the first, and nothing half.

    Args:
        xml: the part; given back as it is where it is no XML, for whoever judges it.
    """
    try:
        root = etree.fromstring(xml.encode())
    except (etree.XMLSyntaxError, ValueError):
        return xml
    for start, end in _RANGES:
        _settle_ranges(root, start, end)
    _keep_first(root, _NOTES)
    _keep_first(root, (_SHAPE_TYPE,), "id")
    _name_shapes(root)
    return str(etree.tostring(root, encoding="unicode"))


def _settle_ranges(root: etree._Element, start: str, end: str) -> None:
    """Keep the first start of an id and the first end after it; what has no other half goes."""
    waiting: dict[str, etree._Element] = {}
    known: set[tuple[str, str]] = set()
    for element in list(root.iter(start, end)):
        number = element.get(_ID, "")
        if element.tag == end:
            if waiting.pop(number, None) is None:
                remove_element(element)
            continue
        names = {("id", number), ("name", element.get(_W + "name", number).lower())}
        if names & known:
            remove_element(element)
        else:
            known |= names
            waiting[number] = element
    for element in waiting.values():
        remove_element(element)


def _keep_first(root: etree._Element, names: tuple[str, ...], key: str = _ID) -> None:
    known: set[tuple[str, str | None]] = set()
    for element in list(root.iter(*names)):
        called = (element.tag, element.get(key))
        if called in known:
            remove_element(element)
        known.add(called)


def _name_shapes(root: etree._Element) -> None:
    """Give every repeated shape an id of its own; Word calls them by any word."""
    for key in ("id", _OFFICE + "spid"):
        known: set[str] = set()
        for shape in root.iter(*_SHAPES):
            called = shape.get(key)
            if called is None:
                continue
            if called in known:
                number = next(n for n in range(2, len(known) + 3) if f"{called}_{n}" not in known)
                called = f"{called}_{number}"
                shape.set(key, called)
            known.add(called)

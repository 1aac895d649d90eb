"""The elements of a part: what may run, fetch or hold a foreign file is found, what no paper needs goes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.allowed import (
    ACTIVE_ELEMENTS,
    LEFT_ELEMENTS,
    TOLD_ELEMENTS,
    WEB_LINK,
    leads_out,
    local_name,
)
from roadmap_engine.documents.word.field_codes import find_forbidden_codes

__all__ = ["examine_elements", "remove_element", "shed_elements"]

_WORDS = frozenset(("descr", "title", "alt", "name", "id", "tooltip", "author"))
"""Attributes that only say something: Word notes there where a picture once came from."""
_SOURCES = frozenset(("src", "althref"))
_LINKS = frozenset(("href", "hlinkhref"))
_LINKING = frozenset(("hyperlink", "hlinkclick", "hlinkhover", "hlinkmouseover"))
"""Elements that a web page may be called up with: by a click, never by looking."""
_FETCHES = re.compile(r"@import|url\s*\(\s*[\"']?(?!#)", re.IGNORECASE)
"""What a style of a picture of lines may not say."""
_IDS = frozenset(("paraid", "textid", "anchorid", "editid"))
"""Ids that only comments and editors working together need: a repeated one would upset Word."""


def examine_elements(name: str, part: str, root: etree._Element, links: Container[str]) -> Iterator[Problem]:
    """Find what of a part may not stand in a template.

    Args:
        name: what people call the file.
        part: the part's name.
        root: its XML, after `shed_elements`.
        links: the ids of its relationships that lead to the web; only a link may ask for one.
    """
    is_drawn = local_name(root.tag) == "svg"
    for element in root.iter():
        found = local_name(element.tag)
        if found in ACTIVE_ELEMENTS:
            yield Problem.of("RM605", template=name, part=f"{part} <{found}>")
        reaching = [
            value.strip()
            for key, value in element.attrib.items()
            if _reaches_out(local_name(key), value.strip(), is_drawn=is_drawn)
        ]
        if found not in _LINKING:
            reaching += _linked(element, links)
        if found == "style" and is_drawn and _FETCHES.search(element.text or ""):
            reaching.append(element.text.strip())
        for value in reaching:
            yield Problem.of("RM608", template=name, part=part, target=value[:100])
    for code in find_forbidden_codes(root):
        yield Problem.of("RM609", template=name, part=part, field=code)


def _linked(element: etree._Element, links: Container[str]) -> Iterator[str]:
    """Give the ids of relationships by which an element that is no link asks for something outside."""
    for key, value in element.attrib.items():
        namespace, _, name = key.rpartition("}")
        if namespace.endswith("/relationships") and value and (name in ("link", "href") or value in links):
            yield value


def _reaches_out(key: str, value: str, *, is_drawn: bool) -> bool:
    if key in _SOURCES:
        return bool(value)
    if key in _LINKS and is_drawn:
        # What a page only links to, a picture may fetch.
        return not value.startswith(("#", "data:image/")) and bool(value)
    if key in _LINKS:
        return bool(value) and not WEB_LINK.match(value)
    if key == "action":
        return bool(value) and not value.startswith("ppaction://hlinkshowjump")
    # A picture of lines may answer to events, as a page does.
    return key not in _WORDS and (leads_out(value) or (key.startswith("on") and "(" in value))


def shed_elements(root: etree._Element) -> tuple[bool, tuple[str, ...]]:
    """Take out of a part what goes with the parts that are left out, and ids that must not be repeated.

    Returns:
        Whether anything went, and the names of the settings that are told.
    """
    going = [element for element in root.iter() if local_name(element.tag) in LEFT_ELEMENTS]
    told = tuple(dict.fromkeys(etree.QName(e).localname for e in going if local_name(e.tag) in TOLD_ELEMENTS))
    for element in going:
        remove_element(element)
    # A control's id has to be its own; Word gives a new one where there is none.
    ids = [each for each in root.iter() if local_name(each.tag) == "id" and _stands_in(each, "sdtpr")]
    for element in ids:
        remove_element(element)
    changed = bool(going or ids)
    for element in root.iter():
        for key in [key for key in element.attrib if local_name(key) in _IDS and "microsoft" in key]:
            del element.attrib[key]
            changed = True
    return changed, told


def _stands_in(element: etree._Element, parent: str) -> bool:
    around = element.getparent()
    return around is not None and local_name(around.tag) == parent


def remove_element(element: etree._Element) -> None:
    """Take an element out, and the run it leaves with nothing to say."""
    around = element.getparent()
    if around is None:
        return
    around.remove(element)
    if local_name(around.tag) == "r" and all(local_name(each.tag) == "rpr" for each in around):
        remove_element(around)

"""Tags where nothing is filled: in comments, properties, styles, settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.tags import shorten

__all__ = ["find_vain_tags"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAIN = re.compile(r"\{\{[^{}]+\}\}|\{%[^{}%]*%\}")
_MOST = 20
"""Tags that are told; whoever moves them sees the others then."""
_LETTER = re.compile(r"[^\W\d_]")
"""The numbering of a list may look like «{%1%}», and is no tag."""


def find_vain_tags(
    name: str, roots: Mapping[str, etree._Element], filled: Iterable[str]
) -> Iterator[Problem]:
    """Find the tags of all parts that are not filled, those that are left out of the papers among them.

    Args:
        name: what people call the file.
        roots: the parts that are XML.
        filled: the parts in which tags are filled.
    """
    told = 0
    for part in (part for part in roots if part not in filled and not part.lower().endswith(".rels")):
        found = dict.fromkeys(tag[0] for text in _texts(roots[part]) for tag in _VAIN.finditer(text))
        for tag in (tag for tag in found if tag.startswith("{{") or _LETTER.search(tag)):
            told += 1
            if told > _MOST:
                return
            yield Problem.of("RM638", template=name, part=part, tag=shorten(tag))


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield "".join(element.itertext(_W + "t")) if element.tag == _W + "p" else element.text or ""
        yield from element.attrib.values()

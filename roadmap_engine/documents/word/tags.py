"""The tags of a part, each with the paragraph it stands in.

Word cuts a paragraph into runs wherever it likes, so a tag is looked for in the paragraph's whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem

__all__ = ["PlacedTag", "find_tags", "plain_tag", "shorten"]

MAX_TAGS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSING = re.compile(r"\}\}|%\}|#\}")
_BRACES = re.compile(rf"{_OPENING.pattern}|{_CLOSING.pattern}")
_PARTS_OF_TAG = re.compile(
    r"\{(?P<mark>[{%#])-?(?:(?P<level>tr|tc|p|r)\s)?\s*(?P<inside>.*?)\s*-?[}%#]\}", re.DOTALL
)
_CELL_TAG = re.compile(r"(colspan|cellbg)\s+(?P<value>.+)", re.DOTALL)
_CONTAINERS = {"tr": "tbl", "tc": "tr"}


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag and where it stands.

    Attributes:
        text: the tag as its author wrote it.
        mark: «{» for a value, «%» for a block, «#» for a remark.
        level: what a block tag takes away with it: «tr», «tc», «p», «r», or nothing.
        inside: the tag without its braces and level.
        part: name of the part.
        paragraph: the paragraph's words.
        container: the element that both ends of a block of this level have to share; None where a row's or
            a cell's tag stands in no table.
        beside: what else stands in the paragraph, row or cell that the tag takes away with it.
    """

    text: str
    mark: str
    level: str
    inside: str
    part: str
    paragraph: str
    container: object
    beside: str = ""

    @property
    def keyword(self) -> str:
        """The first word of a block tag: «for», «if», «endfor» and so on."""
        return self.inside.partition(" ")[0] if self.mark == "%" else ""

    def problem(self, code: str, template: str, **arguments: Any) -> Problem:
        """Make a problem placed at this tag."""
        return Problem.of(
            code,
            template=template,
            part=self.part,
            paragraph=shorten(self.paragraph),
            tag=shorten(self.text),
            **arguments,
        )


def find_tags(
    root: etree._Element, part: str, template: str
) -> tuple[tuple[PlacedTag, ...], tuple[Problem, ...]]:
    """Find every tag of a part, and braces that make no tag."""
    tags: list[PlacedTag] = []
    problems: list[Problem] = []
    for paragraph in root.iter(_W + "p"):
        text = "".join(run.text or "" for run in _own_texts(paragraph))
        if not _BRACES.search(text):
            continue
        tags += (_place(match[0], text, part, paragraph) for match in _TAG.finditer(text))
        problems += _find_stray(_TAG.sub("", text), template, part, shorten(text))
    if len(tags) > MAX_TAGS:
        problems.append(Problem.of("RM620", template=template, part=part, found=len(tags), limit=MAX_TAGS))
        return (), tuple(problems)
    return tuple(tags), tuple(problems)


def _find_stray(rest: str, template: str, part: str, paragraph: str) -> Iterator[Problem]:
    """Find the braces that are left once the tags are taken out."""
    opening, closing = _OPENING.search(rest), _CLOSING.search(rest)
    if opening:
        yield Problem.of("RM610", template=template, part=part, paragraph=paragraph, opening=opening[0])
    elif closing:
        yield Problem.of("RM627", template=template, part=part, paragraph=paragraph, closing=closing[0])


def plain_tag(tag: PlacedTag) -> str:
    """Write a tag as Jinja knows it; the quotation marks that Word likes are quotation marks again.

    >>> plain_tag(PlacedTag("{%tr for a in b %}", "%", "tr", "for a in b", "", "", None))
    '{% for a in b %}'
    """
    inside = " ".join(tag.inside.translate(str.maketrans("“”‘’", "\"\"''")).split())
    if tag.mark == "#" or inside in ("vm", "hm"):
        return ""
    cell = _CELL_TAG.fullmatch(inside)
    if tag.mark == "{" or cell:
        return "{{ " + (cell["value"] if cell else inside) + " }}"
    return "{% " + inside + " %}"


def _own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Texts of a paragraph, without those of a text box that hangs in it."""
    for text in paragraph.iter(_W + "t"):
        nearest = next(text.iterancestors(_W + "p"), None)
        if nearest is paragraph:
            yield text


def _place(text: str, around: str, part: str, paragraph: etree._Element) -> PlacedTag:
    found = _PARTS_OF_TAG.fullmatch(text)
    mark, level, inside = (found["mark"], found["level"] or "", found["inside"]) if found else ("{", "", text)
    container, beside = None, ""
    if level == "p":
        container, beside = paragraph.getparent(), around
    elif level in _CONTAINERS:
        taken = next(paragraph.iterancestors(_W + level), None)
        if taken is not None:
            container = next(taken.iterancestors(_W + _CONTAINERS[level]), None)
            beside = "".join(taken.itertext(_W + "t"))
    return PlacedTag(text, mark, level, inside, part, around, container, beside.replace(text, "", 1).strip())


def shorten(text: str, limit: int = 80) -> str:
    """Give the beginning of a text, in one line."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"

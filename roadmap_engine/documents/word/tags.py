"""The tags of a part, each with the paragraph it stands in.

Word cuts a paragraph into runs wherever it likes, so a tag is looked for in the paragraph's whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.tag_text import TAG, latin_words, own_texts

__all__ = ["Cell", "PlacedTag", "describe_cell", "find_tags", "plain_tag", "shorten"]

MAX_TAGS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OPENING = re.compile(r"\{\{|\{%|\{#")
_CLOSING = re.compile(r"\}\}|%\}|#\}")
_BRACES = re.compile(rf"{_OPENING.pattern}|{_CLOSING.pattern}")
_PARTS_OF_TAG = re.compile(
    r"\{(?P<mark>[{%#])-?(?:(?P<level>tr|tc|p|r)\s)?\s*(?P<inside>.*?)\s*-?[}%#]\}", re.DOTALL
)
_CELL_TAG = re.compile(r"(colspan|cellbg)\s+(?P<value>.+)", re.DOTALL)
_CONTAINERS = {"tr": "tbl", "tc": "tr"}
_HOLDERS = tuple(_W + name for name in ("tc", "txbxContent", "footnote", "endnote"))
"""What holds text of its own inside the text around it; a block cannot begin in one and end elsewhere."""
_NOTES = frozenset(_W + name for name in ("footnoteReference", "endnoteReference"))
_HANGING = frozenset(("drawing", "pict", "sectPr"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as people find it.

    Attributes:
        row: counted from 1; so is the column.
        words: how its text begins.
    """

    row: int
    column: int
    words: str


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
        hangs: whether a picture or a section break hangs on what the tag takes away with it.
        cell: the element of the cell it stands in, if any.
        sections: how many section breaks stand before it.
        notes: how many references to footnotes and endnotes stand before it.
        looks_latin: a word with Russian letters that look Latin, the first of them, and the Latin spelling.
    """

    text: str
    mark: str
    level: str
    inside: str
    part: str
    paragraph: str
    container: object
    beside: str = ""
    hangs: bool = False
    cell: object = None
    sections: int = 0
    notes: int = 0
    looks_latin: tuple[str, str, str] | None = None

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
    before = _count_before(root)
    for paragraph in root.iter(_W + "p"):
        texts = [(text, text.text or "") for text in own_texts(paragraph)]
        whole = "".join(words for _, words in texts)
        if not _BRACES.search(whole):
            continue
        # Each tag stands in one text; only then can it be told what stands before it.
        for text, words in texts:
            tags += (_place(match[0], whole, part, text, before) for match in TAG.finditer(words))
        problems += _find_stray(TAG.sub("", whole), template, part, shorten(whole))
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
    """Write a tag as Jinja knows it.

    >>> plain_tag(PlacedTag("{%tr for a in b %}", "%", "tr", "for a in b", "", "", None))
    '{% for a in b %}'
    """
    inside = " ".join(tag.inside.split())
    if tag.mark == "#" or inside in ("vm", "hm"):
        return ""
    cell = _CELL_TAG.fullmatch(inside)
    if tag.mark == "{" or cell:
        return "{{ " + (cell["value"] if cell else inside) + " }}"
    return "{% " + inside + " %}"


def _count_before(root: etree._Element) -> dict[etree._Element, tuple[int, int]]:
    """Count the section breaks and the references to notes that stand before each text."""
    sections = notes = 0
    before: dict[etree._Element, tuple[int, int]] = {}
    for element in root.iter(_W + "t", _W + "sectPr", *_NOTES):
        if element.tag == _W + "t":
            before[element] = (sections, notes)
        elif element.tag == _W + "sectPr":
            sections += 1
        else:
            notes += 1
    return before


def _place(
    text: str,
    around: str,
    part: str,
    stands: etree._Element,
    before: Mapping[etree._Element, tuple[int, int]],
) -> PlacedTag:
    looks_latin = next(latin_words(text), None)
    read = _in_latin(text)
    found = _PARTS_OF_TAG.fullmatch(read)
    mark, level, inside = (found["mark"], found["level"] or "", found["inside"]) if found else ("{", "", read)
    paragraph = next(stands.iterancestors(_W + "p"))
    cell = next(paragraph.iterancestors(_W + "tc"), None)
    container, taken, beside = next(paragraph.iterancestors(*_HOLDERS), None), None, ""
    if level == "p":
        container, taken, beside = paragraph.getparent(), paragraph, around
    elif level in _CONTAINERS:
        container, taken = None, next(paragraph.iterancestors(_W + level), None)
        if taken is not None:
            container = next(taken.iterancestors(_W + _CONTAINERS[level]), None)
            beside = "".join(taken.itertext(_W + "t"))
    sections, notes = before[stands]
    return PlacedTag(
        text,
        mark,
        level,
        inside,
        part,
        around,
        container,
        beside.replace(text, "", 1).strip(),
        hangs=taken is not None and any(True for _ in taken.iter(*(_W + name for name in _HANGING))),
        cell=cell,
        sections=sections,
        notes=notes,
        looks_latin=looks_latin,
    )


def _in_latin(text: str) -> str:
    """Give a tag as it looks, so that one wrong letter is told once and not as a block without an end."""
    for word, _, latin in latin_words(text):
        text = text.replace(word, latin, 1)
    return text


def describe_cell(cell: etree._Element) -> Cell:
    """Tell people which cell it is."""
    row = cell.getparent()
    return Cell(
        len(list(row.itersiblings(_W + "tr", preceding=True))) + 1,
        len(list(cell.itersiblings(_W + "tc", preceding=True))) + 1,
        shorten("".join(cell.itertext(_W + "t")), 40),
    )


def shorten(text: str, limit: int = 80) -> str:
    """Give the beginning of a text, in one line."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"

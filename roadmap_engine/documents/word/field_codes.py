"""The codes of Word's fields: only fields that count, date or refer inside the document may be in a template.

A code may be cut into pieces anywhere, over runs and over paragraphs, and a field may stand inside a field;
Word reads the pieces together, so they are judged together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.allowed import FIELDS, WEB_LINK, local_name

__all__ = ["find_forbidden_codes", "is_balanced"]

_LONGEST = 60
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|“[^”]*”|«[^»]*»|\S+')
_WITH_WORDS = frozenset(("\\l", "\\o", "\\t"))
"""Switches of HYPERLINK that something follows: a bookmark, a tip, a window."""


def find_forbidden_codes(root: etree._Element) -> Iterator[str]:
    """Give the code of every field of a part that may not stand there, short enough to be told."""
    for code in _codes(root):
        if not _is_allowed(code):
            yield " ".join(code.split())[:_LONGEST]


def is_balanced(root: etree._Element) -> bool:
    """Tell whether every field that begins ends, in the order Word knows: begin, separate, end."""
    depth: list[bool] = []
    for element in root.iter():
        if local_name(element.tag) != "fldchar":
            continue
        kind = _kind(element)
        if kind == "begin":
            depth.append(False)
        elif not depth or (kind == "separate" and depth[-1]):
            return False
        elif kind == "separate":
            depth[-1] = True
        elif kind == "end":
            depth.pop()
    return not depth


def _kind(element: etree._Element) -> str:
    kinds = (value for key, value in element.attrib.items() if local_name(key) == "fldchartype")
    return next(kinds, "").lower()


def _codes(root: etree._Element) -> Iterator[str]:
    """Read the codes together; a field inside another's code is part of that code, as a word no field has."""
    reading = _Reading()
    for element in root.iter():
        name = local_name(element.tag)
        if name == "fldsimple":
            yield from (value for key, value in element.attrib.items() if local_name(key) == "instr")
        elif name == "fldchar":
            yield from reading.turn(_kind(element))
        elif name in ("instrtext", "delinstrtext", "t"):
            reading.take(element.text or "", is_code=name != "t")
    yield from reading.rest()


class _Reading:
    """The fields that are open at one place, each with its code, or with none once its result has begun."""

    def __init__(self) -> None:
        self.open: list[str | None] = []
        self.stray = ""

    def turn(self, kind: str) -> Iterator[str]:
        """A field begins, its result begins, or it ends; its code is whole then."""
        if kind == "begin":
            if self.open and self.open[-1] is not None:
                self.open[-1] += " {} "
            self.open.append("")
        elif self.open and kind == "separate":
            yield self.open[-1] or ""
            self.open[-1] = None
        elif self.open and kind == "end":
            yield self.open.pop() or ""

    def take(self, text: str, *, is_code: bool) -> None:
        """Read a text; a code outside any field counts as one."""
        if self.open and self.open[-1] is not None:
            self.open[-1] += text
        elif is_code:
            self.stray += text

    def rest(self) -> Iterator[str]:
        """Give the codes of fields that never ended."""
        yield from (code or "" for code in (self.stray, *self.open))


def _is_allowed(code: str) -> bool:
    words = [token[1:-1] if token[0] in '"“«' else token for token in _TOKEN.findall(code)]
    if not words:
        return True
    if words[0].upper() not in FIELDS or "{" in code:
        return False
    if words[0].upper() != "HYPERLINK":
        return True
    follows = ""
    for word in words[1:]:
        if not word.startswith("\\") and follows not in _WITH_WORDS and not WEB_LINK.match(word):
            return False
        follows = word.lower()
    # Two signs at once open a path to another machine: they are no switch.
    return not any(word.startswith("\\\\") for word in words[1:])

"""A text as its author will see it: entries with values, and comments over and beside them.

Whoever says what stands in a text makes these; `yaml_text` alone knows how they are spelt in YAML.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from roadmap_engine.calendars import SchoolYear, Span

__all__ = ["Entry", "Note", "Offered", "Scalar", "Section", "Value"]

Scalar: TypeAlias = str | int | bool | dt.date | Span | SchoolYear | None
Value: TypeAlias = "Scalar | Section | Mapping[str, Value] | tuple[Value | Entry, ...]"


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value, with what is said about them.

    Attributes:
        key: empty where only a comment stands, and of an item of a list that has a comment.
        above: the comment on the lines before; a line break in it begins a new line.
        beside: the comment at the end of the line.
        offered: the entry is itself a comment, which an author may uncover.
        spaced: an empty line stands before.
    """

    key: str = ""
    value: Value = None
    above: str = ""
    beside: str = ""
    offered: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Entries one under another, where a mapping would be put on one line if it is short."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A value of a tree that stands in its text as a comment, to be uncovered."""

    value: Value


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about a place of a tree.

    Attributes:
        above: the comment on the lines before it.
        beside: the comment at the end of its line.
        spaced: an empty line stands before it.
    """

    above: str = ""
    beside: str = ""
    spaced: bool = False

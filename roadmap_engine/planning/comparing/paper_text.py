"""A paper as it was drawn and as it lies there → where the one says otherwise than the other.

Paragraphs and rows of tables are compared as lines. A line is called by the number it begins with, that of a
point of the order or of a row of the plan.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

__all__ = ["TextChange", "compare_lines"]

_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?=\.?\s)")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A line that differs.

    Attributes:
        point: the number it begins with; empty where it has none.
        drawn, signed: the line before and after; empty where there is none.
    """

    point: str
    drawn: str
    signed: str


def compare_lines(drawn: Sequence[str], signed: Sequence[str]) -> tuple[TextChange, ...]:
    """Find the lines that differ, in their order.

    >>> compare_lines(["а", "2.1. Провести."], ["а", "2.1. Проводить."])
    (TextChange(point='2.1', drawn='2.1. Провести.', signed='2.1. Проводить.'),)
    """
    return tuple(_compare(drawn, signed))


def _compare(drawn: Sequence[str], signed: Sequence[str]) -> Iterator[TextChange]:
    for kind, first, last, begin, end in SequenceMatcher(None, drawn, signed, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for before, after in _pair(drawn[first:last], signed[begin:end]):
            yield TextChange(_label(after) or _label(before), before, after)


def _pair(drawn: Sequence[str], signed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair lines that begin with one number, and those without a number in their order."""
    waiting: dict[str, deque[str]] = {}
    for line in signed:
        waiting.setdefault(_label(line), deque()).append(line)
    for line in drawn:
        same = waiting.get(_label(line))
        yield line, same.popleft() if same else ""
    yield from (("", line) for line in chain.from_iterable(waiting.values()))


def _label(line: str) -> str:
    found = _LABEL.match(line)
    return found[0] if found is not None else ""

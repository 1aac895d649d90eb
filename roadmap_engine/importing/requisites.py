"""The words of a signed paper as it lies there, drawn by the program or corrected by hand; its requisites.

Date and number stand in lines of their own above the heading: «31 мая 2027 г.   № 214-од», «от «31» мая 2027
года № 12/1-ОД», with the place between them or without. A line that says anything else, as the name of «СОШ
№ 12» or the order of a ministry, is none of them. Lines that disagree tell nothing, nor does an empty blank.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.manuscript import Block, Paragraph, Table
from roadmap_engine.importing.orders import IMPERATIVE
from roadmap_engine.importing.preface import read_day
from roadmap_engine.importing.reading import read_manuscript

__all__ = ["PaperText", "read_paper"]

_T = TypeVar("_T")

_HEAD = 30
"""Lines above the heading at most: letterhead, kind of the act, date and number, place."""
_LONGEST = 200
_HEADING = re.compile(r"Об?\s")
_BLANK = re.compile(r"[«\"“]?\s?_{2,}\s?[»\"”]?(?:\s?_{2,})?(?:\s?(?:20)?_*\s?г\.)?")
_DATE = (
    r"(?:от )?[«\"“]?(?P<day>\d{1,2})[»\"”]?[. ] ?(?P<month>\d{1,2}|[а-яё]{3,8})[. ] ?(?P<year>\d{4})"
    r"(?: ?(?:г\.?|года))?"
)
_NUMBER = r"№(?: ?(?P<number>[^\W_][^\W_]*(?:[./]?(?: ?[-–] ?)?[^\W_]+)*))?"
_PLACE = r"[а-яё]{1,5}\. ?[А-ЯЁ][А-ЯЁа-яё -]{1,40}"
_KIND = r"(?:(?:приказ|п р и к а з) )?"
_LINES = tuple(
    re.compile(f"{_KIND}{words}", re.IGNORECASE)
    for words in (
        f"{_DATE}(?:,? (?-i:{_PLACE}))?(?:,? ?{_NUMBER})?",
        f"{_NUMBER}(?: {_DATE})?",
    )
)
_EMPTY = re.compile(rf"{_KIND}(?:от)? ?№?(?:,? ?{_PLACE})?", re.IGNORECASE)
"""What is left of a line whose blanks nobody has filled in."""


@dataclass(frozen=True, slots=True)
class _Requisites:
    """What one line says."""

    date: dt.date | None = None
    number: str | None = None

    def is_of(self, date: dt.date | None, number: str | None) -> bool:
        """Tell whether it says these, as far as it says anything."""
        return self.date in {None, date} and self.number in {None, number}


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper as its reader sees it.

    Attributes:
        lines: paragraphs, and rows of tables on one line each; without those of date and number.
        date, number: where they stand there, and are not two.
        heading: what an act is about, «Об утверждении …»; empty where nothing begins so.
        commands: whether it is an order: «приказываю» stands in it.
    """

    lines: tuple[str, ...]
    date: dt.date | None = None
    number: str | None = None
    heading: str = ""
    commands: bool = False


def read_paper(data: bytes, file: str) -> tuple[PaperText | None, tuple[Problem, ...]]:
    """Read a Word file as it lies there.

    Args:
        data: the file.
        file: what people call it.
    """
    manuscript, problems = read_manuscript(data, file)
    if manuscript is None:
        return None, problems
    lines = tuple(line for block in manuscript.blocks for line in _lines_of(block))
    end = _find_end(lines)
    said = {place: found for place, line in enumerate(lines) if (found := _match(line)) is not None}
    dates = {day for place, found in said.items() if place < end and (day := found.date) is not None}
    numbers = {number for place, found in said.items() if place < end and (number := found.number)}
    date, number = _only(dates), _only(numbers)
    # The stamp of an appendix says them once more.
    own = {place for place, found in said.items() if place < end or found.is_of(date, number)}
    rest = tuple(line for place, line in enumerate(lines) if place not in own)
    heading = lines[end] if end < len(lines) and _HEADING.match(lines[end]) else ""
    commands = any(IMPERATIVE.search(line) for line in rest)
    return PaperText(rest, date, number, heading, commands), problems


def _lines_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            words = (" ".join(line.split()) for line in text.split("\n"))
        case Table(rows=rows):
            words = (" ".join(row.words().split()) for row in rows)
        case _:
            assert_never(block)
    return (line for line in words if line)


def _find_end(lines: Sequence[str]) -> int:
    """Find the heading, above which date and number stand."""
    heads = lines[:_HEAD]
    return next((place for place, line in enumerate(heads) if _HEADING.match(line)), len(heads))


def _match(line: str) -> _Requisites | None:
    """Read a line that is date and number and nothing else; a blank for them is neither."""
    if len(line) > _LONGEST:
        return None
    words = " ".join(_BLANK.sub(" ", line).split())
    if words != line and _EMPTY.fullmatch(words):
        return _Requisites()
    found = next((found for each in _LINES if (found := each.fullmatch(words))), None)
    if found is None:
        return None
    day = read_day(found["day"], found["month"], found["year"]) if found["day"] else None
    if found["day"] and day is None:
        return None  # «32 мая» is to be seen as it stands there
    return _Requisites(day, (found["number"] or "").rstrip(".") or None)


def _only(values: set[_T]) -> _T | None:
    return next(iter(values)) if len(values) == 1 else None

"""The comments of a text that doubt something, as `roadmap import` writes them: a long one goes on below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.importing.text import DOUBTED
from roadmap_engine.yaml_text.writing import runs_on

__all__ = ["LINE_BREAK", "Doubt", "find_remarks"]

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line of YAML."""
_COMMENT = re.compile(r"^\s*# (?P<words>.*\S)\s*$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that an import was not sure of.

    Attributes:
        line: of the comment, counted from 1.
        words: what it says.
        field: that it stands over; empty where it is about the whole.
        last: its last line; a long one is broken.
    """

    line: int
    words: str
    field: str = ""
    last: int = 0

    @property
    def lines(self) -> range:
        """All lines that it stands on."""
        return range(self.line, max(self.line, self.last) + 1)


def find_remarks(lines: Sequence[str]) -> Iterator[Doubt]:
    """Find the doubts among the lines of a text, each whole; what they stand over is not looked at."""
    for place, line in enumerate(lines):
        found = _COMMENT.match(line)
        if found is None or not found["words"].startswith(DOUBTED):
            continue
        words, last = [found["words"].removeprefix(DOUBTED)], place
        for more in lines[place + 1 :]:
            below = _COMMENT.match(more)
            if below is None or below["words"].startswith(DOUBTED) or not runs_on(lines[last], more):
                break
            words.append(below["words"])
            last += 1
        yield Doubt(place + 1, " ".join(words), last=last + 1)

"""What one run reads: texts with their problems, and their words for excerpts."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.gathering import merge_same
from roadmap_engine.load import Library, Loaded
from roadmap_engine.model import Adoption, ProcedureForms
from roadmap_engine.pipeline.joining import Joiner
from roadmap_engine.pipeline.outcome import Outcome

__all__ = ["Findings", "Shared", "read_procedure"]

T = TypeVar("T")


class Findings:
    """The texts read so far: their problems, and their words for excerpts."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.sources: dict[str, str] = {}

    def take(self, *texts: Loaded[Any]) -> None:
        """Take in texts with their problems."""
        for text in texts:
            self.problems += text.problems
            self.remember(text)

    def remember(self, text: Loaded[Any]) -> None:
        """Take in a text whose problems are told elsewhere."""
        if text.text is not None:
            self.sources[text.file] = text.text

    def add(self, outcome: Outcome[Any] | Findings) -> None:
        """Take in what another run has met, or another reading of this one."""
        self.problems += outcome.problems
        self.sources |= outcome.sources

    def outcome(self, value: T | None) -> Outcome[T]:
        """Close the reading with a value, or without one."""
        return Outcome(value, merge_same(self.problems), self.sources)


_MOST_SHARED = 64
_Key = tuple[Hashable, ...]


class Shared:
    """What many adoptions of one run stand on, read once: the chain of a roadmap, an organisation.

    It lives as long as the run. What is wrong at a place of the adoption that asked is nobody else's, and is
    not kept; of many, those read last are kept.

    Args:
        alone: that one adoption is read.

    Attributes:
        joiner: joins them with the adoptions.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._kept: dict[_Key, tuple[Any, Findings]] = {}
        self.joiner = Joiner(alone=alone)

    def take(self, key: _Key, read: Callable[[Findings], T], reading: Findings, asker: Path) -> T:
        """Give what was read under a key, or read it; its problems and words are taken in anyway.

        Args:
            key: all that the reading depends on, but the place that asks.
            read: reads it.
            reading: of the adoption that asks.
            asker: the path of its text.
        """
        if key not in self._kept:
            apart = Findings()
            value = read(apart)
            reading.add(apart)
            if not any(each.location is None or each.location.file == str(asker) for each in apart.problems):
                self._kept[key] = value, apart
                if len(self._kept) > _MOST_SHARED:
                    del self._kept[next(iter(self._kept))]
            return value
        value, apart = self._kept[key]
        reading.add(apart)
        kept: T = value
        return kept


def read_procedure(
    text: Loaded[Adoption], adoption: Adoption, library: Library, reading: Findings
) -> ProcedureForms | None:
    """Read the procedure an adoption names, or take the forms it gives."""
    if adoption.procedure.use is None:
        return adoption.procedure.forms
    loaded = library.load_procedure(
        adoption.procedure.use, asked_at=text.locations.of_value(("procedure", "use"))
    )
    reading.take(loaded)
    return loaded.value

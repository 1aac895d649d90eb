"""What one run reads: texts with their problems, and their words for excerpts."""

from __future__ import annotations

from typing import Any, TypeVar

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import Library, Loaded
from roadmap_engine.model import Adoption, ProcedureForms
from roadmap_engine.pipeline.outcome import Outcome

__all__ = ["Findings", "read_procedure"]

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

    def add(self, outcome: Outcome[Any]) -> None:
        """Take in what another run has met."""
        self.problems += outcome.problems
        self.sources |= outcome.sources

    def outcome(self, value: T | None) -> Outcome[T]:
        """Close the reading with a value, or without one."""
        return Outcome(value, tuple(dict.fromkeys(self.problems)), self.sources)


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

"""What is raised where a caller asks for a value or nothing; the program itself never raises for content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from roadmap_engine.diagnostics.gathering import show_problems
from roadmap_engine.diagnostics.problem import Problem
from roadmap_engine.diagnostics.translation import translator

__all__ = ["InvalidRoadmap", "RenderError", "RoadmapEngineError"]


class RoadmapEngineError(Exception):
    """Texts that no value can be had from, with every problem of theirs.

    Attributes:
        problems: all that were found, warnings and notices too.
        sources: text by file, for excerpts.
    """

    problems: tuple[Problem, ...]
    sources: Mapping[str, str]

    def __init__(self, problems: Iterable[Problem] = (), sources: Mapping[str, str] | None = None) -> None:
        self.problems = tuple(problems)
        self.sources = MappingProxyType(dict(sources or {}))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return self.report()

    def report(self, language: str = "ru") -> str:
        """Show the problems as `roadmap check` does, with places, excerpts and what to do."""
        return "\n".join(show_problems(self.problems, self.sources, translator(language)))


class InvalidRoadmap(RoadmapEngineError):  # noqa: N818 -- reads as what it says of the texts
    """A text is wrong: it cannot be read, contradicts itself, or misses what was asked of it."""


class RenderError(RoadmapEngineError):
    """The texts are sound, but a document cannot be made: its Word template or its picture is wrong."""

"""What a run of several stages gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem, Severity, has_errors
from roadmap_engine.diagnostics.errors import InvalidRoadmap, RenderError
from roadmap_engine.diagnostics.gathering import show_problems
from roadmap_engine.diagnostics.translation import translator

__all__ = ["Outcome"]

T_co = TypeVar("T_co", covariant=True)

_OF_DOCUMENTS = "RM6"
"""How the codes of documents begin, of their templates and pictures."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a run of stages gives: a value as far as there is one, and everything that is wrong.

    Attributes:
        value: None where an error stood in the way; a value may stand beside errors, to be shown with them.
        problems: of all stages, in the order they were met; errors, warnings and notices.
        sources: text by file, of everything that was read, for excerpts.
    """

    value: T_co | None
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=frozendict, repr=False)

    def __post_init__(self) -> None:
        """Keep the sources from being changed by whoever reads them."""
        object.__setattr__(self, "sources", frozendict(self.sources))

    @property
    def ok(self) -> bool:
        """Whether there is a value, and no error beside it."""
        return self.value is not None and not has_errors(self.problems)

    def or_raise(self) -> T_co:
        """Give the value where nothing is wrong with it; warnings and notices are no reason to refuse.

        Raises:
            RenderError: every error is one of documents: of a template, of a picture.
            InvalidRoadmap: any other error, or no value.
        """
        if self.value is not None and self.ok:
            return self.value
        errors = [each.code for each in self.problems if each.severity is Severity.ERROR]
        of_documents = errors and all(code.startswith(_OF_DOCUMENTS) for code in errors)
        raise (RenderError if of_documents else InvalidRoadmap)(self.problems, self.sources)

    def report(self, language: str = "ru") -> str:
        """Show the problems as `roadmap check` does, with places, excerpts and what to do.

        Args:
            language: «ru» or «en».
        """
        return "\n".join(show_problems(self.problems, self.sources, translator(language)))

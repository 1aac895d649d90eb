"""What is wrong with a text, as a value.

A fault in content is never raised: every stage returns its value together with the problems it met,
and collects all of them. A problem holds no sentence, only its code and the words that fill the
code's message, so that one problem reads in Russian and in English.

Lines and columns count from 1; a column counts characters, not bytes. `span` counts from 0 inside
the text the problem speaks of (a phrase, a cell), its end exclusive.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

__all__ = ["Location", "Problem", "Severity", "has_errors"]


class Severity(enum.StrEnum):
    """How much a problem costs: an error stops the papers, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file a person can open: the file, its line and column, and how long the place is."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: a code of the catalogue, the words that fill its message, and its place.

    Attributes:
        code: a code of `roadmap_engine.diagnostics.codes`, such as «RM204».
        severity: the code's usual severity unless the finder knows better.
        arguments: name and text of each gap in the code's message and hint.
        location: the place in a file; unknown while only a phrase is looked at.
        span: start and end inside the phrase; whoever knows the file turns it into a location.
        related: further places the message speaks of.
        basis: the norm the rule comes from, if any.
    """

    code: str
    severity: Severity = Severity.ERROR
    arguments: tuple[tuple[str, str], ...] = ()
    location: Location | None = None
    span: tuple[int, int] | None = None
    related: tuple[Location, ...] = field(default=())
    basis: str | None = None

    @classmethod
    def of(
        cls,
        code: str,
        /,
        *,
        severity: Severity = Severity.ERROR,
        location: Location | None = None,
        span: tuple[int, int] | None = None,
        related: tuple[Location, ...] = (),
        basis: str | None = None,
        **arguments: object,
    ) -> Problem:
        """Make a problem from keyword arguments, which become the words of its message."""
        words = tuple((name, str(value)) for name, value in arguments.items())
        return cls(
            code=code,
            severity=severity,
            arguments=words,
            location=location,
            span=span,
            related=related,
            basis=basis,
        )

    def at(self, location: Location) -> Problem:
        """Give the same problem at a place."""
        return replace(self, location=location)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the papers.

    >>> has_errors([Problem(code="RM000", severity=Severity.WARNING)])
    False
    """
    return any(problem.severity is Severity.ERROR for problem in problems)

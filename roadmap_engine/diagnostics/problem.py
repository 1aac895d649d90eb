"""What is wrong with a text, as a value.

A fault in content is never raised: every stage returns its value together with the problems it met,
and collects all of them. A problem holds no sentence, only its code and the words that fill the
code's message, so that one problem reads in Russian and in English.

Lines and columns count from 1; a column counts characters, not bytes. `span` counts from 0 inside
the text the problem speaks of (a phrase, a cell), its end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from roadmap_engine.diagnostics.codes import CODES
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["Location", "Problem", "Severity", "has_errors"]


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

    What a fault costs stands at its code, once; a finder can only say that it costs less here, and only
    where the code allows for that.

    Attributes:
        code: a code of `roadmap_engine.diagnostics.codes`, such as «RM204»; another is refused.
        arguments: name and text of each gap in the code's message and hint.
        location: the place in a file; unknown while only a phrase is looked at.
        span: start and end inside the phrase; whoever knows the file turns it into a location.
        related: further places the message speaks of.
        basis: the norm the rule comes from, if any.
        lessened: whether it costs the lesser of the code's two severities.
    """

    code: str
    arguments: tuple[tuple[str, str], ...] = ()
    location: Location | None = None
    span: tuple[int, int] | None = None
    related: tuple[Location, ...] = field(default=())
    basis: str | None = None
    lessened: bool = False

    def __post_init__(self) -> None:
        """Refuse a code that nobody could look up, and a severity that the code does not have.

        Raises:
            ValueError: the program is wrong, never a text.
        """
        known = CODES.get(self.code)
        if known is None:
            raise ValueError(f"{self.code} is not in the catalogue of problems")
        if self.lessened and known.lesser is None:
            raise ValueError(f"{self.code} has one severity")

    @classmethod
    def of(
        cls,
        code: str,
        /,
        *,
        location: Location | None = None,
        span: tuple[int, int] | None = None,
        related: tuple[Location, ...] = (),
        basis: str | None = None,
        **arguments: object,
    ) -> Problem:
        """Make a problem from keyword arguments, which become the words of its message.

        Raises:
            ValueError: the code is not in the catalogue.
        """
        words = tuple((name, str(value)) for name, value in arguments.items())
        return cls(code=code, arguments=words, location=location, span=span, related=related, basis=basis)

    @property
    def severity(self) -> Severity:
        """What it costs."""
        known = CODES[self.code]
        return known.lesser if self.lessened and known.lesser is not None else known.severity

    def at(self, location: Location) -> Problem:
        """Give the same problem at a place."""
        return replace(self, location=location)

    def lessen(self) -> Problem:
        """Give the same problem where it costs the lesser of its code's two severities.

        >>> Problem.of("RM503").severity, Problem.of("RM503").lessen().severity
        (<Severity.ERROR: 'error'>, <Severity.WARNING: 'warning'>)
        """
        return replace(self, lessened=True)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the papers.

    >>> has_errors([Problem.of("RM210")])
    False
    """
    return any(problem.severity is Severity.ERROR for problem in problems)

"""What is wrong with a text, as a value.

A fault in content is never raised: every stage returns its value together with the problems it met,
and collects all of them. A problem holds no sentence, only its code and what fills the gaps of the
code's message, so that one problem reads in Russian and in English.

Lines and columns count from 1; a column counts characters, not bytes. `span` counts from 0 inside
the text the problem speaks of (a phrase, a cell), its end exclusive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from roadmap_engine.diagnostics.codes import CODES
from roadmap_engine.diagnostics.languages import Argument, Bilingual, Later, word
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["Aside", "KnownToPublisher", "Location", "OfSettled", "Problem", "Severity", "has_errors"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where something stands in a file a person can open: file, line, column, and how many characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class KnownToPublisher:
    """It lies in a published text whose publisher is told it: the reader cannot mend it there.

    Attributes:
        text: the id of that text.
        version: its version.
    """

    text: str
    version: str


@dataclass(frozen=True, slots=True, order=True)
class OfSettled:
    """It is about a measure that is settled, and that nobody will change any more.

    Attributes:
        measure: its id.
    """

    measure: str


Aside = KnownToPublisher | OfSettled
"""Why a problem is not told to its reader one by one."""


class _Named(Protocol):
    """A path of a file; the core itself knows no files."""

    def __fspath__(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: a code of the catalogue, what fills its message, and its location.

    What a fault costs stands at its code, once; a finder can only say that it costs less here, and only
    where the code allows for that.

    Attributes:
        code: a code of `roadmap_engine.diagnostics.codes`, such as «RM204»; another is refused.
        arguments: the name of each gap in the code's message and hint, and what fills it.
        location: where, in a file; unknown while only a phrase is looked at.
        span: start and end inside the phrase; whoever knows the file turns it into a location.
        related: further locations the message speaks of.
        basis: the norm the rule comes from, if any.
        lessened: whether it costs the lesser of the code's two severities.
        aside: why it is not told to its reader one by one; of an error there is no such reason.
    """

    code: str
    arguments: tuple[tuple[str, Argument], ...] = ()
    location: Location | None = None
    span: tuple[int, int] | None = None
    related: tuple[Location, ...] = field(default=())
    basis: str | None = None
    lessened: bool = False
    aside: Aside | None = None

    def __post_init__(self) -> None:
        """Refuse a code that nobody could look up, a severity it does not have, and values for words.

        Raises:
            ValueError: the program is wrong, never a text.
            TypeError: it would print one of its own values.
        """
        known = CODES.get(self.code)
        if known is None:
            raise ValueError(f"{self.code} is not in the catalogue of problems")
        if self.lessened and known.lesser is None:
            raise ValueError(f"{self.code} has one severity")
        if self.aside is not None and self.severity is Severity.ERROR:
            raise ValueError(f"{self.code} is an error, and errors are everybody's")
        for name, said in self.arguments:
            if not isinstance(said, str | dt.date | Bilingual | Later):
                raise TypeError(f"{self.code}: «{name}» is a {type(said).__name__}, which nobody can read")

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
        **arguments: Argument | int | _Named,
    ) -> Problem:
        """Make a problem from keyword arguments, which fill the gaps of its message.

        Raises:
            ValueError: the code is not in the catalogue.
        """
        words = tuple(
            (name, value if isinstance(value, str | dt.date | Bilingual | Later) else str(value))
            for name, value in arguments.items()
        )
        return cls(code=code, arguments=words, location=location, span=span, related=related, basis=basis)

    @property
    def words(self) -> dict[str, str]:
        """What fills the gaps, for a program: the same in whatever language, a day as ISO 8601 writes it."""
        return {
            name: said.isoformat() if isinstance(said, dt.date) else word(said, "ru")
            for name, said in self.arguments
        }

    @property
    def severity(self) -> Severity:
        """What it costs."""
        known = CODES[self.code]
        return known.lesser if self.lessened and known.lesser is not None else known.severity

    def at(self, location: Location) -> Problem:
        """Give the same problem at a location."""
        return replace(self, location=location)

    def lessen(self) -> Problem:
        """Give the same problem where it costs the lesser of its code's two severities.

        >>> Problem.of("RM503").severity, Problem.of("RM503").lessen().severity
        (<Severity.ERROR: 'error'>, <Severity.WARNING: 'warning'>)
        """
        return replace(self, lessened=True)

    def set_aside(self, aside: Aside | None) -> Problem:
        """Give the same problem with the reason why it is not told one by one; None where it is."""
        return replace(self, aside=aside)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the papers.

    >>> has_errors([Problem.of("RM210")])
    False
    """
    return any(problem.severity is Severity.ERROR for problem in problems)

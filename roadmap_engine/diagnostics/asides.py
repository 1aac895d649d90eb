"""Whose a warning is: it is told to the one who can mend it, and to nobody where nothing can be mended.

An error is everybody's: it stops the papers. A warning in a published text that its publisher is told when
she checks it is hers; of a school it is only said that there are so many. A warning about what is settled is
nobody's: no text will be other than it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.diagnostics.problem import KnownToPublisher, Location, OfSettled, Problem, Severity

__all__ = ["Fault", "OverAndDone", "fault_of", "is_in", "set_aside"]

Fault = tuple[str, Location | None]
"""What makes two problems one fault, whoever met it: the code and the place."""


_ABOUT_MEASURES = ("measure", "thing", "need", "other", "first", "second")
"""What messages call measures; where one of two is settled, nothing about both can be mended either."""


@dataclass(frozen=True, slots=True)
class OverAndDone:
    """The settled measures of a school.

    Attributes:
        locations: of everything that is said of them, to the measure.
        names: their ids.
    """

    locations: Mapping[Location, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def find(self, problem: Problem) -> str | None:
        """Give the settled measure that a problem is about, by what it names or by its place."""
        words = dict(problem.arguments)
        for argument in _ABOUT_MEASURES:
            said = words.get(argument)
            if isinstance(said, str) and (name := said.removeprefix("measure ")) in self.names:
                return name
        return self.locations.get(problem.location) if problem.location is not None else None


def fault_of(problem: Problem) -> Fault:
    """Give what makes it the same fault as another."""
    return problem.code, problem.location


def is_in(problem: Problem, published: Mapping[str, KnownToPublisher]) -> bool:
    """Tell whether a problem that is no error lies in a text that the reader does not write."""
    place = problem.location
    return problem.severity is not Severity.ERROR and place is not None and place.file in published


def set_aside(
    problems: Iterable[Problem],
    published: Mapping[str, KnownToPublisher],
    known: Collection[Fault],
    over: OverAndDone,
) -> tuple[Problem, ...]:
    """Mark the problems that are not told one by one to the reader of an adoption or of a layer.

    Where the publisher's text and the reader's own say something of one field, the later word counts, so the
    place of a problem is the text of the one whose word it is. A problem in the publisher's text that the
    reader's dates, people or calendar have brought about is not known to the publisher, and stays hers.

    Args:
        problems: all of them, in any order.
        published: what to call the texts that the reader does not write, by file.
        known: what their publishers are told of them.
        over: what is settled.
    """
    return tuple(_mark(each, published, known, over) for each in problems)


def _mark(
    problem: Problem,
    published: Mapping[str, KnownToPublisher],
    known: Collection[Fault],
    over: OverAndDone,
) -> Problem:
    if problem.severity is Severity.ERROR:
        return problem
    settled = over.find(problem)
    if settled is not None:
        return problem.set_aside(OfSettled(settled))
    if problem.location is not None and is_in(problem, published) and fault_of(problem) in known:
        return problem.set_aside(published[problem.location.file])
    return problem

"""Problems in the order of reading, of equal ones the first few and a count: a list that people can end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from roadmap_engine.diagnostics.limits import PROBLEMS
from roadmap_engine.diagnostics.problem import Problem
from roadmap_engine.diagnostics.showing import format_problem, sort_problems
from roadmap_engine.diagnostics.translation import Translator

__all__ = ["gather_problems", "show_problems"]


def gather_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems to show: of those of one code in one text the first twenty, then how many more.

    Args:
        problems: all of them, in any order.

    Returns:
        them in the order of reading; the count stands where the first that is left out would.
    """
    return tuple(_shorten(sort_problems(problems)))


def show_problems(
    problems: Iterable[Problem], sources: Mapping[str, str], translate: Translator
) -> tuple[str, ...]:
    """Lay out the problems that `gather_problems` gives, each for a person.

    Args:
        problems: all of them, in any order.
        sources: text by file, for the excerpts.
        translate: the reader's language.
    """
    return tuple(
        format_problem(each, sources.get(each.location.file) if each.location else None, translate)
        for each in gather_problems(problems)
    )


def _shorten(ordered: tuple[Problem, ...]) -> Iterator[Problem]:
    all_of = Counter(map(_kind, ordered))
    seen: Counter[tuple[str, str]] = Counter()
    for problem in ordered:
        kind = _kind(problem)
        seen[kind] += 1
        if seen[kind] <= PROBLEMS.most:
            yield problem
        elif seen[kind] == PROBLEMS.most + 1:
            yield Problem.of(
                PROBLEMS.told,
                location=problem.location,
                count=all_of[kind] - PROBLEMS.most,
                code=problem.code,
            )


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.location.file if problem.location else ""

"""Problems in the order of reading, each fault once, of many alike the first few: a list people can end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from roadmap_engine.diagnostics.limits import PROBLEMS
from roadmap_engine.diagnostics.plain import one_line
from roadmap_engine.diagnostics.problem import KnownToPublisher, Problem
from roadmap_engine.diagnostics.showing import count_problems, format_problem, sort_problems
from roadmap_engine.diagnostics.translation import Translator

__all__ = ["ECHOES", "gather_problems", "merge_same", "show_problems"]

ECHOES: Mapping[str, str] = {
    "RM509": "RM314",  # what a stated date of another year comes to
    "RM632": "RM211",  # what an order comes to where nobody answers
}
"""A code that only repeats, by the time of a later stage, what another says at the same place."""

_KNOWN = (
    "in the text «{text}», version {version}: {counts}, and its publisher knows it; to see: --all",
    "in the text «{text}», version {version}: {counts}, and its publisher knows them; to see: --all",
)
_OFFERED = frozenset({"near", "known", "now"})
"""What a message offers beside the fault: a text that is read with others knows more names."""


def merge_same(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give every fault once, however many stages or texts it was met in.

    One that is told to its reader is told, though somebody else has set it aside; one that has a place is
    told there, though a stage that knows no texts has met it too.
    """
    first: dict[object, Problem] = {}
    for problem in problems:
        known = first.setdefault(_identity(problem), problem)
        if known.aside is not None and problem.aside is None:
            first[_identity(problem)] = problem
    said = {(each.code, each.location) for each in first.values() if each.location is not None}
    left = [each for each in first.values() if (ECHOES.get(each.code), each.location) not in said]
    if any(each.location is None for each in left):
        placed = {_said(each) for each in left if each.location is not None}
        left = [each for each in left if each.location is not None or _said(each) not in placed]
    return tuple(left)


def _identity(problem: Problem) -> object:
    return problem.location, problem.span, *_said(problem)


def _said(problem: Problem) -> tuple[object, ...]:
    return problem.code, *(each for each in problem.arguments if each[0] not in _OFFERED)


def gather_problems(problems: Iterable[Problem], *, every: bool = False) -> tuple[Problem, ...]:
    """Give the problems to show: of those of one code in one text the first twenty, then how many more.

    Args:
        problems: all of them, in any order.
        every: whether all are to be shown.

    Returns:
        them in the order of reading; the count stands where the first that is left out would.
    """
    return _put_in_order(merge_same(problems), every=every)


def _put_in_order(merged: Iterable[Problem], *, every: bool) -> tuple[Problem, ...]:
    ordered = sort_problems(merged)
    return ordered if every else tuple(_shorten(ordered))


def show_problems(
    problems: Iterable[Problem], sources: Mapping[str, str], translate: Translator, *, every: bool = False
) -> tuple[str, ...]:
    """Lay out the problems that `gather_problems` gives, each for a person; of others' texts only how many.

    Args:
        problems: all of them, in any order.
        sources: text by file, for the excerpts.
        translate: the reader's language.
        every: whether those are shown too that are summed up or set aside.
    """
    merged = merge_same(problems)
    shown = _put_in_order((each for each in merged if every or each.aside is None), every=every)
    return (
        *(
            format_problem(each, sources.get(each.location.file) if each.location else None, translate)
            for each in shown
        ),
        *(() if every else _sum_up(merged, translate)),
    )


def _sum_up(problems: Iterable[Problem], translate: Translator) -> Iterator[str]:
    """Say of each published text how much of it its publisher knows."""
    known: dict[KnownToPublisher, list[Problem]] = {}
    for problem in problems:
        if isinstance(problem.aside, KnownToPublisher):
            known.setdefault(problem.aside, []).append(problem)
    for text in sorted(known):
        counts = ", ".join(count_problems(known[text], translate))
        said = translate.count(*_KNOWN, len(known[text]))
        yield said.format(text=one_line(text.text), version=text.version, counts=counts)


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

"""What is missing because a layer has removed it, told as that: who removed it, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roadmap_engine.deadlines import EventVocabulary, events_of, parse
from roadmap_engine.diagnostics import Problem
from roadmap_engine.overlays.rows import Removed
from roadmap_engine.overlays.vocabulary import add_removed

__all__ = ["explain_removals"]

_UNKNOWN_EVENT = "RM205"


def explain_removals(
    problems: Iterable[Problem], vocabulary: EventVocabulary, removed: Mapping[str, Removed]
) -> Iterator[Problem]:
    """Give problems; of an event that nobody defines, say whether it is the end of what a layer removed.

    Args:
        problems: of reading deadlines.
        vocabulary: the events that are there.
        removed: what is gone, by id.
    """
    if not removed:
        yield from problems
        return
    with_removed = add_removed(vocabulary, (gone.thing for gone in removed.values()))
    for problem in problems:
        gone = _find_removed(problem, with_removed, removed)
        yield problem if gone is None else _explain(problem, gone)


def _find_removed(
    problem: Problem, vocabulary: EventVocabulary, removed: Mapping[str, Removed]
) -> Removed | None:
    if problem.code != _UNKNOWN_EVENT:
        return None
    name = problem.words["name"]
    rule = None if ":" in name else parse(f"после {name}", events=vocabulary).rule
    events = (name,) if rule is None else events_of(rule)
    return next((removed[end] for event in events if (end := event.partition(":")[2]) in removed), None)


def _explain(problem: Problem, gone: Removed) -> Problem:
    return Problem.of(
        "RM264",
        location=problem.location,
        related=(gone.site.location,),
        measure=problem.words["measure"],
        need=gone.thing.id,
        layer=gone.site.layer,
    )

"""What a newer version forbids of a school's own changes → the same with the decision that lets each go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.planning.merging.result import Merge

__all__ = ["name_remedies"]

_FIELD_BY_CODE: Mapping[str, str | None] = {
    "RM240": None,
    "RM241": None,
    "RM243": None,
    "RM244": "",
    "RM245": "remove",
    "RM761": "move",
    "RM762": "move",
    "RM763": "move",
}
"""Codes of changes that are not allowed, and the field that a decision names; None for the one it tells."""


def name_remedies(problems: Iterable[Problem], merge: Merge) -> Iterator[Problem]:
    """Say of every change that is forbidden where it stands today, and how `--take` lets it go.

    Args:
        problems: of the text as it would be.
        merge: what brought it there; what a problem of its decisions and of nobody else's is about, it knows.
    """
    ways = dict(_ways(merge))
    for problem in problems:
        key = _key(problem)
        if key not in ways:
            yield problem
            continue
        take, place = ways[key]
        told = replace(problem, arguments=(*problem.arguments, ("take", f"--take {take}=theirs")))
        yield told.at(place) if place is not None else told


def _ways(merge: Merge) -> Iterator[tuple[str, tuple[str, Location | None]]]:
    for kept in merge.kept:
        if kept.can_go:
            yield kept.key, (kept.key, kept.place)
    for conflict in merge.conflicts:
        ours = conflict.choices[0]
        yield conflict.key, (conflict.key, ours.place)
        # What was added under an id that the newer version takes stays under another.
        yield ours.text, (conflict.key, ours.place)


def _key(problem: Problem) -> str | None:
    if problem.code not in _FIELD_BY_CODE:
        return None
    words = problem.words
    thing = words["thing"].rpartition(" ")[2]
    field = _FIELD_BY_CODE[problem.code]
    field = words["field"] if field is None else field
    return f"{thing}.{field}" if field else thing

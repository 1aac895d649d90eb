"""All parts of a merge, in the order they depend on each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, assert_never

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import NOWHERE, Adoption, Locations
from roadmap_engine.model.edit import Append, Edit, MakeList, Remove, Rename, SetValue
from roadmap_engine.planning.merging.additions import merge_additions
from roadmap_engine.planning.merging.answers import list_questions, merge_answers
from roadmap_engine.planning.merging.case import Merging, Transition
from roadmap_engine.planning.merging.columns import merge_columns
from roadmap_engine.planning.merging.former import remember_former
from roadmap_engine.planning.merging.known_as import remember_known
from roadmap_engine.planning.merging.moves import merge_moves
from roadmap_engine.planning.merging.order_terms import merge_terms
from roadmap_engine.planning.merging.removals import merge_lost, merge_removals
from roadmap_engine.planning.merging.replacements import merge_replacements
from roadmap_engine.planning.merging.result import Conflict, Found, Kept, Merge
from roadmap_engine.planning.merging.settled import merge_settled
from roadmap_engine.planning.merging.upstream import News, find_news, list_taken

__all__ = ["merge_versions"]


def merge_versions(
    transition: Transition,
    adoption: Adoption,
    *,
    written: Mapping[str, Any],
    locations: Locations = NOWHERE,
    news: tuple[News, ...] | None = None,
) -> Merge:
    """Bring an adoption from one version of its roadmap to another.

    Args:
        transition: from the version the adoption stands on to the one it is brought to.
        adoption: the school's answers and changes.
        written: the tree of the adoption's text, which the edits are of.
        locations: where its values stand.
        news: what the newer version brings, where it was found before.
    """
    case = Merging(transition, adoption, written, locations)
    found = list(_find(case))
    defined = {each.path for each in found if isinstance(each, SetValue) and each.path[0] == "defines"}
    found += merge_answers(case, defined)
    news = find_news(transition) if news is None else news
    sorted_out = _sort(found)
    return replace(
        sorted_out,
        taken=tuple(list_taken(news, adoption, transition)),
        notices=tuple(dict.fromkeys((*sorted_out.notices, *list_questions(case)))),
    )


def _sort(found: Iterable[Found]) -> Merge:
    """Put everything that was found into its place."""
    edits: list[Edit] = []
    conflicts: list[Conflict] = []
    kept: list[Kept] = []
    notices: list[Problem] = []
    for each in found:
        match each:
            case SetValue() | Remove() | Rename() | Append() | MakeList():
                edits.append(each)
            case Conflict():
                conflicts.append(each)
            case Kept():
                kept.append(each)
            case Problem():
                notices.append(each)
            case _:
                assert_never(each)
    return Merge(tuple(edits), tuple(conflicts), tuple(kept), notices=tuple(notices))


def _find(case: Merging) -> Iterator[Found]:
    yield from merge_columns(case)
    yield from merge_settled(case)
    yield from merge_replacements(case)
    yield from merge_moves(case)
    yield from merge_lost(case)
    yield from merge_removals(case)
    yield from merge_additions(case)
    yield from merge_terms(case)
    yield from remember_former(case)
    yield from remember_known(case)

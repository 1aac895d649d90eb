"""What schools have sent × the registry → schools × measures, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.collected import Absent, Collected, Matrix, Sent, Source
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.tracking.matching import Block, SchoolFinder, find_blocks, name_key
from roadmap_engine.tracking.matrices import Drawing, add_absent

__all__ = ["collect"]

_RANK = {
    Source.LOG: 0, Source.TRACKER: 1, Source.PLAN: 2,
    Source.UNREADABLE: 3, Source.OTHER: 4, Source.NOTHING: 5,
}  # fmt: skip
"""Of what one school has sent the first of these counts."""


def collect(
    sent: Iterable[Sent], registry: Registry | None = None, today: dt.date | None = None
) -> tuple[Collected, tuple[Problem, ...]]:
    """Count what schools have sent; the order in which it comes means nothing.

    Args:
        sent: of each school and plan what was found; of the same twice, what says more counts.
        registry: who is expected to send something; whoever has sent is, where nobody says.
        today: the day it is seen on.

    Returns:
        What it comes to, and: schools that were found twice (RM682), tables that give way to a log (RM683),
        schools that the registry does not have (RM688), and that it cannot be told which roadmaps those are
        to follow who lack one (RM689).
    """
    found = tuple(sorted(sent, key=lambda each: (each.path, each.plan)))
    finder = SchoolFinder(registry)
    readable = [each for each in found if each.source is not Source.UNREADABLE]
    told: list[Problem] = []
    matrices: list[Matrix] = []
    present: dict[int, set[str]] = {}
    blocks = find_blocks(readable)
    for place, block in enumerate(blocks):
        chosen, twice = _choose(block, finder)
        told += twice
        known = {id(each): finder.find(each) for each in chosen}
        matrices.append(Drawing(block, registry, today).draw([(each, known[id(each)]) for each in chosen]))
        present[place] = {school.id for school in known.values() if school is not None}
    lacking = [*_list_unknown(found, finder), *_list_lacking(found, finder, registry, blocks, present)]
    if registry is not None:
        told += _tell_strangers(readable, finder)
    unplaced = sum(not each.is_told for each in lacking)
    if unplaced and len({block.roadmap for block in blocks}) > 1:
        told.append(Problem.of("RM689", count=unplaced))
    for place in range(len(matrices)):
        own = [each.absent for each in lacking if place in each.places]
        if own:
            matrices[place] = add_absent(matrices[place], own)
    nowhere = [each.absent for each in lacking if each.has_none]
    listed = sorted(nowhere, key=lambda each: (name_key(each.name), each.id, each.path))
    return Collected(today, registry is not None, tuple(matrices), tuple(listed)), tuple(told)


def _identify(sent: Sent, school: RegistrySchool | None) -> str:
    """Tell who has sent something: two of the same are one school."""
    if school is not None:
        return f"registry:{school.id}"
    return f"school:{sent.organisation}" if sent.organisation else f"plan:{sent.plan or sent.path}"


def _choose(block: Block, finder: SchoolFinder) -> tuple[list[Sent], list[Problem]]:
    """Take one of what each school has sent: the log before a table, then what says more, then by name."""
    schools: dict[str, list[Sent]] = {}
    for each in block.sent:
        schools.setdefault(_identify(each, finder.find(each)), []).append(each)
    chosen: list[Sent] = []
    told: list[Problem] = []
    gave_way: list[str] = []
    for own in schools.values():
        first, *others = sorted(own, key=lambda each: (_RANK[each.source], -each.entries, each.path))
        chosen.append(first)
        tables = [each.path for each in others if each.source is Source.TRACKER]
        if first.source is Source.LOG:
            gave_way += tables
            others = [each for each in others if each.source is not Source.TRACKER]
        if others:
            names = list_names(each.path for each in others)
            told.append(
                Problem.of(
                    "RM682", school=first.name or first.plan or first.path, taken=first.path, left=names
                )
            )
    if gave_way:
        told.append(Problem.of("RM683", count=len(gave_way), names=list_names(gave_way)))
    return chosen, told


@dataclass(frozen=True, slots=True)
class _Lacking:
    """A school that has no plan of some table in which one is expected of it.

    Attributes:
        places: of those tables.
        has_none: whether it has a plan in no other table that it is expected in.
        is_told: whether somebody says which roadmap it is to follow.
    """

    absent: Absent
    places: frozenset[int]
    has_none: bool
    is_told: bool


def _list_unknown(found: Iterable[Sent], finder: SchoolFinder) -> Iterator[_Lacking]:
    """List what cannot be read and is of no school that is known: it is expected where most are."""
    for each in found:
        if each.source is Source.UNREADABLE and finder.find(each) is None:
            name = each.name or each.path
            absent = Absent(each.organisation or each.plan, name, "", Source.UNREADABLE, each.path)
            yield _Lacking(absent, frozenset({0}), has_none=True, is_told=True)


def _list_lacking(
    found: Sequence[Sent],
    finder: SchoolFinder,
    registry: Registry | None,
    blocks: Sequence[Block],
    present: Mapping[int, set[str]],
) -> Iterator[_Lacking]:
    """List the schools of a registry that have no plan of a table in which one is expected of them."""
    unreadable = [(finder.find(each), each.path) for each in found if each.source is Source.UNREADABLE]
    broken = {school.id: path for school, path in unreadable if school is not None}
    somewhere = set[str]().union(*present.values())
    for school in registry.schools if registry is not None else ():
        expected = _find_expected(school, blocks)
        places = frozenset(place for place in expected if school.id not in present[place])
        if not expected and school.id not in somewhere:
            # What it is to follow has no table yet: it is counted where most are.
            places = frozenset({0})
        if not places:
            continue
        path = broken.get(school.id, "")
        other = Source.OTHER if school.id in somewhere else Source.NOTHING
        source = Source.UNREADABLE if path else other
        absent = Absent(school.id, school.name, school.municipality, source, path)
        is_told = any(block.roadmap == school.roadmap != "" for block in blocks)
        yield _Lacking(absent, places, len(places) >= len(expected), is_told)


def _find_expected(school: RegistrySchool, blocks: Sequence[Block]) -> Collection[int]:
    """Find the tables in which a plan is expected of a school: of its roadmap, else of every one."""
    wanted = school.roadmap
    return [place for place, block in enumerate(blocks) if block.roadmap and wanted in ("", block.roadmap)]


def _tell_strangers(readable: Iterable[Sent], finder: SchoolFinder) -> Iterator[Problem]:
    strangers = [each for each in readable if finder.find(each) is None]
    if strangers:
        names = list_names(each.name or each.plan or each.path for each in strangers)
        yield Problem.of("RM688", count=len({_identify(each, None) for each in strangers}), names=names)

"""What schools have sent × the registry → schools × measures, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.collected import Absent, Collected, Matrix, Sent, Source
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.tracking.matching import Block, SchoolFinder, find_blocks, name_key
from roadmap_engine.tracking.matrices import Drawing, add_absent

__all__ = ["collect"]

_RANK = {Source.LOG: 0, Source.TRACKER: 1, Source.PLAN: 2, Source.UNREADABLE: 3, Source.NOTHING: 4}
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
        schools that the registry does not have (RM688), and that it cannot be told which roadmap those are
        to follow who have sent nothing (RM689).
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
    absent, unplaced = _find_absent(found, finder, registry, blocks, present)
    if registry is not None:
        told += _tell_strangers(readable, finder)
    if unplaced and len(blocks) > 1:
        told.append(Problem.of("RM689", count=unplaced, roadmap=blocks[0].roadmap))
    for place in range(len(matrices)):
        own = [each for home, each in absent if home == place]
        if own:
            matrices[place] = add_absent(matrices[place], own)
    everybody = {(each.id, each.name, each.path): each for _, each in absent}
    listed = sorted(everybody.values(), key=lambda each: (name_key(each.name), each.id, each.path))
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


_Placed = tuple[int, Absent]


def _find_absent(
    found: Sequence[Sent],
    finder: SchoolFinder,
    registry: Registry | None,
    blocks: Sequence[Block],
    present: Mapping[int, set[str]],
) -> tuple[list[_Placed], int]:
    """Find the schools without a plan, each with the matrix it is expected in.

    Returns:
        Them, and of how many nobody says which roadmap they are to follow.
    """
    unreadable = [(each, finder.find(each)) for each in found if each.source is Source.UNREADABLE]
    broken = {school.id: each.path for each, school in unreadable if school is not None}
    absent = [
        (0, Absent(each.organisation or each.plan, each.name or each.path, "", Source.UNREADABLE, each.path))
        for each, school in unreadable
        if school is None
    ]
    unplaced = 0
    for school in registry.schools if registry is not None else ():
        homes = [place for place, block in enumerate(blocks) if block.roadmap == school.roadmap != ""]
        wanted = homes or list(range(len(blocks)))
        if any(school.id in present[place] for place in wanted):
            continue
        unplaced += not homes
        path = broken.get(school.id, "")
        source = Source.UNREADABLE if path else Source.NOTHING
        absent.append(
            (wanted[0] if wanted else 0, Absent(school.id, school.name, school.municipality, source, path))
        )
    return absent, unplaced


def _tell_strangers(readable: Iterable[Sent], finder: SchoolFinder) -> Iterator[Problem]:
    strangers = [each for each in readable if finder.find(each) is None]
    if strangers:
        names = list_names(each.name or each.plan or each.path for each in strangers)
        yield Problem.of("RM688", count=len({_identify(each, None) for each in strangers}), names=names)

"""Which school has sent something, and with which others it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.model.collected import Sent
from roadmap_engine.model.registry import Registry, RegistrySchool

__all__ = ["Block", "SchoolFinder", "find_blocks", "name_key"]

_DIGITS = re.compile(r"(\d+)")


def name_key(name: str) -> tuple[str, ...]:
    """Give what names sort by: «Школа № 2» stands before «Школа № 12».

    >>> sorted(["Школа № 12", "школа № 2", "Лицей"], key=name_key)
    ['Лицей', 'школа № 2', 'Школа № 12']
    """
    parts = _DIGITS.split(" ".join(name.casefold().replace("ё", "е").split()))
    return tuple(part.zfill(20) if part.isdigit() else part for part in parts)


class SchoolFinder:
    """Finds the school of a registry that has sent something."""

    def __init__(self, registry: Registry | None) -> None:
        schools = registry.schools if registry is not None else ()
        self._by_id = {each.id.casefold(): each for each in schools}
        self._by_name: dict[str, RegistrySchool | None] = {}
        for each in schools:
            name = _flat(each.name)
            # A name that two schools have is nobody's.
            self._by_name[name] = None if name in self._by_name else each

    def find(self, sent: Sent) -> RegistrySchool | None:
        """Find a school by its id, by the id that its plan's begins with, by its folder, by its name.

        >>> from roadmap_engine.model.collected import Source
        >>> school = RegistrySchool("school-12", "СОШ № 12")
        >>> finder = SchoolFinder(Registry((school,)))
        >>> finder.find(Sent(Source.TRACKER, "mail/x.xlsx", plan="school-12-vpr-2027")) == school
        True
        """
        if sent.organisation:
            return self._by_id.get(sent.organisation.casefold()) or self._named(sent)
        words = sent.plan.casefold().split("-")
        begins = ("-".join(words[:count]) for count in range(len(words), 0, -1))
        folders = reversed(sent.path.casefold().split("/")[:-1])
        found = (self._by_id.get(name) for name in (*begins, *folders) if name)
        return next((each for each in found if each is not None), None) or self._named(sent)

    def _named(self, sent: Sent) -> RegistrySchool | None:
        return self._by_name.get(_flat(sent.name)) if sent.name else None


def _flat(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


@dataclass(frozen=True, slots=True)
class Block:
    """What is counted together: one roadmap, whatever its version, one procedure, one school year."""

    roadmap: str
    procedure: str
    year: str
    sent: tuple[Sent, ...]


_Key = tuple[str, str, str]


def find_blocks(sent: Iterable[Sent]) -> tuple[Block, ...]:
    """Put together what is to be counted together, that of most schools first.

    A table that came alone says no roadmap: it goes where most of its measures are known, if that is more
    than half of them; those that fit nowhere are put together by the same measure.
    """
    ordered = sorted(sent, key=lambda each: (each.plan, each.path))
    blocks: dict[_Key, list[Sent]] = {}
    for each in ordered:
        if each.roadmap:
            blocks.setdefault((each.roadmap, each.procedure, each.year), []).append(each)
    known = {key: frozenset(m.id for each in own for m in each.measures) for key, own in blocks.items()}
    lone: list[tuple[frozenset[str], list[Sent]]] = []
    for each in ordered:
        if each.roadmap:
            continue
        measures = frozenset(measure.id for measure in each.measures)
        home = _find_home(measures, known)
        if home is not None:
            blocks[home].append(each)
            continue
        group = next((own for ids, own in lone if _fits(measures, ids)), None)
        if group is None:
            lone.append((measures, [each]))
        else:
            group.append(each)
    found = [Block(*key, tuple(own)) for key, own in blocks.items()]
    found += [Block("", "", "", tuple(own)) for _, own in lone]
    return tuple(sorted(found, key=_rank))


def _find_home(measures: frozenset[str], known: Mapping[_Key, frozenset[str]]) -> _Key | None:
    fitting = [(-len(measures & ids), key) for key, ids in known.items() if _fits(measures, ids)]
    return min(fitting)[1] if fitting else None


def _fits(measures: frozenset[str], ids: frozenset[str]) -> bool:
    return 2 * len(measures & ids) > len(measures)


def _rank(block: Block) -> tuple[int, str, str, str, Sequence[str]]:
    paths = sorted(each.path for each in block.sent)
    return -len(block.sent), block.roadmap, block.procedure, block.year, paths

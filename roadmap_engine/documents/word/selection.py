"""What of a package a paper keeps: judged part by part; the rest is left out, and people are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.allowed import local_name
from roadmap_engine.documents.word.content_types import (
    content_types,
    is_active,
    keep_types,
    names_active,
)
from roadmap_engine.documents.word.elements import examine_elements, shed_elements
from roadmap_engine.documents.word.part_names import CONTENT_TYPES, relations_name
from roadmap_engine.documents.word.relations import (
    ROOT_RELATIONS,
    Reach,
    find_needed,
    follow_relations,
    targets,
)
from roadmap_engine.documents.word.xml_parts import write_part

__all__ = ["select_parts"]

_MOST_NAMED = 5
"""What is left out is named up to here, and counted beyond."""


def select_parts(
    name: str, parts: Mapping[str, bytes], roots: Mapping[str, etree._Element]
) -> tuple[dict[str, bytes], str | None, tuple[Problem, ...]]:
    """Give the parts that are kept, the name of the one that holds the text, and what is to be told.

    Args:
        name: what people call the file.
        parts: all there are.
        roots: those of them that are XML, read; what goes is taken out of them.

    Returns:
        No part where the template is refused; the problems say why.
    """
    types = content_types(roots[CONTENT_TYPES], parts)
    reach = follow_relations(name, parts, roots, types)
    rest = [part for part in parts if part not in reach.kept and not _is_listing(part)]
    problems = list(reach.problems)
    problems += (
        Problem.of("RM605", template=name, part=part)
        for part in rest
        if is_active(part, parts[part], types[part])
    )
    if names_active(roots[CONTENT_TYPES]):
        problems.append(Problem.of("RM605", template=name, part=CONTENT_TYPES))
    lost = [part for part in rest if part.lower() not in targets(roots)]
    changed, settings = _shed(reach, roots)
    for part in (part for part in reach.kept if part in roots):
        problems += examine_elements(name, part, roots[part], reach.links.get(part, ()))
    problems += find_needed(name, roots, reach)
    if problems:
        return {}, None, tuple(dict.fromkeys(problems))
    # Of two texts, one would be filled and another program might show the other.
    texts = [part for part, kind in reach.kept.items() if kind == "officedocument"]
    main = texts[0] if len(texts) == 1 else None
    kept = _keep(parts, roots, reach, changed, types)
    return kept, main, tuple(_tell(name, reach, (*settings, *reach.left, *lost)))


def _is_listing(part: str) -> bool:
    return part == CONTENT_TYPES or part.lower().endswith(".rels")


def _shed(reach: Reach, roots: Mapping[str, etree._Element]) -> tuple[set[str], list[str]]:
    """Take out of the kept parts what goes; give the parts that changed and the settings to tell of."""
    changed: set[str] = set()
    settings: list[str] = []
    for part in (part for part in reach.kept if part in roots):
        did_change, told = shed_elements(roots[part])
        if did_change:
            changed.add(part)
        settings += told
    return changed, settings


def _keep(
    parts: Mapping[str, bytes],
    roots: Mapping[str, etree._Element],
    reach: Reach,
    changed: set[str],
    types: Mapping[str, str],
) -> dict[str, bytes]:
    """Gather the kept parts in their old order, written anew only where something went."""
    listings = {ROOT_RELATIONS.lower(), *(relations_name(part).lower() for part in reach.kept)}
    names = {
        part for part in parts if part in reach.kept or part.lower() in listings or part == CONTENT_TYPES
    }
    # Remarks and instructions for other programs are not read, and do not pass either.
    changed |= {part for part in names & roots.keys() if _says_more(parts[part])}
    for listing in names & reach.dropped.keys():
        for relation in list(roots[listing]):
            if local_name(relation.tag) == "relationship" and relation.get("Id") in reach.dropped[listing]:
                roots[listing].remove(relation)
        changed.add(listing)
    if keep_types(roots[CONTENT_TYPES], {part.lower() for part in names}, types):
        changed.add(CONTENT_TYPES)
    return {
        part: write_part(roots[part]) if part in changed else content
        for part, content in parts.items()
        if part in names
    }


def _says_more(content: bytes) -> bool:
    """Tell whether XML has remarks, or instructions beyond the declaration it may begin with."""
    return b"<!--" in content or b"<?" in content[5:]


def _tell(name: str, reach: Reach, left: Iterable[str]) -> Iterator[Problem]:
    """Say what the papers will not have; what hangs on something named is not named again."""
    for target in dict.fromkeys(reach.attached):
        yield Problem.of("RM634", template=name, target=target)
    if reach.comments:
        yield Problem.of("RM635", template=name)
    named = list(dict.fromkeys(left))
    if named:
        more = f" (+{len(named) - _MOST_NAMED})" if len(named) > _MOST_NAMED else ""
        yield Problem.of("RM636", template=name, parts=", ".join(named[:_MOST_NAMED]) + more)

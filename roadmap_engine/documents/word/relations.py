"""The relationships of a package: from its root to every part that a paper keeps.

A part is kept because a relationship of a kind on the list leads to it, and for no other reason; what nothing
leads to is left out, whatever it holds.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.allowed import (
    ACTIVE_RELATIONS,
    ACTIVE_TYPES,
    COMMENT_RELATIONS,
    KEPT_RELATIONS,
    PARTS_BY_RELATION,
    QUIET_RELATIONS,
    WEB_LINK,
    is_picture,
    kind_of,
    leads_out,
    local_name,
)
from roadmap_engine.documents.word.part_names import relations_name

__all__ = [
    "ROOT_RELATIONS",
    "Reach",
    "find_needed",
    "follow_relations",
    "resolve",
    "targets",
]

ROOT_RELATIONS = "_rels/.rels"
_LONGEST = 100
_SVG = "image/svg+xml"


@dataclass(slots=True)
class Reach:
    """What is found on the way through a package.

    Attributes:
        kept: the parts a paper keeps, each with the kind of the relationship that leads to it.
        left: what is left out and told: a part, or what a relationship leads to.
        attached: where the template says that its own template lies.
        comments: whether there are comments.
        dropped: by the part with relationships, the ids of those that go.
        links: by the part whose links they are, the ids of those that lead to the web.
        problems: what is refused.
    """

    kept: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    comments: bool = False
    dropped: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def follow_relations(
    name: str,
    parts: Mapping[str, bytes],
    roots: Mapping[str, etree._Element],
    types: Mapping[str, str],
) -> Reach:
    """Go from the root of a package to all that is kept.

    Args:
        name: what people call the file.
        parts: of the package.
        roots: those of its parts that are XML, read.
        types: what the package says each part is.
    """
    reach = Reach()
    known = {part.lower(): part for part in parts}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        listing = known.get((relations_name(source) if source else ROOT_RELATIONS).lower())
        if listing is None or listing not in roots:
            continue
        for relation in roots[listing].iter():
            if local_name(relation.tag) != "relationship":
                continue
            part = _judge(name, source, listing, relation, reach, roots, known)
            if part is None or part in reach.kept:
                continue
            kind = kind_of(relation.get("Type", ""))
            reach.kept[part] = kind
            reach.problems += _judge_part(name, part, kind, parts[part], types)
            waiting.append(part)
    return reach


def _judge(
    name: str,
    source: str,
    listing: str,
    relation: etree._Element,
    reach: Reach,
    roots: Mapping[str, etree._Element],
    known: Mapping[str, str],
) -> str | None:
    """Judge one relationship; give the part it leads to where that is kept."""
    attributes = {local_name(key): value for key, value in relation.attrib.items()}
    kind, target = kind_of(attributes.get("type", "")), attributes.get("target", "").strip()
    shown = target[:_LONGEST]
    outside = attributes.get("targetmode", "").strip().lower() == "external"
    part = None if outside else known.get(resolve(source, target).lower())
    if kind in ACTIVE_RELATIONS:
        reach.problems.append(Problem.of("RM605", template=name, part=shown))
    elif kind == "hyperlink" and (WEB_LINK.match(target) or (not outside and not leads_out(target))):
        reach.links.setdefault(source, set()).add(attributes.get("id", ""))
    elif kind in KEPT_RELATIONS and (outside or leads_out(target)):
        reach.problems.append(Problem.of("RM608", template=name, part=listing, target=shown))
    elif kind in PARTS_BY_RELATION:
        return part
    else:
        reach.dropped.setdefault(listing, set()).add(attributes.get("id", ""))
        # Word puts an empty list of sources into most documents.
        if kind != "customxml" or part is None or part not in roots or len(roots[part]):
            _remember(kind, part or shown, reach)
    return None


def _remember(kind: str, what: str, reach: Reach) -> None:
    if kind == "attachedtemplate":
        reach.attached.append(what)
    elif kind in COMMENT_RELATIONS:
        reach.comments = True
    elif kind not in QUIET_RELATIONS and kind not in KEPT_RELATIONS:
        reach.left.append(what)


def _judge_part(
    name: str, part: str, kind: str, content: bytes, types: Mapping[str, str]
) -> Iterator[Problem]:
    """A part that is kept has to be what its relationship says: by content type and first letters."""
    said = types[part].lower()
    fits = said in {each.lower() for each in PARTS_BY_RELATION[kind]}
    if kind == "image":
        fits = fits and (said == _SVG or is_picture(content))
    if not fits or ACTIVE_TYPES.search(said):
        yield Problem.of("RM605", template=name, part=part)


def find_needed(name: str, roots: Mapping[str, etree._Element], reach: Reach) -> Iterator[Problem]:
    """What a part's elements ask for by its id cannot be left out without harm."""
    for part in reach.kept:
        listing = relations_name(part)
        needed = reach.dropped.get(listing, set())
        if not needed or part not in roots:
            continue
        needed = needed & _used_ids(roots[part])
        for relation in roots[listing].iter():
            if relation.get("Id") in needed:
                yield Problem.of("RM605", template=name, part=relation.get("Target", "")[:_LONGEST])


def _used_ids(root: etree._Element) -> set[str]:
    """List the ids of relationships that a part's elements ask for."""
    return {
        value
        for element in root.iter()
        if isinstance(element.tag, str)
        for key, value in element.attrib.items()
        if "/relationships" in key.rpartition("}")[0]
    }


def targets(roots: Mapping[str, etree._Element]) -> set[str]:
    """List, in small letters, every part that any relationship of a package leads to."""
    found = set()
    for listing, root in roots.items():
        if not listing.lower().endswith(".rels"):
            continue
        folder, file = posixpath.split(listing)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        for relation in root.iter():
            if local_name(relation.tag) == "relationship":
                found.add(resolve(source, relation.get("Target", "")).lower())
    return found


def resolve(source: str, target: str) -> str:
    """Name the part that a relationship leads to.

    >>> resolve("word/document.xml", "media/a%20b.png"), resolve("word/document.xml", "/docProps/core.xml")
    ('word/media/a b.png', 'docProps/core.xml')
    """
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))

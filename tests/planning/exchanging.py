"""Versions of a roadmap in which things take each other's ids, for tests of what follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from tests.planning.merging.versions import written

__all__ = ["called", "find_ids", "published", "ring"]

_ID = re.compile(r"[a-z][a-z-]*[a-z]")


def called(text: str, names: Mapping[str, str]) -> str:
    """Write a text with other ids; they are no words of anything else in it."""
    return _ID.sub(lambda word: names.get(word[0], word[0]), text)


def published(number: str, names: Mapping[str, str], base: str, *, silent: bool = False) -> str:
    """Write a version under other ids, each thing saying which it had; a silent publisher says nothing."""
    tree = yaml.safe_load(base)
    had = {name: thing.pop("was", []) for name, thing in _things(tree)}
    tree = yaml.safe_load(called(written(tree), names))
    tree["version"] = number
    former = {now: then for then, now in names.items()}
    for name, thing in () if silent else tuple(_things(tree)):
        then = former.get(name, name)
        if was := [each for each in (then, *had.get(then, [])) if each != name]:
            thing["was"] = was
    return written(tree)


def _things(tree: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give everything that has an id, with it; what is a title alone becomes a mapping."""
    for stage in tree["stages"]:
        for thing in (stage, *stage["measures"]):
            yield thing["id"], thing
    for kind in ("roles", "outputs", "events", "parameters"):
        for name, thing in tree.get(kind, {}).items():
            tree[kind][name] = {"title": thing} if isinstance(thing, str) else thing
            yield name, tree[kind][name]


def ring(names: Sequence[str]) -> dict[str, str]:
    """Let each go by the id of the next, and the last by that of the first."""
    return dict(zip(names, (*names[1:], *names[:1]), strict=True))


def find_ids(text: str) -> set[str]:
    """Find whatever may be an id in a text."""
    return set(_ID.findall(text))

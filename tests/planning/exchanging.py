"""Versions of a roadmap in which things take each other's ids, for tests of what follows them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from tests.planning.merging.versions import written

__all__ = ["called", "find_ids", "published", "ring"]

_ID = re.compile(r"[a-z][a-z-]*[a-z]")


def called(text: str, names: Mapping[str, str]) -> str:
    """Write a text with other ids; they are no words of anything else in it."""
    return _ID.sub(lambda word: names.get(word[0], word[0]), text)


def published(number: str, names: Mapping[str, str], base: str, *, silent: bool = False) -> str:
    """Write a version under other ids, each thing saying which it had unless the publisher is silent."""
    tree = yaml.safe_load(called(base, names))
    tree["version"] = number
    former = {now: then for then, now in names.items()}
    rows = [row for stage in tree["stages"] for row in stage["measures"]]
    for row in (*tree["stages"], *rows):
        if row["id"] in former and not silent:
            row["was"] = [former[row["id"]], *row.get("was", ())]
    for kind in ("roles", "outputs", "events", "parameters"):
        for name, thing in tree.get(kind, {}).items():
            if name in former and not silent:
                whole = {"title": thing} if isinstance(thing, str) else thing
                tree[kind][name] = {**whole, "was": [former[name], *whole.get("was", ())]}
    return written(tree)


def ring(names: Sequence[str]) -> dict[str, str]:
    """Let each go by the id of the next, and the last by that of the first."""
    return dict(zip(names, (*names[1:], *names[:1]), strict=True))


def find_ids(text: str) -> set[str]:
    """Find whatever may be an id in a text."""
    return set(_ID.findall(text))

"""Versions of the small roadmap, written by what became of its things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import yaml

from tests.planning.merging.sides import BASE

__all__ = ["MEASURES", "STAGES", "adding", "version", "written"]

_TREE = yaml.safe_load(BASE)
STAGES: Mapping[str, tuple[str, ...]] = {
    stage["id"]: tuple(measure["id"] for measure in stage["measures"]) for stage in _TREE["stages"]
}
"""The measures of each stage, in the order of the table."""
MEASURES = tuple(name for names in STAGES.values() for name in names)


def written(tree: Mapping[str, Any]) -> str:
    """Write a piece of a text."""
    return yaml.safe_dump(dict(tree), allow_unicode=True, sort_keys=False) if tree else ""


def version(number: str, dropped: Collection[str] = (), *more: Mapping[str, Any]) -> str:
    """Write a version without some measures, and with others at the end of the first stage left.

    Args:
        number: of the version.
        dropped: measures that are gone; nobody waits for them any more, and an emptied stage goes too.
        more: new measures.
    """
    tree = yaml.safe_load(BASE)
    tree["version"] = number
    for stage in tree["stages"]:
        stage["measures"] = [measure for measure in stage["measures"] if measure["id"] not in dropped]
        for measure in stage["measures"]:
            if measure.get("after") in dropped:
                del measure["after"]
    tree["stages"] = [stage for stage in tree["stages"] if stage["measures"]]
    tree["stages"][0]["measures"] += [dict(each) for each in more]
    return written(tree)


def adding(*places: tuple[str, str]) -> str:
    """Write what a school adds: the id of each measure, and what it stands after."""
    additions: Sequence[Mapping[str, Any]] = [
        {
            "after": after,
            "measure": {"id": name, "title": f"Своё {name}", "responsible": "head", "deadline": "до 1 мая"},
        }
        for name, after in places
    ]
    return written({"add": list(additions)})

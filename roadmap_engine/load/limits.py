"""What the layers above let a new one change, in words for the comments of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from roadmap_engine.model import Assembly
from roadmap_engine.model.fields import say_field
from roadmap_engine.model.granting import Permit

__all__ = ["describe_limits"]

_DEEDS = {
    "add": {Permit.LOCKED: "добавлять нельзя", Permit.FREE: "добавлять можно"},
    "move": {Permit.LOCKED: "переставлять нельзя", Permit.FREE: "переставлять можно"},
    "remove": {Permit.LOCKED: "убирать нельзя", Permit.FREE: "убирать можно"},
}
_PERMITS: Mapping[Permit, str] = {
    Permit.LOCKED: "не менять",
    Permit.EARLIER: "только раньше",
    Permit.ADDED: "только дополнять",
    Permit.FREE: "менять можно",
}


def describe_limits(assembly: Assembly) -> tuple[str, Mapping[str, str]]:
    """Say what is not free: once what holds for most measures, and beside a measure what differs for it."""
    of_measures: dict[str, dict[str, Permit]] = {measure.id: {} for measure in assembly.roadmap.measures()}
    general: dict[str, Permit] = {}
    for (thing, field), allowance in assembly.allowances.items():
        # On what condition a measure stands is locked with its removal, and need not be said twice.
        if field == "when" and (thing, "remove") in assembly.allowances:
            continue
        if allowance.permit is Permit.FREE:
            continue  # a lock that is to come
        if not thing:
            general[field] = allowance.permit
        elif thing in of_measures:
            of_measures[thing][field] = allowance.permit
    common = dict(_find_common(of_measures.values()))
    own = {name: _say(_differences(fields, common)) for name, fields in of_measures.items()}
    return _say({**general, **common}), {name: words for name, words in own.items() if words}


def _find_common(measures: Collection[Mapping[str, Permit]]) -> Iterator[tuple[str, Permit]]:
    for field in dict.fromkeys(field for each in measures for field in each):
        (permit, count), *_rest = Counter(each.get(field, Permit.FREE) for each in measures).most_common(1)
        if permit is not Permit.FREE and 2 * count > len(measures):
            yield field, permit


def _differences(fields: Mapping[str, Permit], common: Mapping[str, Permit]) -> Mapping[str, Permit]:
    named = dict.fromkeys((*common, *fields))
    own = {field: fields.get(field, Permit.FREE) for field in named}
    return {field: permit for field, permit in own.items() if permit is not common.get(field, Permit.FREE)}


def _say(fields: Mapping[str, Permit]) -> str:
    return "; ".join(
        _DEEDS[field][permit] if field in _DEEDS else f"{say_field(field)} — {_PERMITS[permit]}"
        for field, permit in fields.items()
    )

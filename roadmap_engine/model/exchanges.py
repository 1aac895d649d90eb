"""Ids that go round: things that take each other's ids from one version to the next, and say so by `was`.

    find_exchanged({"a": ["b"], "b": ["a"]}) -> {"a": "b", "b": "a"}, id now to id before

«a: was: [b]» beside «b: was: [a]» says that the two have changed places; three may do so in a ring. A claim
on an id that is still in use and lies on no ring says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

__all__ = ["Claims", "find_exchanged", "list_round"]

Claims = Mapping[str, Collection[str]]
"""Things by their ids, to the ids that each says it had."""


def list_round(claims: Claims) -> frozenset[tuple[str, str]]:
    """List the claims that lie on a ring of claims: each as the id now and the id it had.

    >>> sorted(list_round({"a": ["b", "x"], "b": ["a"], "c": ["a"]}))
    [('a', 'b'), ('b', 'a')]
    """
    ring = _rings(claims)
    return frozenset(
        (name, former)
        for name, was in claims.items()
        for former in was
        if former != name and former in claims and ring[former] == ring[name]
    )


def find_exchanged(claims: Claims) -> Mapping[str, str]:
    """Find what goes by the id of another now, where the claims leave one reading only.

    Args:
        claims: of things whose ids were in use before and are in use now, on ids of that kind.

    >>> find_exchanged({"a": ["c"], "c": ["a", "b"], "b": ["a"], "d": []})
    {'a': 'c', 'b': 'a', 'c': 'b'}
    >>> find_exchanged({"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]})
    {}
    """
    ring, round_ = _rings(claims), list_round(claims)
    left: dict[str, set[str]] = {}
    claimed_by: dict[str, set[str]] = {}
    for name, former in round_:
        left.setdefault(name, set()).add(former)
        claimed_by.setdefault(former, set()).add(name)
    found: dict[str, str] = {}
    waiting = [name for name, was in left.items() if len(was) == 1]
    while waiting:
        name = waiting.pop()
        if name in found or not left[name]:
            continue
        (found[name],) = left[name]
        for rival in claimed_by[found[name]] - {name}:
            left[rival].discard(found[name])
            if len(left[rival]) == 1:
                waiting.append(rival)
    unclear = {ring[name] for name in left if name not in found}
    return {name: found[name] for name in sorted(found) if ring[name] not in unclear}


def _rings(claims: Claims) -> Mapping[str, str]:
    """Give for each id one that stands for all it lies on a ring with; itself where it lies on none."""
    backward: dict[str, list[str]] = {name: [] for name in claims}
    for name, was in claims.items():
        for former in was:
            if former in backward:
                backward[former].append(name)
    finished = list(_finish(claims))
    ring: dict[str, str] = {}
    for head in reversed(finished):
        waiting = [head]
        while waiting:
            name = waiting.pop()
            if name not in ring:
                ring[name] = head
                waiting += backward[name]
    return ring


def _finish(claims: Claims) -> Iterator[str]:
    """Give the ids in the order in which a walk along the claims leaves them."""
    seen: set[str] = set()
    for start in claims:
        way = [(start, iter(claims[start]))] if start not in seen else []
        seen.add(start)
        while way:
            name, rest = way[-1]
            further = next((each for each in rest if each in claims and each not in seen), None)
            if further is None:
                way.pop()
                yield name
            else:
                seen.add(further)
                way.append((further, iter(claims[further])))

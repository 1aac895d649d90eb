"""Ids that go round: things that take each other's ids from one version to the next, and say so by `was`.

    find_exchanged({"a": ["b"], "b": ["a"]}) -> {"a": "b", "b": "a"}, id now to id before

«a: was: [b]» beside «b: was: [a]» says that the two have changed places; three may do so in a ring. A claim
on an id that is still in use and lies on no ring says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from frozendict import frozendict

__all__ = ["NO_CLAIMS", "Claims", "find_exchanged", "list_round", "list_unclear"]

Claims = Mapping[str, Collection[str]]
"""Things by their ids, to the ids that each says it had, the last one first."""
NO_CLAIMS: Claims = frozendict()


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


def find_exchanged(claims: Claims, before: Claims = NO_CLAIMS) -> Mapping[str, str]:
    """Find what goes by the id of another now, where the claims leave one reading only.

    Args:
        claims: of things whose ids were in use before and are in use now.
        before: what was claimed by then under the same ids. It is said for ever and heard no more, unless
            another thing that takes the id leaves nothing else.

    >>> find_exchanged({"a": ["c"], "c": ["a", "b"], "b": ["a"], "d": []})
    {'a': 'c', 'b': 'a', 'c': 'b'}
    >>> find_exchanged({"a": ["b", "c"], "b": ["c", "a"], "c": ["b", "a"]})
    {}
    >>> find_exchanged({"a": ["b"], "b": ["a"]}, {"a": ["b"], "b": ["a"]})
    {}
    """
    found: dict[str, str] = {}
    for told in _split(claims):
        found |= _exchange(told, before) or {}
    return {name: found[name] for name in sorted(found) if found[name] != name}


def list_unclear(claims: Claims, before: Claims = NO_CLAIMS) -> tuple[str, ...]:
    """List the ids that go round, and it is not clear which was which.

    >>> list_unclear({"a": ["b", "c"], "b": ["c", "a"], "c": ["b", "a"]})
    ('a', 'b', 'c')
    """
    return tuple(sorted(name for told in _split(claims) if _exchange(told, before) is None for name in told))


def _split(claims: Claims) -> Iterator[Claims]:
    """Give the claims of each ring."""
    ring = _rings(claims)
    members: dict[str, list[str]] = {}
    for name in claims:
        members.setdefault(ring[name], []).append(name)
    for names in members.values():
        if len(names) > 1:
            yield {name: [each for each in claims[name] if ring.get(each) == ring[name]] for name in names}


def _exchange(claims: Claims, before: Claims) -> Mapping[str, str] | None:
    """Give what each of a ring was; None where that is not clear."""
    told = {name: [each for each in dict.fromkeys(was) if each != name] for name, was in claims.items()}
    # Whoever says nothing new is who it was, or is another that was called so too.
    staying = {name: {name, *was} for name, was in told.items() if set(was) <= set(before.get(name, ()))}
    every = {name: set(was) for name, was in told.items() if name not in staying}
    last = {name: {told[name][0]} for name in every}
    return _pair(every | staying, staying) or _pair(last | staying, staying)


def _pair(choices: Mapping[str, set[str]], staying: Collection[str]) -> Mapping[str, str] | None:
    """Give each the one id that it can have had; None where that does not come out."""
    left = {name: set(each) for name, each in choices.items()}
    claimed_by: dict[str, list[str]] = {name: [] for name in left}
    for name, each in left.items():
        for former in each:
            claimed_by[former].append(name)
    found: dict[str, str] = {}
    waiting = [name for name, each in left.items() if len(each) == 1]
    while waiting:
        name = waiting.pop()
        if name in found or not left[name]:
            continue
        (found[name],) = left[name]
        for rival in claimed_by[found[name]]:
            if rival != name and found[name] in left[rival]:
                left[rival].remove(found[name])
                if len(left[rival]) == 1:
                    waiting.append(rival)
    rest = left.keys() - found.keys()
    stays = {name: name for name in rest if name in staying and name in left[name]}
    return {**found, **stays} if stays.keys() == rest else None


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

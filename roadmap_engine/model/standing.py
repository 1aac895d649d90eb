"""Where a row stands among others, and which rows stand elsewhere than before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["Standing", "keep_order", "say_standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a stage or a measure stands.

    Attributes:
        stage: id of a measure's stage; "" for a stage.
        after: id of what it stands after; "" for the first.
    """

    stage: str
    after: str


def say_standing(standing: Standing, titles: Mapping[str, str]) -> Bilingual:
    """Say where something stands, by the titles of what is around it.

    >>> say_standing(Standing("s", "m"), {"s": "Анализ", "m": "По классам"}).russian
    '«Анализ», после «По классам»'
    >>> say_standing(Standing("", ""), {}).english
    'first'
    """
    stage, after = (" ".join(titles.get(name, name).split()) for name in (standing.stage, standing.after))
    inside = [f"«{stage}»"] if stage else []
    russian = f"после «{after}»" if after else "первым"
    english = f"after «{after}»" if after else "first"
    return Bilingual(", ".join((*inside, russian)), ", ".join((*inside, english)))


def keep_order(places: Sequence[int | None]) -> frozenset[int]:
    """Find the most things that stand in the order they had: the others are those that moved.

    Args:
        places: of each thing as it stands now, the place it had; None for what is new.

    Returns:
        the places of now of those that kept their order.

    >>> sorted(keep_order([2, 0, None, 1, 3]))
    [1, 3, 4]
    """
    found = [(now, then) for now, then in enumerate(places) if then is not None]
    tails: list[int] = []
    ends: list[int] = []
    links: list[int | None] = []
    for index, (_, then) in enumerate(found):
        length = bisect_left(tails, then)
        links.append(ends[length - 1] if length else None)
        if length == len(tails):
            tails.append(then)
            ends.append(index)
        else:
            tails[length], ends[length] = then, index
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(found[step][0])
        step = links[step]
    return frozenset(kept)

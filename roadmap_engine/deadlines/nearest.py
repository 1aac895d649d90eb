"""The nearest form that is understood, for a phrase that is not: the same idea in the same words."""

from __future__ import annotations

from functools import cache

from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.lexer import normalise, tokenise

__all__ = ["nearest_form"]

_MOST_WORDS = 60
_WEIGHTS = {
    "unit": 2.0,
    "adverb": 2.0,
    "edge": 2.0,
    "breaks": 2.0,
    "weekday": 2.0,
    "ordinal": 1.5,
    "month": 1.5,
}


def _features(phrase: str) -> dict[str, float]:
    tokens = tokenise(normalise(phrase))[:_MOST_WORDS]
    found: dict[str, float] = {}
    for token in tokens:
        weight = _WEIGHTS.get(token.kind, 1.0)
        if token.kind in ("unit", "adverb", "edge"):
            found[f"{token.kind}:{token.value}"] = weight
        elif token.kind == "word":
            found[stem(token.text)] = weight
        elif token.kind not in ("mark", "line"):
            found[token.kind] = weight
    return found


@cache
def _known(examples: tuple[str, ...]) -> tuple[tuple[str, dict[str, float]], ...]:
    return tuple((example, _features(example)) for example in examples)


def nearest_form(phrase: str, examples: tuple[str, ...]) -> str:
    """Give the one of some examples that has most in common with the phrase."""
    own = _features(phrase)

    def likeness(entry: tuple[str, dict[str, float]]) -> float:
        shared = sum(weight for name, weight in own.items() if name in entry[1])
        return shared / (sum(own.values()) + sum(entry[1].values()) - shared or 1)

    return max(_known(examples), key=likeness)[0]

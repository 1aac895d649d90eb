"""Why a phrase is not understood: the day that is none, the two readings, the words that are left over."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache

from roadmap_engine.calendars import last_day_of_month
from roadmap_engine.deadlines.cell import CellReading
from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.lexer import normalise, tokenise
from roadmap_engine.deadlines.lexicon import CLOSE, LEXICON, SHORTEST_SLIP
from roadmap_engine.deadlines.parser import Text
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Later

__all__ = ["complain", "nearest_form", "respelt"]

LEAP_YEAR, MONTHS, DAYS = 2024, 12, 31
PLAINEST = "до 1 октября"

_WORD = re.compile("[а-яё]+", re.IGNORECASE)


def complain(text: Text, found: CellReading, better: Callable[[str], str]) -> Problem:
    """Say what is wrong with a phrase that has no reading; what would be read is looked for by whoever is told."""
    wrong = _no_such_day(text)
    if wrong is not None:
        return wrong
    whole = text.span(0, len(text.tokens))
    if found.refusal is not None:
        words = text.words(0, len(text.tokens))
        hint = dict(found.refusal.arguments)
        if "better" in hint:
            # What a hint says of any such words it says of the person's own.
            hint["better"] = hint["better"].replace("{words}", words)
        return Problem(code=found.refusal.code, span=whole, arguments=(("words", words), *hint.items()))
    start = min(found.reached, max(len(text.tokens) - 1, 0))
    span = text.span(start, len(text.tokens))
    words = text.phrase[span[0] : span[1]].strip()
    return Problem.of(
        "RM301",
        span=span,
        words=words,
        phrase=" ".join(text.phrase.split()),
        better=Later(better, text.phrase),
    )


def _no_such_day(text: Text) -> Problem | None:
    for index, token in enumerate(text.tokens):
        day = _day(text, index)
        if day is None:
            continue
        number, month, year = day
        if 1 <= month <= MONTHS and 1 <= number <= last_day_of_month(year or LEAP_YEAR, month):
            continue
        words = 1 if token.kind != "num" else 2
        span = text.span(index, index + words + _years_words(text, index + 2) * (words == 2))
        return Problem.of("RM302", span=span, date=text.phrase[span[0] : span[1]])
    return None


def _years_words(text: Text, index: int) -> int:
    """Count the words of a year: «2027 г»."""
    if text.at(index).kind != "num" or len(text.at(index).text) != 4:
        return 0
    return 1 + (text.at(index + 1).text in ("г", "года", "год"))


def _day(text: Text, index: int) -> tuple[int, int, int | None] | None:
    token, after = text.at(index), text.at(index + 1)
    if token.kind == "date":
        day, month, year = token.numbers
        return day, month, year
    if token.kind == "day-month":
        number, month = token.numbers
        # «14.30» is an hour somewhere else in the phrase.
        return (number, month, None) if month <= MONTHS and number > DAYS else None
    if (
        token.kind == "num"
        and after.kind == "month"
        and len(token.text) <= 2
        and isinstance(token.value, int)
    ):
        return (
            token.value,
            after.number,
            int(text.at(index + 2).text) if _years_words(text, index + 2) else None,
        )
    return None


_MOST_WORDS = 60
_WEIGHTS = {
    "unit": 2.0, "adverb": 2.0, "edge": 2.0, "breaks": 2.0, "weekday": 2.0, "ordinal": 1.5, "month": 1.5,
}  # fmt: skip


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
def _known(examples: tuple[str, ...]) -> tuple[dict[str, list[int]], tuple[float, ...]]:
    """Give the examples that have each feature, and what all features of each weigh."""
    having: dict[str, list[int]] = {}
    weights = []
    for place, example in enumerate(examples):
        features = _features(example)
        weights.append(sum(features.values()))
        for name in features:
            having.setdefault(name, []).append(place)
    return having, tuple(weights)


def nearest_form(phrase: str, examples: tuple[str, ...]) -> str:
    """Give the one of some examples that has most in common with the phrase; the plainest where none has any."""
    own = _features(phrase)
    having, weights = _known(examples)
    shared: dict[int, float] = {}
    for name, weight in own.items():
        for place in having.get(name, ()):
            shared[place] = shared.get(place, 0) + weight
    if not shared:
        return PLAINEST
    total = sum(own.values())

    def likeness(place: int) -> float:
        return shared[place] / (total + weights[place] - shared[place] or 1)

    return examples[max(sorted(shared), key=likeness)]


@cache
def _vocabulary(examples: tuple[str, ...]) -> frozenset[str]:
    """Give the longer words of the language: of the lexicon and of what its forms are shown with."""
    words = {word for example in examples for word in _WORD.findall(example.lower())}
    return frozenset(word for word in words.union(LEXICON) if len(word) >= SHORTEST_SLIP)


def respelt(phrase: str, examples: tuple[str, ...]) -> str:
    """Give a phrase with every longer word that the language lacks put as the word of the language most like it.

    Words that are like none stay, so whether the phrase is one now is for the reader of phrases to tell.

    >>> respelt("не поздее 5 дней после педсовета", ("не позднее 10 дней после издания приказа",))
    'не позднее 5 дней после педсовета'
    """
    known = _vocabulary(examples)

    def word(found: re.Match[str]) -> str:
        small = found[0].lower()
        if len(small) < SHORTEST_SLIP or small in known:
            return found[0]
        return next(iter(get_close_matches(small, sorted(known), 1, CLOSE)), found[0])

    return _WORD.sub(word, phrase)

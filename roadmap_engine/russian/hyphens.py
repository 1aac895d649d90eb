"""A word with hyphens → its readings, part by part.

Two nouns in the nominative both decline (учителю-логопеду, плану-графику); a clipped or foreign
first part stays (бизнес-тренеру, IT-специалисту), and so does the first part of an adjective
(учебно-методическому). A word the dictionary has whole declines as it says there (мастер-классу).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.lexicon import CASE_TAGS, Analysis, inflect, read_word
from roadmap_engine.russian.word_tables import FROZEN_HYPHEN_PARTS

__all__ = ["read_hyphenated"]

_KEPT = 2048
_MOST_HYPHENS = 8
"""No word has more: each part is read with all that follow it."""


@lru_cache(maxsize=_KEPT)
def read_hyphenated(word: str) -> tuple[Analysis, ...]:
    """Give the readings of a word as written, simple or hyphenated; none if a part is unknown.

    >>> [reading.paradigm[2][1] for reading in read_hyphenated("педагог-психолог")]
    ['педагогу-психологу']
    """
    small = word.lower()
    if word.isupper():
        # In a line of capitals they show no abbreviation.
        word = small
    first, hyphen, rest = word.partition("-")
    if not hyphen:
        return read_word(small)
    whole = read_word(small)
    if whole:
        return whole
    rests = read_hyphenated(rest) if rest.count("-") < _MOST_HYPHENS else ()
    if _stays(first):
        return tuple(_prefix(first.lower(), reading) for reading in rests)
    firsts = read_word(first.lower())
    pairs = [(one, other) for one in firsts for other in rests if _matches(one, other)]
    # A person goes with a person: the «график» of «план-график» is no artist.
    alike = [(one, other) for one, other in pairs if one.animate == other.animate]
    joined = [_join(one, other) for one, other in alike or pairs]
    if joined:
        return tuple(dict.fromkeys(joined))
    # «учебно-методический», «физкультурно-спортивное»: the first part is a stem in «-о».
    if first.lower().endswith(("о", "е")):
        return tuple(_prefix(first.lower(), reading) for reading in rests if not reading.noun)
    return ()


def _stays(part: str) -> bool:
    capitals = sum(letter.isupper() for letter in part)
    return part.lower() in FROZEN_HYPHEN_PARTS or part.isascii() or capitals > 1


def _matches(one: Analysis, other: Analysis) -> bool:
    return one.noun and other.noun and one.case is other.case and one.plural == other.plural


def _prefix(first: str, reading: Analysis) -> Analysis:
    paradigm = tuple((tags, f"{first}-{form}") for tags, form in reading.paradigm)
    return replace(
        reading, word=f"{first}-{reading.word}", lemma=f"{first}-{reading.lemma}", paradigm=paradigm
    )


def _join(one: Analysis, other: Analysis) -> Analysis:
    animate = one.animate or other.animate
    pairs = [
        (CASE_TAGS[case], inflect(one, case, animate=animate), inflect(other, case, animate=animate))
        for case in Case
    ]
    return replace(
        one,
        word=f"{one.word}-{other.word}",
        lemma=f"{one.lemma}-{other.lemma}",
        animate=animate,
        score=one.score * other.score,
        paradigm=tuple((frozenset({tag}), f"{left}-{right}") for tag, left, right in pairs if left and right),
    )

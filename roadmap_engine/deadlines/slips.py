"""Words that are a month or a weekday with a slip of the hand."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from roadmap_engine.deadlines.lexicon import LEXICON

__all__ = ["is_almost_time", "spell_times"]

SHORTEST_SLIP, CLOSE = 5, 0.82


@lru_cache(maxsize=4096)
def almost_time(word: str) -> str | None:
    """Give the month or weekday that a word is with a slip of the hand: «октбярь» names nothing else."""
    if word in LEXICON or len(word) < SHORTEST_SLIP:
        return None
    return next(iter(get_close_matches(word, _TIMES, 1, CLOSE)), None)


def is_almost_time(word: str) -> bool:
    """Tell whether a word is a month or a weekday with a slip of the hand."""
    return almost_time(word) is not None


def spell_times(phrase: str) -> str:
    """Spell months and weekdays of a phrase right.

    >>> spell_times("до 17 янвря 2027 г.")
    'до 17 января 2027 г.'
    """
    return re.sub("[а-яё]+", lambda word: almost_time(word[0]) or word[0], phrase.lower())


_TIMES = tuple(
    form
    for form, entry in LEXICON.items()
    if entry.kind in ("month", "weekday") and len(form) >= SHORTEST_SLIP
)

"""Words that are a month or a weekday with a slip of the hand."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from roadmap_engine.deadlines.lexicon import LEXICON

__all__ = ["is_almost_time"]

SHORTEST_SLIP, CLOSE = 5, 0.82


@lru_cache(maxsize=4096)
def is_almost_time(word: str) -> bool:
    """Tell whether a word is a month or a weekday with a slip of the hand: «октбярь» names nothing else."""
    return (
        word not in LEXICON and len(word) >= SHORTEST_SLIP and bool(get_close_matches(word, _TIMES, 1, CLOSE))
    )


_TIMES = tuple(
    form
    for form, entry in LEXICON.items()
    if entry.kind in ("month", "weekday") and len(form) >= SHORTEST_SLIP
)

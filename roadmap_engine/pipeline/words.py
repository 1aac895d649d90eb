"""What the dictionary says of the words of a school's texts is kept from one run to the next."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from roadmap_engine.russian import lexicon as _lexicon  # noqa: F401 -- its questions are those that are answered
from roadmap_engine.russian.known_words import known_words, learned_anything, recall_words
from roadmap_engine.storage.caching import chosen_cache

__all__ = ["remembering_words"]

_KIND = "words"


@contextlib.contextmanager
def remembering_words(paths: Iterable[Path]) -> Iterator[None]:
    """Know in a block what an earlier run over the same texts has learned, and keep what is learned there.

    What is kept is true of any text; that it is kept by their paths only says whose words are wanted.

    Args:
        paths: of the texts.
    """
    cache, made_of = chosen_cache(), [os.fspath(path.absolute()) for path in paths]
    recall_words(cache.recall(_KIND, made_of))
    yield
    if learned_anything():
        cache.keep(_KIND, made_of, known_words())

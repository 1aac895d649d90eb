"""What the dictionary has said of words, as JSON can hold it, so that a later run need not open it.

Answers depend on the word and the dictionary alone. Nothing is read or written here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Generic, TypeVar

__all__ = ["Question", "known_words", "learned_anything", "recall_words"]

A = TypeVar("A")

_MOST_KEPT = 8192
"""Answers to one question that a process keeps."""
_MOST_WRITTEN = 4000
"""Answers to all questions that are written for a later run."""


class Question(Generic[A]):
    """A question about a word; every answer is kept, and those of earlier runs are believed.

    Args:
        ask: answers it by the dictionary.
        write: an answer as JSON can hold it.
        read: the same back; it raises ValueError, TypeError or KeyError at anything else.
    """

    asked: dict[str, Question[Any]] = {}  # noqa: RUF012 -- all questions there are, by name

    def __init__(self, ask: Callable[[str], A], write: Callable[[A], Any], read: Callable[[Any], A]) -> None:
        functools.update_wrapper(self, ask)
        self._ask, self.write, self.read = ask, write, read
        self.recalled: dict[str, A] = {}
        self.learned: dict[str, A] = {}
        self._answer = functools.lru_cache(maxsize=_MOST_KEPT)(self._find)
        Question.asked[ask.__name__] = self

    def __call__(self, word: str) -> A:
        """Answer it."""
        return self._answer(word)

    def _find(self, word: str) -> A:
        if word in self.recalled:
            return self.recalled[word]
        found = self._ask(word)
        if len(self.learned) < _MOST_WRITTEN:
            self.learned[word] = found
        return found


def learned_anything() -> bool:
    """Tell whether the dictionary was asked for something that no earlier run knew."""
    return any(each.learned for each in Question.asked.values())


def known_words() -> dict[str, Any]:
    """Give what was recalled and learned; what was learned alone, where both are too many."""
    both = sum(len(each.recalled) + len(each.learned) for each in Question.asked.values())
    wanted = {
        name: each.learned if both > _MOST_WRITTEN else each.recalled | each.learned
        for name, each in Question.asked.items()
    }
    return {
        name: {word: Question.asked[name].write(answer) for word, answer in answers.items()}
        for name, answers in wanted.items()
    }


def recall_words(written: Any) -> None:
    """Believe what an earlier run has learned; anything that is no such thing is passed over."""
    try:
        read = {
            name: {word: each.read(answer) for word, answer in written[name].items()}
            for name, each in Question.asked.items()
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        return
    for name, answers in read.items():
        Question.asked[name].recalled |= answers

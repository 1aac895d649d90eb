"""A place in a phrase while it is read.

The reading functions take a cursor and either move it on and give a value, or leave it where it was
and give None. None of them tries the same words twice, so the time grows with the phrase and no faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.lexer import END, Token, normalise, tokenise
from roadmap_engine.diagnostics import Problem

__all__ = ["Cursor", "Wordings", "wordings"]

Wordings = Mapping[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=512)
def wordings(*phrases: str) -> Wordings:
    """Prepare word sequences for `Cursor.take`: by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
        first, *rest = phrase.split()
        found.setdefault(first, []).append(tuple(rest))
    return MappingProxyType({first: tuple(rests) for first, rests in found.items()})


class Cursor:
    """The tokens of a phrase and a position among them.

    Attributes:
        phrase: the phrase as it was written.
        tokens: its tokens.
        position: index of the next token.
        events: the vocabulary that names events.
        complaint: why the words at some place mean nothing, if the reader knows better than «not understood».
    """

    __slots__ = ("_size", "complaint", "events", "phrase", "position", "tokens")

    def __init__(self, phrase: str, events: EventVocabulary) -> None:
        self.phrase = phrase
        self.tokens = tokenise(normalise(phrase))
        self.position = 0
        self.events = events
        self.complaint: Problem | None = None
        self._size = len(self.tokens)

    def resize(self) -> None:
        """Note that tokens at the ends were dropped."""
        self._size = len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        """Give a token without moving; past the end an empty one."""
        index = self.position + ahead
        return self.tokens[index] if index < self._size else END

    def kind(self, ahead: int = 0) -> str:
        """Tell the kind of a token."""
        return self.peek(ahead).kind

    def text(self, ahead: int = 0) -> str:
        """Give the letters of a token."""
        return self.peek(ahead).text

    def advance(self) -> Token:
        """Take the next token."""
        token = self.peek()
        self.position += 1
        return token

    def done(self) -> bool:
        """Tell whether every token is taken."""
        return self.position >= self._size

    def take(self, choices: Wordings) -> bool:
        """Take one of the word sequences, if the phrase goes on with it."""
        position = self.position
        if position >= self._size:
            return False
        for rest in choices.get(self.tokens[position].text, ()):
            if not rest or self._goes_on(position + 1, rest):
                self.position = position + 1 + len(rest)
                return True
        return False

    def _goes_on(self, position: int, words: tuple[str, ...]) -> bool:
        if position + len(words) > self._size:
            return False
        return all(self.tokens[position + index].text == word for index, word in enumerate(words))

    def take_text(self, *texts: str) -> bool:
        """Take a token that is one of these."""
        if self.position < self._size and self.tokens[self.position].text in texts:
            self.position += 1
            return True
        return False

    def take_kind(self, kind: str) -> Token | None:
        """Take a token of a kind."""
        return self.advance() if self.kind() == kind else None

    def complain(self, problem: Problem) -> None:
        """Keep the first good reason why the phrase means nothing."""
        if self.complaint is None:
            self.complaint = problem

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters from one token to another (exclusive)."""
        if not self.tokens:
            return (0, len(self.phrase))
        first = min(first, self._size - 1)
        return self.tokens[first].start, self.tokens[max(first, min(last, self._size) - 1)].end

    def words(self, first: int, last: int) -> str:
        """Give the phrase's own words from one token to another (exclusive), single-spaced."""
        start, end = self.span(first, last)
        return " ".join(self.phrase[start:end].split())

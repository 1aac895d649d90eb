"""A phrase → its words and what stands between them; joined again, the tokens are the phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Token", "split_tokens"]

_ABBREVIATED_ACTING = r"(?:[Ии]\.\s?[Оо]\.?|[Вв]р\.\s?[Ии]\.\s?[Оо]\.?)(?![А-Яа-яЁё])"
_LETTERS = r"[A-Za-zА-Яа-яЁё]+"
_TOKEN = re.compile(
    rf"(?P<word>{_ABBREVIATED_ACTING}|{_LETTERS}(?:['’‐‑–-]{_LETTERS})*\.?)|(?P<space>\s+)|(?P<sign>\d+(?:[.,]\d+)*|.)",
    re.DOTALL,
)
_OPENING = {"(": ")", "«": "»", "„": "“", "“": "”", "[": "]"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a space or a sign.

    Attributes:
        text: as it stands in the phrase.
        is_word: whether it is letters, with inner hyphens and a final dot of abbreviation.
        depth: how many brackets and quotes it stands in.
        bracket: the sign that opened the innermost of them; empty outside.
    """

    text: str
    is_word: bool
    depth: int = 0
    bracket: str = ""

    @property
    def is_space(self) -> bool:
        """Whether the token is white space."""
        return self.text.isspace()

    @property
    def key(self) -> str:
        """The word as the tables have it: small letters, no white space."""
        return "".join(self.text.lower().split())


def split_tokens(text: str) -> tuple[Token, ...]:
    """Split a phrase into words, spaces and signs, knowing what stands in brackets.

    >>> [token.text for token in split_tokens("и. о. зам. директора (УВР)") if not token.is_space]
    ['и. о.', 'зам.', 'директора', '(', 'УВР', ')']
    """
    tokens: list[Token] = []
    closing: list[tuple[str, str]] = []
    matches = list(_TOKEN.finditer(text))
    for match in matches:
        sign = match.group()
        if closing and sign == closing[-1][1]:
            closing.pop()
            tokens.append(_make(match, closing))
            continue
        tokens.append(_make(match, closing))
        if sign in _OPENING:
            closing.append((sign, _OPENING[sign]))
        elif sign == '"':
            closing.append((sign, sign))
    return tuple(tokens)


def _make(match: re.Match[str], closing: list[tuple[str, str]]) -> Token:
    return Token(
        text=match.group(),
        is_word=match.lastgroup == "word",
        depth=len(closing),
        bracket=closing[-1][0] if closing else "",
    )

"""One word of a phrase: what the dictionary knows of it, and whether it is an abbreviation or a name."""

from __future__ import annotations

import re

from roadmap_engine.russian.hyphens import read_hyphenated
from roadmap_engine.russian.lexicon import Analysis, first_name_genders
from roadmap_engine.russian.tokens import Token
from roadmap_engine.russian.word_tables import FIXED_HEADS

__all__ = ["HYPHENS", "is_abbreviation", "may_be_name", "next_word", "readings_of"]

_LONGEST_ABBREVIATION = 6

_SHORTEST_WORD = 4

# Between letters all of these are hyphens: a non-breaking one, a dash put for want of it.
HYPHENS = re.compile("[‐‑–]")


def is_abbreviation(token: Token, *, all_capitals: bool) -> bool:
    """Tell an abbreviation, which has one form, from a word: МБОУ, ШМО, УВР.

    A word of the dictionary that is long enough is a word even in capitals: «ПЛАН мероприятий».
    """
    word = token.text
    if len(word) >= _SHORTEST_WORD and word.isupper() and readings_of(token):
        return False
    if not token.is_word or sum(letter.isupper() for letter in word) < 2 or "-" in word:  # noqa: PLR2004
        return False
    return not all_capitals or (len(word) <= _LONGEST_ABBREVIATION and not readings_of(token))


def may_be_name(token: Token, *, certainly: bool) -> bool:
    """Tell whether a capitalised word may be a person's name rather than a genitive of a place.

    Args:
        token: the word.
        certainly: whether it must be a first name of the dictionary, not just an unknown word.
    """
    word = token.text
    if word.isascii() or not word.istitle() or token.key in FIXED_HEADS or readings_of(token):
        return False
    if first_name_genders(word.lower()):
        return True
    return not certainly and not word.endswith(("ого", "его", "ой", "ей", "ых", "их", "."))


def readings_of(token: Token) -> tuple[Analysis, ...]:
    """Give what the dictionary knows of a token."""
    return read_hyphenated(HYPHENS.sub("-", token.text.removesuffix("."))) if token.is_word else ()


def next_word(tokens: tuple[Token, ...], index: int) -> int | None:
    """Give the index of the word at a place or right after white space there."""
    while index < len(tokens) and tokens[index].is_space:
        index += 1
    return index if index < len(tokens) and tokens[index].is_word else None

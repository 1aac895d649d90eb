"""Letters of a word: its case, its alphabet, its syllables.

Declension works on small letters; `restore_capitals` gives the result the capitals of the original.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem

__all__ = [
    "CYRILLIC",
    "VOWELS",
    "MixedWord",
    "capitalise_first",
    "count_syllables",
    "find_cyrillic_twin",
    "find_mixed_words",
    "lower_first",
    "mixes_alphabets",
    "restore_capitals",
    "tell_mixed",
    "word_set",
]

VOWELS = frozenset("аеёиоуыэюя")
CYRILLIC = "А-Яа-яЁё"

_LATIN_IN_CYRILLIC = re.compile(r"[A-Za-zë](?=[А-Яа-яЁёѕіј])|(?<=[А-Яа-яЁёѕіј])[A-Za-zë]")
_LATIN = frozenset(string.ascii_letters + "ëË")
_ANY_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = re.compile("[A-Za-zëË\u0400-\u04ff]+")
# Letters that look alike in most typefaces.
_TO_CYRILLIC = dict(zip("aceopxykABCEHKMOPTXYëË", "асеорхукАВСЕНКМОРТХУёЁ", strict=True))
_TO_LATIN = {
    **{twin: letter for letter, twin in _TO_CYRILLIC.items()},
    "м": "m",
    "ѕ": "s",
    "і": "i",
    "ј": "j",
    "І": "I",
}
_FIRST_LETTER = re.compile(r"[A-Za-zА-Яа-яЁё]")


def count_syllables(word: str) -> int:
    """Count the syllables of a word, one to a vowel.

    >>> count_syllables("Ковалёва"), count_syllables("Цой")
    (4, 1)
    """
    return sum(letter in VOWELS for letter in word.lower())


def mixes_alphabets(text: str) -> bool:
    """Tell whether a word has Latin letters among Cyrillic ones, as a mistyped «Иванoв» has.

    >>> mixes_alphabets("Иванoв"), mixes_alphabets("Иванов"), mixes_alphabets("IT-специалист")
    (True, False, False)
    """
    return _LATIN_IN_CYRILLIC.search(text) is not None


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word with a letter that only looks as if it belonged there.

    Attributes:
        word: as it stands there.
        start: its place in the text, counted from 0.
        letter: the first letter of the other alphabet.
        place: which letter of the word it is, counted from 1.
        latin: whether that letter is the Latin one; else it is Cyrillic among Latin ones.
        meant: the word in one alphabet.
    """

    word: str
    start: int
    letter: str
    place: int
    latin: bool
    meant: str


def find_mixed_words(text: str) -> Iterator[MixedWord]:
    """Find words in which a letter is a twin from the other alphabet.

    A word that joins two alphabets on purpose, «видеоYouTube», has letters without a twin in both.

    >>> [(each.letter, each.place, each.latin) for each in find_mixed_words("Зайцевa и dеadline, IT-отдел")]
    [('a', 7, True), ('е', 2, False)]
    """
    if _LATIN_IN_CYRILLIC.search(text) is None:
        return
    for found in _LETTERS.finditer(text):
        word = found[0]
        latin = [letter for letter in word if letter in _LATIN]
        cyrillic = [letter for letter in word if letter not in _LATIN]
        if not latin or not cyrillic:
            continue
        # «CОШ»: where either could be the stranger, the word is the Russian it stands among.
        if all(letter in _TO_CYRILLIC for letter in latin) and (
            len(cyrillic) >= len(latin) or any(letter not in _TO_LATIN for letter in cyrillic)
        ):
            yield _mixed(word, found.start(), latin[0], latin=True)
        elif all(letter in _TO_LATIN for letter in cyrillic):
            yield _mixed(word, found.start(), cyrillic[0], latin=False)


def find_cyrillic_twin(word: str) -> MixedWord | None:
    """Find the first Cyrillic letter of a word that should be Latin, if all such letters have Latin twins.

    >>> find_cyrillic_twin("dеadline").meant, find_cyrillic_twin("сроки")
    ('deadline', None)
    """
    cyrillic = [letter for letter in word if re.match(_ANY_CYRILLIC, letter)]
    if not cyrillic or any(letter not in _TO_LATIN for letter in cyrillic):
        return None
    return _mixed(word, 0, cyrillic[0], latin=False)


def tell_mixed(text: str) -> Problem:
    """Say of a text that mixes alphabets which letter is the Latin one, where a twin makes it hard to see."""
    found = next((each for each in find_mixed_words(text) if each.latin), None)
    if found is None:
        return Problem.of("RM407", word=text)
    return Problem.of("RM407", word=found.word, place=found.place, letter=found.letter)


def _mixed(word: str, start: int, letter: str, *, latin: bool) -> MixedWord:
    twins = _TO_CYRILLIC if latin else _TO_LATIN
    meant = "".join(twins.get(each, each) for each in word)
    return MixedWord(word, start, letter, word.index(letter) + 1, latin, meant)


def restore_capitals(original: str, form: str) -> str:
    """Give a form the capitals of the original word.

    >>> restore_capitals("ИВАНОВ", "иванову"), restore_capitals("МакГрегор", "макгрегору")
    ('ИВАНОВУ', 'МакГрегору')
    """
    if len(original) > 1 and original.isupper():
        return form.upper()
    common = 0
    for one, other in zip(original.lower(), form, strict=False):
        if one != other:
            break
        common += 1
    if not common:
        return capitalise_first(form) if original[:1].isupper() else form
    return original[:common] + form[common:]


def capitalise_first(text: str) -> str:
    """Make the first letter of a sentence a capital.

    >>> capitalise_first("«план» работы"), capitalise_first("1. провести")
    ('«План» работы', '1. провести')
    """
    found = _FIRST_LETTER.search(text)
    if found is None or any(sign.isdigit() for sign in text[: found.start()]):
        return text
    return text[: found.start()] + found.group().upper() + text[found.end() :]


def lower_first(text: str) -> str:
    """Make the first letter small, unless the first word is an abbreviation or has inner capitals.

    >>> lower_first("Провести анализ"), lower_first("ВПР по истории"), lower_first("И. о. директора")
    ('провести анализ', 'ВПР по истории', 'и. о. директора')
    """
    found = re.search(rf"[A-Za-z{CYRILLIC}]+", text)
    if found is None or any(sign.isdigit() for sign in text[: found.start()]):
        return text
    word = found.group()
    if any(letter.isupper() for letter in word[1:]):
        return text
    return text[: found.start()] + word[0].lower() + word[1:] + text[found.end() :]


def word_set(text: str) -> frozenset[str]:
    """Give the words of a line, for tables that read as prose."""
    return frozenset(text.split())

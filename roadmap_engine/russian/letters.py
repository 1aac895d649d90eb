"""Letters of a word: its case, its alphabet, its syllables.

Declension works on small letters; `restore_capitals` gives the result the capitals of the original.
"""

from __future__ import annotations

import re

__all__ = [
    "CYRILLIC",
    "VOWELS",
    "capitalise_first",
    "count_syllables",
    "lower_first",
    "mixes_alphabets",
    "restore_capitals",
    "word_set",
]

VOWELS = frozenset("аеёиоуыэюя")
CYRILLIC = "А-Яа-яЁё"

_LATIN_IN_CYRILLIC = re.compile(r"[A-Za-z](?=[А-Яа-яЁё])|(?<=[А-Яа-яЁё])[A-Za-z]")
# Latin letters that look like Russian ones: a word of these alone may be a typing slip («CОШ», «BПР»).
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

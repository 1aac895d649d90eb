"""What messages are filled with, worded in the reader's language at the edge.

A day is said in one way in each language: «03.06.2027», «3 June 2027». What the program words itself, it
words in both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

__all__ = [
    "LANGUAGES",
    "Argument",
    "Bilingual",
    "Language",
    "Later",
    "english_month",
    "format_day",
    "format_days",
    "join_said",
    "word",
]

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Words that the program made, in both languages."""

    russian: str
    english: str

    @classmethod
    def of(cls, say: Callable[[Language], str]) -> Bilingual:
        """Say the same in both languages."""
        return cls(say("ru"), say("en"))

    def said(self, language: Language) -> str:
        """Give the words in a language."""
        return self.russian if language == "ru" else self.english


@dataclass(frozen=True, slots=True)
class Later:
    """Words that take time to find: they are looked for when somebody reads the message.

    Attributes:
        find: what finds them, a function of its argument alone.
        about: what they are found for.
    """

    find: Callable[[str], str]
    about: str


Argument = str | dt.date | Bilingual | Later
"""What fills a gap of a message: words of a text as they stand there, a day, or the program's own words."""


def english_month(month: int) -> str:
    """Name a month in English.

    >>> english_month(6)
    'June'
    """
    return _MONTHS[month - 1]


def format_day(day: dt.date, language: Language = "ru") -> str:
    """Say a day to a reader.

    >>> format_day(dt.date(2027, 6, 3)), format_day(dt.date(2027, 6, 3), "en")
    ('03.06.2027', '3 June 2027')
    """
    if language == "ru":
        return f"{day.day:02}.{day.month:02}.{day.year:04}"
    return f"{day.day} {english_month(day.month)} {day.year}"


def format_days(first: dt.date, last: dt.date, language: Language = "ru") -> str:
    """Say days that follow each other; one day alone as it is.

    >>> format_days(dt.date(2027, 6, 3), dt.date(2027, 6, 4))
    '03.06.2027–04.06.2027'
    """
    if first == last:
        return format_day(first, language)
    dash = "–" if language == "ru" else " – "
    return f"{format_day(first, language)}{dash}{format_day(last, language)}"


def word(argument: Argument, language: Language) -> str:
    """Put into words what fills a gap."""
    match argument:
        case str():
            return argument
        case dt.date():
            return format_day(argument, language)
        case Bilingual():
            return argument.said(language)
        case Later():
            return argument.find(argument.about)
        case _:
            assert_never(argument)


def join_said(parts: Iterable[str | Bilingual]) -> str | Bilingual:
    """Join words with commas, in each language its own; of none, nothing is said."""
    every = tuple(parts)
    if all(isinstance(part, str) for part in every):
        return ", ".join(word(part, "ru") for part in every)
    return Bilingual.of(lambda language: ", ".join(word(part, language) for part in every))

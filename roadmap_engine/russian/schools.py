"""The full name of a school → its short one, where every word of it has an abbreviation of its own."""

from __future__ import annotations

import re

__all__ = ["shorten_school"]

# Initials of these words make the abbreviations that registers have: МБОУ, ГКОУ, МБДОУ.
_OWNERS = ("муниципальное", "государственное", "федеральное", "областное", "краевое", "частное")
_FORMS = ("бюджетное", "автономное", "казённое", "казенное", "государственное")
_KINDS = (
    "общеобразовательное",
    "образовательное",
    "дошкольное образовательное",
    "профессиональное образовательное",
)
_SCHOOL = r"(?:средняя|основная|начальная) (?:общеобразовательная )?школа"
_PLACE = r"(?:г\.|города|п\.|пос[её]лка|с\.|села|станицы|имени|им\.) .+|\w+(?:ого|его) района(?: .+)?"
_SHORT_PLACES = {"города": "г.", "посёлка": "п.", "поселка": "п.", "села": "с.", "имени": "им."}
_FULL = re.compile(
    rf"({'|'.join(_OWNERS)}) (?:({'|'.join(_FORMS)}) )?({'|'.join(_KINDS)}) учреждение "
    rf"(?:«(?P<quoted>[^«»]+)»|(?P<bare>{_SCHOOL} № ?\d+))(?P<tail> (?:{_PLACE}))?",
    re.IGNORECASE,
)
_SCHOOLS = (
    (("средняя", "общеобразовательная", "школа"), "СОШ"),
    (("основная", "общеобразовательная", "школа"), "ООШ"),
    (("начальная", "общеобразовательная", "школа"), "НОШ"),
    (("средняя", "школа"), "СШ"),
    (("основная", "школа"), "ОШ"),
)


def shorten_school(full: str) -> str | None:
    """Shorten the name of a school; None where a word of it has no usual abbreviation.

    >>> shorten_school("Муниципальное бюджетное общеобразовательное учреждение «Гимназия № 1»")
    'МБОУ «Гимназия № 1»'
    >>> shorten_school("Муниципальное казённое общеобразовательное учреждение «Основная школа № 3»")
    'МКОУ «ОШ № 3»'
    >>> shorten_school("Муниципальное общеобразовательное учреждение средняя школа № 7 города Томска")
    'МОУ СШ № 7 г. Томска'
    >>> shorten_school("Школа на горе")
    """
    found = _FULL.fullmatch(" ".join(full.split()))
    if found is None:
        return None
    words = [part for part in found.groups(default="")[:3] if part]
    initials = "".join(word[0] for part in words for word in part.split()).upper()
    quoted, bare = found["quoted"], found["bare"]
    name = f"«{_shorten_name(quoted)}»" if quoted else _shorten_name(bare)
    return f"{initials}У {name}{_shorten_place(found['tail'] or '')}"


def _shorten_place(tail: str) -> str:
    """Shorten where a school is, or whose name it bears: « города Томска»."""
    first, _blank, rest = tail.strip().partition(" ")
    return f" {_SHORT_PLACES.get(first.lower(), first)} {rest}" if first else ""


def _shorten_name(name: str) -> str:
    words = name.split()
    for long, short in _SCHOOLS:
        if tuple(word.lower() for word in words[: len(long)]) == long:
            return " ".join((short, *words[len(long) :]))
    return name

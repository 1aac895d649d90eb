"""A date that is written otherwise than a text has it → the one that was probably meant."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["guess_date", "guess_days"]

# What looks like a figure, and is a letter: «2О26-О9-О3».
_FIGURES = str.maketrans(
    {"О": "0", "о": "0", "O": "0", "o": "0", "З": "3", "з": "3", "l": "1", "I": "1", "б": "6"}
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?:\s*г(?:\.|ода)?)?")
_IN_WORDS = re.compile(r"(\d{1,2})\s+([а-яё]+)\s+(\d{4})(?:\s*г(?:\.|ода)?)?")
_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_BETWEEN = re.compile(r" ?(?:/|\.\.+|…|-|[\u2010-\u2015\u2212]|\bпо\b|\bдо\b) ?")
_TWO_FIGURES = 2


def guess_date(words: str) -> str:
    """Give the date that words mean, as a text has it; empty where they mean none, or one that is not there.

    >>> [guess_date(words) for words in ("2026-9-3", "3.09.26", "3 сентября 2026 г.", "2О26-О9-О3")]
    ['2026-09-03', '2026-09-03', '2026-09-03', '2026-09-03']
    >>> guess_date("2026-02-30"), guess_date("осенью")
    ('', '')
    """
    plain = _DASHES.sub("-", " ".join(words.split())).strip(" .,;")
    figures = plain.translate(_FIGURES)
    if found := _YEAR_FIRST.fullmatch(figures):
        return _write(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(plain) or _DAY_FIRST.fullmatch(figures):
        return _write(found[3], found[2], found[1])
    found = _IN_WORDS.fullmatch(plain.lower())
    if found and found[2] in _MONTHS:
        return _write(found[3], str(_MONTHS.index(found[2]) + 1), found[1])
    return ""


def guess_days(words: str) -> str:
    """Give the days from one date to another that words mean, as a text has them; empty where they mean none.

    >>> guess_days("13.04.2027 – 18.05.2027"), guess_days("с 2027-4-13 по 2027-5-18"), guess_days("апрель")
    ('2027-04-13/2027-05-18', '2027-04-13/2027-05-18', '')
    """
    plain = " ".join(words.split()).removeprefix("с ")
    for found in _BETWEEN.finditer(plain):
        first, last = guess_date(plain[: found.start()]), guess_date(plain[found.end() :])
        if first and last and first <= last:
            return f"{first}/{last}"
    return ""


def _write(year: str, month: str, day: str) -> str:
    whole = int(year) + (2000 if len(year) == _TWO_FIGURES else 0)
    try:
        return dt.date(whole, int(month), int(day)).isoformat()
    except ValueError:
        return ""

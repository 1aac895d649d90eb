"""Counts and units in words, in the case a phrase needs: «2 недели», «в течение 2 недель»."""

from __future__ import annotations

from typing import Literal

from roadmap_engine.deadlines.values import Length, LengthUnit

__all__ = ["Case", "count_form", "length_words"]

Case = Literal["nominative", "genitive", "accusative"]

TEENS = range(11, 15)
FEW = range(2, 5)

# Nominative singular, genitive singular, genitive plural, accusative singular.
_UNITS: dict[LengthUnit, tuple[str, str, str, str]] = {
    "day": ("день", "дня", "дней", "день"),
    "working-day": ("рабочий день", "рабочего дня", "рабочих дней", "рабочий день"),
    "school-day": ("учебный день", "учебного дня", "учебных дней", "учебный день"),
    "week": ("неделя", "недели", "недель", "неделю"),
    "month": ("месяц", "месяца", "месяцев", "месяц"),
    "year": ("год", "года", "лет", "год"),
}
# «2 рабочих дня»: after two to four the adjective is genitive plural and the noun genitive singular.
_FEW: dict[LengthUnit, str] = {"working-day": "рабочих дня", "school-day": "учебных дня"}


def count_form(count: int) -> Literal["one", "few", "many"]:
    """Tell which form of a noun a count takes in the nominative.

    >>> [count_form(number) for number in (1, 2, 5, 11, 21)]
    ['one', 'few', 'many', 'many', 'one']
    """
    tail = count % 10
    if count % 100 in TEENS or tail == 0:
        return "many"
    if tail == 1:
        return "one"
    return "few" if tail in FEW else "many"


def length_words(length: Length, case: Case = "nominative") -> str:
    """Print a length in a case.

    >>> [length_words(Length(2, "week"), case) for case in ("nominative", "genitive")]
    ['2 недели', '2 недель']
    """
    nominative, genitive, plural, accusative = _UNITS[length.unit]
    if length.count == 1 and case != "nominative" and length.unit in ("week", "month", "year"):
        return genitive if case == "genitive" else accusative
    form = count_form(length.count)
    if case == "genitive":
        return f"{length.count} {genitive if form == 'one' else plural}"
    if form == "one":
        return f"{length.count} {accusative if case == 'accusative' else nominative}"
    return f"{length.count} {_FEW.get(length.unit, genitive) if form == 'few' else plural}"

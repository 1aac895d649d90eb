"""Dates → words: «3 июня 2027 г.», «с 11 января по 26 марта 2021 г.», «03.06.2027».

A range repeats neither the year nor the month that its ends share.
"""

from __future__ import annotations

from datetime import date

from roadmap_engine.diagnostics.languages import format_day
from roadmap_engine.russian.cases import Case

__all__ = ["MONTHS", "date_in_words", "month_name", "numeric_date", "range_in_words"]

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip

_SECOND = 2
_YEAR_WORDS = {True: "года", False: "г."}


def month_name(month: int, case: Case = Case.NOMINATIVE) -> str:
    """Name a month in a case.

    >>> month_name(3, Case.GENITIVE), month_name(5, Case.PREPOSITIONAL), month_name(9, Case.DATIVE)
    ('марта', 'мае', 'сентябрю')
    """
    name = MONTHS[month - 1]
    hard = name[-1] not in "ьй"
    stem = name if hard else name[:-1]
    # «-ь» in «-брь» and «-арь», «-аль» is stressed in the instrumental, which only «ё» would show.
    endings = {
        Case.GENITIVE: "а" if hard else "я",
        Case.DATIVE: "у" if hard else "ю",
        Case.INSTRUMENTAL: "ом" if hard else "ем",
        Case.PREPOSITIONAL: "е",
    }
    return stem + endings[case] if case in endings else name


def date_in_words(day: date, *, year_in_full: bool = False, with_year: bool = True) -> str:
    """Write a date with its month in words.

    >>> date_in_words(date(2027, 6, 3)), date_in_words(date(2027, 6, 3), year_in_full=True)
    ('3 июня 2027 г.', '3 июня 2027 года')
    """
    words = f"{day.day} {month_name(day.month, Case.GENITIVE)}"
    return f"{words} {day.year} {_YEAR_WORDS[year_in_full]}" if with_year else words


def range_in_words(start: date, end: date, *, year_in_full: bool = False) -> str:
    """Write an inclusive range of days, the shared year and month said once.

    >>> range_in_words(date(2021, 1, 11), date(2021, 3, 26))
    'с 11 января по 26 марта 2021 г.'
    >>> range_in_words(date(2021, 3, 11), date(2021, 3, 26))
    'с 11 по 26 марта 2021 г.'
    """
    last = date_in_words(end, year_in_full=year_in_full)
    if start == end:
        return last
    if start.year != end.year:
        first = date_in_words(start, year_in_full=year_in_full)
    else:
        first = str(start.day) if start.month == end.month else date_in_words(start, with_year=False)
    # «со 2 июня»: before «второго» the preposition is «со».
    preposition = "со" if start.day == _SECOND else "с"
    return f"{preposition} {first} по {last}"


def numeric_date(day: date) -> str:
    """Write a date in digits.

    >>> numeric_date(date(2027, 6, 3))
    '03.06.2027'
    """
    return format_day(day, "ru")

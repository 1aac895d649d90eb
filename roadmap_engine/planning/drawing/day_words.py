"""The days of a deadline in the words of a paper: «до 28 мая 2027 г.», «в мае 2027 г.»."""

from __future__ import annotations

import datetime as dt
import re

from roadmap_engine.deadlines import Occurrence
from roadmap_engine.model.plan_measure import OccurrenceDays
from roadmap_engine.russian import Case, date_in_words, lower_first, month_name, range_in_words

__all__ = ["LISTED_DATES", "SPAN_KINDS", "is_short", "name_year", "say_days", "say_in_one_line"]

LISTED_DATES = 4
"""So many dates are said one by one; of more, the plan's own words are said."""
SPAN_KINDS = frozenset(("date", "range", "months"))
"""Of these both ends are said; of others the last day alone."""

_BULLETS = "-–—•✓ "
_SECOND = 2
_LONGEST_SPAN = dt.timedelta(days=100)
"""Of longer times, «в течение учебного года», the days add nothing to the words."""


_OF_THE_YEAR = re.compile(r"\bучебного года\b", re.IGNORECASE)


def say_days(days: OccurrenceDays | Occurrence, *, spans: bool) -> str:
    """Say one occurrence.

    Args:
        days: the occurrence.
        spans: say both its ends; else the last day, by which it is due.
    """
    if days.due is None:
        return _since(days.start) if days.start is not None else ""
    if days.start == days.due:
        return date_in_words(days.due)
    if days.start is not None and spans:
        return _months(days.start, days.due) or range_in_words(days.start, days.due)
    time = f" {days.time}" if days.time else ""
    return f"до{time} {date_in_words(days.due)}"


def say_in_one_line(text: str) -> str:
    r"""Write a deadline that the plan lists line by line as one line.

    >>> say_in_one_line("Ежегодно:\n- до 25 декабря;\n- до конца учебного года")
    'ежегодно: до 25 декабря; до конца учебного года'
    """
    lines = (" ".join(line.split()).lstrip(_BULLETS) for line in text.splitlines())
    return lower_first(" ".join(line for line in lines if line))


def is_short(days: OccurrenceDays | Occurrence) -> bool:
    """Tell whether an occurrence has two ends so near that they say more than its words."""
    return days.start is not None and days.due is not None and days.due - days.start <= _LONGEST_SPAN


def name_year(words: str, year: str) -> str:
    """Say of which school year words are that name no time of their own.

    >>> name_year("поурочно", "2027/2028"), name_year("в течение учебного года", "2027/2028")
    ('поурочно (в 2027/2028 учебном году)', 'в течение 2027/2028 учебного года')
    """
    named = _OF_THE_YEAR.sub(lambda found: f"{year} {found[0]}", words, count=1)
    return named if named != words else f"{words} (в {year} учебном году)"


def _months(start: dt.date, due: dt.date) -> str | None:
    """Name whole months: «в сентябре 2027 г.», «с декабря 2027 г. по январь 2028 г.»; nothing for others.

    >>> _months(dt.date(2027, 9, 1), dt.date(2027, 11, 30))
    'с сентября по ноябрь 2027 г.'
    """
    if start.day != 1 or (due + dt.timedelta(days=1)).day != 1:
        return None
    if (start.year, start.month) == (due.year, due.month):
        return f"в {month_name(start.month, Case.PREPOSITIONAL)} {start.year} г."
    year = "" if start.year == due.year else f" {start.year} г."
    return f"с {month_name(start.month, Case.GENITIVE)}{year} по {month_name(due.month)} {due.year} г."


def _since(day: dt.date) -> str:
    # «со 2 июня»: before «второго» the preposition is «со».
    return f"{'со' if day.day == _SECOND else 'с'} {date_in_words(day)}"

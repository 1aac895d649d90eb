"""A measure's deadline → the words that end a point of an order: dates where there are dates.

An order looks forward: a day that is over when the order is signed is not ordered any more. Where the plan
has later days only those are said, and where all are over the plan's own words stand, «в конце четверти».
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.deadlines import kind_of
from roadmap_engine.model.plan_measure import OccurrenceDays, PlanDeadline
from roadmap_engine.planning.drawing.directives import LISTED_DATES
from roadmap_engine.russian import Case, date_in_words, lower_first, month_name, range_in_words

__all__ = ["is_over", "say_when"]

_BULLETS = "-–—•✓ "
_SECOND = 2
_LONGEST_SPAN = dt.timedelta(days=100)
"""Of longer times, «в течение учебного года», the days add nothing to the words."""
_SPAN_KINDS = frozenset(("date", "range", "months"))


def say_when(deadline: PlanDeadline, signed_on: dt.date | None = None) -> str:
    """Say by when, in dates where there are dates, else in the plan's own words.

    Args:
        deadline: of a measure.
        signed_on: the day the order is signed.
    """
    words = _in_one_line(deadline.text)
    dated = [days for days in deadline.occurrences if not _is_past(days, signed_on)]
    if not dated or deadline.awaiting or len(dated) > LISTED_DATES:
        return words
    if all(days.due is None for days in dated):
        return f"{words} ({', '.join(_days(days, spans=False) for days in dated)})"
    kind = kind_of(deadline.rule) if deadline.rule is not None else ""
    if kind == "during":
        spans = [_days(days, spans=True) for days in dated if _is_short(days)]
        return f"{words} ({', '.join(spans)})" if spans else words
    return ", ".join(_days(days, spans=kind in _SPAN_KINDS) for days in dated)


def is_over(deadline: PlanDeadline, signed_on: dt.date | None) -> bool:
    """Tell whether every day of a deadline lies before the order, and nothing more is awaited."""
    days = deadline.occurrences
    return bool(days) and not deadline.awaiting and all(_is_past(each, signed_on) for each in days)


def _in_one_line(text: str) -> str:
    r"""Write a deadline that the plan lists line by line as one line.

    >>> _in_one_line("Ежегодно:\n- до 25 декабря;\n- до конца учебного года")
    'ежегодно: до 25 декабря; до конца учебного года'
    """
    lines = (" ".join(line.split()).lstrip(_BULLETS) for line in text.splitlines())
    return lower_first(" ".join(line for line in lines if line))


def _is_past(days: OccurrenceDays, signed_on: dt.date | None) -> bool:
    return signed_on is not None and days.due is not None and days.due < signed_on


def _is_short(days: OccurrenceDays) -> bool:
    return days.start is not None and days.due is not None and days.due - days.start <= _LONGEST_SPAN


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


def _days(days: OccurrenceDays, *, spans: bool) -> str:
    if days.due is None:
        return _since(days.start) if days.start is not None else ""
    if days.start == days.due:
        return date_in_words(days.due)
    if days.start is not None and spans:
        return _months(days.start, days.due) or range_in_words(days.start, days.due)
    time = f" {days.time}" if days.time else ""
    return f"до{time} {date_in_words(days.due)}"


def _since(day: dt.date) -> str:
    # «со 2 июня»: before «второго» the preposition is «со».
    return f"{'со' if day.day == _SECOND else 'с'} {date_in_words(day)}"

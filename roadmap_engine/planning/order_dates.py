"""A measure's deadline → the words that end a point of an order: dates where there are dates.

An order looks forward: a day that is over when the order is signed is not ordered any more. Where the plan
has later days only those are said, and where all are over the plan's own words stand, «в конце четверти».
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model.plan import OccurrenceDays, PlanDeadline
from roadmap_engine.planning.directives import LISTED_DATES
from roadmap_engine.russian import date_in_words, lower_first, range_in_words

__all__ = ["is_over", "say_when"]

_BULLETS = "-–—•✓ "
_SECOND = 2
_SPAN_KINDS = frozenset(("date", "range", "months", "during"))


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
    kind = deadline.rule.kind if deadline.rule is not None else ""
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


def _days(days: OccurrenceDays, *, spans: bool) -> str:
    if days.due is None:
        return _since(days.start) if days.start is not None else ""
    if days.start == days.due:
        return date_in_words(days.due)
    if days.start is not None and spans:
        return range_in_words(days.start, days.due)
    time = f" {days.time}" if days.time else ""
    return f"до{time} {date_in_words(days.due)}"


def _since(day: dt.date) -> str:
    # «со 2 июня»: before «второго» the preposition is «со».
    return f"{'со' if day.day == _SECOND else 'с'} {date_in_words(day)}"

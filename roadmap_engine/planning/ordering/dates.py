"""A measure's deadline → the words that end a point of an order: dates where there are dates.

An order looks forward: a day that is over when the order is signed is not ordered any more. Where the plan
has later days only those are said, and where all are over the plan's own words stand, «в конце четверти».
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.deadlines import kind_of
from roadmap_engine.model.plan_measure import OccurrenceDays, PlanDeadline
from roadmap_engine.model.regular import is_regular
from roadmap_engine.planning.drawing.day_words import (
    LISTED_DATES,
    SPAN_KINDS,
    is_short,
    say_days,
    say_in_one_line,
)

__all__ = ["is_over", "say_when"]


def say_when(deadline: PlanDeadline, signed_on: dt.date | None = None) -> str:
    """Say by when, in dates where there are dates, else in the plan's own words; regular work is never dates.

    Args:
        deadline: of a measure.
        signed_on: the day the order is signed.
    """
    words = say_in_one_line(deadline.text)
    dated = [days for days in deadline.occurrences if not _is_past(days, signed_on)]
    if not dated or deadline.awaiting or len(dated) > LISTED_DATES or is_regular(deadline.rule):
        return words
    if all(days.due is None for days in dated):
        return f"{words} ({', '.join(say_days(days, spans=False) for days in dated)})"
    kind = kind_of(deadline.rule) if deadline.rule is not None else ""
    if kind == "during":
        spans = [say_days(days, spans=True) for days in dated if is_short(days)]
        return f"{words} ({', '.join(spans)})" if spans else words
    return ", ".join(say_days(days, spans=kind in SPAN_KINDS) for days in dated)


def is_over(deadline: PlanDeadline, signed_on: dt.date | None) -> bool:
    """Tell whether every day of a deadline lies before the order, and nothing more is awaited."""
    days = deadline.occurrences
    return bool(days) and not deadline.awaiting and all(_is_past(each, signed_on) for each in days)


def _is_past(days: OccurrenceDays, signed_on: dt.date | None) -> bool:
    return signed_on is not None and days.due is not None and days.due < signed_on

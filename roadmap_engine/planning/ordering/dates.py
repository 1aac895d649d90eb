"""A measure's deadline → the words that end a point of an order: dates where there are dates.

An order looks forward: nothing in it is due before its own date. What began earlier runs to its end, «до 31
мая»; days that are over are not said, and of a deadline that is over only words without a day are left.
"""

from __future__ import annotations

import datetime as dt

from roadmap_engine.deadlines import kind_of
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.plan_measure import OccurrenceDays, PlanDeadline
from roadmap_engine.model.regular import is_regular
from roadmap_engine.planning.drawing.day_words import (
    LISTED_DATES,
    SPAN_KINDS,
    is_short,
    say_days,
    say_in_one_line,
)

__all__ = ["is_over", "look_ahead", "say_when"]


def say_when(deadline: PlanDeadline, signed_on: dt.date | None = None) -> str:
    """Say by when, in dates where there are dates, else in the plan's own words; regular work is never dates.

    Args:
        deadline: of a measure.
        signed_on: the day the order is signed.
    """
    ahead = look_ahead(deadline, signed_on)
    words, dated = say_in_one_line(ahead.text), ahead.occurrences
    if not dated or ahead.awaiting or len(dated) > LISTED_DATES or is_regular(deadline.rule):
        return words
    if all(days.due is None for days in dated):
        return f"{words} ({', '.join(say_days(days, spans=False) for days in dated)})"
    kind = kind_of(deadline.rule) if deadline.rule is not None else ""
    if kind == "during":
        short = {days.key for days in deadline.occurrences if is_short(days)}
        spans = [say_days(days, spans=True) for days in dated if days.key in short]
        return f"{words} ({', '.join(spans)})" if spans else words
    return ", ".join(say_days(days, spans=kind in SPAN_KINDS) for days in dated)


def is_over(deadline: PlanDeadline, signed_on: dt.date | None) -> bool:
    """Tell whether every day of a deadline lies before the order, and nothing more is awaited."""
    days = deadline.occurrences
    return bool(days) and not deadline.awaiting and all(_is_past(each, signed_on) for each in days)


def look_ahead(deadline: PlanDeadline, signed_on: dt.date | None) -> PlanDeadline:
    """Give a deadline without the days that are over when the order is signed.

    Of what has begun only the end is left: nobody can begin on a day that is over. A deadline that is over
    has no words of days either.
    """
    if is_over(deadline, signed_on):
        named = any(letter.isdecimal() for letter in deadline.text)
        return with_fields(deadline, occurrences=(), text="" if named else deadline.text)
    ahead = tuple(
        with_fields(days, start=None) if _has_begun(days, signed_on) else days
        for days in deadline.occurrences
        if not _is_past(days, signed_on)
    )
    return deadline if ahead == deadline.occurrences else with_fields(deadline, occurrences=ahead)


def _is_past(days: OccurrenceDays, signed_on: dt.date | None) -> bool:
    return signed_on is not None and days.due is not None and days.due < signed_on


def _has_begun(days: OccurrenceDays, signed_on: dt.date | None) -> bool:
    begun = signed_on is not None and days.start is not None and days.start < signed_on
    return begun and days.due is not None

"""The recurrence of a rule as RFC 5545 text, where the text says exactly the same and nothing else."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.deadlines.kinds import By, During, From, Months, Range
from roadmap_engine.deadlines.recurrence import DayOfMonth, EdgeOfCycle, InYear, OnWeekdays, Recurring
from roadmap_engine.deadlines.values import MonthWeeks, NthWeekday, PartialDate

__all__ = ["recurrence_text"]

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLAIN = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_QUARTER = {"first": "1,4,7,10", "last": "3,6,9,12", "following": "1,4,7,10"}
_HALF = {"first": "1,7", "last": "6,12", "following": "1,7"}


def recurrence_text(rule: Recurring, until: dt.date | None = None) -> str | None:
    """Give the RRULE value of a recurring duty; none where terms or counts make it no plain recurrence.

    >>> recurrence_text(Recurring(every="month", at=DayOfMonth(edge="by", day=25)))
    'FREQ=MONTHLY;BYMONTHDAY=25'
    """
    if rule.times not in (None, 1):
        return None
    text = _frequency(rule)
    if text is None:
        return None
    return f"{text};UNTIL={until:%Y%m%d}" if until else text


def _frequency(rule: Recurring) -> str | None:
    interval = f";INTERVAL={rule.interval}" if rule.interval > 1 else ""
    if isinstance(rule.at, OnWeekdays):
        nth = rule.at.nth or ""
        days = ",".join(f"{nth}{_DAYS[day]}" for day in rule.at.weekdays)
        return f"FREQ={'MONTHLY' if nth else 'WEEKLY'}{interval};BYDAY={days}"
    if isinstance(rule.at, DayOfMonth):
        return _day_of_month(rule.every, rule.at, interval)
    if isinstance(rule.at, InYear):
        place = _in_year(rule.at)
        return None if place is None else f"FREQ=YEARLY{interval}{place}"
    if rule.at is not None:
        return _edge_of_cycle(rule)
    if rule.every == "quarter":
        return f"FREQ=MONTHLY;INTERVAL={3 * rule.interval}"
    return f"FREQ={_PLAIN[rule.every]}{interval}" if rule.every in _PLAIN else None


def _day_of_month(every: str, at: DayOfMonth, interval: str) -> str | None:
    day = _month_day(at.day)
    if every == "month":
        return f"FREQ=MONTHLY{interval};{day}"
    months = {"quarter": _QUARTER, "half-year": _HALF}.get(every)
    if months is None or at.of is None or interval:
        return None
    return f"FREQ=YEARLY;BYMONTH={months[at.of]};{day}" if at.day <= _SHORTEST_MONTH else None


def _month_day(day: int) -> str:
    if day in (-1, _LONGEST_MONTH):
        return "BYMONTHDAY=-1"
    if day > _SHORTEST_MONTH:
        # The last of these days that the month has.
        return f"BYMONTHDAY={','.join(str(each) for each in range(_SHORTEST_MONTH, day + 1))};BYSETPOS=-1"
    return f"BYMONTHDAY={day}"


def _edge_of_cycle(rule: Recurring) -> str | None:
    first = isinstance(rule.at, EdgeOfCycle) and rule.at.edge == "start"
    places = {
        "week": "FREQ=WEEKLY;BYDAY=MO" if first else "FREQ=WEEKLY;BYDAY=SU",
        "month": f"FREQ=MONTHLY;BYMONTHDAY={1 if first else -1}",
        "quarter": f"FREQ=YEARLY;BYMONTH={'1,4,7,10;BYMONTHDAY=1' if first else '3,6,9,12;BYMONTHDAY=-1'}",
    }
    return places.get(rule.every)


def _in_year(at: InYear) -> str | None:
    """Give the place in the year; empty where the first occurrence says it, none where years differ."""
    if isinstance(at.rule, Months):
        plain = len(at.rule.months) == 1 and not isinstance(at.rule.months[0], MonthWeeks)
        return "" if plain else None
    if isinstance(at.rule, (From, Range, During)):
        ends = (at.rule.since, at.rule.until) if isinstance(at.rule, Range) else ()
        return "" if ends and all(isinstance(moment, PartialDate) for moment in ends) else None
    moment = at.rule.until if isinstance(at.rule, By) else at.rule.on
    if isinstance(moment, PartialDate):
        return f";BYMONTH={moment.month};BYMONTHDAY={moment.day}"
    if isinstance(moment, NthWeekday):
        return f";BYMONTH={moment.month.month};BYDAY={moment.nth}{_DAYS[moment.weekday]}"
    return None

"""The recurrence of a rule as RFC 5545 text, where the text says exactly the same and nothing else."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import By, On, Placed
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.weekdays import Weekdays

__all__ = ["recurrence_text"]

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLAIN = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_MONTHS = {
    ("quarter", "first"): "1,4,7,10", ("quarter", "last"): "3,6,9,12", ("quarter", "next"): "1,4,7,10",
}  # fmt: skip
_EDGES = {
    ("week", "start"): "FREQ=WEEKLY;BYDAY=MO", ("week", "end"): "FREQ=WEEKLY;BYDAY=SU",
    ("month", "start"): "FREQ=MONTHLY;BYMONTHDAY=1", ("month", "end"): "FREQ=MONTHLY;BYMONTHDAY=-1",
    ("quarter", "start"): "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
    ("quarter", "end"): "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
}  # fmt: skip


def recurrence_text(rule: Placed, until: dt.date | None = None) -> str | None:
    """Give the RRULE value of a recurring duty; none where terms, days off or counts make it no plain recurrence.

    >>> recurrence_text(By(Nth(25, "day", Each("month"))))
    'FREQ=MONTHLY;BYMONTHDAY=25'
    """
    if (rule.often is not None and (rule.often.times > 1 or rule.often.least)) or rule.but is not None:
        return None
    if not isinstance(rule, (On, By)):
        return None
    if rule.yearly:
        place = _in_year(rule)
        text = None if place is None else f"FREQ=YEARLY{place}"
    else:
        text = None if isinstance(rule, By) and _is_start(rule.at) else _frequency(rule.at)
    if text is None:
        return None
    return f"{text};UNTIL={until:%Y%m%d}" if until else text


def _is_start(place: Place) -> bool:
    """Tell whether what is due by it is due the day before."""
    return any(isinstance(each, Edge) and each.edge == "start" for each in place.walk())


def _frequency(place: Place) -> str | None:
    match place:
        case Each(unit="quarter"):
            return f"FREQ=MONTHLY;INTERVAL={3 * place.interval}"
        case Each():
            return (
                f"FREQ={_PLAIN[place.unit]}{_interval(place)}"
                if place.unit in _PLAIN and not place.since
                else None
            )
        case Weekdays() if not place.working:
            days = ",".join(_DAYS[WEEKDAY_NAMES.index(day)] for day in place.weekdays)
            return f"FREQ=WEEKLY{_interval(place.of)};BYDAY={days}"
        case Nth(through=None, unit="day"):
            return _day_of_month(place)
        case Nth(through=None, working=None, of=Each(unit="month", interval=1)) if (
            place.unit in WEEKDAY_NAMES
        ):
            return f"FREQ=MONTHLY;BYDAY={place.nth}{_DAYS[WEEKDAY_NAMES.index(place.unit)]}"
        case Edge(of=Each(interval=1)):
            return _EDGES.get((place.of.name or "", place.edge))
        case Some():
            return _several_days(place)
        case _:
            return None


def _interval(each: Each) -> str:
    return f";INTERVAL={each.interval}" if each.interval > 1 else ""


def _day_of_month(place: Nth) -> str | None:
    day = _month_day(place.nth)
    match place.of:
        case Each(unit="month", interval=1) | Next(unit="month", of=Each(unit="month")):
            return f"FREQ=MONTHLY;{day}"
        case Next(unit="month", of=Each() as each):
            months = _MONTHS.get((each.unit, "next"))
        case Nth(unit="month", nth=1 | -1 as which, through=None, of=Each(interval=1) as each):
            months = _MONTHS.get((each.unit, "first" if which == 1 else "last"))
        case _:
            return None
    # Half-years and terms are the school's own: their months are not those of the calendar.
    fits = months is not None and place.nth <= _SHORTEST_MONTH
    return f"FREQ=YEARLY;BYMONTH={months};{day}" if fits else None


def _month_day(day: int) -> str:
    if day in (-1, _LONGEST_MONTH):
        return "BYMONTHDAY=-1"
    if day > _SHORTEST_MONTH:
        # The last of these days that the month has.
        return f"BYMONTHDAY={','.join(str(each) for each in range(_SHORTEST_MONTH, day + 1))};BYSETPOS=-1"
    return f"BYMONTHDAY={day}"


def _several_days(place: Some) -> str | None:
    numbers = []
    for each in place.places:
        if not isinstance(each, Nth) or each.of != Each("month") or each.unit != "day" or each.through:
            return None
        numbers.append(each.nth)
    return (
        f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, numbers))}" if max(numbers) <= _SHORTEST_MONTH else None
    )


def _in_year(rule: Placed) -> str | None:
    """Give the place in the year; empty where the first occurrence says it, none where years differ."""
    place = rule.at
    match place:
        case Day():
            return f";BYMONTH={place.month};BYMONTHDAY={place.day}"
        case Nth(of=Month(), through=None, working=None) if place.unit in WEEKDAY_NAMES:
            month = place.of.month  # type: ignore[attr-defined]  # the pattern says it is one
            return f";BYMONTH={month};BYDAY={place.nth}{_DAYS[WEEKDAY_NAMES.index(place.unit)]}"
        case Month() | Part(of=Month()) | Nth(of=Month(), unit="decade"):
            return "" if isinstance(rule, On) else None
        case Through(first=Day(), last=Day()) | Through(first=Month(), last=Month()):
            return ""
        case _:
            return None

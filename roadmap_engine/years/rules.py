"""A deadline that was written as a rule → the same rule in another school year.

A rule holds its years as values, so nothing is read: every place that states a year states another one. A
rule of which one year cannot be moved stays whole.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day, DayOfWeek
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import Rule
from roadmap_engine.years.moved import Moving, nearest_weekday

__all__ = ["move_rule"]

_FIRST_MONTH = 9


class _StaysError(ValueError):
    """A year of a rule that cannot be moved."""


def move_rule(rule: Rule, moving: Moving) -> Rule | None:
    """Move every year of a rule; None where one of them cannot be moved.

    >>> from roadmap_engine.deadlines.rule import By
    >>> move_rule(By(Day(17, 1, 2021)), Moving(SchoolYear(2020), SchoolYear(2026))) == By(Day(17, 1, 2027))
    True
    """
    try:
        moved: Rule = _move(rule, moving)
    except ValueError:
        # A day that the new year has not is none: the value's own constructor says so.
        return None
    return moved


def _move(value: Any, moving: Moving) -> Any:
    if isinstance(value, DayOfWeek):
        return _keep_weekday(value, moving)
    if isinstance(value, tuple):
        return tuple(_move(each, moving) for each in value)
    if not is_dataclass(value) or isinstance(value, type | SchoolYear):
        return value
    new = {each.name: _move(getattr(value, each.name), moving) for each in fields(value) if each.init}
    if isinstance(value, Place) and value.YEAR and new[value.YEAR] is not None:
        _move_stated(value, new, moving)
    return replace(value, **new)


def _move_stated(place: Place, new: dict[str, Any], moving: Moving) -> None:
    """Move the year a place states, and the one it goes on to."""
    for name in (place.YEAR, "through"):
        year = new.get(name)
        if isinstance(year, SchoolYear):
            new[name] = SchoolYear(_reached(year.start, moving) + moving.by)
        elif isinstance(year, int):
            month = getattr(place, "month", None)
            _reached(year - 1 if month is not None and month < _FIRST_MONTH else year, moving)
            new[name] = year + moving.by


def _reached(year: int, moving: Moving) -> int:
    if abs(year - moving.written.start) > 1:
        raise _StaysError
    return year


def _keep_weekday(place: DayOfWeek, moving: Moving) -> DayOfWeek:
    if place.of.full is None:
        return place
    of = _move(place.of, moving)
    near = nearest_weekday(place.of.full, of.full.year, WEEKDAY_NAMES.index(place.weekday))
    if near is None or place.nth is not None:
        raise _StaysError
    return replace(place, of=Day(near.day, near.month, near.year))

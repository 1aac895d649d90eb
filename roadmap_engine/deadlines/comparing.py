"""Two deadlines to whether the one is no later than the other: yes, no, or it cannot be told.

A deadline is no later when each time of the other has one of its own on that day or before, and its last is
not after the last of the other. Two lengths from the same event are compared as they stand; everything else
by its days in the plan's year, or, where no year is known, in every year of a whole cycle of the calendar.
What awaits something, has no due day or depends on an unknown calendar cannot be told.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Callable, Iterator

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.results import Schedule
from roadmap_engine.deadlines.rule import After, By, From, Many, On, Placed, Rule
from roadmap_engine.deadlines.schedule import schedule
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.values import Length
from roadmap_engine.deadlines.view import parts_of

__all__ = ["is_no_later"]

# Weekdays and leap years come back after 28 years; two days without a year keep their order for ever when
# they keep it through all of them.
_CYCLE = range(2024, 2052)
# A length of each unit in days: no shorter than, no longer than. Days off stretch working days at will.
_DAYS = {
    "day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "year": (365, 366),
    "working-day": (1, math.inf),
    "school-day": (1, math.inf),
}
# Their days are not certain: no such day, out of order, unknown terms.
_UNCERTAIN = frozenset({"RM302", "RM303", "RM309", "RM312"})
# A year without a decree moves no day but a counted one, and all that it moves keep their order.
_UNCERTAIN_IF_COUNTED = "RM311"
_END_OF_DAY = "24:00"


class _Side(enum.IntEnum):
    """Where the last day of a deadline lies, seen from the event it counts from."""

    WELL_BEFORE = 0
    BEFORE = 1
    ON = 2
    AFTER = 3


def is_no_later(
    new: Rule, old: Rule, context: Context | None = None, events: EventVocabulary = STANDARD_EVENTS
) -> bool | None:
    """Tell whether a deadline is nowhere later than another; None where that cannot be told.

    >>> from roadmap_engine.deadlines import parse
    >>> def compare(new, old):
    ...     return is_no_later(parse(new).rule, parse(old).rule)
    >>> compare("до 10 января", "до 17 января"), compare("июнь", "до 17 января")
    (True, False)
    >>> compare("до 28 мая", "последняя пятница мая")
    """
    if new == old:
        return True
    if isinstance(new, Placed) and isinstance(old, Placed):
        verdict = _compare_lengths(new, old)
        if verdict is not None:
            return verdict
    verdict = _compare_in_years(new, old, context, events)
    if verdict is None and isinstance(new, Many) and isinstance(old, Many):
        return _compare_parts(new, old, lambda one, two: is_no_later(one, two, context, events))
    return verdict


def _compare_in_years(new: Rule, old: Rule, context: Context | None, events: EventVocabulary) -> bool | None:
    verdicts = set()
    for each in (context,) if context else _years():
        verdict = _compare_in_year(new, old, each, events)
        verdicts.add(verdict)
        if verdict is None or len(verdicts) > 1:
            return None
    return verdicts.pop()


def _years() -> Iterator[Context]:
    return (Context(year=SchoolYear(year)) for year in _CYCLE)


def _compare_in_year(new: Rule, old: Rule, context: Context, events: EventVocabulary) -> bool | None:
    found, before = schedule(new, context, events), schedule(old, context, events)
    ours, theirs = _due(new, found), _due(old, before)
    zones = {each.zone for each in (*found.occurrences, *before.occurrences) if each.time is not None}
    if ours is None or theirs is None or len(zones) > 1:
        return None
    # Each time of the old deadline has one of the new, and the new one ends with the old at the latest.
    in_time = all(one <= two for one, two in zip(ours, theirs, strict=False))
    return len(ours) >= len(theirs) and in_time and ours[-1] <= theirs[-1]


def _due(rule: Rule, found: Schedule) -> list[tuple[dt.date, str]] | None:
    """Give the due moments in order; None where one of them is not known."""
    if found.awaiting or found.standing or not found.occurrences:
        return None
    uncertain = _UNCERTAIN | {_UNCERTAIN_IF_COUNTED} if _counts_working_days(rule) else _UNCERTAIN
    if any(problem.code in uncertain for problem in found.problems):
        return None
    due = [(each.due, each.time or _END_OF_DAY) for each in found.occurrences if each.due is not None]
    return sorted(due) if len(due) == len(found.occurrences) else None


def _counts_working_days(rule: Rule) -> bool:
    places = (part.at for part in parts_of(rule) if isinstance(part, Placed))
    return any(isinstance(place, Shift) and place.length.unit.endswith("-day") for place in places)


def _origin(rule: Placed) -> Place | None:
    """Give what a deadline is counted from; None where it is not."""
    place = rule.at
    if isinstance(place, Shift):
        return place.of
    if isinstance(place, Happening):
        return Happening(place.event, place.words)
    return place if isinstance(rule, After) else None


def _compare_lengths(new: Placed, old: Placed) -> bool | None:
    """Compare two deadlines from one event, whenever it will be."""
    one, two = _origin(new), _origin(old)
    if one is None or two is None or (one, new.time, new.but) != (two, old.time, old.but):
        return None
    ours, theirs = _side(new), _side(old)
    if ours is None or theirs is None:
        return None
    if ours < theirs:
        return True
    if ours > theirs:
        # The last day before an event that is a beginning is the day before it.
        return False if ours is _Side.AFTER or _shortest(_nearest(old)) > 1 else None
    if ours is _Side.WELL_BEFORE:
        return _is_shorter(_nearest(old), _nearest(new))
    return _is_shorter(_farthest(new), _farthest(old)) if ours is _Side.AFTER else True


def _side(rule: Placed) -> _Side | None:
    """Tell on which side of the event a deadline has its last day; None where it has none."""
    place = rule.at
    if isinstance(place, Happening):
        return (
            _Side.ON if isinstance(rule, On) and place.day else _Side.BEFORE if isinstance(rule, By) else None
        )
    if not isinstance(place, Shift) or isinstance(rule, (From, After)):
        return None
    if place.direction == "before":
        return _Side.BEFORE if place.window else _Side.WELL_BEFORE
    return _Side.AFTER


def _nearest(rule: Placed) -> Length | None:
    """Give the length to the last day before: the nearer of two."""
    place = rule.at
    return (place.least or place.length) if isinstance(place, Shift) else None


def _farthest(rule: Placed) -> Length | None:
    """Give the length to the last day after."""
    return rule.at.length if isinstance(rule.at, Shift) else None


def _is_shorter(one: Length | None, two: Length | None) -> bool | None:
    """Tell whether a length is no longer than another, on whatever day both begin."""
    if one is not None and two is not None and one.unit == two.unit:
        return one.count <= two.count
    if _longest(one) <= _shortest(two):
        return True
    return False if _shortest(one) > _longest(two) else None


def _shortest(length: Length | None) -> float:
    return length.count * _DAYS[length.unit][0] if length else 0


def _longest(length: Length | None) -> float:
    return length.count * _DAYS[length.unit][1] if length else 0


def _compare_parts(new: Many, old: Many, compare: Callable[[Rule, Rule], bool | None]) -> bool | None:
    """Compare part by part where both have as many; one later part among equal ones makes the whole later."""
    if len(new.parts) != len(old.parts):
        return None
    verdicts = [compare(one, two) for one, two in zip(new.parts, old.parts, strict=True)]
    if all(verdicts):
        return True
    equal = sum(one == two for one, two in zip(new.parts, old.parts, strict=True))
    return False if False in verdicts and equal == len(verdicts) - 1 else None

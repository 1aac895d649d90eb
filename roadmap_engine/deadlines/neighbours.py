"""Two neighbours in a cell: what one rule of both carries, whether they may stand as they are, or contradict each other.

Where two become one, nothing that either carries is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import Day
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.rule import By, From, On, Placed, SimpleRule
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import Years

__all__ = ["NEAR", "Separator", "is_cadence", "may_stand_beside", "rebuilt", "spoken"]

Separator = Literal["", ",", "and", "also", "line", ";", "colon", "bracket", "dash", "then", "but"]
"""What stands between two items of a cell."""
NEAR: tuple[Separator, ...] = ("", ",", "bracket", "colon", "dash")
"""What may stand between two that say one thing."""
_APART = (",", "and", "also", "line", ";", "colon", "then", "but")


def spoken(first: SimpleRule, second: SimpleRule) -> dict[str, Any] | None:
    """Gather what two rules carry between them; None where both carry the same."""
    found: dict[str, Any] = {}
    for name in ("time", "remark", "but", "within", "often", "yearly", "according"):
        own, other = getattr(first, name, None), getattr(second, name, None)
        if own is not None and other is not None:
            return None
        if own is not None or other is not None:
            found[name] = own if own is not None else other
    return found


def rebuilt(rule: SimpleRule, spoken: dict[str, Any] | None, **changes: Any) -> Any:
    """Give a rule with changes, or nothing where it would make no sense."""
    if spoken is None:
        return None
    try:
        return replace(rule, **{**spoken, **changes})
    except (ValueError, TypeError):
        return None


def may_stand_beside(last: SimpleRule, value: Any, separator: Separator) -> bool:
    """Tell whether two deadlines may stand in one cell as they are."""
    if separator == "bracket":
        return isinstance(value, Placed) and value.remark is not None
    if separator == "":
        return _are_alike(last, value)
    if is_cadence(last) and is_cadence(value) and separator != "line":
        # «Ежемесячно, но не реже раза в квартал» says two frequencies.
        return False
    listed = separator in (",", "and")
    return separator in _APART and not (listed and any(clash(last, value) for clash in _CLASHES))


def _shares_a_month(last: SimpleRule, value: Any) -> bool:
    """«Октябрь 2026 и 2027 гг.» shares its month between two years."""
    years = isinstance(value, On) and isinstance(value.at, Years)
    return years and isinstance(last, (On, By)) and not isinstance(last.at, Years)


def _says_the_day(last: SimpleRule, value: Any) -> bool:
    """«До педсовета, 5 октября»: the day of the meeting, or another one?"""
    awaits = isinstance(last, By) and isinstance(last.at, Happening)
    return awaits and isinstance(value, On) and value.at.rank == 0


def _counts_from_more(last: SimpleRule, value: Any) -> bool:
    """«За неделю до 1 октября и …»: what is counted from is not read whole."""
    if not isinstance(last, Placed) or not isinstance(value, Placed):
        return False
    return isinstance(last.at, Shift) and value.at.rank == 0 and not isinstance(value.at, Shift)


def _bounds_apart(last: SimpleRule, value: Any) -> bool:
    """«До 1 октября, с 5 октября» is a range turned round, or two halves of something else."""
    if not isinstance(last, Placed) or not isinstance(value, Placed):
        return False
    return {type(last), type(value)} == {By, From} and not (last.at.repeats or value.at.repeats)


def _contradicts_cycle(last: SimpleRule, value: Any) -> bool:
    """«Ежегодно, 7 ноября 2026 года» contradicts itself; «ежемесячно, 5 октября» may."""
    if not isinstance(last, On) or not isinstance(last.at, Each) or not isinstance(value, Placed):
        return False
    if last.at == Each("year"):
        return value.at.states_year or value.at.lacks_year
    return isinstance(value, On) and (value.at.repeats or value.at.rank == 0)


_CLASHES = (_shares_a_month, _says_the_day, _counts_from_more, _bounds_apart, _contradicts_cycle)


def is_cadence(value: Any) -> bool:
    """Tell whether a rule says no more than how often, or on which days of the week."""
    return isinstance(value, On) and isinstance(value.at, (Each, Weekdays)) and not value.yearly


def _are_alike(last: SimpleRule, value: Any) -> bool:
    """Tell whether two times may stand side by side with nothing between: days, or «до» and «до»."""
    if type(last) is not type(value) or not isinstance(last, Placed) or not isinstance(value, Placed):
        return False
    if last.at.repeats or value.at.repeats:
        return False
    alike = isinstance(last.at, (Day, Through)) and isinstance(value.at, (Day, Through))
    return alike and (last.at.states_year == value.at.states_year)

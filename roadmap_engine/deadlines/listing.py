"""Lists of times in a cell: who lends whom a year, and which months are one list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.deadlines.day import Day
from roadmap_engine.deadlines.neighbours import Separator
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.range_forms import with_year
from roadmap_engine.deadlines.rule import By, On
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through, base_month, is_of_months

__all__ = ["Part", "gather_months", "share_years"]

_LISTS = ("", ",", "and", "line", ";", "also")

_YEARED = ("", ",", "and", "line")


@dataclass(slots=True)
class Part:
    """An item, and what parts it from the one before: a rule, an element of `joining`, or words beside one."""

    separator: Separator
    value: Any


def _is_listed(part: Part) -> bool:
    return (
        isinstance(part.value, (On, By))
        and base_month(part.value.at) is not None
        and not isinstance(part.value.at, Shift)
    )


def _are_of_a_kind(first: Part, second: Part) -> bool:
    """Tell whether two entries are of one list: «до 1 мая, 1 октября» is, «август 2026, до конца июня» is not."""
    return type(first.value) is type(second.value) or (
        isinstance(first.value, By) and isinstance(second.value, On)
    )


def _shares(first: Part, second: Part) -> bool:
    """Tell whether neighbours may lend each other a year."""
    listed = second.separator in _YEARED and _is_listed(first) and _is_listed(second)
    return listed and _are_of_a_kind(first, second)


def share_years(parts: list[Part]) -> list[Part]:
    """Share a year out over a list: from the right to the left, then on to the right.

    A year stands for all to its left that state none, one less where months would run backwards.
    """
    found = list(parts)
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        if _shares(here, after):
            found[index] = Part(here.separator, _lend(here.value, after.value, before=True))
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        if _shares(before, here):
            found[index] = Part(here.separator, _lend(here.value, before.value, before=False))
    return found


def _lend(rule: Any, lender: Any, *, before: bool) -> Any:
    """Give a rule the year of its neighbour in the list."""
    own, other = _last_month(rule.at), base_month(lender.at)
    if not before:
        own, other = base_month(rule.at), _last_month(lender.at)
    if own is None or other is None or own[1] is not None or other[1] is None:
        return rule
    if before:
        year = other[1] if _order(rule.at) <= _order(lender.at) else other[1] - 1
    else:
        year = other[1] if _order(lender.at) <= _order(rule.at) else other[1] + 1
    return replace(rule, at=with_year(rule.at, year))


def _last_month(place: Place) -> tuple[int, int | None] | None:
    return base_month(place.last) if isinstance(place, Through) else base_month(place)


def _order(place: Place) -> tuple[int, int]:
    first = place.first if isinstance(place, Through) else place
    month = base_month(first)
    return (month[0] if month else 0), (first.day if isinstance(first, Day) else 0)


def gather_months(parts: list[Part]) -> list[Part]:
    """Make one list of months that follow each other, before anything is joined to them."""
    found: list[Part] = []
    # «Конец мая; октябрь–апрель, ежемесячно»: where commas stand too, a semicolon parts more than they do.
    inner = {part.separator for part in parts[1:]} - {";", "line", "also"}
    lists = [each for each in _LISTS if not (inner and each in (";", "also"))]
    for part in parts:
        before = found[-1] if found else None
        first, second = before.value if before else None, part.value
        if before and part.separator in lists and isinstance(first, On) and isinstance(second, On):
            joined = _list_of(first, second) if _is_months(first) and _is_months(second) else None
            if joined is not None:
                found[-1] = Part(before.separator, joined)
                continue
        found.append(part)
    return found


def _is_months(value: On) -> bool:
    return is_of_months(value.at) and not value.yearly and value.often is None


def _list_of(first: On, second: On) -> On | None:
    if first.time or first.remark or first.according or first.but or second.but or second.remark:
        return None
    places = (*(first.at.places if isinstance(first.at, Some) else (first.at,)), second.at)
    try:
        return replace(second, at=Some(places))
    except ValueError:
        return None

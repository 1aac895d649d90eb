"""What recurs beside a time: «ежемесячно до 5 числа», «в течение года, еженедельно», «ежегодно, до 1 октября».

A cycle that is said twice is one; a time beside it is where it recurs, or, of a yearly one, when.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.neighbours import NEAR, Separator, rebuilt, spoken
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.rule import After, By, From, On, Placed, SimpleRule, bared, is_bare
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import is_of_months
from roadmap_engine.deadlines.values import Often
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import AcademicYear, Years

__all__ = ["cadenced", "in_years"]

_IN_YEAR = {"month": 12, "quarter": 4, "school-quarter": 4, "trimester": 3, "half-year": 2}


def in_years(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Ежегодно, до 1 октября, в течение 2025–2027 гг.»: the years in which it comes."""
    if (
        not isinstance(first, Placed)
        or not isinstance(second, (On, From))
        or separator not in (",", "bracket")
    ):
        return None
    if not first.yearly or first.within is not None or not is_bare(second) or not second.at.states_year:
        return None
    if not any(isinstance(place, (Years, AcademicYear)) for place in (second.at, *second.at.parts())):
        return None
    return rebuilt(first, spoken(first, second), within=second)


def cadenced(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """Put what recurs into a time, or a time of the year into a yearly duty."""
    if (
        separator not in NEAR
        or not isinstance(first, (On, By, After))
        or not first.at.repeats
        or not isinstance(second, Placed)
    ):
        return None
    each = first.at
    if isinstance(each, Each) and each == Each("year") and not second.at.repeats:
        return _yearly(first, second)
    if second.at.repeats:
        return _same_cycle(first, second) if isinstance(each, Each) else None
    if not is_bare(second) or first.within is not None or isinstance(second, After):
        return None
    if isinstance(second.at, Shift) or (isinstance(second, On) and second.at.rank == 0):
        return None
    if isinstance(first, After) and isinstance(second, On) and is_of_months(second.at):
        return None
    if isinstance(each, Each) and each.unit == "year" and not second.at.states_year:
        return None
    if isinstance(second, On) and isinstance(second.at, (Month, Nth, Part)) and second.at.rank < each.rank:
        # «Ежеквартально в октябре»: a time shorter than the cycle is none for it to recur in.
        return None
    return rebuilt(first, spoken(first, bared(second)), within=second)


def _yearly(first: On | By | After, second: Placed) -> Any:
    """«Ежегодно, до 1 октября», «2 раза в год: декабрь, май», «ежегодно в 2025–2027 гг.»."""
    carried = spoken(first, second)
    if isinstance(second.at, Happening) and first == On(Each("year")) and second.remark is None:
        # «Ежегодно, к Дню библиотек»: the day itself comes every year.
        return replace(second, remark="ежегодно")
    if second.at.lacks_year and not second.at.states_year:
        return rebuilt(second, carried, yearly=True)
    if (
        isinstance(second, From)
        and isinstance(second.at, Edge)
        and isinstance(second.at.of, Years)
        and is_bare(second)
        and first.within is None
    ):
        return rebuilt(first, carried, within=second)
    if isinstance(second, On) and second.at.rank >= 5 and is_bare(second) and first.within is None:
        return rebuilt(first, carried, within=second)
    return None


def _same_cycle(first: On | By | After, second: Placed) -> Any:
    """«Ежемесячно, последняя среда месяца», «1 раз в неделю по вторникам»: the cycle said twice, once with its place."""
    each = first.at
    inner = next((place for place in second.at.walk() if isinstance(place, Each)), None)
    if not isinstance(each, Each) or inner is None:
        return None
    carried = spoken(replace(first, often=None), second)
    if isinstance(second.at, Weekdays):
        return _weekly(each, first.often, second, carried)
    if each.interval > 1:
        return None
    if isinstance(second.at, Each) and inner.unit == each.unit and second.at != each:
        # «1 раз в 3 года, не реже 2 раз в год» contradicts itself.
        return None
    if inner.unit == each.unit:
        often = first.often if not isinstance(second.at, Each) or second.at == each else None
        return rebuilt(second, carried, often=second.often or often)
    if isinstance(second.at, Each):
        return _of_every_year(each, first.often, second, carried)
    # «Ежеквартально до 10 числа месяца, следующего за отчётным»: after the cycle that is said.
    if isinstance(second.at, Nth) and isinstance(second.at.of, Next) and second.at.of.of == Each("month"):
        try:
            following = replace(second.at, of=Next("month", each))
        except ValueError:
            return None
        return rebuilt(second, carried, at=following, often=first.often)
    return None


def _weekly(each: Each, often: Often | None, second: Placed, carried: dict[str, Any] | None) -> Any:
    """«Каждые 2 недели по вторникам», «1 раз в неделю по вторникам»."""
    at: Any = second.at
    fits = each.unit == "week" and (often is None or often.times in (1, len(at.weekdays)))
    if not fits or (each.interval > 1 and at.of != Each("week")):
        return None
    return rebuilt(second, carried, at=replace(at, of=each) if each.interval > 1 else at)


def _of_every_year(each: Each, often: Often | None, second: Placed, carried: dict[str, Any] | None) -> Any:
    """«Ежегодно, 1 раз в полугодие», «4 раза в год (1 раз в четверть)»: the year's times are those of its terms."""
    if each.unit != "year":
        return None
    if often is None:
        return rebuilt(second, carried)
    once = second.often is None or second.often.times == 1
    spread = often.times == _IN_YEAR.get(second.at.unit) and often.least is None and often.bound is None  # type: ignore[attr-defined]
    return rebuilt(second, carried, often=None) if once and spread else None

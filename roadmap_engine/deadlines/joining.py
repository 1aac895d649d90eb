"""Putting the neighbours of a cell together: «в течение года, ежемесячно» is one rule, not two.

Two neighbours become one when they can only mean one thing together; else they stay two rules, if something
parts them; else the phrase is not understood. A join never drops what either of them says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.cycling import cadenced, in_years
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.excepting import Except
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.narrowing import narrowed, titled
from roadmap_engine.deadlines.neighbours import NEAR, Separator, rebuilt, spoken
from roadmap_engine.deadlines.nth import Nth, Open
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.range_forms import link
from roadmap_engine.deadlines.repeating import OpenWeekday
from roadmap_engine.deadlines.rule import (
    After,
    By,
    External,
    From,
    Many,
    On,
    Placed,
    SimpleRule,
    Standing,
    bared,
    is_bare,
)
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through, is_of_months
from roadmap_engine.deadlines.terms import Break, Quarter, Term
from roadmap_engine.deadlines.values import Clock, Often
from roadmap_engine.deadlines.view import places_of
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import AcademicYear, PlanYear

__all__ = ["Element", "Separator", "holds_open", "join", "with_time"]

Element = SimpleRule | Clock | Often | Except | OpenWeekday
_MANNERS = {"constant": "постоянно", "regular": "регулярно", "systematic": "систематически"}


def holds_open(rule: Element) -> bool:
    """Tell whether a rule has a hole that nothing has filled."""
    return isinstance(rule, (Placed, Standing)) and any(isinstance(place, Open) for place in places_of(rule))


def join(first: SimpleRule, second: Element, separator: Separator) -> SimpleRule | Many | None:
    """Make one rule of two neighbours, if they can only mean one thing together."""
    if isinstance(second, Except):
        return replace(first, but=second.places) if first.but is None else None
    if isinstance(second, Clock):
        return with_time(first, second) if separator != "then" else None
    if isinstance(second, Often):
        return _counted(first, second)
    if isinstance(second, OpenWeekday):
        return _on_weekday(first, second) if separator in NEAR else None
    if separator == "then":
        return _then(first, second)
    if separator in ("also", "but", "line", ";") and not _fills(first, second):
        return None
    for make in (titled, _filled, narrowed, in_years, cadenced, _stood, _closed, _guided):
        found: SimpleRule | Many | None = make(first, second, separator) or (
            make(second, first, separator) if make in _EITHER_WAY else None
        )
        if found is not None:
            return found
    return None


def _fills(first: SimpleRule, second: Element) -> bool:
    return holds_open(first) != holds_open(second) if isinstance(second, Placed) else False


def with_time(rule: SimpleRule, time: Clock) -> SimpleRule | None:
    """Give a rule its hour; none where it has one."""
    if rule.time is not None or isinstance(rule, External):
        return None
    if isinstance(rule, By) and time.edge == "at" and time.until is None:
        # «До 25 мая, 14:00» is due by that hour.
        time = replace(time, edge="by")
    return replace(rule, time=time)


def _counted(first: SimpleRule, often: Often) -> SimpleRule | None:
    """«Ежемесячно 2 раза», «в течение года (не менее 4 раз)»."""
    if not isinstance(first, On) or first.often is not None:
        return None
    if isinstance(first.at, Each):
        return replace(first, often=often)
    own = isinstance(first.at, PlanYear) or first.at == AcademicYear()
    return replace(first, at=Each("year"), often=often) if own and not first.yearly else None


def _on_weekday(first: SimpleRule, day: OpenWeekday) -> SimpleRule | None:
    if not isinstance(first, On) or first.at != Each("week") or (first.often and first.often.times > 1):
        return None
    return replace(first, at=Weekdays((str(day),), Each("week")), often=None)  # type: ignore[arg-type]


def _then(first: SimpleRule, second: Element) -> SimpleRule | Many | None:
    """«Октябрь, далее ежемесячно»: what follows begins when what precedes is over.

    What then comes at need, by somebody's plan or in the year's course has no beginning that matters.
    """
    if not isinstance(first, Placed) or not isinstance(second, (On, Standing, External)):
        return None
    if second == On(Each("year")):
        return replace(first, yearly=True) if first.at.lacks_year and not first.at.repeats else None
    at_need = isinstance(second, Standing) and second.manner in ("need", "request")
    all_year = isinstance(second, On) and isinstance(second.at, (PlanYear, AcademicYear))
    if isinstance(second, External) or at_need or all_year:
        return Many((first, second))
    if isinstance(first.at, Happening) and isinstance(second, On) and second.at.repeats:
        return Many((first, second))
    since = _after(first.at)
    if since is None or second.within is not None:
        return None
    if isinstance(second, On) and (not second.at.repeats or second.at.rank >= 5):
        return None
    try:
        return Many((first, replace(second, within=From(since))))
    except ValueError:
        return None


def _after(place: Place) -> Place | None:
    """Give the day after a month or a day."""
    match place:
        case Month():
            over = place.month == 12
            year = place.year + over if place.year else None
            return Edge("start", Month(1 if over else place.month + 1, year))
        case Through(last=Month()):
            return _after(place.last)
        case Day() | DayOfWeek():
            return place
        case _:
            return None


def _fill(place: Place, hole: Place) -> Place | None:
    """Put a container into the hole of a place."""
    try:
        match place:
            case Some():
                filled = tuple(_fill(each, hole) for each in place.places)
                return Some(filled) if all(filled) else None  # type: ignore[arg-type]
            case Part(of=Open()):
                return replace(place, of=hole)
            case Nth(of=Open()):
                if (
                    place.unit == "day"
                    and isinstance(hole, Month)
                    and place.through is None
                    and place.nth > 0
                ):
                    return Day(place.nth, hole.month, hole.year)
                return replace(place, of=hole)
            case _:
                return None
    except ValueError:
        return None


def _filled(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Октябрь, 3 неделя», «ежемесячно (последний четверг)», «5 (ноябрь)»."""
    if (
        not isinstance(first, On)
        or not isinstance(second, Placed)
        or not holds_open(second)
        or holds_open(first)
    ):
        return None
    hole = first.at
    if isinstance(hole, (Month, Each, Term, Break, Quarter, Season)) and not (
        isinstance(hole, Each) and hole.unit in ("day", "year", "week")
    ):
        dated = any(isinstance(place, Nth) and place.unit == "day" for place in second.at.walk())
        if isinstance(hole, Each) and dated and hole.unit != "month":
            return None
        place = _fill(second.at, hole)
        if place is None:
            return None
        if isinstance(place, Some) and place.rank == 0 and not place.repeats:
            return Many(tuple(replace(second, at=each) for each in place.places)) if is_bare(first) else None
        if isinstance(second, By) and isinstance(hole, Month) and isinstance(place, Day):
            return rebuilt(On(Through(Edge("start", hole), place)), spoken(first, second))
        count = len(place.places) if isinstance(place, Some) else 1
        return rebuilt(
            second, spoken(replace(first, often=None), second), at=place, often=_kept(first.often, count)
        )
    if isinstance(hole, Some) and separator in ("dash", "colon") and is_of_months(hole) and is_bare(first):
        # «Ноябрь, январь, март – до 25 числа» speaks of each.
        days = [_fill(second.at, each) for each in hole.places]
        return Many(tuple(replace(second, at=day) for day in days if day)) if all(days) else None
    if isinstance(hole, Some) and all(isinstance(each, Month) for each in hole.places):
        # «Октябрь, ноябрь, 3 неделя» speaks of the last one only.
        place = _fill(second.at, hole.places[-1])
        return rebuilt(On(Some((*hole.places[:-1], place))), spoken(first, second)) if place else None
    return None


def _kept(often: Often | None, count: int) -> Often | None:
    """«1 раз в месяц (3-я неделя)» says the cycle once more and nothing else, «2 раза: 5 и 20 числа» its days."""
    said_again = (
        often is not None and often.times == count and often.bound != "at-most" and often.least is None
    )
    return None if said_again else often


def _stood(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Постоянно, в течение учебного года»; beside named months «по мере необходимости» is a duty of its own."""
    if not isinstance(first, Standing) or not isinstance(second, (On, From, By)) or first.within is not None:
        return None
    if (
        first.manner in ("constant", "regular", "systematic")
        and isinstance(second.at, Each)
        and is_bare(first)
    ):
        # «Постоянно (1 раз в неделю)»: how often says more.
        return replace(second, remark=_MANNERS[first.manner]) if second.remark is None else None
    if (
        second.at.repeats
        or second.yearly
        or second.according is not None
        or isinstance(second.at, Shift)
        or (isinstance(second.at, Happening) and not isinstance(second, On))
    ):
        return None
    if separator == "," and first.manner in ("need", "request", "immediate") and is_of_months(second.at):
        return None
    if isinstance(second, On) and second.at.rank == 0:
        return None
    return rebuilt(first, spoken(first, second), within=bared(second))


def _closed(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«С 1 сентября, до 5 октября», «с 9 января и весь учебный год» go from one to the other."""
    if isinstance(first, From) and isinstance(second, On) and second.at == AcademicYear():
        second = replace(By(Edge("end", second.at)), **(spoken(second, By(Edge("end", second.at))) or {}))
    if separator not in (*NEAR, "and") or not isinstance(second, By) or not isinstance(first, (From, After)):
        return None
    if (
        first.at.repeats
        or second.at.repeats
        or isinstance(first.at, Shift)
        or isinstance(second.at, (Shift, Happening))
    ):
        return None
    start = first.at
    if isinstance(first, After) and not isinstance(start, Happening):
        return None
    linked = link(start, second.at)
    if not isinstance(linked, tuple) or second.at.rank > 0:
        return None
    try:
        return rebuilt(On(Through(*linked)), spoken(first, second))
    except ValueError:
        return None


def _guided(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Апрель–май, по графику»: a window inside which somebody's plan sets the days."""
    if separator not in NEAR or not isinstance(second, External) or not isinstance(first, (On, By, After)):
        return None
    if isinstance(first, By) and first.at.rank == 0 and not first.at.repeats and separator in ("", "bracket"):
        # «По плану до 1 мая»: the plan sets the day, which comes by then.
        return replace(first, remark=second.words) if first.remark is None and is_bare(second) else None
    if not isinstance(first, On) and not first.at.repeats:
        return None
    wide = first.at.repeats or first.at.rank > 0
    if second.source == "agreement" and first.remark is None and is_bare(second):
        # «В течение года по согласованию»: nobody sets the days, they are agreed on.
        return replace(first, remark=second.words) if wide else None
    if not wide or isinstance(first.at, Shift) or second.source == "agreement":
        return None
    return rebuilt(first, spoken(first, second), according=bared(second))


_EITHER_WAY = (_filled, cadenced, _stood, _guided)

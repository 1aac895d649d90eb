"""Putting the neighbours of a cell together: «в течение года, ежемесячно» is one rule, not two.

Two neighbours become one when they can only mean one thing together; else they stay two rules, if something
parts them; else the phrase is not understood. A join never drops what either of them says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day, DayOfWeek
from roadmap_engine.deadlines.events import STANDARD_EVENTS
from roadmap_engine.deadlines.excepting import Except
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.hole import Open
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.nth import Nth, Weekdays
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import SUMMER, Place
from roadmap_engine.deadlines.range_forms import link, with_year
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
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Some, Through, base_month, is_of_months
from roadmap_engine.deadlines.terms import Break, HalfYear, Quarter, Term
from roadmap_engine.deadlines.values import Clock, Often
from roadmap_engine.deadlines.view import places_of
from roadmap_engine.deadlines.years import AcademicYear, PlanYear, Years
from roadmap_engine.russian.cases import Case

__all__ = ["Element", "Separator", "holds_open", "join", "with_time"]

Separator = Literal["", ",", "and", "also", "line", ";", "colon", "bracket", "dash", "then", "but"]
Element = SimpleRule | Clock | Often | Except | OpenWeekday
_IN_YEAR = {"month": 12, "quarter": 4, "school-quarter": 4, "trimester": 3, "half-year": 2}
_NEAR = ("", ",", "bracket", "colon", "dash")


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
        return _on_weekday(first, second) if separator in _NEAR else None
    if separator == "then":
        return _then(first, second)
    if separator in ("also", "but", "line", ";") and not _fills(first, second):
        return None
    for make in (_readied, _titled, _filled, _narrowed, _in_years, _cadenced, _stood, _closed, _guided):
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


def _then(first: SimpleRule, second: Element) -> Many | None:
    """«Октябрь, далее ежемесячно»: what follows begins when what precedes is over."""
    if not isinstance(first, Placed) or not isinstance(second, (On, Standing)):
        return None
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


def _spoken(first: SimpleRule, second: SimpleRule) -> dict[str, Any] | None:
    """Gather what two rules carry between them; None where both carry the same."""
    found: dict[str, Any] = {}
    for name in ("time", "remark", "but", "within", "often", "yearly", "according"):
        own, other = getattr(first, name, None), getattr(second, name, None)
        if own is not None and other is not None:
            return None
        if own is not None or other is not None:
            found[name] = own if own is not None else other
    return found


def _rebuilt(rule: SimpleRule, spoken: dict[str, Any] | None, **changes: Any) -> Any:
    """Give a rule with changes, or nothing where it would make no sense."""
    if spoken is None:
        return None
    try:
        return replace(rule, **{**spoken, **changes})
    except (ValueError, TypeError):
        return None


def _fill(place: Place, hole: Place) -> Place | None:
    """Put a container into the hole of a place."""
    try:
        match place:
            case Some():
                filled = tuple(_fill(each, hole) for each in place.places)
                return Some(filled) if all(filled) else None  # type: ignore[arg-type]
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
    if isinstance(hole, (Month, Each)) and not (
        isinstance(hole, Each) and hole.unit in ("day", "year", "week")
    ):
        dated = any(isinstance(place, Nth) and place.unit == "day" for place in second.at.walk())
        if isinstance(hole, Each) and dated and hole.unit != "month":
            return None
        place = _fill(second.at, hole)
        if place is None:
            return None
        if isinstance(second, By) and isinstance(hole, Month) and isinstance(place, Day):
            return _rebuilt(On(Through(Edge("start", hole), place)), _spoken(first, second))
        count = len(place.places) if isinstance(place, Some) else 1
        return _rebuilt(
            second, _spoken(replace(first, often=None), second), at=place, often=_kept(first.often, count)
        )
    if isinstance(hole, Some) and all(isinstance(each, Month) for each in hole.places):
        # «Октябрь, ноябрь, 3 неделя» speaks of the last one only.
        place = _fill(second.at, hole.places[-1])
        return _rebuilt(On(Some((*hole.places[:-1], place))), _spoken(first, second)) if place else None
    if separator in ("", ",") and isinstance(hole, Nth):
        return None
    return None


def _kept(often: Often | None, count: int) -> Often | None:
    """«1 раз в месяц (3-я неделя)» says the cycle once more and nothing else, «2 раза: 5 и 20 числа» its days."""
    said_again = (
        often is not None and often.times == count and often.bound != "at-most" and often.least is None
    )
    return None if said_again else often


def _titled(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«I четверть: с 1 сентября по 25 октября», «осенние каникулы (28.10–05.11)»: what the dates are of."""
    if not isinstance(first, On) or not isinstance(second, (On, By)) or not is_bare(first) or second.remark:
        return None
    if isinstance(first.at, Break) and separator == "bracket" and is_of_months(second.at):
        return replace(second, remark=first.at.say(Case.NOMINATIVE, STANDARD_EVENTS))
    within = isinstance(second.at, Through) or _is_usual(first.at, second.at)
    near = ("colon", "dash", "bracket", *(("", ",") if within else ()))
    titled = isinstance(first.at, (Term, Break, Quarter, HalfYear)) and isinstance(second.at, (Day, Through))
    if separator == "bracket" and isinstance(second.at, Break) and is_of_months(first.at) and is_bare(second):
        # «Октябрь (каникулы)»: the month is the time, the break says which lessons it does not touch.
        return replace(first, remark=second.at.say(Case.NOMINATIVE, STANDARD_EVENTS))
    if not titled or separator not in near:
        return None
    month = base_month(second.at)
    if isinstance(first.at, Quarter) and month and (month[0] + 2) // 3 != first.at.number:
        # «I квартал (сентябрь–ноябрь)» contradicts itself.
        return None
    return replace(second, remark=first.at.say(Case.NOMINATIVE, STANDARD_EVENTS))


_USUAL = {"autumn": (10, 11), "winter": (12, 1), "spring": (3, 4), "summer": (6, 7, 8), "february": (2,)}


def _is_usual(place: Place, day: Place) -> bool:
    """Tell whether a day can lie in a break: «на осенних каникулах, 28 октября» is that day."""
    month = base_month(day)
    return isinstance(place, Break) and month is not None and month[0] in _USUAL.get(place.name_of or "", ())


def _readied(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«К новому 2026-2027 учебному году до 10 августа» is the August before it; «ко Дню матери, 29 ноября» that day."""
    if not isinstance(first, By) or not isinstance(second, (On, By)) or separator not in _NEAR:
        return None
    if not is_bare(first) or second.remark is not None or base_month(second.at) is None or second.at.repeats:
        return None
    of = first.at.of if isinstance(first.at, Edge) and first.at.edge == "start" else None
    title = f"к {first.at.say(Case.DATIVE, STANDARD_EVENTS)}"
    if isinstance(of, AcademicYear) and second.at.lacks_year and base_month(second.at)[0] in SUMMER:
        year = of.school_year.start if of.school_year else None
        return replace(second, at=with_year(second.at, year) if year else second.at, remark=title)
    if not isinstance(first.at, Happening) or not (first.at.words or "").startswith(_FEASTS):
        return None
    return replace(second, remark=first.at.caption(STANDARD_EVENTS)) if second.at.rank == 0 else None


_FEASTS = (
    "дня ",
    "праздник",
    "юбиле",
    "годовщин",
    "международного дня",
    "всемирного дня",
    "всероссийского дня",
)


def _narrowed(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Август (до 25 августа)», «первая среда февраля (05.02.2025)»: the closer of two that agree."""
    if (
        separator != "bracket"
        or not isinstance(first, On)
        or not isinstance(second, Placed)
        or second.at.repeats
    ):
        return None
    whole, inside = base_month(first.at), base_month(second.at)
    if (
        whole is None
        or inside is None
        or whole[0] != inside[0]
        or {whole[1], inside[1]} - {None, whole[1] or inside[1]}
    ):
        return None
    year = whole[1] or inside[1]
    place = with_year(second.at, year) if year else second.at
    if isinstance(first.at, Month) and isinstance(second, By) and isinstance(place, Day):
        month = Month(first.at.month, year)
        return _rebuilt(On(Through(Edge("start", month), place)), _spoken(first, second))
    if (
        isinstance(first.at, Nth)
        and first.at.unit in WEEKDAY_NAMES
        and isinstance(place, Day)
        and isinstance(second, On)
    ):
        # «Первый понедельник октября (6 октября)»: the day, with the weekday it is said to be.
        counted = first.at.through is None and not first.at.working
        named = DayOfWeek(place, first.at.unit, first.at.nth if counted else None)
        return _rebuilt(second, _spoken(first, second), at=named)
    closer = isinstance(first.at, Month) or (isinstance(first.at, Nth) and isinstance(place, Day))
    if closer and isinstance(second, On) and place != first.at:
        return _rebuilt(second, _spoken(first, second), at=place)
    return None


def _in_years(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
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
    return _rebuilt(first, _spoken(first, second), within=second)


def _cadenced(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """Put what recurs into a time, or a time of the year into a yearly duty."""
    if (
        separator not in _NEAR
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
    if isinstance(each, Each) and each.unit == "year" and not second.at.states_year:
        return None
    if isinstance(second, On) and isinstance(second.at, (Month, Nth, Part)) and second.at.rank < each.rank:
        # «Ежеквартально в октябре»: a time shorter than the cycle is none for it to recur in.
        return None
    return _rebuilt(first, _spoken(first, bared(second)), within=second)


def _yearly(first: On | By, second: Placed) -> Any:
    """«Ежегодно, до 1 октября», «2 раза в год: декабрь, май», «ежегодно в 2025–2027 гг.»."""
    spoken = _spoken(first, second)
    if second.at.lacks_year and not second.at.states_year:
        return _rebuilt(second, spoken, yearly=True)
    if (
        isinstance(second, From)
        and isinstance(second.at, Edge)
        and isinstance(second.at.of, Years)
        and is_bare(second)
        and first.within is None
    ):
        return _rebuilt(first, spoken, within=second)
    if isinstance(second, On) and second.at.rank >= 5 and is_bare(second) and first.within is None:
        return _rebuilt(first, spoken, within=second)
    return None


def _same_cycle(first: On | By, second: Placed) -> Any:
    """«Ежемесячно, последняя среда месяца», «1 раз в неделю по вторникам»: the cycle said twice, once with its place."""
    each, at = first.at, second.at
    if not isinstance(each, Each):
        return None
    inner = next((place for place in at.walk() if isinstance(place, Each)), None)
    if inner is None:
        return None
    spoken = _spoken(replace(first, often=None), second)
    if isinstance(at, Weekdays) and each.unit == "week" and each.interval > 1:
        fits = at.of == Each("week") and (first.often is None or first.often.times in (1, len(at.weekdays)))
        return _rebuilt(second, spoken, at=replace(at, of=each)) if fits else None
    if each.interval > 1:
        return None
    if isinstance(at, Weekdays):
        fits = first.often is None or first.often.times in (1, len(at.weekdays))
        return _rebuilt(second, spoken) if each.unit == "week" and fits else None
    if inner.unit == each.unit:
        often = first.often if not isinstance(at, Each) or at == each else None
        return _rebuilt(second, spoken, often=second.often or often)
    # «Ежеквартально до 10 числа месяца, следующего за отчётным»: after the cycle that is said.
    if isinstance(at, Each) and first.often is not None and each.unit == "year":
        # «4 раза в год (1 раз в четверть)»: the year's times are those of its terms.
        once = second.often is None or second.often.times == 1
        spread = first.often.times == _IN_YEAR.get(at.unit) and first.often.least is None
        return _rebuilt(second, spoken, often=None) if once and spread and first.often.bound is None else None
    if isinstance(at, Nth) and isinstance(at.of, Next) and at.of.of == Each("month"):
        try:
            return _rebuilt(second, spoken, at=replace(at, of=Next("month", each)), often=first.often)
        except ValueError:
            return None
    return None


def _stood(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Постоянно, в течение учебного года»; beside named months «по мере необходимости» is a duty of its own."""
    if not isinstance(first, Standing) or not isinstance(second, (On, From, By)) or first.within is not None:
        return None
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
    return _rebuilt(first, _spoken(first, second), within=bared(second))


def _closed(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«С 1 сентября, до 5 октября» goes from one to the other."""
    if separator not in _NEAR or not isinstance(second, By) or not isinstance(first, (From, After)):
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
        return _rebuilt(On(Through(*linked)), _spoken(first, second))
    except ValueError:
        return None


def _guided(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """«Апрель–май, по графику»: a window inside which somebody's plan sets the days."""
    if separator not in _NEAR or not isinstance(second, External) or not isinstance(first, (On, By, After)):
        return None
    if not isinstance(first, On) and not first.at.repeats:
        return None
    wide = first.at.repeats or first.at.rank > 0
    if not wide or isinstance(first.at, (Shift,)) or second.source == "agreement":
        return None
    if isinstance(first.at, Happening):
        return _rebuilt(first, _spoken(first, second), according=bared(second))
    return _rebuilt(first, _spoken(first, second), according=bared(second))


_EITHER_WAY = (_filled, _cadenced, _stood, _guided)

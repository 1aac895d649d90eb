"""Rules of format 1, whose mapping has a `kind`, as rules of today.

Published bundles are immutable and an old signed plan.json still serves `amend --since`, so what was written
then is read for ever. `roadmap migrate` rewrites a text's rules by this same function.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, assert_never

from pydantic import TypeAdapter

from roadmap_engine.deadlines import former_places as places
from roadmap_engine.deadlines import former_shapes as old
from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import After, By, External, From, Many, On, Placed, SimpleRule, Standing
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.terms import Break, HalfYear, Quarter, Term
from roadmap_engine.deadlines.values import Clock, Often
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import AcademicYear, PlanTime, PlanYear, Years

__all__ = ["FORMER", "read_former"]

FORMER = "format-1"
"""The step that stands before the way into an old rule in the errors of pydantic."""


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(dict[str, old.FormerRule])


def read_former(value: Any) -> SimpleRule | Many:
    """Read a rule of format 1.

    Raises:
        ValueError: the mapping was no rule then either; pydantic keeps the place and kind of every fault.
    """
    return _read(_adapter().validate_python({FORMER: value})[FORMER])


def _read(rule: old.FormerSimple | old.FormerComposite) -> SimpleRule | Many:
    if isinstance(rule, old.FormerComposite):
        return Many(tuple(_simple(each) for each in rule.parts))
    return _simple(rule)


def _simple(rule: old.FormerSimple) -> SimpleRule:
    match rule:
        case old.FormerExternal():
            return _external(rule)
        case old.FormerStanding():
            return Standing(manner=rule.manner, within=_within(rule.within), **_spoken(rule))
        case old.FormerRecurring():
            return _recurring(rule)
        case _:
            return _placed(rule)


_PlacedShape = (
    old.FormerDate
    | old.FormerBy
    | old.FormerFrom
    | old.FormerRange
    | old.FormerMonths
    | old.FormerDuring
    | old.FormerRelative
)


def _placed(rule: _PlacedShape) -> Placed:
    spoken = _spoken(rule)
    match rule:
        case old.FormerDate():
            return On(_as_day(_moment(rule.on), "start", "end"), **spoken)
        case old.FormerBy():
            return By(_moment(rule.until), **_due(spoken))
        case old.FormerFrom():
            return From(_as_day(_moment(rule.since), "end"), **spoken)
        case old.FormerRange():
            return On(_range(_moment(rule.since), _moment(rule.until)), **spoken)
        case old.FormerMonths():
            entries = tuple(_entry(each) for each in rule.months)
            return On(entries[0] if len(entries) == 1 else Some(entries), **spoken)
        case old.FormerDuring():
            return On(_period(rule.period), **spoken)
        case old.FormerRelative():
            return _relative(rule)
        case _:
            assert_never(rule)


def _spoken(rule: old.Spoken) -> dict[str, Any]:
    time = rule.time
    said: dict[str, Any] = {
        "remark": rule.remark,
        "time": Clock(at=time.at, edge=time.edge, zone=time.zone) if time is not None else None,
    }
    if isinstance(rule, old.Guided) and rule.according is not None:
        said["according"] = _external(rule.according)
    return said


def _due(spoken: dict[str, Any]) -> dict[str, Any]:
    """Give what stands beside a rule of what is due by a day: its hour is one by which it is due."""
    time: Clock | None = spoken["time"]
    return {**spoken, "time": replace(time, edge="by")} if time is not None else spoken


def _external(rule: old.FormerExternal) -> External:
    return External(rule.source, rule.words, rule.event, **_spoken(rule))


def _within(rule: old.Window | None) -> On | By | From | None:
    if rule is None:
        return None
    placed = _placed(rule)
    if isinstance(placed, After):  # no window was one; the type of the readers is wider
        raise ValueError("nothing recurs within «after»")  # noqa: TRY004  # a text may say it
    return placed


def _range(first: Place, last: Place) -> Place:
    return _as_day(first, "start", "end") if first == last else Through(first, last)


def _moment(moment: places.Moment) -> Place:
    match moment:
        case Day():
            return moment
        case places.FormerEdge():
            return Edge(moment.edge, _period(moment.of))
        case places.FormerWeekday():
            return Nth(moment.nth, WEEKDAY_NAMES[moment.weekday], moment.month)
        case _:
            assert_never(moment)


def _as_day(place: Place, *edges: str) -> Place:
    """Give the first or last day of a month as the day that it is: one day is said in one way."""
    match place:
        case Edge(edge="end", of=Month() as month) if place.edge in edges:
            return Nth(-1, "day", month)
        case Edge(edge="start", of=Month() as month) if place.edge in edges:
            return Day(1, month.month, month.year)
        case _:
            return place


_BARE: dict[str, Place] = {"year": PlanYear(), "plan": PlanTime()}


def _period(period: places.Period) -> Place:  # noqa: C901  # one case a shape
    match period:
        case places.MonthPeriod():
            return period.month
        case places.SeasonPeriod():
            return Season(period.season, period.year)
        case places.QuarterPeriod():
            return Quarter(period.number, period.year)  # type: ignore[arg-type]  # from 1 to 4
        case places.HalfYearPeriod():
            return HalfYear(period.number, period.year)
        case places.TermPeriod():
            return Term(period.term, period.number, period.school_year)
        case places.BreakPeriod():
            return Break(period.name, period.school_year)
        case places.SchoolYearPeriod():
            return AcademicYear(period.school_year)
        case places.CalendarYearPeriod():
            return Years(period.year, period.through)
        case places.BarePeriod():
            return _BARE[period.period]
        case places.EventPeriod():
            return Happening(period.event, period.words)
        case _:
            assert_never(period)


def _entry(entry: places.MonthEntry) -> Place:
    match entry:
        case Month():
            return entry
        case places.MonthRange():
            return _range(entry.first, entry.last)
        case places.MonthWeeks():
            return Nth(entry.week, "week", entry.of, entry.through)
        case places.MonthPart(part="decade-1" | "decade-2" | "decade-3"):
            return Nth(int(entry.part[-1]), "decade", entry.of)
        case places.MonthPart():
            return Part(entry.part, entry.of)  # type: ignore[arg-type]  # decades stand above
        case _:
            assert_never(entry)


def _relative(rule: old.FormerRelative) -> Placed:
    spoken = _spoken(rule)
    if rule.direction == "on":
        if rule.moment is not None:
            return On(_as_day(_moment(rule.moment), "start", "end"), **spoken)
        return On(Happening(rule.event, rule.words, True), **spoken)
    origin = _moment(rule.moment) if rule.moment is not None else Happening(rule.event, rule.words)
    if rule.length is not None and rule.sense is not None:
        return _counted(rule.sense, Shift(rule.length, rule.direction, origin), spoken)
    if rule.direction == "after":
        return After(_as_day(origin, "start", "end"), **spoken)
    return By(origin, **_due(spoken))


def _counted(sense: old.Sense, point: Shift, spoken: dict[str, Any]) -> Placed:
    match sense:
        case "within":
            return On(replace(point, window=True), **spoken)
        case "exactly":
            return On(point, **spoken)
        case "by":
            return By(point, **_due(spoken))
        case "not-before" if point.direction == "before":
            # «Не ранее чем за 3 дня до …» are all the days until then.
            return On(replace(point, window=True), **spoken)
        case "not-before":
            return From(point, **spoken)
        case _:
            assert_never(sense)


def _recurring(rule: old.FormerRecurring) -> Placed:
    spoken = _spoken(rule)
    if rule.times is not None:
        spoken["often"] = Often(times=rule.times, bound=rule.bound)
    spoken["within"] = _within(rule.within)
    each = Each(rule.every, rule.interval)
    match rule.at:
        case None:
            return On(each, **spoken)
        case old.InYear():
            inner = _placed(rule.at.rule)
            beside = _due(spoken) if isinstance(inner, By) else spoken
            return type(inner)(inner.at, yearly=True, **beside)
        case old.OnWeekdays():
            names = tuple(WEEKDAY_NAMES[number] for number in rule.at.weekdays)
            nth = rule.at.nth
            return On(Weekdays(names, each) if nth is None else Nth(nth, names[0], each), **spoken)
        case old.DayOfMonth():
            return _day_of_month(rule.at, each, spoken)
        case old.EdgeOfCycle():
            return _edge_of_cycle(rule.at, each, spoken)
        case _:
            assert_never(rule.at)


def _day_of_month(at: old.DayOfMonth, each: Each, spoken: dict[str, Any]) -> Placed:
    of: Place = each
    match at.of:
        case None:
            pass
        case "following":
            of = Next("month", each)
        case "first" | "last":
            of = Nth(1 if at.of == "first" else -1, "month", each)
        case _:
            assert_never(at.of)
    place = Nth(at.day, "day", of)
    return By(place, **_due(spoken)) if at.edge == "by" else On(place, **spoken)


def _edge_of_cycle(at: old.EdgeOfCycle, each: Each, spoken: dict[str, Any]) -> Placed:
    match at.edge:
        case "after-end":
            return After(each, **spoken)
        case "start":
            return On(Edge("start", each), **spoken)
        case "end" if each.unit == "month":
            return On(Nth(-1, "day", each), **spoken)
        case "end":
            return On(Edge("end", each), **spoken)
        case "by-end":
            return By(Edge("end", each), **_due(spoken))
        case _:
            assert_never(at.edge)

"""Rules of format 1, whose mapping has a `kind`, as rules of today.

Published bundles are immutable and an old signed plan.json still serves `amend --since`, so what was written
then is read for ever. `roadmap migrate` rewrites a text's rules by this same function.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.nth import Nth, Weekdays
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import After, By, External, From, Many, On, Placed, Standing
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Some, Through
from roadmap_engine.deadlines.terms import Break, HalfYear, Quarter, Term
from roadmap_engine.deadlines.values import Clock, Length, Often
from roadmap_engine.deadlines.years import AcademicYear, PlanTime, PlanYear, Years

__all__ = ["KINDS", "read_former"]

_Old = Mapping[str, Any]


def read_former(old: _Old) -> Any:
    """Read a rule of format 1.

    Raises:
        ValueError: the mapping was no rule then either; pydantic tells its place.
    """
    kind = old.get("kind")
    reader = KINDS.get(str(kind))
    if reader is None:
        raise ValueError(f"there was no kind of rule «{kind}»")
    try:
        return reader(old)
    except (KeyError, TypeError, AttributeError, IndexError) as wrong:
        raise ValueError(f"a rule of kind «{kind}» lacks or misuses {wrong}") from wrong


def _spoken(old: _Old) -> dict[str, Any]:
    time = old.get("time")
    found: dict[str, Any] = {"remark": old.get("remark")}
    if time:
        found["time"] = Clock(at=str(time["at"]), edge=time.get("edge", "at"), zone=time.get("zone"))
    return found


def _guided(old: _Old) -> dict[str, Any]:
    according = old.get("according")
    return {**_spoken(old), "according": _external(according) if according else None}


def _day(text: Any) -> Day:
    return Day.parse(str(text))


def _month(text: Any) -> Month:
    return Month.parse(str(text))


def _moment(old: Any) -> Place:
    if not isinstance(old, Mapping):
        return _day(old)
    if "edge" in old:
        return Edge(old["edge"], _period(old["of"]))
    return Nth(int(old["nth"]), WEEKDAY_NAMES[int(old["weekday"])], _month(old["month"]))


def _period(old: _Old) -> Place:  # noqa: PLR0911 - one exit a period
    year = SchoolYear.parse(str(old["school_year"])) if old.get("school_year") else None
    match old["period"]:
        case "month":
            return _month(old["month"])
        case "season":
            return Season(old["season"], old.get("year"))
        case "quarter":
            return Quarter(old["number"], old.get("year"))
        case "calendar-half-year":
            return HalfYear(old["number"], old["year"])
        case "term":
            return Term(old["term"], old["number"], year)
        case "break":
            return Break(old.get("name"), year)
        case "school-year":
            return AcademicYear(year)
        case "calendar-year":
            return Years(old["year"], old.get("through"))
        case "year":
            return PlanYear()
        case "plan":
            return PlanTime()
        case "event":
            return Happening(old.get("event"), old.get("words"))
        case other:
            raise ValueError(f"there was no period «{other}»")


def _entry(old: Any) -> Place:
    if not isinstance(old, Mapping):
        return _month(old)
    if "first" in old:
        return Through(_month(old["first"]), _month(old["last"]))
    of = _month(old["of"])
    if "week" in old:
        return Nth(old["week"], "week", of, old.get("through"))
    part = str(old["part"])
    return Nth(int(part[-1]), "decade", of) if part.startswith("decade-") else Part(old["part"], of)


def _months(old: _Old) -> On:
    entries = tuple(_entry(each) for each in old["months"])
    return On(entries[0] if len(entries) == 1 else Some(entries), **_guided(old))


def _relative(old: _Old) -> Placed:
    moment = old.get("moment")
    origin = _moment(moment) if moment is not None else Happening(old.get("event"), old.get("words"))
    direction, sense, spoken = old["direction"], old.get("sense"), _spoken(old)
    if direction == "on":
        return On(Happening(old.get("event"), old.get("words"), True), **spoken)
    if not old.get("length"):
        return After(origin, **spoken) if direction == "after" else By(origin, **spoken)
    length = Length.parse(str(old["length"]))
    window = Shift(length, direction, origin, True)
    point = Shift(length, direction, origin)
    match sense:
        case "within":
            return On(window, **spoken)
        case "exactly":
            return On(point, **spoken)
        case "by":
            return By(point, **spoken)
        case "not-before":
            return From(point, **spoken)
        case _:
            raise ValueError("a length needs a sense (within, exactly, by, not-before)")


def _recurring(old: _Old) -> Placed:
    spoken = _guided(old)
    often = Often(times=old["times"], bound=old.get("bound")) if old.get("times") else None
    within = read_former(old["within"]) if old.get("within") else None
    each, at = Each(old["every"], old.get("interval", 1)), old.get("at")
    spoken |= {"often": often, "within": within}
    if at is None:
        return On(each, **spoken)
    match at["at"]:
        case "year":
            inner = read_former(at["rule"])
            return type(inner)(inner.at, yearly=True, **spoken)  # type: ignore[no-any-return]
        case "weekday":
            names = tuple(WEEKDAY_NAMES[number] for number in at["weekdays"])
            place = Nth(at["nth"], names[0], each) if at.get("nth") else Weekdays(names, each)
            return On(place, **spoken)
        case "day-of-month":
            return _day_of_month(at, each, spoken)
        case "edge":
            edge = at["edge"]
            if edge == "after-end":
                return After(each, **spoken)
            if edge == "end" and each.unit == "month":
                return On(Nth(-1, "day", each), **spoken)
            place = Edge("start" if edge == "start" else "end", each)
            return By(place, **spoken) if edge == "by-end" else On(place, **spoken)
        case other:
            raise ValueError(f"there was no place in a cycle «{other}»")


def _day_of_month(at: _Old, each: Each, spoken: dict[str, Any]) -> Placed:
    of: Place = each
    match at.get("of"):
        case "following":
            of = Next("month", each)
        case "first" | "last" as which:
            of = Nth(1 if which == "first" else -1, "month", each)
    place = Nth(at["day"], "day", of)
    return By(place, **spoken) if at["edge"] == "by" else On(place, **spoken)


def _external(old: _Old) -> External:
    return External(old["source"], old["words"], old.get("event"), **_spoken(old))


def _standing(old: _Old) -> Standing:
    within = read_former(old["within"]) if old.get("within") else None
    return Standing(old["manner"], within=within, **_spoken(old))



KINDS: Mapping[str, Any] = {
    "date": lambda old: On(_moment(old["on"]), **_spoken(old)),
    "by": lambda old: By(_moment(old["until"]), **_spoken(old)),
    "from": lambda old: From(_moment(old["since"]), **_spoken(old)),
    "range": lambda old: On(Through(_moment(old["since"]), _moment(old["until"])), **_guided(old)),
    "months": _months,
    "recurring": _recurring,
    "relative": _relative,
    "during": lambda old: On(_period(old["period"]), **_guided(old)),
    "external": _external,
    "standing": _standing,
    "composite": lambda old: Many(tuple(read_former(each) for each in old["parts"])),
}
"""How each kind of format 1 is read."""

"""The closer of two times that agree: «август (до 25 августа)», «осенние каникулы: с 26 октября по 3 ноября».

What is closer is the deadline; the other is kept beside it as words, or was only said once more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day, DayOfWeek
from roadmap_engine.deadlines.events import STANDARD_EVENTS
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month, in_year
from roadmap_engine.deadlines.neighbours import NEAR, Separator, rebuilt, spoken
from roadmap_engine.deadlines.nth import Nth, Open
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import SUMMER, Place
from roadmap_engine.deadlines.range_forms import with_year
from roadmap_engine.deadlines.rule import By, On, Placed, SimpleRule, is_bare
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.spans import Through, base_month, is_of_months
from roadmap_engine.deadlines.terms import Break, HalfYear, Quarter, Term
from roadmap_engine.deadlines.years import AcademicYear, PlanYear, Years
from roadmap_engine.russian.cases import Case

__all__ = ["narrowed", "titled"]

_FEASTS = (
    "дня ", "праздник", "юбиле", "годовщин", "международного дня", "всемирного дня", "всероссийского дня",
)  # fmt: skip
_USUAL = {"autumn": (10, 11), "winter": (12, 1), "spring": (3, 4), "summer": (6, 7, 8), "february": (2,)}


def titled(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """Read what stands first as a name of the dates behind it; None where it is a time of its own."""
    if not isinstance(first, (On, By)) or not isinstance(second, (On, By)):
        return None
    if not is_bare(first) or second.remark is not None or second.at.repeats:
        return None
    for make in (_feast, _span_of_event, _readied, _of_break, _of_term):
        found = make(first, second, separator)
        if found is not None:
            return found
    return None


def _title(place: Place) -> str:
    return place.say(Case.NOMINATIVE, STANDARD_EVENTS)


def _feast(first: On | By, second: On | By, separator: Separator) -> Any:
    """«Ко Дню матери, 29 ноября», «к педсовету (январь)» are that day and that month."""
    if not isinstance(first.at, Happening):
        return None
    if (
        separator == "bracket"
        and isinstance(first, By)
        and isinstance(second, On)
        and is_of_months(second.at)
    ):
        return replace(second, remark=first.at.caption(STANDARD_EVENTS).russian)
    if not (first.at.words or "").startswith(_FEASTS):
        return None
    dated = (
        isinstance(first, By) and isinstance(second, On) and isinstance(second.at, (Day, DayOfWeek, Through))
    )
    named = first.at.caption(STANDARD_EVENTS).russian
    return replace(second, remark=named) if dated and separator in NEAR else None


def _span_of_event(first: On | By, second: On | By, separator: Separator) -> Any:
    """«1 смена: 01.06–21.06.2027»: what is named is dated."""
    if not isinstance(first, On) or not isinstance(first.at, Happening) or first.at.words is None:
        return None
    dated = isinstance(second, On) and isinstance(second.at, (Day, DayOfWeek, Through))
    if not dated or separator not in ("colon", "dash"):
        return None
    return replace(second, remark=first.at.caption(STANDARD_EVENTS).russian)


def _readied(first: On | By, second: On | By, separator: Separator) -> Any:
    """«К новому 2026-2027 учебному году до 10 августа» is the August before it."""
    of = first.at.of if isinstance(first.at, Edge) and first.at.edge == "start" else None
    month = base_month(second.at)
    if not isinstance(first, By) or not isinstance(of, AcademicYear) or separator not in NEAR:
        return None
    if month is None or month[0] not in SUMMER or not second.at.lacks_year:
        return None
    at = with_year(second.at, of.school_year.start) if of.school_year else second.at
    return replace(second, at=at, remark=f"к {first.at.say(Case.DATIVE, STANDARD_EVENTS)}")


def _of_break(first: On | By, second: On | By, separator: Separator) -> Any:
    """«Октябрь (каникулы)», «в каникулы (ноябрь, март)»: the months are the time, and lessons have no part in it."""
    if separator != "bracket" or not isinstance(first, On) or not isinstance(second, On):
        return None
    if isinstance(second.at, Break) and is_bare(second):
        wide = is_of_months(first.at) or isinstance(first.at, (PlanYear, AcademicYear, Term))
        return replace(first, remark=_title(second.at)) if wide else None
    if isinstance(first.at, Break) and is_of_months(second.at):
        return replace(second, remark=_title(first.at))
    return None


def _of_term(first: On | By, second: On | By, separator: Separator) -> Any:
    """«I четверть: с 1 сентября по 25 октября», «в конце I полугодия (декабрь)»: what the dates are of."""
    if not isinstance(first, On):
        return None
    of = first.at.of if isinstance(first.at, (Edge, Part, Nth)) else first.at
    if not isinstance(of, (Term, Break, Quarter, HalfYear)):
        return None
    months = is_of_months(second.at) and not isinstance(second.at, Through)
    if of is not first.at and not months:
        return None
    within = isinstance(second.at, Through) or _is_usual(of, second.at)
    near = ("colon", "dash", "bracket", *(("", ",") if within and not months else ()))
    dated = isinstance(second.at, (Day, Through)) or months
    if not dated or separator not in near or (months and separator == "dash"):
        return None
    month = base_month(second.at)
    if isinstance(of, Quarter) and month and (month[0] + 2) // 3 != of.number:
        # «I квартал (сентябрь–ноябрь)» contradicts itself.
        return None
    return replace(second, remark=_title(first.at))


def _is_usual(place: Place, day: Place) -> bool:
    """Tell whether a day can lie in a break: «на осенних каникулах, 28 октября» is that day."""
    month = base_month(day)
    return isinstance(place, Break) and month is not None and month[0] in _USUAL.get(place.name_of or "", ())


def narrowed(first: SimpleRule, second: SimpleRule, separator: Separator) -> Any:
    """Give the closer of two times of one month or one year; None where they are two."""
    if not isinstance(first, On) or not isinstance(second, Placed) or second.at.repeats:
        return None
    if isinstance(first.at, (AcademicYear, Years)) and first.at.states_year:
        return _of_year(first, second, separator)
    if isinstance(first.at, (AcademicYear, PlanYear)):
        # «В течение учебного года, с сентября по июнь»: the year is that long here.
        closer = isinstance(second, On) and isinstance(second.at, Through) and is_of_months(second.at)
        return rebuilt(second, spoken(first, second)) if closer and separator in NEAR else None
    if isinstance(first.at, Nth) and isinstance(first.at.of, Open):
        return _counted_day(first, second) if separator == "bracket" else None
    again = (
        isinstance(first.at, Month)
        and isinstance(second, On)
        and second.at.kind in ("day", "day-of-week", "through")
    )
    if separator == "bracket" or (separator in ("", "colon") and again):
        return _of_month(first, second)
    return None


def _of_year(first: On, second: Placed, separator: Separator) -> Any:
    """«2026-2027 уч. год (сентябрь)», «2027 год: март, май»: what is in the brackets lies in that year."""
    if separator not in ("bracket", "colon") or not isinstance(second, (On, By)) or not is_bare(first):
        return None
    at = _in_year(second.at, first.at)
    return replace(second, at=at) if at is not None else None


def _in_year(place: Place, year: Place) -> Place | None:
    if isinstance(place, Some):
        found = [_in_year(each, year) for each in place.places]
        return Some(tuple(each for each in found if each)) if all(found) else None
    month = base_month(place)
    if month is None or not place.lacks_year or isinstance(place, Through):
        return None
    said = (
        year.school_year
        if isinstance(year, AcademicYear)
        else year.year
        if isinstance(year, Years) and year.through is None
        else None
    )
    stated = in_year(Month(month[0]), said) if said is not None else None
    return with_year(place, stated.year) if isinstance(stated, Month) and stated.year else None


def _counted_day(first: On, second: Placed) -> Any:
    """«В последнюю пятницу (25 сентября)»: the day, with what it is said to be."""
    at = first.at
    if not isinstance(at, Nth) or at.unit not in WEEKDAY_NAMES or not isinstance(second.at, Day):
        return None
    counted = at.through is None and not at.working and isinstance(second, On)
    return (
        rebuilt(second, spoken(first, second), at=DayOfWeek(second.at, at.unit, at.nth)) if counted else None
    )


def _of_month(first: On, second: Placed) -> Any:
    """«Август (до 25 августа)», «первая среда февраля (05.02.2025)», «январь с 12 по 16 января»."""
    whole, inside = base_month(first.at), base_month(second.at)
    if whole is None or inside is None or whole[0] != inside[0]:
        return None
    if {whole[1], inside[1]} - {None, whole[1] or inside[1]}:
        return None
    year = whole[1] or inside[1]
    place = with_year(second.at, year) if year else second.at
    if isinstance(first.at, Month) and isinstance(second, By) and isinstance(place, Day):
        start = Edge("start", Month(first.at.month, year))
        return rebuilt(On(Through(start, place)), spoken(first, second))
    if not isinstance(second, On):
        return None
    if isinstance(first.at, Nth) and first.at.unit in WEEKDAY_NAMES and isinstance(place, Day):
        # «Первый понедельник октября (6 октября)»: the day, with the weekday it is said to be.
        counted = first.at.through is None and not first.at.working
        named = DayOfWeek(place, first.at.unit, first.at.nth if counted else None)
        return rebuilt(second, spoken(first, second), at=named)
    closer = isinstance(first.at, Month) or (isinstance(first.at, Nth) and isinstance(place, Day))
    return rebuilt(second, spoken(first, second), at=place) if closer and place != first.at else None

"""One stretch of days → what is due: the relation's own meaning, and the reason of each date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import assert_never

from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import ONE_DAY, Frame, Place, Stretch
from roadmap_engine.deadlines.results import Occurrence, Reason, Says
from roadmap_engine.deadlines.rule import After, By, From, On, Placed
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import BASES, Shift
from roadmap_engine.deadlines.spans import Through, is_of_months
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import AcademicYear, NextYear, PlanYear
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["Occurred", "occur", "unknown_years"]

LAST_SUMMER_MONTH = 8


@dataclass(frozen=True, slots=True)
class Occurred:
    """An occurrence, why it is then, and whether its due day is checked against the working calendar."""

    occurrence: Occurrence
    reasons: tuple[Reason, ...]
    settles: bool
    problems: tuple[Problem, ...] = ()


def occur(rule: Placed, each: Stretch, frame: Frame) -> tuple[Occurred, ...]:
    """Give the occurrence of a stretch; none where what recurs has no day in the window."""
    start, due, said = _days(rule, each, frame)
    key = each.key or "1"
    reasons = _reasons(rule, each, frame, said, key)
    if rule.at.repeats:
        # A day outside the plan is another plan's; a cycle that lies partly outside is cut.
        if (
            isinstance(rule.at, Each)
            and rule.at.unit in ("quarter", "half-year")
            and rule.at.interval == 1
            and each.last > frame.window.last
        ):
            # A quarter that only begins in the plan is left to the next one.
            return ()
        start, due = _cut(start, due, frame)
        if start is None and due is None:
            return ()
    return (
        Occurred(Occurrence(key, start, due), reasons, _names_a_day(rule), _uncertain(rule, each, frame)),
    )


def _cut(start: dt.date | None, due: dt.date | None, frame: Frame) -> tuple[dt.date | None, dt.date | None]:
    window = frame.window
    if start is None or due is None:
        day = due if start is None else start
        return (start, due) if day is not None and day in window else (None, None)
    first, last = max(start, window.first), min(due, window.last)
    return (first, last) if first <= last else (None, None)


_Days = tuple[dt.date | None, dt.date | None, str]


def _days(rule: Placed, each: Stretch, frame: Frame) -> _Days:
    """Give start, due and how that is said."""
    match rule:
        case On():
            return each.first, each.last, "on"
        case By():
            return _by(rule.at, each, frame)
        case From():
            return each.first, None, "from"
        case After():
            return _after(rule.at, each, frame)
        case _:
            assert_never(rule)


def _by(place: Place, each: Stretch, frame: Frame) -> _Days:
    match place:
        case Happening():
            anchor = place.anchor(each, "before", frame)
            return None, place.eve(anchor, frame), "eve" if place.eve(anchor, frame) != anchor else "until"
        case Edge() if place.edge == "start":
            # «До начала» ends on the day before: the first day itself is no longer before it.
            return None, each.first - ONE_DAY, "before-start"
        case Part() if place.part == "middle":
            whole = place.of.days(frame)
            inside = (
                [one for one in whole if one.first <= each.first <= one.last]
                if isinstance(whole, tuple)
                else []
            )
            return None, place.middle_day(inside[0]) if inside else each.last, "by-middle"
        case _:
            return None, each.last, "by"


def _after(place: Place, each: Stretch, frame: Frame) -> _Days:
    match place:
        case Happening():
            return place.anchor(each, "after", frame), None, "after"
        case Edge() | Each():
            return each.last, None, "after"
        case _:
            # ст. 191 ГК РФ: after a calendar date is from the next day; an event of a day may be used that day.
            return each.last + ONE_DAY, None, "after"


def _names_a_day(rule: Placed) -> bool:
    """Tell whether somebody chose the due day, so that a day off is worth a word."""
    match rule:
        case On():
            return _is_chosen(rule.at)
        case By():
            return isinstance(
                rule.at, (Day, DayOfWeek, Nth, Shift, Some, NextYear)
            ) and not _is_weekday_of_each(rule.at)
        case From() | After():
            return isinstance(rule.at, Shift)
        case _:
            assert_never(rule)


def _is_chosen(place: Place) -> bool:
    match place:
        case Day() | DayOfWeek() | Shift():
            return True
        case NextYear():
            return _is_chosen(place.of)
        case Nth():
            return place.rank == 0 and not _is_weekday_of_each(place)
        case Through():
            return not is_of_months(place) and isinstance(place.last, (Day, DayOfWeek, Nth))
        case Some():
            return all(_is_chosen(each) for each in place.places)
        case _:
            return False


def _is_weekday_of_each(place: Place) -> bool:
    return isinstance(place, Weekdays) or (
        isinstance(place, Nth)
        and place.repeats
        and place.unit.endswith("day")
        and "-" not in place.unit
        and place.unit != "day"
    )


def _uncertain(rule: Placed, each: Stretch, frame: Frame) -> tuple[Problem, ...]:
    """Report years whose decree is not known, where days were counted by it."""
    counting = [place for place in rule.at.walk() if isinstance(place, (Nth, Weekdays))]
    if any(isinstance(place, Nth) and place.counts_working_days for place in counting):
        return unknown_years((each.first.year,), frame.context)
    shift = rule.at
    if isinstance(shift, Shift) and shift.length.unit == "working-day":
        found = shift.of.days(frame)
        if isinstance(found, tuple) and found:
            anchor, target = shift.counted(found[0], frame)
            if target is not None:
                years = range(min(anchor, target).year, max(anchor, target).year + 1)
                return unknown_years(tuple(years), frame.context)
    return ()


def unknown_years(years: tuple[int, ...], context: Context) -> tuple[Problem, ...]:
    """Report the years whose decree table is not known."""
    return tuple(
        Problem.of("RM311", year=year) for year in dict.fromkeys(years) if not context.calendar.knows(year)
    )


def _reasons(rule: Placed, each: Stretch, frame: Frame, said: str, key: str) -> tuple[Reason, ...]:
    """Say why; what recurs is said once for all by whoever counts it."""
    place = rule.at
    if place.repeats:
        return ()
    if isinstance(place, Shift):
        return _counted(place, frame, key)
    first, last = each.first, each.last
    match said:
        case "before-start":
            return (
                Reason(
                    "before-start", (("first", first), ("last", first - ONE_DAY)), first - ONE_DAY, key=key
                ),
            )
        case "by-middle":
            return (Reason("by-middle", (("last", _days(rule, each, frame)[1] or last),), last, key=key),)
        case "by":
            return (Reason("by-day", (("day", last),), last, key=key),)
        case "from":
            return (Reason("from-day", (("day", first),), first, key=key),)
        case "after" | "until" | "eve":
            return _from_event(rule, each, frame, said, key)
    return _on_reasons(place, first, last, frame, key)


def _on_reasons(place: Place, first: dt.date, last: dt.date, frame: Frame, key: str) -> tuple[Reason, ...]:
    """Say the days of what is at a place, or all through it."""
    if isinstance(place, Happening) and place.day:
        return (_event(place, first, last, frame, key),)
    if isinstance(place, Through) and not is_of_months(place):
        return (Reason("through", (("first", first), ("last", last)), last, key=key),)
    if first == last:
        return (Reason("day-named", (("day", first),), first, key=key),)
    open_end = isinstance(place, (AcademicYear, PlanYear)) and last.month == LAST_SUMMER_MONTH
    says: Says = "days-lessons-unknown" if open_end else "days"
    return (Reason(says, (("first", first), ("last", last)), last, key=key),)


def _event(place: Place, first: dt.date, last: dt.date, frame: Frame, key: str) -> Reason:
    title = (
        place.caption(frame.events) if isinstance(place, Happening) else Bilingual("отсчёт", "counted from")
    )
    if first == last:
        return Reason("event", (("title", title), ("day", first)), first, key=key)
    return Reason("event-days", (("title", title), ("first", first), ("last", last)), first, key=key)


def _from_event(rule: Placed, each: Stretch, frame: Frame, said: str, key: str) -> tuple[Reason, ...]:
    start, due, _ = _days(rule, each, frame)
    direction = "after" if said == "after" else "before"
    place = rule.at
    anchor = place.anchor(each, direction, frame) if isinstance(place, Happening) else each.last
    first = _event(place, anchor, anchor, frame, key)
    if start is not None:
        return first, Reason("not-before", (("day", start),), start, key=key)
    return (first,) if due == anchor or due is None else (first, Reason("eve", (("day", due),), due, key=key))


def _counted(place: Shift, frame: Frame, key: str) -> tuple[Reason, ...]:
    found = place.of.days(frame)
    if not isinstance(found, tuple) or not found:
        return ()
    reasons: list[Reason] = []
    for each in found:
        anchor, target = place.counted(each, frame)
        if target is None:
            continue
        basis = BASES.get(place.length.unit) or f"ст. 191 ГК РФ; {frame.context.calendar.basis(target.year)}"
        sign = "+" if place.direction == "after" else "−"
        step = (("sign", sign), ("length", place.length), ("day", target))
        reasons += [_event(place.of, anchor, anchor, frame, key), Reason("counted", step, target, basis, key)]
    return tuple(reasons)

"""Rule → dates: the occurrences of a deadline in a plan's year, each with its reasons.

What depends on something unknown gives no date but what is awaited. «До D» includes D. A due day that a
rule names, and a counted one, is checked against the working calendar; the ends of whole months and
terms are not, since nobody chose those days.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines.awaiting import await_place, date_external
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.cycles import Each, every_words
from roadmap_engine.deadlines.doubts import missing_day_problems, singled, weekday_problems
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.occurring import Occurred, occur
from roadmap_engine.deadlines.place import Frame
from roadmap_engine.deadlines.results import Awaited, Occurrence, Reason, Schedule
from roadmap_engine.deadlines.rrule import recurrence_text
from roadmap_engine.deadlines.rule import (
    After,
    By,
    External,
    From,
    Many,
    On,
    Placed,
    Rule,
    SimpleRule,
    Standing,
    bared,
)
from roadmap_engine.deadlines.sense import order_problems, outside_problems, twice_problems, unplaced_problems
from roadmap_engine.deadlines.settle import settled, slots
from roadmap_engine.deadlines.several import opening_frames
from roadmap_engine.deadlines.spans import base_month
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY, OCCURRENCES

__all__ = ["schedule"]

DAYS_IN_WEEK = 7
_ZONES = {"moscow": "Europe/Moscow", "local": "local"}


def schedule(rule: Rule, context: Context, events: EventVocabulary = STANDARD_EVENTS) -> Schedule:
    """Date a rule against what is known."""
    rule, doubled = singled(rule)
    frame = Frame(context, events, context.plan or context.window)
    try:
        found = _bounded(_of(rule, frame))
    except OverflowError:
        # «Через 999 лет» after «через 999 лет» after … leaves the years that a computer counts.
        found = _refused_day("…")
    problems = (
        *doubled,
        *order_problems(rule),
        *weekday_problems(rule, frame),
        *outside_problems(rule, context),
        *twice_problems(rule, context),
        *found.problems,
    )
    problems = tuple(dict.fromkeys(problems))
    return found if problems == found.problems else replace(found, problems=problems)


def _bounded(found: Schedule) -> Schedule:
    """Refuse what is due too often, or on a day of another age."""
    if len(found.occurrences) > OCCURRENCES.most:
        return _refused_number(len(found.occurrences))
    days = (day for each in found.occurrences for day in (each.start, each.due) if day is not None)
    far = next((day for day in days if not FIRST_DAY <= day <= LAST_DAY), None)
    return found if far is None else _refused_day(str(far))


def _refused_number(found: int) -> Schedule:
    return Schedule(problems=(Problem.of(OCCURRENCES.told, found=found, limit=OCCURRENCES.most),))


def _refused_day(day: str) -> Schedule:
    return Schedule(problems=(Problem.of("RM133", value=day, first=FIRST_DAY, last=LAST_DAY),))


def _of(rule: Rule, frame: Frame) -> Schedule:
    match rule:
        case Many():
            return _many(rule, frame)
        case External():
            return _timed(rule, date_external(rule, frame))
        case Standing():
            return _timed(rule, _standing(rule, frame))
        case On() | By() | From() | After():
            return _timed(rule, _yearly(rule, frame) if rule.yearly else _placed(rule, frame))
        case _:
            assert_never(rule)


def _timed(rule: SimpleRule, found: Schedule) -> Schedule:
    time = rule.time
    if time is None or not found.occurrences:
        return found
    zone = _ZONES.get(time.zone or "")
    timed = tuple(replace(each, time=time.at, zone=zone, until=time.until) for each in found.occurrences)
    return replace(found, occurrences=timed)


def _many(rule: Many, frame: Frame) -> Schedule:
    parts = [_of(part, own) for part, own in zip(rule.parts, _frames(rule, frame), strict=True)]
    occurrences: list[Occurrence] = []
    reasons: list[Reason] = []
    for number, part in enumerate(parts, 1):
        occurrences.extend(replace(each, key=f"{number}.{each.key}") for each in part.occurrences)
        reasons.extend(
            replace(each, key=f"{number}.{each.key}" if each.key else None) for each in part.reasons
        )
    return Schedule(
        occurrences=tuple(occurrences),
        awaiting=tuple(dict.fromkeys(each for part in parts for each in part.awaiting)),
        standing=any(part.standing for part in parts),
        reasons=tuple(reasons),
        bounds=next((part.bounds for part in parts if part.bounds), None),
        problems=tuple(dict.fromkeys(each for part in parts for each in part.problems)),
    )


def _frames(rule: Many, frame: Frame) -> list[Frame]:
    """Give each part its frame: a list of days goes forward, as one of months does."""
    places = tuple(part.at for part in rule.parts if isinstance(part, (On, By)) and base_month(part.at))
    return opening_frames(places, frame) if len(places) == len(rule.parts) else [frame] * len(rule.parts)


def _windows(rule: SimpleRule, frame: Frame) -> Schedule | tuple[tuple[Span, ...], tuple[Reason, ...]]:
    """Give the days in which a rule recurs or stands, with their reasons; or what they wait for."""
    whole = frame.window
    if rule.within is None:
        return (whole,), ()
    inner = _of(rule.within, frame)
    if not inner.occurrences:
        return inner
    ends = ((each.start or whole.first, each.due or whole.last) for each in inner.occurrences)
    return tuple(Span(first, last) for first, last in ends if first <= last), inner.reasons


def _placed(rule: Placed, frame: Frame) -> Schedule:
    found = _windows(rule, frame)
    if isinstance(found, Schedule):
        return found
    windows, reasons = found
    if not rule.at.repeats:
        return _once(rule, frame)
    text = _recurrence(rule, windows)
    if (
        isinstance(rule.at, Each)
        and rule.at.unit in ("day", "working-day")
        and rule.at.interval < DAYS_IN_WEEK
    ):
        # A duty of every day is a duty without deadlines: hundreds of dates would hide the others. One that
        # lasts for some time is as long as that: «ежедневно с 15 по 30 мая».
        lasting = _lasting(rule.within, frame)
        return Schedule(
            occurrences=lasting, standing=True, rrule=text, reasons=(*reasons, Reason("each-day"))
        )
    occurred: list[Occurred] = []
    for window in windows:
        here = frame.within(window)
        stretches = rule.at.days(here)
        if isinstance(stretches, Awaited):
            return await_place(rule, stretches, here, rrule=text)
        # Asked before the days are worked out, each of which is looked up in the calendar.
        asked = slots(rule) * (len(occurred) + len(stretches))
        if asked > OCCURRENCES.most:
            return _refused_number(asked)
        occurred.extend(each for stretch in stretches for each in occur(rule, stretch, here))
    counted = _counted(rule, slots(rule) * len(occurred))
    return settled(rule, occurred, frame, (*reasons, counted), text)


def _lasting(within: Placed | None, frame: Frame) -> tuple[Occurrence, ...]:
    """Give the time a duty of every day lasts, where both its ends are said and it touches the plan."""
    found = _of(within, frame).occurrences if isinstance(within, On) else ()
    window = frame.window
    return tuple(
        each
        for each in found
        if each.start and each.due and each.start <= window.last and window.first <= each.due
    )


def _recurrence(rule: Placed, windows: tuple[Span, ...]) -> str | None:
    """Give the text of what recurs; none where it does so in several windows."""
    if rule.within is None or isinstance(rule.within, From):
        return recurrence_text(rule)
    return recurrence_text(rule, windows[0].last) if len(windows) == 1 else None


def _counted(rule: Placed, count: int) -> Reason:
    """Give the reason that counts what recurs."""
    each = next((place for place in rule.at.walk() if isinstance(place, Each)), None)
    words = ("каждые каникулы", "every break") if each is None else every_words(each)
    return Reason(
        "each",
        (("cycle", words[0]), ("cycle_en", words[1]), ("count", count)),
        basis=Bilingual("период плана", "the time of the plan"),
    )


def _once(rule: Placed, frame: Frame) -> Schedule:
    stretches = rule.at.days(frame)
    if isinstance(stretches, Awaited):
        return await_place(rule, stretches, frame)
    if not stretches:
        return Schedule(problems=missing_day_problems(rule.at, frame) or unplaced_problems(rule))
    occurred = [each for stretch in stretches for each in occur(rule, stretch, frame)]
    return settled(rule, occurred, frame, tuple(reason for each in occurred for reason in each.reasons), None)


def _yearly(rule: Placed, frame: Frame) -> Schedule:
    """Date a time of the year in each year of the window."""
    found = _windows(rule, frame)
    if isinstance(found, Schedule):
        return found
    windows, _ = found
    cycles = [
        (each, Span(each.first, each.last).clipped(window))
        for window in windows
        if not isinstance(years := Each("year").days(frame.within(window)), Awaited)
        for each in years
    ]
    cycles = [(each, inside) for each, inside in cycles if inside is not None]
    inner = replace(bared(rule), but=rule.but)
    parts = []
    for each, _inside in cycles:
        alone = len(cycles) == 1 and rule.within is None
        context = frame.context if alone else replace(frame.context, year=Span(each.first, each.last))
        part = _placed(inner, Frame(context, frame.events, frame.window))
        single = len(part.occurrences) == 1
        year = each.key or ""
        keyed = (
            replace(one, key=year if single else f"{year}.{one.key}")
            for one in part.occurrences
            if rule.within is None or _lies_in(one, windows)
        )
        parts.append(replace(part, occurrences=tuple(keyed)))
    # A plan that begins in a summer has one, and the days of another: only the dates tell which.
    text = None if isinstance(frame.context.year, Span) else _recurrence(rule, windows)
    return Schedule(
        occurrences=tuple(each for part in parts for each in part.occurrences),
        awaiting=tuple(dict.fromkeys(each for part in parts for each in part.awaiting)),
        reasons=(Reason("each-year"), *(each for part in parts for each in part.reasons)),
        bounds=parts[0].bounds if parts else None,
        rrule=text,
        problems=tuple(dict.fromkeys(each for part in parts for each in part.problems)),
    )


def _lies_in(one: Occurrence, windows: tuple[Span, ...]) -> bool:
    day = one.due or one.start
    return day is not None and any(window.first <= day <= window.last for window in windows)


def _standing(rule: Standing, frame: Frame) -> Schedule:
    if rule.within is None:
        return Schedule(standing=True, reasons=(Reason("standing"),))
    return replace(_of(rule.within, frame), standing=True)

"""What a rule leaves in doubt or says twice: in which summer it lies, a doubled month, a wrong weekday.

A school year has one August, at its end; a plan that opens before 1 September has two, and a plan of two school
years has every month twice. A month that states no year then has two readings: the *opening* one, earlier, and
the *closing* one. A year, a weekday that is right in one of them, or a list that goes forward only in one of
them («август, сентябрь») decides inside the phrase; what is left is a doubt, and whoever knows the phrase's
neighbours may resolve it through `Context.summer`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span, last_day_of_month, month_span
from roadmap_engine.deadlines.context import Context, Summer
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventVocabulary
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.place import SUMMER, Frame, Place
from roadmap_engine.deadlines.results import Awaited
from roadmap_engine.deadlines.rule import Many, Placed, Rule, SimpleRule, Standing
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.spans import base_month
from roadmap_engine.deadlines.view import parts_of, places_of
from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.cases import Case

__all__ = [
    "Cell", "Doubt", "doubt_problems", "has_two_summers", "missing_day_problems", "read_cell", "singled",
    "summer_of_order", "weekday_problems",
]  # fmt: skip

FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Doubt:
    """A time without a year, in its two readings."""

    place: Place
    opening: Span
    closing: Span

    def reading(self, summer: Summer) -> Span:
        """Give one of the two."""
        return self.opening if summer == "opening" else self.closing


@dataclass(frozen=True, slots=True)
class Cell:
    """When a deadline is by its own words.

    Attributes:
        days: the times that are certain.
        doubts: those that are not, as long as nothing decides them.
        summer: in which reading the doubtful ones lie, where the phrase or the span decides.
        spanned: whether it is the span that decides, because the other reading lies outside it.
    """

    days: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    summer: Summer | None = None
    spanned: bool = False


def has_two_summers(rule: Rule, context: Context) -> bool:
    """Tell whether a rule names a time without a year that may come twice; quick, and not yet certain."""
    return any(
        _may_come_twice(place, context)
        for part in parts_of(rule)
        for at in _onces(part)
        for place in at.walk()
    )


def _may_come_twice(place: Place, context: Context) -> bool:
    """Tell whether a place names a time of the year that the plan may have twice, and no year."""
    if not isinstance(place, Day | Month | Season) or place.states_year:
        return False
    match context.year:
        case SchoolYear():
            return place.season == "summer" if isinstance(place, Season) else place.month in SUMMER
        case Span():
            return True
        case CalendarYear():
            return False
        case _:
            assert_never(context.year)


def _onces(part: SimpleRule) -> tuple[Place, ...]:
    """Give the place of a rule that comes once: what recurs has all its times in any case."""
    if isinstance(part, Standing):
        within = part.within
        return (within.at,) if within is not None and not within.at.repeats else ()
    if not isinstance(part, Placed) or part.yearly or part.at.repeats:
        return ()
    return (part.at,)


def read_cell(rule: Rule, context: Context, events: EventVocabulary = STANDARD_EVENTS) -> Cell:
    """Read when a deadline is in either summer, and decide between them where its own words do."""
    if any(_recurs_in_doubt(part, context) for part in parts_of(rule)):
        return Cell()
    entries = tuple(_entries(rule, context, events))
    certain = tuple(each for _, each in entries if isinstance(each, Span))
    doubts = tuple(each for _, each in entries if isinstance(each, Doubt))
    if not doubts:
        return Cell(certain)
    window = context.plan or (context.year if isinstance(context.year, Span) else None)
    fitting = {summer for summer in _SUMMERS if all(_is_in(each.reading(summer), window) for each in doubts)}
    if len(fitting) == 1:
        return _settled(certain, doubts, fitting.pop(), spanned=True)
    # «Август, в течение учебного года»: only what names a month says where a month lies.
    listed = [each for place, each in entries if isinstance(each, Doubt) or base_month(place) is not None]
    if len(listed) > len(doubts):
        forward = [summer for summer in _SUMMERS if _goes_forward(listed, summer)]
        if len(forward) == 1:
            return _settled(certain, doubts, forward[0])
        if isinstance(context.year, SchoolYear):
            # «Январь, апрель, июль, октябрь»: a list that goes round is of the school year itself.
            return Cell(certain)
    return Cell(certain, doubts)


_SUMMERS: tuple[Summer, Summer] = ("opening", "closing")


def _settled(
    certain: tuple[Span, ...], doubts: tuple[Doubt, ...], summer: Summer, *, spanned: bool = False
) -> Cell:
    return Cell((*certain, *(each.reading(summer) for each in doubts)), (), summer, spanned)


def _is_in(days: Span, window: Span | None) -> bool:
    """Tell whether a reading is of the plan: a day in it, or longer times that do not go on into other months."""
    if window is None:
        return True
    if days.first == days.last:
        return days.first in window
    months = Span(window.first.replace(day=1), month_span(window.last.year, window.last.month).last)
    return days.clipped(window) is not None and days.clipped(months) == days


def _goes_forward(entries: list[Span | Doubt], summer: Summer) -> bool:
    first = [(each.reading(summer) if isinstance(each, Doubt) else each).first for each in entries]
    return first == sorted(first)


def _recurs_in_doubt(part: SimpleRule, context: Context) -> bool:
    """Tell whether what recurs names a month that has two readings: it stays as it is, with all beside it."""
    return not _onces(part) and any(_may_come_twice(place, context) for place in places_of(part))


def _entries(rule: Rule, context: Context, events: EventVocabulary) -> Iterator[tuple[Place, Span | Doubt]]:
    """Give the times a rule names once, certain or in doubt; what waits for an event has none."""
    frames = [
        Frame(replace(context, summer=summer), events, context.plan or context.window) for summer in _SUMMERS
    ]
    for part in parts_of(rule):
        for at in _onces(part):
            for place in at.places if isinstance(at, Some) else (at,):
                closing = _days(place, frames[1])
                twice = any(_may_come_twice(each, context) for each in place.walk())
                opening = _days(place, frames[0]) if twice else closing
                if opening is not None and closing is not None and opening != closing:
                    yield place, Doubt(place, opening, closing)
                elif (found := closing or opening) is not None:
                    yield place, found


def _days(place: Place, frame: Frame) -> Span | None:
    found = place.days(frame)
    return None if isinstance(found, Awaited) or not found else Span(found[0].first, found[-1].last)


def summer_of_order(doubts: tuple[Doubt, ...], ordered_on: dt.date) -> Summer | None:
    """Decide by the date of an order: what it orders lies on the first such day on or after it.

    None where neither reading is that day, as when the order is years older than the plan.
    """
    found = {
        summer for each in doubts for summer in _SUMMERS if _is_first(each.reading(summer).last, ordered_on)
    }
    return found.pop() if len(found) == 1 else None


def _is_first(day: dt.date, since: dt.date) -> bool:
    """Tell whether a day is the first of its name on or after another."""
    before = dt.date(day.year - 1, day.month, min(day.day, last_day_of_month(day.year - 1, day.month)))
    return before < since <= day


def doubt_problems(doubts: tuple[Doubt, ...], taken: Summer) -> tuple[Problem, ...]:
    """Warn of both readings and say how to fix one.

    Args:
        doubts: what nothing decided.
        taken: the reading that is dated meanwhile.
    """
    return tuple(_doubt_problem(each, taken) for each in dict.fromkeys(doubts))


def _doubt_problem(doubt: Doubt, taken: Summer) -> Problem:
    place = doubt.place.of if isinstance(doubt.place, DayOfWeek) else doubt.place
    words = place.say(Case.NOMINATIVE, STANDARD_EVENTS)
    return Problem.of(
        "RM313",
        words=words,
        first=doubt.opening.said(),
        second=doubt.closing.said(),
        taken=doubt.reading(taken).said(),
        one=f"{words} {doubt.opening.last.year} г.",
        other=f"{words} {doubt.closing.last.year} г.",
    )


def singled(rule: Rule) -> tuple[Rule, tuple[Problem, ...]]:
    """Take out what a rule says twice word for word: «май, май» is one May, with a warning.

    «2 раза в мае» says no such thing, and «май (школьный этап), май (муниципальный этап)» says two.
    """
    parts: list[SimpleRule] = []
    again: list[Place] = []
    for part in parts_of(rule):
        if part in parts:
            again += [part.at] if isinstance(part, Placed) else []
            continue
        once, doubled = _places_once(part)
        parts.append(once)
        again += doubled
    if not again:
        return rule, ()
    problems = (Problem.of("RM316", words=each.say(Case.NOMINATIVE, STANDARD_EVENTS)) for each in again)
    return Many(tuple(parts)) if len(parts) > 1 else parts[0], tuple(dict.fromkeys(problems))


def _places_once(part: SimpleRule) -> tuple[SimpleRule, list[Place]]:
    """Give a rule with each place of its list once, and those that were there before."""
    if not isinstance(part, Placed) or not isinstance(part.at, Some):
        return part, []
    places = tuple(dict.fromkeys(part.at.places))
    again = list(part.at.places)
    for place in places:
        again.remove(place)
    if not again:
        return part, []
    return replace(part, at=Some(places) if len(places) > 1 else places[0]), again


def weekday_problems(rule: Rule, frame: Frame) -> tuple[Problem, ...]:
    """Tell of each day whose weekday in brackets is another one in the year it lies in."""
    found = []
    for part in parts_of(rule):
        for place in places_of(part):
            days = place.days(frame) if isinstance(place, DayOfWeek) else ()
            if (
                isinstance(place, DayOfWeek)
                and isinstance(days, tuple)
                and days
                and not place.is_right(days[0].first)
            ):
                day = days[0].first
                said, right = place.weekday_words(), place.right_words(day)
                found.append(Problem.of("RM308", date=day, weekday=said, right=right))
    return tuple(dict.fromkeys(found))


def missing_day_problems(place: Place, frame: Frame) -> tuple[Problem, ...]:
    """Name the year that has no such day: «29 февраля 2027 г.», where a phrase says «29 февраля» alone."""
    days = (each for each in place.walk() if isinstance(each, Day) and each.month == FEBRUARY)
    lacking = ((day, frame.year_of(day.month, day.year)) for day in days)
    return tuple(
        Problem.of("RM302", date=f"{day.words(year=False)} {year} г.")
        for day, year in dict.fromkeys(lacking)
        if day.day > last_day_of_month(year, day.month)
    )

"""What the stated dates of a rule tell by themselves: out of order, doubled, or left from an older plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.day import Day
from roadmap_engine.deadlines.doubts import doubt_problems, read_cell
from roadmap_engine.deadlines.events import STANDARD_EVENTS
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import Placed, Rule
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.spans import Through, is_of_months
from roadmap_engine.deadlines.view import parts_of
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.russian.cases import Case

__all__ = ["order_problems", "outside_problems", "stated_days", "twice_problems", "unplaced_problems"]

SUMMER_DAYS = 93


def order_problems(rule: Rule, span: tuple[int, int] | None = None) -> tuple[Problem, ...]:
    """Find stated dates that run backwards; they are never put right silently."""
    found: list[Problem] = []
    previous: dt.date | None = None
    for part in parts_of(rule):
        if not isinstance(part, Placed):
            continue
        for entry in part.at.places if isinstance(part.at, Some) else (part.at,):
            first, last = _ends(entry)
            if first and last and last < first:
                found.append(_reversed(first, last, span))
            if first and previous and first < previous:
                words = _listed(previous, first)
                found.append(Problem.of("RM303", span=span, words=words).lessen())
            previous = last or previous
    return tuple(found)


def _listed(*days: dt.date) -> Bilingual:
    return Bilingual.of(lambda language: ", ".join(format_day(day, language) for day in days))


def _ends(place: Place) -> tuple[dt.date | None, dt.date | None]:
    """Give the stated dates a place begins and ends with, as far as the phrase says them."""
    if isinstance(place, Through):
        return _ends(place.first)[0], _ends(place.last)[1]
    match place:
        case Day():
            return place.full, place.full
        case Month() if place.year is not None:
            first = dt.date(place.year, place.month, 1)
            return first, first
        case Nth() | Part():
            return _ends(place.of)
        case _:
            return None, None


def _reversed(since: dt.date, until: dt.date, span: tuple[int, int] | None) -> Problem:
    return Problem.of(
        "RM303",
        span=span,
        words=Bilingual.of(lambda language: f"{format_day(since, language)} – {format_day(until, language)}"),
    )


def unplaced_problems(rule: Placed) -> tuple[Problem, ...]:
    """Say why a rule has no day in its year: no such day, or a time that ends before it begins."""
    place = rule.at
    if isinstance(place, Through):
        if all(_ends(place)):
            # Stated dates that run backwards are told by whoever reads them.
            return ()
        return (Problem.of("RM303", words=_words(place)),)
    return (Problem.of("RM302", date=_words(place)),)


def _words(place: Place) -> str:
    return place.say(Case.NOMINATIVE, STANDARD_EVENTS)


def stated_days(rule: Rule) -> tuple[dt.date, ...]:
    """Give the days that a rule states with their years; of a month the first."""
    return tuple(day for part in parts_of(rule) if isinstance(part, Placed) for day in _stated(part.at))


def outside_problems(rule: Rule, context: Context) -> tuple[Problem, ...]:
    """Report stated dates that cannot belong to the plan's year: a text copied from an older plan."""
    stated = stated_days(rule)
    if not stated:
        return ()
    window = context.window
    earliest = (
        window.first - dt.timedelta(days=SUMMER_DAYS)
        if isinstance(context.year, SchoolYear)
        else window.first
    )
    year = context.year if not isinstance(context.year, Span) else window
    return tuple(
        Problem.of("RM314", date=day, year=year.said())
        for day in stated
        if not earliest <= day <= window.last
    )


def twice_problems(rule: Rule, context: Context) -> tuple[Problem, ...]:
    """Report months without a year that the plan's time has twice, unless somebody said which: the first is taken."""
    if not isinstance(context.year, Span) or context.summer is not None:
        return ()
    return doubt_problems(read_cell(rule, context).doubts, "opening")


def _stated(place: Place) -> Iterator[dt.date]:
    if isinstance(place, Through) and is_of_months(place):
        place = place.first
    for each in place.walk():
        if isinstance(each, Day) and each.full:
            yield each.full
        elif isinstance(each, Month) and each.year is not None:
            yield dt.date(each.year, each.month, 1)

"""What a rule waits for, an event or a decision, and between which days it must lie while that is not known."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.calendars import Span
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.happening import Happening, event_days
from roadmap_engine.deadlines.parts import Edge
from roadmap_engine.deadlines.place import Frame, Place
from roadmap_engine.deadlines.results import Awaited, Bounds, Occurrence, Reason, Schedule
from roadmap_engine.deadlines.rule import By, External, From, On, Placed
from roadmap_engine.deadlines.shifts import Shift, go
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.terms import Break, Term
from roadmap_engine.diagnostics import Problem

__all__ = ["await_place", "date_external"]


def await_place(rule: Placed, awaited: Awaited, frame: Frame, *, rrule: str | None = None) -> Schedule:
    """Give the schedule of a rule that waits: for what, within which bounds, and what the school may add."""
    place, window = rule.at, frame.window
    if place.repeats:
        return Schedule(
            awaiting=(awaited,),
            problems=_terms(awaited),
            bounds=Bounds(window.first, window.last),
            rrule=rrule,
        )
    if isinstance(place, Through):
        return _through(place, frame)
    if isinstance(place, Shift):
        problems: tuple[Problem, ...] = ()
        if awaited.event_id == "breaks" and place.length.unit == "school-day":
            problems = (Problem.of("RM312", length=place.length.said()),)
        return Schedule(awaiting=(awaited,), bounds=_counted(rule, frame.context), problems=problems)
    if isinstance(place, Happening) or place.name == "school-year":
        return Schedule(awaiting=(awaited,), bounds=_counted(rule, frame.context))
    named_day = isinstance(place, Edge)
    told = () if named_day or not _is_of_terms(place) else _terms(awaited)
    first = window.first if isinstance(rule, (On, From)) else None
    last = window.last if isinstance(rule, (On, By)) else None
    if not isinstance(rule, (On, By, From)):
        return Schedule(awaiting=(awaited,), bounds=_counted(rule, frame.context))
    return Schedule(awaiting=(awaited,), bounds=Bounds(first, last), problems=told)


def _is_of_terms(place: Place) -> bool:
    return any(isinstance(each, (Term, Break)) for each in place.walk())


def _terms(awaited: Awaited) -> tuple[Problem, ...]:
    return (Problem.of("RM309", terms=awaited.said()),) if awaited.event_id is not None else ()


def _through(place: Through, frame: Frame) -> Schedule:
    ends = [each.days(frame) for each in (place.first, place.last)]
    known = [
        None
        if isinstance(found, Awaited) or not found
        else (found[0].first if number == 0 else found[-1].last)
        for number, found in enumerate(ends)
    ]
    awaiting = tuple(found for found in ends if isinstance(found, Awaited))
    of_terms = isinstance(place.first, (Term, Break)) and isinstance(place.last, (Term, Break))
    problems = tuple(problem for each in awaiting for problem in _terms(each)) if of_terms else ()
    return Schedule(awaiting=awaiting, bounds=Bounds(*known), problems=problems)


def _counted(rule: Placed, context: Context) -> Bounds | None:
    """Bound what is counted from an event that is not known."""
    shift = rule.at if isinstance(rule.at, Shift) else None
    origin = shift.of if shift else rule.at
    held = context.anchors.get("procedure", context.procedure)
    first = last = None
    if isinstance(origin, Happening):
        if origin.event == "results-received" and held is not None and not _is_before(rule):
            # Results follow the procedure: they are not there before its last day.
            first = held if isinstance(held, dt.date) else held.last
    elif isinstance(origin, Edge):
        first, last = context.window.first, context.window.last
    if first is None and last is None:
        return None
    return Bounds(_moved(shift, first, context), _moved(shift, last, context))


def _is_before(rule: Placed) -> bool:
    return isinstance(rule, By) and isinstance(rule.at, Happening)


def _moved(shift: Shift | None, day: dt.date | None, context: Context) -> dt.date | None:
    if day is None or shift is None:
        return day
    return go(day, shift.signed, shift.length.unit, context)


def date_external(rule: External, frame: Frame) -> Schedule:
    """Date what somebody else decides by the days that were decided; else tell what it waits for."""
    decided = frame.context.decided
    if decided is None:
        if rule.event is not None:
            return _undecided(rule.event, frame)
        return Schedule(awaiting=(Awaited(None, rule.words, f"«{rule.words}»"),))
    several = decided if isinstance(decided, tuple) else (decided,)
    spans = tuple(each if isinstance(each, Span) else Span(each, each) for each in several)
    known = event_days(rule.event, None, frame) if rule.event else None
    reasons = tuple(
        Reason(
            "decided-known",
            (("decision", known.last), ("day", each.last)),
            each.last,
            rule.words,
            str(number),
        )
        if isinstance(known, Span)
        else Reason("decided", (("day", each.last),), each.last, rule.words, str(number))
        for number, each in enumerate(spans, 1)
    )
    occurrences = tuple(
        Occurrence(str(number), span.first, span.last) for number, span in enumerate(spans, 1)
    )
    return Schedule(occurrences=occurrences, reasons=reasons)


def _undecided(event: str, frame: Frame) -> Schedule:
    """What follows of a decision that is not made, or is made and says no day for this deadline.

    Nothing done by a decision begins before it; its last day stays open, because nobody has said one.
    """
    title = frame.events.caption(event)
    known = event_days(event, None, frame)
    if not isinstance(known, Span):
        return Schedule(awaiting=(Awaited.of(event, title),))
    reasons = (
        Reason("undecided", (("title", title), ("day", known.last)), known.last),
        Reason("undecided-from", (("day", known.last),), known.last),
    )
    return Schedule(occurrences=(Occurrence("1", known.last, None),), reasons=reasons)

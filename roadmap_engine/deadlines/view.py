"""What `explain` and scripts are told of a rule: its kind, its event, its offset. All derived from its shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge
from roadmap_engine.deadlines.place import Place
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
)
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through, is_of_months
from roadmap_engine.deadlines.values import Length
from roadmap_engine.deadlines.weekdays import Weekdays
from roadmap_engine.deadlines.years import NextYear

__all__ = ["Kind", "event_of", "events_of", "kind_of", "offset_of", "offset_text"]

Kind = Literal[
    "date",
    "by",
    "from",
    "range",
    "months",
    "recurring",
    "relative",
    "during",
    "external",
    "standing",
    "composite",
]
# ISO 8601 has no working days: `days` beside the offset says which are counted.
_OFFSETS = {"day": "D", "working-day": "D", "school-day": "D", "week": "W", "month": "M", "year": "Y"}


def kind_of(rule: Rule) -> Kind:
    """Name the kind of a rule, as the contract of `explain` has it."""
    match rule:
        case Many():
            return "composite"
        case External():
            return "external"
        case Standing():
            return "standing"
        case On() | By() | From() | After() if rule.yearly or rule.at.repeats:
            return "recurring"
        case On():
            return _kind_of_place(rule.at)
        case By():
            return "relative" if isinstance(rule.at, (Shift, Happening)) else "by"
        case From():
            return "relative" if isinstance(rule.at, (Shift, Happening)) else "from"
        case After():
            return "relative"
        case _:
            assert_never(rule)


def _kind_of_place(place: Place) -> Kind:
    match place:
        case Shift():
            return "relative"
        case Happening():
            return "relative" if place.day else "during"
        case Day() | DayOfWeek() | Edge() | Weekdays():
            return "date"
        case Nth() if place.rank == 0 and place.through is None:
            return "date"
        case NextYear():
            return _kind_of_place(place.of)
        case Through() if not is_of_months(place):
            counted = isinstance(place.first, Happening) or isinstance(place.last, Happening)
            return "relative" if counted else "range"
        case _:
            return "months" if is_of_months(place) else "during"


def parts_of(rule: Rule) -> tuple[SimpleRule, ...]:
    """Give the rules of a cell, each by itself."""
    return rule.parts if isinstance(rule, Many) else (rule,)


def places_of(rule: SimpleRule) -> Iterator[Place]:
    """Give every place of a rule, with those it is made of."""
    if isinstance(rule, Placed):
        yield from rule.at.walk()
    for place in rule.but or ():
        yield from place.walk()
    if rule.within is not None:
        yield from rule.within.at.walk()


def events_of(rule: Rule) -> tuple[str, ...]:
    """Give the ids of all events a rule names anywhere in it, each once, in the order of the rule.

    >>> from roadmap_engine.deadlines.grammar import parse
    >>> events_of(parse("в соответствии с решением Педсовета").rule)
    ('council-decision',)
    """
    return tuple(dict.fromkeys(_events_in(rule)))


def _events_in(rule: Rule) -> Iterator[str]:
    for part in parts_of(rule):
        for place in places_of(part):
            if isinstance(place, Happening) and place.event is not None:
                yield place.event
        if isinstance(part, External) and part.event is not None:
            yield part.event
        if isinstance(part, Placed) and part.according is not None and part.according.event is not None:
            yield part.according.event


def event_of(rule: Rule) -> str | None:
    """Name the event the first part that has one is counted from or waits for."""
    for part in parts_of(rule):
        if isinstance(part, External):
            if part.event:
                return part.event
        elif isinstance(part, Placed):
            found = _counted_from(part)
            if found is not None:
                return found
    return None


def _counted_from(rule: Placed) -> str | None:
    place = rule.at
    if isinstance(place, Shift):
        return str(place.of) if isinstance(place.of, Day) else place.of.name
    if isinstance(place, Happening):
        return place.name
    if isinstance(rule, After) and not place.repeats:
        return str(place) if isinstance(place, Day) else place.name
    inner = next((each for each in place.walk() if isinstance(each, Happening)), None)
    return inner.name if inner else None


def offset_of(rule: Rule) -> tuple[str, Literal["working", "calendar"]] | None:
    """Give the offset of the first part that counts, and whether it counts working or calendar days."""
    for part in parts_of(rule):
        if isinstance(part, Placed) and isinstance(part.at, Shift):
            working = part.at.length.unit in ("working-day", "school-day")
            text = offset_text(part.at.length, before=part.at.direction == "before")
            return text, "working" if working else "calendar"
    return None


def offset_text(length: Length, *, before: bool) -> str:
    """Print a length as an ISO 8601 duration, negative before the event.

    >>> offset_text(Length(2, "week"), before=True)
    '-P2W'
    """
    return f"{'-' if before else ''}P{length.count}{_OFFSETS[length.unit]}"

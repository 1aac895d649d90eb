"""The order a roadmap was issued with says what the roadmap says.

A point that stands for measures of the plan takes its dates from there, or gives the same ones: where it
names another day, people who hold the order and people who hold the plan work to different dates. A
deadline beside a point is the deadline in its words, and the printed date and number are those of the stamp.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import Context, EventVocabulary, Rule, parse, schedule
from roadmap_engine.deadlines.context import Summer
from roadmap_engine.deadlines.doubts import has_two_summers, read_cell, summer_of_order
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import near_names
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.measure import Measure
from roadmap_engine.model.numbering import measure_numbers
from roadmap_engine.model.taken_point import is_for_school_heads
from roadmap_engine.model.wording import find_gaps
from roadmap_engine.model.written_order import (
    OrderWording,
    PointPath,
    WrittenOrder,
    WrittenPoint,
    points_of,
    walk_points,
)
from roadmap_engine.russian import Case, decline

__all__ = ["check_order_agrees"]

# As many letters of a point without a number as tell it from the others.
_SHOWN = 50


def check_order_agrees(assembly: Assembly) -> Iterator[Problem]:
    """Find what the order says otherwise than itself or the plan."""
    order = assembly.roadmap.order
    # A school cannot mend a published act, and its own order is another one.
    if order is None or order.text is None or assembly.local is not None:
        return
    yield from _requisites(assembly, order, order.text)
    measures = {measure.id: measure for measure in assembly.roadmap.measures()}
    rows = _rows(assembly)
    addressees = _addressees_over(order.text)
    for number, point, path in points_of(order.text):
        placed = _Point(assembly, number, point, ".".join(("order", *map(str, path))))
        yield from _words(placed)
        yield from _report(placed)
        yield from _table(placed)
        for position, name in enumerate(point.measures):
            if name not in measures:
                yield placed.unknown_measure(name, position, measures)
            else:
                yield from _dates(placed, measures[name], rows[name])
                yield from _addressees(placed, measures[name])
                yield from _executors(placed, addressees[path], measures[name], rows[name])


class _Point:
    """A point of the order, with the name and the places a message needs."""

    def __init__(self, assembly: Assembly, number: str, point: WrittenPoint, thing: str) -> None:
        self.assembly = assembly
        self.point = point
        words = " ".join(point.wording().split())
        self.name = number.rstrip(".") or f"«{shorten(words, _SHOWN, placeholder='…').rstrip('.')}»"
        self.words = words
        self._thing = thing

    def location(self, field: str, item: int | None = None) -> Location | None:
        """Place of a field of the point."""
        return self.assembly.location(self._thing, field, item)

    def deadline_location(self, position: int) -> Location | None:
        """Place of one deadline of the point."""
        return self.location("deadline", position if len(self.point.deadline) > 1 else None)

    def unknown_measure(self, name: str, position: int, measures: Mapping[str, Measure]) -> Problem:
        """Tell that there is no such measure."""
        near = near_names(name, measures)
        place = self.location("measures", position)
        return Problem.of("RM226", location=place, point=self.name, name=name, near=near)


def _requisites(assembly: Assembly, order: WrittenOrder, text: OrderWording) -> Iterator[Problem]:
    if text.date is not None:
        printed = _day(text.date)
        if printed is not None and printed != order.date:
            place = assembly.location("order", "date")
            yield Problem.of("RM229", location=place, printed=text.date, stated=order.date)
    if text.number is not None and order.number not in text.number:
        place = assembly.location("order", "number")
        yield Problem.of("RM229", location=place, printed=text.number, stated=order.number)


def _day(printed: str) -> dt.date | None:
    """Read a printed date; nothing where it is not one day.

    >>> _day("от «23» декабря 2020 г.")
    datetime.date(2020, 12, 23)
    """
    rule = parse(printed.removeprefix("от ")).rule
    if rule is None:
        return None
    found = schedule(rule, Context(year=SchoolYear(2000))).occurrences
    return found[0].due if len(found) == 1 and found[0].start == found[0].due else None


def _words(point: _Point) -> Iterator[Problem]:
    if not point.words and not point.point.points:
        yield Problem.of("RM230", location=point.location(""), point=point.name)
    for position, deadline in enumerate(point.point.deadline):
        if deadline.phrase is not None and " ".join(deadline.phrase.split()) not in point.words:
            place = point.deadline_location(position)
            example = "{{ deadline }}"
            yield Problem.of(
                "RM227", location=place, point=point.name, phrase=deadline.phrase, example=example
            )


def _report(point: _Point) -> Iterator[Problem]:
    """Find whom a point is reported to in other words than its own, or those under it."""
    whom = point.point.report_to
    under = (" ".join(each.wording().split()) for _, each, _ in walk_points(point.point.points))
    if whom is not None and all(" ".join(whom.split()) not in words for words in (point.words, *under)):
        yield Problem.of("RM658", location=point.location("report_to"), point=point.name, words=whom)


def _table(point: _Point) -> Iterator[Problem]:
    """Find rows of a point's table that have more cells than there are columns."""
    table = point.point.table
    width = len(table.captions()) if table is not None else 0
    for place, row in enumerate(table.rows if table is not None else (), 1):
        if len(row) > width:
            where = point.location("table")
            yield Problem.of(
                "RM661", location=where, point=point.name, row=place, cells=len(row), columns=width
            )


def _rows(assembly: Assembly) -> dict[str, str]:
    """The number of every measure in the table, or its id where it has none."""
    rows = {}
    for place, stage in enumerate(assembly.roadmap.stages, 1):
        numbers = measure_numbers(stage, place)
        for measure, number in zip(stage.measures, numbers, strict=True):
            rows[measure.id] = number.rstrip(".") or measure.id
    return rows


def _dates(point: _Point, measure: Measure, row: str) -> Iterator[Problem]:
    """Compare last days; a deadline without one («не менее 2 раз в четверть») contradicts nothing."""
    planned = _last_days(measure.deadline, point.assembly, None)
    issued = point.assembly.roadmap.order.date if point.assembly.roadmap.order else None
    own = [_last_days(deadline, point.assembly, issued) for deadline in point.point.deadline]
    known = [days for days in own if days]
    if not planned or not known or any(planned & days for days in known):
        return
    position = own.index(known[0])
    there = point.assembly.location(measure.id, "deadline")
    yield Problem.of(
        "RM228",
        location=point.deadline_location(position),
        related=(there,) if there else (),
        point=point.name,
        phrase=_printed(point.point.deadline[position]),
        row=row,
        measure=measure.id,
        planned=_printed(measure.deadline),
    )


def _addressees(point: _Point, measure: Measure) -> Iterator[Problem]:
    """Find whom the point takes from the plan and cannot put into the dative for certain."""
    for field, words in (
        ("to", point.point.to),
        ("jointly", point.point.jointly),
        ("text", point.point.text),
    ):
        if words is None or all(name != "responsible" for name, _ in find_gaps(words)):
            continue
        for role in measure.responsible:
            known = point.assembly.roadmap.roles.get(role)
            if known is not None and decline(known.title).get(Case.DATIVE) is None:
                place = point.location(field)
                yield Problem.of("RM232", location=place, point=point.name, title=known.title)


def _addressees_over(text: OrderWording) -> dict[PointPath, str]:
    """Give the addressee of every point: its own, or that of the nearest point over it."""
    found: dict[PointPath, str] = {}
    for _, point, path in points_of(text):
        joint = " ".join(part for part in (point.to, point.jointly) if part)
        found[path] = joint or found.get(path[:-2], "")
    return found


def _executors(point: _Point, addressee: str, measure: Measure, row: str) -> Iterator[Problem]:
    """Find who answers in the plan and is not charged by the point that stands for the row.

    What a head of a school is charged with, the school's people do: there is nothing to compare. A role whose
    dative is not certain cannot be looked for.
    """
    named = addressee.lower()
    if not addressee or any(find_gaps(addressee)) or is_for_school_heads(addressee):
        return
    for role in measure.responsible:
        known = point.assembly.roadmap.roles.get(role)
        dative = decline(known.title).get(Case.DATIVE) if known is not None else None
        if known is not None and dative is not None and dative.lower() not in named:
            there = point.assembly.location(measure.id, "responsible")
            yield Problem.of(
                "RM659",
                location=point.location("to"),
                related=(there,) if there else (),
                point=point.name,
                title=known.title,
                row=row,
                measure=measure.id,
                example="{{ responsible }}",
            )


def _last_days(
    deadline: Deadline | None, assembly: Assembly, ordered_on: dt.date | None
) -> frozenset[dt.date]:
    """The day by which all is done; nothing where it waits for an event or belongs to no year.

    Where a month without a year may lie in two summers the day in either is one by which it may be meant; a
    point of an order lies on the first such day on or after the order's date.
    """
    year = assembly.roadmap.school_year
    if deadline is None or deadline.rule is None or year is None:
        return frozenset()
    rule, context = deadline.rule, Context(year=year)
    summers: tuple[Summer | None, ...] = (None,)
    if has_two_summers(rule, context) and (doubts := read_cell(rule, context, assembly.vocabulary).doubts):
        decided = summer_of_order(doubts, ordered_on) if ordered_on is not None else None
        summers = (decided,) if decided else ("opening", "closing")
    found = (_last_due(rule, replace(context, summer=each), assembly.vocabulary) for each in summers)
    return frozenset(day for day in found if day is not None)


def _last_due(rule: Rule, context: Context, vocabulary: EventVocabulary) -> dt.date | None:
    found = schedule(rule, context, vocabulary)
    days = [occurrence.due for occurrence in found.occurrences if occurrence.due is not None]
    return max(days) if days and not found.awaiting else None


def _printed(deadline: Deadline | None) -> str:
    return (deadline.phrase or deadline.text or "") if deadline else ""

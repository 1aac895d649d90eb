"""The points of an order to the measures of a roadmap, and to the notices about all that is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.dates import read_date
from roadmap_engine.importing.entries import Entry, Section
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.manuscript import Paragraph
from roadmap_engine.importing.orders import OrderPart, OrderParts, part_order
from roadmap_engine.importing.point_trees import RawPoint
from roadmap_engine.importing.points import OrderPoint, PointKind, read_points
from roadmap_engine.importing.preface import Preface, read_preface, read_school_year
from roadmap_engine.importing.time_words import TIME_MARK
from roadmap_engine.russian import capitalise_first

__all__ = ["OrderPlan", "excess_of_order", "read_order"]

MAX_POINTS = 500
MAX_LINE = 4_000
"""Signs of one paragraph; the longest points of real orders have a quarter of it."""
MAX_SIGNS = 300_000
"""Of all points together; the text of a roadmap would not hold many more."""
MAX_TIME_WORDS = 2_000
"""Words of an order that speak of time: a point seldom has five, and each is tried as part of a deadline."""

_COLUMNS = (
    Column(0, 0, Meaning.NUMBER, "№ п/п"),
    Column(1, 1, Meaning.TITLE, "Наименование мероприятия"),
    Column(2, 2, Meaning.DEADLINE, "Сроки"),
    Column(3, 3, Meaning.RESPONSIBLE, "Ответственные"),
)
_SHOWN = 120


@dataclass(slots=True)
class OrderPlan:
    """An order as a plan.

    Attributes:
        preface: its title and school year.
        sections: its measures; empty where the document asks for nothing.
        told: about the points that are no measures, and the parts that are not taken over.
    """

    preface: Preface
    sections: list[Section] = field(default_factory=list)
    told: list[Problem] = field(default_factory=list)


def read_order(paragraphs: Sequence[Paragraph]) -> OrderPlan:
    """Read the points of an order as measures.

    Args:
        paragraphs: of a document without a table of measures, in their order.
    """
    parts = part_order(paragraphs)
    points = list(read_points(parts.points))
    plan = OrderPlan(_read_preface(paragraphs, parts))
    if not any(point.executors or point.deadlines for point in points) and not parts.commands:
        # A numbered text that asks nobody for anything is no order.
        return plan
    section = Section("Пункты приказа")
    for row, point in enumerate(points, 1):
        if point.kind is PointKind.ACTION:
            section.entries.append(_entry(row, point))
        else:
            plan.told.append(_told(point))
    plan.sections = [section] if section.entries else []
    plan.told += _tell_of_parts(parts)
    return plan


def excess_of_order(paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    """Count what makes a text too large to be read as an order, before it is read.

    Returns:
        How much of it there is, and how much may be; nothing where an order is not too large.
    """
    parts = part_order(paragraphs)
    points = sum(1 for each in _all(parts.points))
    if points > MAX_POINTS:
        return points, MAX_POINTS
    lines = [line for each in _all(parts.points) for line in each.lines]
    longest = max(map(len, lines), default=0)
    if longest > MAX_LINE:
        return longest, MAX_LINE
    signs = sum(map(len, lines))
    if signs > MAX_SIGNS:
        return signs, MAX_SIGNS
    words = (word for line in lines for word in line.split())
    timed = sum(1 for word in words if TIME_MARK.search(word))
    return (timed, MAX_TIME_WORDS) if timed > MAX_TIME_WORDS else None


def _all(points: Sequence[RawPoint]) -> Iterator[RawPoint]:
    for point in points:
        yield point
        yield from _all(point.under)


def _read_preface(paragraphs: Sequence[Paragraph], parts: OrderParts) -> Preface:
    title = " ".join(parts.heading)
    if not title:
        first = next((place for place, each in enumerate(paragraphs) if each.text == parts.first), 0)
        title = read_preface(paragraphs[:first]).title
    return Preface(title=title, school_year=read_school_year((title, *(each.text for each in paragraphs))))


def _entry(row: int, point: OrderPoint) -> Entry:
    who = capitalise_first("; ".join(each.text for each in point.executors))
    read = tuple(each for each in point.deadlines if read_date(each)) or point.deadlines
    texts = {0: point.number, 1: point.action, 2: "\n".join(read), 3: who}
    entry = Entry(0, row, _COLUMNS, texts, point=point.place)
    doubtful = [each.text for each in point.executors if not each.certain]
    if doubtful:
        told = Problem.of("RM892", point=entry.point, text="; ".join(doubtful))
        entry.remarks.append((Meaning.RESPONSIBLE, told))
    for each in point.deadlines:
        # What is not read stays in the words of the title, so that the other deadlines are not lost with it.
        if each not in read:
            entry.remarks.append((Meaning.DEADLINE, Problem.of("RM894", point=entry.point, text=each)))
    if point.inherited:
        told = Problem.of("RM893", point=entry.point, deadline="; ".join(point.deadlines))
        entry.remarks.append((Meaning.DEADLINE, told))
    if point.recommended:
        entry.remarks.append((None, Problem.of("RM897", point=entry.point)))
    return entry


def _told(point: OrderPoint) -> Problem:
    return Problem.of("RM890", point=point.place, text=point.action)


def _tell_of_parts(parts: OrderParts) -> Iterator[Problem]:
    """Tell of each part once: how it begins, and how many paragraphs it has."""
    for part in OrderPart:
        lines = [text for each, text in parts.rest if each is part]
        if lines:
            words = " / ".join(lines)
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            yield Problem.of("RM891", thing=f"the-order-{part}", text=shown, count=len(lines))

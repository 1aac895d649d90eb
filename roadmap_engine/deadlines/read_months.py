"""Reading months and their parts: «сентябрь–октябрь», «вторая неделя октября», «первая декада мая»."""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.cursor import Cursor
from roadmap_engine.deadlines.kinds import MonthEntry, month_of
from roadmap_engine.deadlines.read_dates import read_ordinal, read_year
from roadmap_engine.deadlines.values import (
    MonthPart,
    MonthPartName,
    MonthRange,
    MonthWeeks,
    NthWeekday,
    PartialMonth,
)
from roadmap_engine.diagnostics import Problem

__all__ = ["link_months", "read_month_entry", "read_nth_weekday"]

MAX_WEEK = 5
# The longest short name of a month: «сент.», «нояб.».
SHORT_NAME = 4
YEAR_DIGITS = 4


_PARTS: dict[str, MonthPartName] = {
    **dict.fromkeys(("начало", "начале", "начала"), "start"),
    **dict.fromkeys(("середина", "середине", "середину", "середины"), "middle"),
    **dict.fromkeys(("конец", "конце", "конца"), "end"),
}


_DECADES: dict[int, MonthPartName] = {1: "decade-1", 2: "decade-2", 3: "decade-3", -1: "decade-3"}


_HALVES: dict[int, MonthPartName] = {1: "half-1", 2: "half-2"}


def read_nth_weekday(c: Cursor) -> NthWeekday | None:
    """Read «последняя пятница мая»."""
    origin = c.position
    nth = read_ordinal(c, most=MAX_WEEK)
    name = c.take_kind("weekday") if nth is not None else None
    month = _read_month(c) if name is not None else None
    if nth is None or name is None or month is None:
        c.position = origin
        return None
    return NthWeekday(weekday=name.value, nth=nth, month=month)


def _read_month(c: Cursor) -> PartialMonth | None:
    name = c.take_kind("month")
    if name is None or not isinstance(name.value, int):
        return None
    if c.text() == "." and len(name.text) <= SHORT_NAME:
        c.advance()
    if c.text() == "," and c.kind(1) == "count" and len(c.text(1)) == YEAR_DIGITS:
        c.advance()
    year = read_year(c)
    if isinstance(year, SchoolYear):
        year = year.year_of_month(name.value)
    return PartialMonth(name.value, year)


def read_month_entry(c: Cursor) -> MonthEntry | None:
    """Read a month, a range of months, weeks or a part of a month."""
    month = _read_month(c)
    if month is not None:
        return _read_part_after(c, month) or _read_month_range(c, month)
    return _read_weeks(c) or _read_part(c)


def _read_part_after(c: Cursor, month: PartialMonth) -> MonthWeeks | MonthPart | None:
    """Read a week or a decade that follows its month: «октябрь, 3 неделя», «май (1 декада)»."""
    origin = c.position
    opened = c.text() == "("
    c.take_text(",", "(")
    first = read_ordinal(c, most=MAX_WEEK)
    last = read_ordinal(c, most=MAX_WEEK) if first is not None and c.take_text("-", "и") else None
    unit = c.advance().value if first is not None and c.kind() == "unit" else None
    closed = not opened or c.take_text(")")
    if first is not None and closed and c.kind() != "month":
        if unit == "week" and (last is None or 0 < first < last):
            return MonthWeeks(week=first, through=last, of=month)
        if unit == "decade" and last is None and first in _DECADES:
            return MonthPart(part=_DECADES[first], of=month)
    c.position = origin
    return None


def _read_month_range(c: Cursor, first: PartialMonth) -> PartialMonth | MonthRange:
    origin = c.position
    if c.take_text("-"):
        last = _read_month(c)
        if last is not None:
            start, end = link_months((first, last))
            return MonthRange(first=month_of(start), last=month_of(end))
    c.position = origin
    return first


def _read_weeks(c: Cursor) -> MonthWeeks | None:
    origin = c.position
    first = read_ordinal(c, most=MAX_WEEK)
    last = read_ordinal(c, most=MAX_WEEK) if first is not None and c.take_text("-", "и") else None
    if first is not None and c.kind() == "unit" and c.peek().value == "week":
        c.advance()
        month = _read_month(c)
        if month is not None and (last is None or 0 < first < last):
            return MonthWeeks(week=first, through=last, of=month)
        if month is None and c.done():
            span = c.span(origin, c.position)
            c.complain(
                Problem.of(
                    "RM304", span=span, words=c.words(origin, c.position), better="первая неделя октября"
                )
            )
    c.position = origin
    return None


def _read_part(c: Cursor) -> MonthPart | None:
    origin = c.position
    part: MonthPartName | None = _PARTS.get(c.text())
    if part is not None:
        c.advance()
    else:
        number = read_ordinal(c, most=3)
        if number is not None and c.kind() == "unit" and c.peek().value == "decade":
            c.advance()
            part = _DECADES.get(number)
        elif number is not None and c.take_text("половина", "половине", "половину", "половины"):
            part = _HALVES.get(number)
    month = _read_month(c) if part is not None else None
    if part is None or month is None:
        c.position = origin
        return None
    return MonthPart(part=part, of=month)


def _with_year(entry: MonthEntry, year: int) -> MonthEntry:
    if isinstance(entry, PartialMonth):
        return replace(entry, year=year)
    if isinstance(entry, MonthRange):
        last = replace(entry.last, year=year + (entry.last.month < entry.first.month))
        return MonthRange(first=replace(entry.first, year=year), last=last)
    return entry.model_copy(update={"of": replace(entry.of, year=year)})


def link_months(entries: tuple[MonthEntry, ...]) -> tuple[MonthEntry, ...]:
    """Give the year that a month of a list states to those around it that state none.

    «Март, апрель, май 2021» are all of 2021; «ноябрь, январь 2021» begin in 2020.
    """
    linked = list(entries)
    for index in range(len(linked) - 2, -1, -1):
        following = month_of(linked[index + 1])
        if month_of(linked[index]).year is None and following.year is not None:
            later = _last_of(linked[index]).month > following.month
            linked[index] = _ending_in(linked[index], following.year - later)
    for index in range(1, len(linked)):
        before = _last_of(linked[index - 1])
        if month_of(linked[index]).year is None and before.year is not None:
            earlier = month_of(linked[index]).month < before.month
            linked[index] = _with_year(linked[index], before.year + earlier)
    return tuple(linked)


def _last_of(entry: MonthEntry) -> PartialMonth:
    return entry.last if isinstance(entry, MonthRange) else month_of(entry)


def _ending_in(entry: MonthEntry, year: int) -> MonthEntry:
    crosses = isinstance(entry, MonthRange) and entry.last.month < entry.first.month
    return _with_year(entry, year - crosses)

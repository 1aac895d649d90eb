"""Reading days and months: «17 января 2021 г.», «01.09», «1–5 сентября», «вторая неделя октября»."""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.rule import MonthEntry, month_of
from roadmap_engine.deadlines.values import (
    MonthPart,
    MonthPartName,
    MonthRange,
    MonthWeeks,
    NthWeekday,
    PartialDate,
    PartialMonth,
)
from roadmap_engine.diagnostics import Problem

__all__ = [
    "link_months",
    "link_range",
    "read_date",
    "read_day_list",
    "read_month_entry",
    "read_nth_weekday",
    "read_ordinal",
    "read_school_year",
    "read_year",
    "skip_year_word",
]

EARLIEST, LATEST = 1990, 2199
YEAR_DIGITS, DAY_DIGITS = 4, 2
MAX_DAY, MAX_MONTH, MAX_WEEK = 31, 12, 5

_SCHOOL = ("учебного", "учебном", "учебный", "учебному", "уч", "учеб")
_CURRENT = wordings("текущего учебного года", "текущего года", "этого года", "т . г .", "т . г")
_PARTS: dict[str, MonthPartName] = {
    **dict.fromkeys(("начало", "начале", "начала"), "start"),
    **dict.fromkeys(("середина", "середине", "середину", "середины"), "middle"),
    **dict.fromkeys(("конец", "конце", "конца"), "end"),
}
_DECADES: dict[int, MonthPartName] = {1: "decade-1", 2: "decade-2", 3: "decade-3", -1: "decade-3"}
_HALVES: dict[int, MonthPartName] = {1: "half-1", 2: "half-2"}


def skip_year_word(c: Cursor) -> None:
    """Take «г.», «гг.», «года», «годов» after the digits of a year."""
    while c.kind() == "unit" and c.peek().value == "year" and c.text() != "лет":
        c.advance()
        c.take_text(".")


def _year_digits(c: Cursor, ahead: int = 0) -> int | None:
    token = c.peek(ahead)
    if token.kind != "count" or len(token.text) != YEAR_DIGITS:
        return None
    year = token.value
    return year if isinstance(year, int) and EARLIEST <= year <= LATEST else None


def read_school_year(c: Cursor) -> SchoolYear | None:
    """Read «2020-2021 учебного года», «2020/21 уч. г.», «2020/2021»."""
    start = _year_digits(c)
    if start is None:
        return None
    origin = c.position
    c.advance()
    slash = c.text() == "/"
    c.take_text("/", "-")
    second = c.take_kind("count")
    if second is None or second.value not in (start + 1, (start + 1) % 100) or len(second.text) == 1:
        c.position = origin
        return None
    if c.take_text(*_SCHOOL):
        c.take_text(".")
        skip_year_word(c)
    elif slash:
        skip_year_word(c)
    else:
        c.position = origin
        return None
    return SchoolYear(start)


def read_year(c: Cursor) -> int | SchoolYear | None:
    """Read the year of a day or a month; «текущего года» is taken and says nothing."""
    if c.take(_CURRENT):
        return None
    origin = c.position
    c.take_text("в")
    school = read_school_year(c)
    if school is not None:
        return school
    year = _year_digits(c)
    if year is None or (c.text(1) in ("-", "/") and _year_digits(c, 2) is not None):
        c.position = origin
        return None
    c.advance()
    skip_year_word(c)
    return year


def read_ordinal(c: Cursor, *, most: int = 6) -> int | None:
    """Read «первая», «1-я», «I», «1», «последняя» (-1)."""
    token = c.peek()
    if token.kind in ("ordinal", "roman") or (token.kind == "count" and len(token.text) <= DAY_DIGITS):
        value = token.value
        if isinstance(value, int) and (1 <= value <= most or value == -1):
            c.advance()
            return value
    return None


def _in_year(day: int, month: int, year: int | SchoolYear | None) -> PartialDate:
    if isinstance(year, SchoolYear):
        year = year.year_of_month(month)
    return PartialDate(day, month, year)


def read_date(c: Cursor) -> PartialDate | None:
    """Read one day; a day that no calendar has is complained about."""
    origin, token = c.position, c.peek()
    quoted = c.take_text("«", '"')
    day: object
    month: object
    year: int | SchoolYear | None = None
    if token.kind == "date" and isinstance(token.value, tuple):
        c.advance()
        day, month, year = token.value
        skip_year_word(c)
    elif token.kind == "day-month" and isinstance(token.value, tuple):
        day, month = token.value
        if not 1 <= month <= MAX_MONTH or not 1 <= day <= MAX_DAY:
            c.position = origin
            return None
        c.advance()
        if c.text() == "." and c.kind(1) != "count":
            c.advance()
        year = read_year(c)
    else:
        number = c.take_kind("count")
        if quoted:
            c.take_text("»", '"')
        name = c.take_kind("month")
        if number is None or name is None or len(number.text) > DAY_DIGITS:
            c.position = origin
            return None
        if c.text() == "." and len(name.text) <= YEAR_DIGITS:
            c.advance()
        day, month, year = number.value, name.value, read_year(c)
    try:
        return _in_year(int(str(day)), int(str(month)), year)
    except ValueError:
        span = c.span(origin, c.position)
        c.complain(Problem.of("RM302", span=span, date=c.phrase[span[0] : span[1]].strip()))
        c.position = origin
        return None


def link_range(since: PartialDate, until: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Give the year that one end states to the other, across New Year if the months say so."""
    forward = (since.month, since.day) <= (until.month, until.day)
    if since.year is None and until.year is not None:
        since = replace(since, year=until.year if forward else until.year - 1)
    elif until.year is None and since.year is not None:
        until = replace(until, year=since.year if forward else since.year + 1)
    return since, until


def read_day_list(c: Cursor) -> tuple[PartialDate, ...] | None:
    """Read days that share a month: «12, 15 и 20 сентября»; a single day is `read_date`'s."""
    origin = c.position
    days = []
    while (token := c.peek()).kind == "count" and len(token.text) <= DAY_DIGITS:
        days.append(token.value)
        c.advance()
        if not c.take_text(",", "и"):
            break
    name = c.take_kind("month") if len(days) > 1 else None
    if name is None:
        c.position = origin
        return None
    year = read_year(c)
    try:
        return tuple(_in_year(int(str(day)), int(str(name.value)), year) for day in days)
    except ValueError:
        span = c.span(origin, c.position)
        c.complain(Problem.of("RM302", span=span, date=c.words(origin, c.position)))
        c.position = origin
        return None


def read_nth_weekday(c: Cursor) -> NthWeekday | None:
    """Read «последняя пятница мая»."""
    origin = c.position
    nth = read_ordinal(c, most=MAX_WEEK)
    name = c.take_kind("weekday") if nth is not None else None
    month = _read_month(c) if name is not None else None
    if nth is None or name is None or month is None:
        c.position = origin
        return None
    return NthWeekday(weekday=name.value, nth=nth, month=month)  # type: ignore[arg-type]  # checked by the model


def _read_month(c: Cursor) -> PartialMonth | None:
    name = c.take_kind("month")
    if name is None or not isinstance(name.value, int):
        return None
    if c.text() == "." and len(name.text) <= YEAR_DIGITS:
        c.advance()
    year = read_year(c)
    if isinstance(year, SchoolYear):
        year = year.year_of_month(name.value)
    return PartialMonth(name.value, year)


def read_month_entry(c: Cursor) -> MonthEntry | None:
    """Read a month, a range of months, weeks or a part of a month."""
    month = _read_month(c)
    if month is not None:
        return _read_month_range(c, month)
    return _read_weeks(c) or _read_part(c)


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
            return MonthWeeks(week=first, through=last, of=month)  # type: ignore[arg-type]  # checked by the model
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

"""Reading days and months: «17 января 2021 г.», «01.09», «1–5 сентября», «вторая неделя октября»."""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.values import (
    PartialDate,
)
from roadmap_engine.diagnostics import Problem

__all__ = [
    "link_range",
    "read_date",
    "read_day_list",
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


def read_school_year(c: Cursor, *, bare: bool = False) -> SchoolYear | None:
    """Read «2020-2021 учебного года», «2020/21 уч. г.», «2020/2021»; when `bare`, «2020-2021» too."""
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
    elif slash or bare:
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
    if year is not None and not EARLIEST <= year <= LATEST:
        raise ValueError(f"{year} is no year of a plan")
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
    elif token.kind == "day-month":
        found = _read_numeric(c)
        if found is None:
            return None
        day, month, year = found
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


def _read_numeric(c: Cursor) -> tuple[int, int, int | SchoolYear | None] | None:
    """Read «29.04», which is a day unless its month is no month: «14.00» is an hour."""
    value = c.peek().value
    day, month = value if isinstance(value, tuple) else (0, 0)
    if not 1 <= month <= MAX_MONTH or not 1 <= day <= MAX_DAY:
        return None
    c.advance()
    if c.text() == "." and c.kind(1) != "count":
        c.advance()
    return day, month, read_year(c)


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

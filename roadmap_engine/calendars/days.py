"""Days, as texts name them and people write them: «2027-05-28», «28.05.2027», «28 мая 2027 г.», or two.

What is read in a text is read by the same functions in an answer and in a command. A day is one of two
centuries, so that whatever is counted from it is a day too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY

__all__ = ["ISO_DAY", "WRITTEN_DAY", "CalendarDay", "YearOf", "admit_day", "parse_day", "parse_days"]

YearOf = Callable[[int], int]
"""Gives the year of a month that is named without one."""

_STEMS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = rf"(?:{'|'.join(_STEMS)})[а-я]*\.?"
_YEAR_WORD = r"(?:\s*(?:г\.?|года?)(?![а-я]))?"
ISO_DAY = r"\d{4}-\d{2}-\d{2}"
WRITTEN_DAY = r"[«„]?\d{1,2}(\.\d{1,2}\.|[»“]?(-?го)?\s+[а-яА-Я]+\.?\s+)\d{4}(\s*г\.?|\s+года?)?"
"""A day with its year in words or figures, for the schema of a text."""


def _of_day(name: str, *, month: str = "") -> str:
    """Give the pattern of a day, its groups under a name; «?» for a month that may be left out."""
    in_figures = rf"\.(?P<{name}figures>\d{{1,2}})(?:\.(?P<{name}year>\d{{4}}))?"
    in_words = rf"\s+(?P<{name}word>{_MONTH})(?:\s+(?P<{name}spoken>\d{{4}}))?"
    number = rf"[«„]?(?P<{name}day>\d{{1,2}})[»“]?(?:-?го)?"
    return rf"(?:(?P<{name}iso>{ISO_DAY})|{number}(?:{in_figures}|{in_words}){month}{_YEAR_WORD})"


_HALF_A_YEAR = dt.timedelta(days=182)
_BETWEEN = r"\s*(?:/|[–—−-]|\.{2,3}|(?<=\s)(?:по|до)(?=\s))\s*"
_ONE = re.compile(_of_day("last_"), re.IGNORECASE)
_TWO = re.compile(
    rf"(?:со?\s+)?{_of_day('first_', month='?')}{_BETWEEN}{_of_day('last_')}(?:\s+включительно)?",
    re.IGNORECASE,
)


def admit_day(day: dt.date) -> dt.date:
    """Give a day back; ValueError for one of another age.

    >>> admit_day(dt.date(9999, 12, 31))
    Traceback (most recent call last):
    ValueError: 9999-12-31 is a day outside 1990-01-01 to 2199-12-31
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is a day outside {FIRST_DAY} to {LAST_DAY}")
    return day


def parse_day(text: str, year_of: YearOf | None = None) -> dt.date:
    """Read «2027-05-28», «28.05.2027», «28 мая 2027 г.».

    Args:
        text: the day, alone.
        year_of: for a day without a year; such a day is none without it.

    Raises:
        ValueError: it is no day, or one of another age.

    >>> parse_day("28 мая 2027 г."), parse_day("28.05", lambda month: 2027)
    (datetime.date(2027, 5, 28), datetime.date(2027, 5, 28))
    """
    found = _ONE.fullmatch(text.strip())
    if found is None:
        raise _no_date(text)
    return _day(found, "last_", year_of or _unknown_year)


def parse_days(text: str, year_of: YearOf | None = None) -> tuple[dt.date, dt.date]:
    """Read the first day and the last of «с 13 апреля по 18 мая 2027 г.», «13.04–18.05.2027»; or one day.

    The first takes from the last what it leaves unsaid, its month or its year, and comes before it; where
    neither says a year, `year_of` gives that of each.

    Raises:
        ValueError: it is something else, or a day of another age.

    >>> [str(day) for day in parse_days("25 декабря 2026 – 10 января 2027 г.")]
    ['2026-12-25', '2027-01-10']
    >>> [str(day) for day in parse_days("с 13 по 18 мая 2027")]
    ['2027-05-13', '2027-05-18']
    """
    found = _TWO.fullmatch(text.strip())
    if found is None:
        day = parse_day(text, year_of)
        return day, day
    last = _day(found, "last_", year_of or _unknown_year)
    if found["first_iso"]:
        return _day(found, "first_", _unknown_year), last
    month = _month(found, "first_") or last.month
    if year_of is not None and not (found["last_iso"] or _said_year(found, "last_")):
        return _day(found, "first_", year_of, month), last
    first = _day(found, "first_", lambda _month: last.year, month)
    # «25 декабря – 10 января 2027 г.»; «18 мая – 13 апреля 2027 г.» is a slip.
    if first - last > _HALF_A_YEAR:
        first = _day(found, "first_", lambda _month: last.year - 1, month)
    return first, last


def _no_date(words: str) -> ValueError:
    return ValueError(f"«{words}» is not a date such as 2027-05-28")


def _unknown_year(_month: int) -> int:
    raise ValueError("a day without a year is not a date such as 2027-05-28")


def _day(found: re.Match[str], name: str, year_of: YearOf, month: int = 0) -> dt.date:
    if iso := found[f"{name}iso"]:
        parts = [int(part) for part in iso.split("-")]
    else:
        month = month or _month(found, name)
        said = _said_year(found, name)
        parts = [int(said) if said else year_of(month), month, int(found[f"{name}day"])]
    try:
        day = dt.date(*parts)
    except ValueError:
        raise _no_date(found[0]) from None
    return admit_day(day)


def _said_year(found: re.Match[str], name: str) -> str | None:
    return found[f"{name}year"] or found[f"{name}spoken"]


def _month(found: re.Match[str], name: str) -> int:
    """Give the month of a day in words or figures; 0 where none is said."""
    if figures := found[f"{name}figures"]:
        return int(figures)
    word = found[f"{name}word"] or ""
    return next((place for place, stem in enumerate(_STEMS, 1) if re.match(stem, word.lower())), 0)


def _read_words(value: Any) -> Any:
    """Read a day in words; whatever is none is for the type of a day to refuse."""
    if not isinstance(value, str):
        return value
    try:
        return parse_day(value)
    except ValueError:
        return value


class _AsWritten:
    """Lets the schema of a text admit a day in words; programs write it in figures."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        drawn = handler(schema)
        if handler.mode == "validation":
            drawn["anyOf"] = [{"format": drawn.pop("format")}, {"pattern": f"^{WRITTEN_DAY}$"}]
        return drawn


CalendarDay = Annotated[dt.date, BeforeValidator(_read_words), AfterValidator(admit_day), _AsWritten()]
"""A day in a text."""

"""A text of a plan that moves into the next school year → the years in it that have passed.

Found are school years («2026/2027», «2026–27»), dates in figures and words, months with a year and years
alone. What belongs to the new year is not stale: September 2027 in a plan for 2027/2028. The date of an act
is never stale, «приказ от 06.05.2027 № 590» stays what it is, and neither is a number with a year in it,
«214-2027».

What is proposed instead is the same day, month or year in the new school year; nothing where that is not
certain. Nobody changes anything here: an author does, who knows what was meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.calendars import SchoolYear, last_day_of_month

__all__ = ["StaleYear", "find_stale_years"]

_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр")
_MONTH = r"(?P<{0}>январ|феврал|март|апрел|ма(?=[йяе]\b)|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*"
_SUMMER = range(6, 9)
_CENTURY = 2000
_OLDEST = 10

_FORMS = re.compile(
    "|".join(
        f"(?P<{name}>{form})"
        for name, form in (
            (
                "school",
                r"(?<![\d./-])(?P<from>20\d\d)(?P<dash>\s*[-/\\‐‑–—−]\s*)(?P<to>20\d\d|\d\d)(?![\d/-])",
            ),
            ("iso", r"(?<![\d-])(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-])"),
            ("dotted", r"(?<![\d.])(?P<dd>\d{1,2})\.(?P<dm>\d{2})\.(?P<dy>20\d\d|\d\d)(?![\d]|\.\d)"),
            ("worded", rf"\b(?P<wd>\d{{1,2}})(?P<ws>\s+){_MONTH.format('wm')}\s+(?P<wy>20\d\d)(?!\d)"),
            ("month", rf"\b{_MONTH.format('mm')}\s+(?P<my>20\d\d)(?!\d)"),
            ("year", r"(?<!\d)(?P<yy>20\d\d)(?![\d/-]|[.,]\d|[а-яёa-z](?<!г))(?P<word>\s*(?:год|гг?\.))?"),
        )
    ),
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?:приказ|письм|постановлени|распоряжени|закон|указ|протокол|решени|положени|указани)[^.;\n]*?\bот\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bот\s+$", re.IGNORECASE)
# «№ 214-2027», «2.4.3648-2020», «5/2027»: the figures are part of a number.
_INSIDE_NUMBER = re.compile(r"(?:[\d.][/.-]|№\s*\S*)$")
_REQUISITE = re.compile(r"\s*(?:г\.|года)?\s*(?:№|N\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StaleYear:
    """Words that name a time before the new school year.

    Attributes:
        words: as they stand in the text.
        span: where they stand.
        proposal: the same words for the new year, where it is certain what they would be.
    """

    words: str
    span: tuple[int, int]
    proposal: str | None = None


def find_stale_years(text: str, year: SchoolYear, written: SchoolYear | None = None) -> tuple[StaleYear, ...]:
    """Find what a text says of years before a school year.

    Args:
        text: any words of a plan.
        year: the new school year.
        written: the school year the text was written for, where that is known: what it says of that year and
            the one before moves by as many years as the plan does.

    >>> old, new = SchoolYear(2026), SchoolYear(2027)
    >>> found = find_stale_years("до 17 января 2027 г. по плану на 2026/27 учебный год", new, old)
    >>> [(each.words, each.proposal) for each in found]
    [('17 января 2027', '17 января 2028'), ('2026/27', '2027/28')]
    """
    return tuple(_find(text, _Years(year, written)))


@dataclass(frozen=True, slots=True)
class _Years:
    """The school year that begins, and the one a text was written for."""

    new: SchoolYear
    written: SchoolYear | None

    def move(self, named: int) -> int | None:
        """Give a year as far from the new plan as it was from the plan it was written in."""
        if self.written is None or not self.written.start - 1 <= named <= self.written.start + 1:
            return None
        return named + self.new.start - self.written.start

    def is_recent(self, named: int) -> bool:
        """Tell whether a number is one of the years in question, so that it needs no word «год» beside it."""
        of_text = (self.written.start, self.written.start + 1) if self.written else ()
        return named in (self.new.start - 1, self.new.start, *of_text)


def _find(text: str, years: _Years) -> Iterator[StaleYear]:
    for found in _FORMS.finditer(text):
        if found["school"]:
            stale, proposal = _school_year(found, years)
        elif found["year"]:
            inside = _INSIDE_NUMBER.search(text[: found.start()])
            stale, proposal = (False, None) if inside else _year_alone(found, years)
        else:
            stale, proposal = _date(found, years)
        if stale and not _is_of_act(text, found):
            words = found["yy"] if found["year"] else found[0]
            start = found.start()
            yield StaleYear(words, (start, start + len(words)), proposal)


def _school_year(found: re.Match[str], years: _Years) -> tuple[bool, str | None]:
    try:
        named = SchoolYear.parse(f"{found['from']}/{found['to']}")
    except ValueError:
        return False, None  # «2021–2025»: a programme of several years
    moved = years.move(named.start) or years.new.start
    return named < years.new, f"{moved}{found['dash']}{str(moved + 1)[-len(found['to']) :]}"


def _year_alone(found: re.Match[str], years: _Years) -> tuple[bool, str | None]:
    named = int(found["yy"])
    moved = years.move(named)
    if moved is None and years.is_recent(named):
        moved = named + 1
    # Of an older year it takes the word «год» to tell that a number is one.
    told = bool(found["word"]) and years.new.start - _OLDEST <= named < years.new.start
    return named <= years.new.start and (told or years.is_recent(named)), str(moved) if moved else None


def _date(found: re.Match[str], years: _Years) -> tuple[bool, str | None]:
    """Judge a day, or a month by its last day."""
    if found["iso"]:
        day, month, named = found["id"], int(found["im"]), found["iy"]
    elif found["dotted"]:
        day, month, named = found["dd"], int(found["dm"]), found["dy"]
    elif found["worded"]:
        day, month, named = found["wd"], _month(found["wm"]), found["wy"]
    else:
        day, month, named = "", _month(found["mm"]), found["my"]
    full = int(named) + (_CENTURY if len(named) <= len("27") else 0)
    last = _day(full, month, day)
    if last is None:
        return False, None
    stale = last < years.new.first_day
    meant = years.move(full) or _year_meant(full, month, years.new)
    if meant is None or _day(meant, month, day) is None:
        return stale, None  # 29 February
    place = found.start({"iso": "iy", "dotted": "dy", "worded": "wy", "month": "my"}[_form(found)])
    start = place - found.start()
    return stale, f"{found[0][:start]}{str(meant)[-len(named) :]}{found[0][start + len(named) :]}"


def _year_meant(named: int, month: int, year: SchoolYear) -> int | None:
    """Give the year of a month in the new plan, which may open in the summer or close in it."""
    if month not in _SUMMER:
        return year.year_of_month(month)
    return named + 1 if named in (year.start - 1, year.start) else None


def _form(found: re.Match[str]) -> str:
    return next(name for name in ("iso", "dotted", "worded", "month") if found[name])


def _month(stem: str) -> int:
    return next((place for place, each in enumerate(_MONTHS, 1) if stem.lower() == each), len(_MONTHS) + 1)


def _day(year: int, month: int, day: str) -> dt.date | None:
    try:
        return dt.date(year, month, int(day) if day else last_day_of_month(year, month))
    except ValueError:
        return None


def _is_of_act(text: str, found: re.Match[str]) -> bool:
    """Tell whether the words are the date an act was issued on: «приказ … от 06.05.2019 № 590»."""
    before, after = text[: found.start()], text[found.end() :]
    return bool(_FROM.search(before) and _REQUISITE.match(after)) or bool(_ACT.search(before))

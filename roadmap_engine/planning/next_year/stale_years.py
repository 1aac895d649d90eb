"""A text of a plan that moves into the next school year → the years in it that have passed.

What belongs to the new year is not stale: September 2027 in a plan for 2027/2028. The date of an act is never
stale, «приказ от 06.05.2027 № 590» stays what it is.

What is proposed instead is the same day, month or year in the new school year; nothing where that is not
certain. Nobody changes anything here: an author does, who knows what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.years.kept import WhyKept, YearForm
from roadmap_engine.years.named import NamedYear, find_years

__all__ = ["StaleYear", "find_stale_years"]

_SUMMER = range(6, 9)
_OLDEST = 10
_NEVER_STALE = (WhyKept.ACT, WhyKept.BIRTH)


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
    for named in find_years(text):
        if named.kept in _NEVER_STALE:
            continue
        if named.form is YearForm.SCHOOL:
            stale, meant = _school_year(named, years)
        elif named.form is YearForm.YEAR:
            stale, meant = _year_alone(named, years)
        else:
            stale, meant = _date(named, years)
        if stale:
            yield StaleYear(named.words, named.span, named.with_year(meant) if meant is not None else None)


def _school_year(named: NamedYear, years: _Years) -> tuple[bool, int | None]:
    if named.kept is WhyKept.TERM:
        return False, None
    moved = years.move(named.year) or years.new.start
    return named.year < years.new.start, moved


def _year_alone(named: NamedYear, years: _Years) -> tuple[bool, int | None]:
    moved = years.move(named.year)
    if moved is None and years.is_recent(named.year):
        moved = named.year + 1
    # Of an older year it takes the word «год» to tell that a number is one.
    told = named.told and years.new.start - _OLDEST <= named.year < years.new.start
    return named.year <= years.new.start and (told or years.is_recent(named.year)), moved


def _date(named: NamedYear, years: _Years) -> tuple[bool, int | None]:
    """Judge a day, or a month by its last day."""
    if named.last is None or named.month is None:
        return False, None
    meant = years.move(named.year) or _year_meant(named.year, named.month, years.new)
    certain = meant is not None and named.has_day_in(meant)
    return named.last < years.new.first_day, meant if certain else None


def _year_meant(named: int, month: int, year: SchoolYear) -> int | None:
    """Give the year of a month in the new plan, which may open in the summer or close in it."""
    if month not in _SUMMER:
        return year.year_of_month(month)
    return named + 1 if named in (year.start - 1, year.start) else None

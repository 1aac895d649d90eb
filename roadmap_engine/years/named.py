r"""Words of a text → the years they name, each with its form and with what keeps it from being moved.

This is the one place that knows how a year is written in deadlines, titles, results, outputs and points of
orders: «2023-2024 учебном году», «2020\21», «в сентябре-октябре 2020 г.», «17.01.2021», «ВПР-2021». A number
that is part of another number, «№ 214-2027», «СанПиН 2.4.3648-20», names no year.

A year may be named and still not be the plan's: the date of an act, a year of birth, the term of a programme,
an event of that year. Whoever moves texts to another year leaves those, and lists them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roadmap_engine.calendars import SchoolYear, last_day_of_month
from roadmap_engine.years.kept import WhyKept, YearForm, is_told, why_kept

__all__ = ["NamedYear", "find_years"]

_CENTURY = 2000
_SHORT = 2
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр")
_MONTH = r"(?P<{0}>январ|феврал|март|апрел|ма(?=[йяе]\b)|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]*"
_DASH = r"\s*[-/\\‐‑–—−]\s*"


_FORMS = re.compile(
    "|".join(
        f"(?P<{form.value}>{pattern})"
        for form, pattern in (
            (
                YearForm.SCHOOL,
                rf"(?<![\d./-])(?P<from>20\d\d)(?P<dash>{_DASH}|\s+(?=20\d\d\s+уч))(?P<to>20\d\d|\d\d)(?![\d/-])",
            ),
            (YearForm.ISO, r"(?<![\d-])(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-])"),
            (
                YearForm.DOTTED,
                r"(?<![\d.])(?P<dd>\d{1,2})\.(?P<dm>\d{2})\.(?P<dy>20\d\d|\d\d)(?![\d]|\.\d)",
            ),
            (YearForm.WORDED, rf"\b(?P<wd>\d{{1,2}})\s+{_MONTH.format('wm')}\s+(?P<wy>20\d\d)(?!\d)"),
            (YearForm.MONTH, rf"\b{_MONTH.format('mm')}(?:\s+месяц[а-я]*)?,?\s+(?P<my>20\d\d)(?!\d)"),
            (
                YearForm.YEAR,
                r"(?<!\d)(?P<yy>20\d\d)(?![\d/-]|[.,]\d|[а-яёa-z](?<!г))(?P<word>\s*(?:год|гг?\.))?",
            ),
        )
    ),
    re.IGNORECASE,
)
_PARTS = {
    YearForm.SCHOOL: ("from", "", ""),
    YearForm.ISO: ("iy", "im", "id"),
    YearForm.DOTTED: ("dy", "dm", "dd"),
    YearForm.WORDED: ("wy", "wm", "wd"),
    YearForm.MONTH: ("my", "mm", ""),
    YearForm.YEAR: ("yy", "", ""),
}

# «№ 214-2027», «2.4.3648-2020», «5/2027»: the figures are part of a number.
_INSIDE_NUMBER = re.compile(r"(?:[\d.][/.-]|№\s*\S*)$")
# «в 2022, 2023 году»: the word stands behind the last of them.
_TOLD_LATER = re.compile(r"(?:\s*(?:,|и|или|[-–—])\s*20\d\d)+\s*(?:год|гг?\.)", re.IGNORECASE)
_FIRST_MONTH = 9


@dataclass(frozen=True, slots=True)
class NamedYear:
    """A year that words name.

    Attributes:
        words: as they stand in the text.
        span: where they stand.
        form: how the year is written.
        year: the calendar year; of a school year the one it begins in.
        digits: where in `words` the figures of the year stand; of a school year those of its first year.
        month, day: of a date or a month.
        dash, to: of a school year what stands between its years, and the second as written.
        told: whether a word or a name beside a number tells that it is a year.
        kept: why it cannot be moved, as far as the words alone tell.
    """

    words: str
    span: tuple[int, int]
    form: YearForm
    year: int
    digits: tuple[int, int]
    month: int | None = None
    day: int | None = None
    dash: str = ""
    to: str = ""
    told: bool = True
    kept: WhyKept | None = None

    @property
    def is_date(self) -> bool:
        """Whether a day is named."""
        return self.form.is_date

    @property
    def last(self) -> dt.date | None:
        """The last day of what is named: of a date or a month."""
        return _last_day(self.year, self.month, self.day)

    @property
    def school_year(self) -> SchoolYear | None:
        """The school year it lies in; none of a calendar year alone, which lies in two."""
        if self.form is YearForm.SCHOOL:
            return SchoolYear(self.year)
        if self.month is None:
            return None
        begun = self.month >= _FIRST_MONTH
        return SchoolYear(self.year if begun else self.year - 1)

    def has_day_in(self, year: int) -> bool:
        """Whether another year has such a day: 29 February is in few."""
        return self.month is None or _last_day(year, self.month, self.day) is not None

    def with_year(self, year: int) -> str:
        """Give the words with another year, written as this one is."""
        start, end = self.digits
        words = f"{self.words[:start]}{str(year)[start - end :]}{self.words[end:]}"
        if self.form is YearForm.SCHOOL:
            return f"{year}{self.dash}{str(year + 1)[-len(self.to) :]}"
        return words


def find_years(text: str, *, in_deadline: bool = False) -> tuple[NamedYear, ...]:
    """Find every year that words name, in the order of reading.

    Args:
        text: any words of a text.
        in_deadline: whether they are a deadline, where a year alone is a time and no name.

    >>> [
    ...     (each.words, each.form.value)
    ...     for each in find_years("на 2020/2021 уч. год, в октябре 2020 г., ВПР-2021")
    ... ]
    [('2020/2021', 'school'), ('октябре 2020', 'month'), ('2021', 'year')]
    >>> [each.kept.value for each in find_years("приказ от 12.08.2020 № 441, до 2024 года") if each.kept]
    ['act', 'term']
    """
    return tuple(_find(text, in_deadline=in_deadline))


def _find(text: str, *, in_deadline: bool) -> Iterator[NamedYear]:
    for found in _FORMS.finditer(text):
        named = _name(text, found)
        if named is not None:
            kept = named.kept or why_kept(
                text, named.span, named.form, told=named.told, in_deadline=in_deadline
            )
            yield replace(named, kept=kept)


def _name(text: str, found: re.Match[str]) -> NamedYear | None:
    """Take a match for a year, unless it names none."""
    form = next(form for form in YearForm if found[form.value])
    year_at, month_at, day_at = _PARTS[form]
    start, end = found.span()
    digits = (found.start(year_at) - start, found.end(year_at) - start)
    written = found[year_at]
    year = int(written) + (_CENTURY if len(written) <= _SHORT else 0)
    if form is YearForm.SCHOOL:
        return _school_year(found, year, digits)
    if form is YearForm.YEAR:
        if _INSIDE_NUMBER.search(text[:start]):
            return None
        told = bool(found["word"] or _TOLD_LATER.match(text, found.end()) or is_told(text[:start]))
        return NamedYear(written, (start, start + len(written)), form, year, digits, told=told)
    month = _month(found[month_at])
    day = int(found[day_at]) if day_at else None
    if _last_day(year, month, day) is None:
        return None
    return NamedYear(found[0], (start, end), form, year, digits, month, day)


def _school_year(found: re.Match[str], year: int, digits: tuple[int, int]) -> NamedYear:
    named = NamedYear(
        found[0], found.span(), YearForm.SCHOOL, year, digits, dash=found["dash"], to=found["to"]
    )
    try:
        SchoolYear.parse(f"{found['from']}/{found['to']}")
    except ValueError:
        # «2021–2025»: a programme of several years.
        return NamedYear(found[0], found.span(), YearForm.SCHOOL, year, digits, kept=WhyKept.TERM)
    return named


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    stem = written.lower()
    return next((place for place, each in enumerate(_MONTHS, 1) if stem == each), len(_MONTHS) + 1)


def _last_day(year: int, month: int | None, day: int | None) -> dt.date | None:
    if month is None:
        return None
    try:
        return dt.date(year, month, day if day is not None else last_day_of_month(year, month))
    except ValueError:
        return None

r"""Words of a text written for one school year → the same words for another.

Every year moves by the same difference: «сентябрь 2021» of a plan for 2020/2021 is of the year after, and
stays so. A date with its weekday keeps the weekday and takes the nearest date; days of a break that is named
become the break, which each school has on days of its own. What cannot be moved surely stays as it is and is
given back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.years.kept import WhyKept, YearForm
from roadmap_engine.years.named import NamedYear, find_years

__all__ = ["MovedWords", "Moving", "move_years", "nearest_weekday"]

_WEEK = 7
_HALF = _WEEK // 2
_FEBRUARY, _LEAP_DAY = 2, 29
_STEMS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_WEEKDAY = rf"(?P<weekday>{'|'.join(_STEMS)})[а-я]*"
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY}\s*[,(]?\s*$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"\s*(?:г\.|года)?\s*[,(]?\s*{_WEEKDAY}\b", re.IGNORECASE)
# «осенние каникулы (26.10.2020 – 01.11.2020)»: the break is named, its days are those of one year.
_BREAK_DAYS = re.compile(
    r"(?P<named>\b(?:осенн|зимн|весенн|летн)[а-яё]*\s+каникул[а-яё]*)\s*\((?P<days>[^()«»]{4,60})\)",
    re.IGNORECASE,
)
_MONTH = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_ONLY_DAYS = re.compile(rf"(?:[\d\s.,–—-]|\b(?:с|по|до|г|года?|{_MONTH})\b)*", re.IGNORECASE)
_NEAR_BREAK = re.compile(
    rf"каникул[а-яё]*(?:[\d\s.,:(–—-]|\b(?:с|по|до|г|года?|{_MONTH})\b)*$", re.IGNORECASE
)
_LIST = re.compile(r"\s*(?:,|и|или)\s*")
_LEAP_DAY_ALONE = re.compile(r"\b29(?:\s+февраля|\.02)(?!\s*\.?\s*(?:20)?\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moving:
    """From which school year to which.

    >>> Moving(SchoolYear(2020), SchoolYear(2026)).by
    6
    """

    written: SchoolYear
    new: SchoolYear

    @property
    def by(self) -> int:
        """So many years."""
        return self.new.start - self.written.start

    def reaches(self, named: NamedYear) -> bool:
        """Whether a year is the text's own or one beside it: of those a plan speaks, of others it cites."""
        of = named.school_year
        if of is not None:
            return abs(of.start - self.written.start) <= 1
        return self.written.start - 1 <= named.year <= self.written.start + 1


@dataclass(frozen=True, slots=True)
class MovedWords:
    """Words in another year.

    Attributes:
        text: the words.
        moved: how many years were moved.
        left: years that stay as they are, each with the reason; their spans are of the words before.
    """

    text: str
    moved: int = 0
    left: tuple[NamedYear, ...] = ()


@lru_cache(maxsize=8192)
def move_years(text: str, moving: Moving, *, in_deadline: bool = False) -> MovedWords:
    r"""Move every year of a text that can be moved surely.

    Args:
        text: any words of a text.
        moving: from which school year to which.
        in_deadline: whether they are a deadline.

    >>> moving = Moving(SchoolYear(2020), SchoolYear(2026))
    >>> move_years("октябрь 2020 март, апрель, май 2021", moving).text
    'октябрь 2026 март, апрель, май 2027'
    >>> move_years("за 2019\\20 учебный год, ФГОС 2021", moving).text
    'за 2025\\26 учебный год, ФГОС 2021'
    """
    if moving.by == 0:
        return MovedWords(text)
    words, breaks = _name_breaks(text, moving)
    named = find_years(words, in_deadline=in_deadline)
    said = _keep_lists_whole(words, named, [_move(words, each, moving) for each in named])
    left: list[NamedYear] = []
    parts: list[str] = []
    done = 0
    for each, new in zip(named, said, strict=True):
        if isinstance(new, WhyKept):
            left.append(replace(each, kept=new))
        else:
            parts += [words[done : each.span[0]], new]
            done = each.span[1]
    moved = breaks + len(named) - len(left)
    return MovedWords("".join((*parts, words[done:])), moved, tuple(left))


def _keep_lists_whole(
    text: str, named: Sequence[NamedYear], said: Sequence[str | WhyKept]
) -> list[str | WhyKept]:
    """Leave a list of years as it is where one of them stays: «2018, 2019, 2020»."""
    runs: list[list[int]] = []
    for place, each in enumerate(named):
        before = text[named[place - 1].span[1] : each.span[0]] if place else ""
        alone = each.form is YearForm.YEAR and named[place - 1].form is YearForm.YEAR
        if runs and alone and _LIST.fullmatch(before):
            runs[-1].append(place)
        else:
            runs.append([place])
    whole: list[str | WhyKept] = []
    for run in runs:
        each_said = [said[place] for place in run]
        why = next((kept for kept in each_said if isinstance(kept, WhyKept)), None)
        whole += (
            each_said if why is None else [kept if isinstance(kept, WhyKept) else why for kept in each_said]
        )
    return whole


def _name_breaks(text: str, moving: Moving) -> tuple[str, int]:
    """Let a break that is named stand without the days it had in one year."""
    count = 0

    def name(found: re.Match[str]) -> str:
        nonlocal count
        years = find_years(found["days"])
        own = years and all(each.is_date and moving.reaches(each) for each in years)
        if not own or not _ONLY_DAYS.fullmatch(found["days"]):
            return found[0]
        count += 1
        return found["named"]

    return _BREAK_DAYS.sub(name, text), count


def _move(text: str, named: NamedYear, moving: Moving) -> str | WhyKept:
    """Give the words for the new year, or why they stay."""
    if named.kept is not None:
        return named.kept
    if not moving.reaches(named):
        return WhyKept.FAR
    year = named.year + moving.by
    if named.month == _FEBRUARY and named.day is None:
        return WhyKept.NO_DAY if _lacks_leap_day(text, year) else named.with_year(year)
    if not named.is_date:
        return named.with_year(year)
    return _move_date(text, named, year)


def _lacks_leap_day(text: str, year: int) -> bool:
    """Tell whether a year has no 29 February though the words name one without a year."""
    return bool(_LEAP_DAY_ALONE.search(text)) and not _is_leap(year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _move_date(text: str, named: NamedYear, year: int) -> str | WhyKept:
    before, after = text[max(0, named.span[0] - 60) : named.span[0]], text[named.span[1] :]
    if _NEAR_BREAK.search(before):
        return WhyKept.BREAK
    if (named.day == _LEAP_DAY and named.month == _FEBRUARY and not _is_leap(year)) or (
        named.month in (_FEBRUARY, _FEBRUARY + 1) and _lacks_leap_day(text, year)
    ):
        return WhyKept.NO_DAY
    said = _WEEKDAY_BEFORE.search(before) or _WEEKDAY_AFTER.match(after)
    if said is None or named.last is None:
        return named.with_year(year)
    return _keep_weekday(named, named.last, year, _STEMS.index(said["weekday"].lower()))


def _keep_weekday(named: NamedYear, day: dt.date, year: int, weekday: int) -> str | WhyKept:
    near = nearest_weekday(day, year, weekday)
    return WhyKept.WEEKDAY if near is None else _with_day(named.with_year(year), named, near.day)


def nearest_weekday(day: dt.date, year: int, weekday: int) -> dt.date | None:
    """Give the date of another year that is nearest and of the same weekday.

    None where the day is not of that weekday, or where the nearest such date lies in another month.
    """
    same = day.replace(year=year)
    near = same + dt.timedelta(days=(weekday - same.weekday() + _HALF) % _WEEK - _HALF)
    return near if day.weekday() == weekday and near.month == same.month else None


def _with_day(words: str, named: NamedYear, day: int) -> str:
    if day == named.day:
        return words
    if named.form is YearForm.ISO:
        return f"{words[:-2]}{day:02}"
    written = re.match(r"\d+", words)
    figures = written[0] if written else ""
    return (
        f"{day:0{len(figures)}}{words[len(figures) :]}"
        if len(figures) > 1
        else f"{day}{words[len(figures) :]}"
    )

"""The deadline of a cell: read as it stands, or mended where what is meant is certain, or kept as text.

What is mended are slips of the hand that change no date: a word torn in two, «но» for «по», a bracket that
is not closed, a place behind the day. What might be two dates is never made one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from roadmap_engine.deadlines import Rule, kind_of, mend, parse
from roadmap_engine.deadlines.view import parts_of
from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.russian.torn_lines import join_lines

__all__ = [
    "YEAR_ALONE",
    "ReadDate",
    "is_deadline",
    "read_date",
    "read_figure",
    "remarks_of",
    "rule_of",
]

YEAR_ALONE = re.compile(
    r"20\d\d(?:\s?[-/]\s?(?:20)?\d\d)?\s*(?:г|гг|год\w*|уч\w*)?\.?(?:\s?(?:г|год\w*)\.?)?"
)
"""A year is a deadline, but in a piece of a torn cell it is the end of one."""
_KEPT = 4096
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A deadline as it was understood.

    Attributes:
        phrase: what the deadline language reads.
        place: what stood behind the date and is not a deadline: «актовый зал».
        mended: whether the phrase says otherwise than the cell.
    """

    phrase: str
    place: str = ""
    mended: bool = False


@lru_cache(maxsize=_KEPT)
def rule_of(phrase: str) -> Rule | None:
    """Give the rule of a phrase that is understood without a doubt."""
    if not phrase or len(phrase) > _LONGEST:
        return None
    reading = parse(phrase, mended=False)
    return None if any(each.severity == "error" for each in reading.problems) else reading.rule


def remarks_of(text: str) -> tuple[str, ...]:
    """Give the words of a deadline that say nothing of time.

    >>> remarks_of("октябрь (методист)"), remarks_of("октябрь")
    (('методист',), ())
    """
    rule = rule_of(text)
    return tuple(part.remark for part in parts_of(rule) if part.remark) if rule is not None else ()


def is_deadline(text: str) -> bool:
    """Tell whether a cell is a deadline and nothing else.

    >>> is_deadline("до 1 октября"), is_deadline("учителя"), is_deadline("1")
    (True, False, False)
    """
    return read_date(text) is not None


@lru_cache(maxsize=_KEPT)
def read_date(text: str) -> ReadDate | None:
    """Read a cell; None where it is not understood.

    >>> read_date("с 1 сентября но 15 октября")
    ReadDate(phrase='с 1 сентября по 15 октября', place='', mended=True)
    >>> read_date("15.09.2026, актовый зал")
    ReadDate(phrase='15.09.2026', place='актовый зал', mended=True)
    """
    if not text:
        return None
    if rule_of(text) is not None:
        # What the deadline keeps as a remark may be where it is: «15.09.2026, актовый зал».
        where = _without_place(text) if remarks_of(text) else None
        if where is not None:
            return where
        # A line end between two deadlines is the author's, one inside a deadline is the column's width.
        lines = text.split("\n")
        apart = all(rule_of(line) is not None and not YEAR_ALONE.fullmatch(line) for line in lines)
        joined = text if apart else join_lines(text).replace("\n", " ")
        return ReadDate(joined if rule_of(joined) == rule_of(text) else text)
    for mended in mend(text):
        if rule_of(mended) is not None:
            # A word that a narrow column has torn is the same word.
            return ReadDate(mended, mended=_letters(mended) != _letters(text))
    return _without_reason(text) or _without_place(text)


def _without_reason(text: str) -> ReadDate | None:
    """Take a date alone where brackets behind it say what it was counted from.

    A school's plan prints both, «до 11 июня 2027 г. (после получения результатов в течение 2 недель)»: the
    day is certain whatever the reason was.
    """
    found = re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)\.?", text, re.DOTALL)
    if found is None:
        return None
    day, reason = rule_of(found[1]), rule_of(found[2])
    if day is None or reason is None or not re.search(r"20\d\d", found[1]):
        return None
    dated = kind_of(day) in ("by", "from", "date", "range")
    return ReadDate(found[1], mended=True) if dated and kind_of(reason) == "relative" else None


def _letters(text: str) -> str:
    return "".join(text.split())


_PLACE = re.compile(
    r"\(?(?:(?-i:[гГ]\.\s?[А-ЯЁ])|ул\.|(?-i:с\.\s?[А-ЯЁ])|каб|ауд|актов|зал\b|школ|сош\b|м[бак]о[уо]|маоу|мбоу|мкоу|гбоу|ооо\b|оо\b|центр|цдо|ддт|имц"
    r"|ирро|библиотек|дом\b|дк\b|кабинет|здани|площадк|базе|на базе|онлайн|дистанц|платформ|вкс|zoom"
    r"|кванториум|точка роста|администрац|управлени|отдел|спортзал|стадион|лицей|гимназ|детск)",
    re.IGNORECASE,
)

_WHEN = re.compile(
    r"январ|феврал|март|апрел|\bма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|\bеже|далее|затем|недел|квартал"
    r"|четверт|месяц|год|постоянно|\d\.\d|каникул|план|график",
    re.IGNORECASE,
)
"""What speaks of time, not of a place."""


def _without_place(text: str) -> ReadDate | None:
    """Take a place off the end of a cell, where what is left is a deadline and what is taken a place."""
    for end in re.finditer(r"[,;]\s*|\n|\s+[-–—]\s+|\s+(?=\()|\s+", text):
        phrase, rest = text[: end.start()].strip(), text[end.end() :].strip()
        where = re.sub(r"^(?:в|на|по адресу)\s+", "", rest, flags=re.IGNORECASE)
        if _PLACE.match(where) and not _WHEN.search(rest) and rule_of(phrase) is not None:
            return ReadDate(phrase, rest.replace("\n", " "), mended=True)
        if _PLACE.match(phrase) and not _WHEN.search(phrase) and rule_of(rest) is not None:
            return ReadDate(rest, phrase.rstrip(",;").replace("\n", " "), mended=True)
    return None


_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""1 January 2000 and 31 December 2099, as Excel counts days."""
_SERIAL = re.compile(r"(?<!\S)(\d{5})(?:[.,]\d+)?(?!\S)")
_SHORTENED = re.compile(r"(\d{1,2})\.1")


def read_figure(text: str, *, shortened: bool = False) -> Bilingual | None:
    """Tell what a number in the place of a deadline may have been; nothing where it can be told from a date.

    Excel keeps a date as the number of its day, and drops the last nought of «1.10».

    Args:
        text: the cell.
        shortened: whether its value is a number, which may have lost its last nought.

    >>> [read_figure(text, shortened=True) for text in ("46296.75", "1.1")]  # doctest: +NORMALIZE_WHITESPACE
    [Bilingual(russian='01.10.2026', english='1 October 2026'),
     Bilingual(russian='1.10 (1 октября)', english='1.10 (1 October)')]
    >>> read_figure("15.9")
    """
    short = _SHORTENED.fullmatch(text) if shortened else None
    if short is not None:
        whole = f"{short[0]}0 ({short[1]}"
        # A number of a day at most; the month is what is left of «.10».
        return Bilingual(f"{whole} октября)", f"{whole} October)") if 1 <= int(short[1]) <= 31 else None  # noqa: PLR2004
    days = [int(found[1]) for found in _SERIAL.finditer(text)]
    if not days or not all(_FIRST_SERIAL <= day <= _LAST_SERIAL for day in days):
        return None
    return Bilingual.of(
        lambda language: _SERIAL.sub(
            lambda found: format_day(_EPOCH + dt.timedelta(days=int(found[1])), language), text
        )
    )


_EPOCH = dt.date(1899, 12, 30)

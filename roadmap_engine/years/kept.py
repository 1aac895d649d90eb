"""Words around a year → why it is not the plan's to move: of an act, a birth, a programme, an event."""

from __future__ import annotations

import enum
import re

__all__ = ["WhyKept", "YearForm", "is_told", "why_kept"]


class YearForm(enum.StrEnum):
    """How a year is written."""

    SCHOOL = "school"
    ISO = "iso"
    DOTTED = "dotted"
    WORDED = "worded"
    MONTH = "month"
    YEAR = "year"

    @property
    def is_date(self) -> bool:
        """Whether it names a day."""
        return self in (YearForm.ISO, YearForm.DOTTED, YearForm.WORDED)


class WhyKept(enum.StrEnum):
    """Why a named year is not moved with a plan.

    Members:
        ACT: the date of a letter, a law, an order.
        BIRTH: somebody's year or day of birth.
        TERM: how long a programme runs, «до 2024 года», «2021–2025 годы».
        EVENT: a name or something that was once, «PISA 2018», «форум «Школа-2020»».
        FAR: of a year that is neither the text's nor beside it.
        NO_DAY: the new year has no such day.
        WEEKDAY: the weekday beside it fits no near day of the new year, or did not fit the old.
        BREAK: the days of a school break, which the school sets itself.
    """

    ACT = "act"
    BIRTH = "birth"
    TERM = "term"
    EVENT = "event"
    FAR = "far"
    NO_DAY = "no-day"
    WEEKDAY = "weekday"
    BREAK = "break"


_ACT = re.compile(
    r"(?:приказ|письм|постановлени|распоряжени|закон|указ|протокол|решени|положени|указани|рекомендаци"
    r"|редакци|утвержд)[^.;\n]*?\b(?:от|в\s+редакции)\s+$",
    re.IGNORECASE,
)
# «ФГОС 2021», «закон 2012 года», «приказ Минпросвещения 2021 года», «в редакции 2020 года».
_ACT_ALONE = re.compile(
    r"\b(?:ФГОС|СанПиН|ГОСТ|(?:приказ|письмо|постановление|распоряжение|закон|указ|редакци|стандарт)[а-яё]*"
    r"(?:\s+[А-ЯЁ][а-яёА-ЯЁ]+)?)[\s–—-]*(?:от\s+)?$"
)
_FROM = re.compile(r"(?:\bот|\bутв\.|\bутвержден[а-яё]*|\bв\s+редакции|\bв\s+ред\.)\s+$", re.IGNORECASE)
_DAY_IN_QUOTES = re.compile(r"[«\"]\d{1,2}[»\"]\s*$")
_BORN_BEFORE = re.compile(
    r"рожд(?:ени[а-яё]+|[её]нн[а-яё]+)(?:\s+в)?\s+$|родил[а-яё]+(?:\s+в)?\s+$", re.IGNORECASE
)
_BORN_AFTER = re.compile(r"\s*(?:г\.\s*р\b|гг\.\s*р\b|(?:г\.|год[а-яё]*)\s*рожд)", re.IGNORECASE)
_LISTED = re.compile(r"20\d\d\s*(?:,|и|или)\s*$")
_YEARLY = re.compile(r"\b(?:ВПР|ГИА(?:-\d+)?|ОГЭ|ЕГЭ|ГВЭ|ВсОШ|РДР|КДР|РПР|ДР|ВКР)(?:\s*[-–—]\s*|\s+)$")
_SEASON = re.compile(r"\b(?:осен|зим|весн|лет|полугоди|четверт|триместр|квартал)[а-яё]*\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:до|к|по)\s+$", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:(?![IVX]+\b)[A-Za-z]{2,}|чемпионат[а-яё]*|олимпийск[а-яё]*|перепис[а-яё]*|пандеми[а-яё]*"
    r"|юбиле[а-яё]*|форум[а-яё]*|съезд[а-яё]*|фестивал[а-яё]*)\b[^,.;:()\n]*$",
    re.IGNORECASE,
)
_LOOKS_BACK = 200
"""So many characters before a year tell what it is of: a stranger's text costs no more."""


def is_told(before: str) -> bool:
    """Tell whether the words before a number say that it is a year: «ВПР-2021», «осень 2020»."""
    return bool(_YEARLY.search(before) or _SEASON.search(before) or _LISTED.search(before))


def why_kept(
    text: str, span: tuple[int, int], form: YearForm, *, told: bool, in_deadline: bool
) -> WhyKept | None:
    """Tell why a year stays as it is wherever its text goes; None where the words have nothing against it.

    Args:
        text: the words.
        span: where the year stands in them.
        form: how it is written.
        told: whether something beside a number tells that it is a year.
        in_deadline: whether the words are a deadline, where a year alone is a time and no name.
    """
    start, end = span
    before, after = text[max(0, start - _LOOKS_BACK) : start], text[end : end + _LOOKS_BACK]
    if _BORN_BEFORE.search(before) or _BORN_AFTER.match(after):
        return WhyKept.BIRTH
    if _is_of_act(before, form):
        return WhyKept.ACT
    if form is YearForm.MONTH:
        return WhyKept.EVENT if _ONCE.search(before) and not in_deadline else None
    if form is not YearForm.YEAR or _YEARLY.search(before):
        return None
    if _UNTIL.search(before):
        return WhyKept.TERM
    named_once = not in_deadline and (not told or _ONCE.search(before))
    return WhyKept.EVENT if named_once or _is_in_quotes(text, start) else None


def _is_in_quotes(text: str, place: int) -> bool:
    return text.count("«", 0, place) > text.count("»", 0, place)


def _is_of_act(before: str, form: YearForm) -> bool:
    """Tell whether it is the time an act was issued: «приказ … от 06.05.2019 № 590», «ФГОС 2021»."""
    if form.is_date or _DAY_IN_QUOTES.search(before):
        before = _DAY_IN_QUOTES.sub("", before)
        return bool(_FROM.search(before) or _ACT.search(before))
    return form is not YearForm.SCHOOL and bool(_ACT_ALONE.search(before) or _ACT.search(before))

"""Days, months, moments and periods in words."""

from __future__ import annotations

from roadmap_engine.deadlines.events import EventVocabulary
from roadmap_engine.deadlines.kinds import MonthEntry, month_of
from roadmap_engine.deadlines.periods import (
    BreakPeriod,
    CalendarYearPeriod,
    Edge,
    EventPeriod,
    HalfYearPeriod,
    Moment,
    MonthPeriod,
    Period,
    PlanPeriod,
    QuarterPeriod,
    SchoolYearPeriod,
    SeasonPeriod,
    TermPeriod,
)
from roadmap_engine.deadlines.values import (
    MonthPart,
    MonthRange,
    MonthWeeks,
    NthWeekday,
    PartialDate,
    PartialMonth,
)

__all__ = [
    "MONTH_GENITIVES",
    "ROMAN",
    "date_words",
    "edge_words",
    "event_genitive",
    "moment_words",
    "month_list_words",
    "period_genitive",
]

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
_MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]
MONTH_GENITIVES = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_TERMS = {"quarter": "четверти", "trimester": "триместра", "half-year": "полугодия"}
_SEASONS = {"winter": "зимы", "spring": "весны", "summer": "лета", "autumn": "осени"}
_BREAKS = {
    "autumn": "осенних",
    "winter": "зимних",
    "february": "февральских",
    "spring": "весенних",
    "summer": "летних",
}
_PARTS = {
    "decade-1": "первая декада",
    "decade-2": "вторая декада",
    "decade-3": "третья декада",
    "start": "начало",
    "middle": "середина",
    "end": "конец",
    "half-1": "первая половина",
    "half-2": "вторая половина",
}
# Nominative, genitive and accusative of each weekday, and its gender.
_WEEKDAYS = (
    ("понедельник", "понедельника", "понедельник", "m"),
    ("вторник", "вторника", "вторник", "m"),
    ("среда", "среды", "среду", "f"),
    ("четверг", "четверга", "четверг", "m"),
    ("пятница", "пятницы", "пятницу", "f"),
    ("суббота", "субботы", "субботу", "f"),
    ("воскресенье", "воскресенья", "воскресенье", "n"),
)
_ORDINALS = {1: "перв", 2: "втор", 3: "треть", 4: "четверт", 5: "пят", -1: "последн"}
# Endings by gender: nominative, genitive, accusative; hard, «третий», «последний».
_HARD = {"m": ("ый", "ого", "ый"), "f": ("ая", "ой", "ую"), "n": ("ое", "ого", "ое")}
_SOFT = {"m": ("ий", "его", "ий"), "f": ("яя", "ей", "юю"), "n": ("ее", "его", "ее")}
_CASES = ("nominative", "genitive", "accusative")


def ordinal(number: int, gender: str, case: str) -> str:
    """Decline an ordinal.

    >>> ordinal(2, "m", "nominative"), ordinal(3, "f", "accusative"), ordinal(-1, "f", "genitive")
    ('второй', 'третью', 'последней')
    """
    column = _CASES.index(case)
    if number == 3:  # noqa: PLR2004 - «третий» declines by itself
        third = {"m": ("третий", "третьего", "третий"), "f": ("третья", "третьей", "третью")}
        return {**third, "n": ("третье", "третьего", "третье")}[gender][column]
    endings = (_SOFT if number == -1 else _HARD)[gender]
    if number == 2 and gender == "m" and column != 1:  # noqa: PLR2004 - «второй» is stressed on its ending
        return "второй"
    return _ORDINALS[number] + endings[column]


def weekday_words(nth: int, weekday: int, case: str) -> str:
    """Print «последняя пятница» in a case."""
    forms = _WEEKDAYS[weekday]
    return f"{ordinal(nth, forms[3], case)} {forms[_CASES.index(case)]}"


def _year(year: int | None) -> str:
    return f" {year} г." if year is not None else ""


def date_words(date: PartialDate, *, year: bool = True) -> str:
    """Print a day: «17 января 2021 г.»."""
    return f"{date.day} {MONTH_GENITIVES[date.month - 1]}{_year(date.year) if year else ''}"


def moment_words(moment: Moment, events: EventVocabulary, case: str = "genitive") -> str:
    """Print a moment after a preposition: «конца учебного года», «последнюю пятницу мая»."""
    if isinstance(moment, PartialDate):
        return date_words(moment)
    if isinstance(moment, NthWeekday):
        month = f"{MONTH_GENITIVES[moment.month.month - 1]}{_year(moment.month.year)}"
        return f"{weekday_words(moment.nth, moment.weekday, case)} {month}"
    return edge_words(moment, events, case)


def edge_words(edge: Edge, events: EventVocabulary, case: str = "genitive") -> str:
    """Print the edge of a period: «начала четверти», «конец года»."""
    words = {
        "start": {"genitive": "начала", "accusative": "начало"},
        "end": {"genitive": "конца", "accusative": "конец"},
    }
    return f"{words[edge.edge][case]} {period_genitive(edge.of, events)}"


def period_genitive(period: Period, events: EventVocabulary) -> str:  # noqa: PLR0911 - one exit a kind of period
    """Print a period in the genitive: «I четверти», «осенних каникул»."""
    if isinstance(period, MonthPeriod):
        return f"{MONTH_GENITIVES[period.month.month - 1]}{_year(period.month.year)}"
    if isinstance(period, SeasonPeriod):
        return f"{_SEASONS[period.season]}{_year(period.year)}"
    if isinstance(period, QuarterPeriod):
        return f"{ROMAN[period.number]} квартала{_year(period.year)}"
    if isinstance(period, HalfYearPeriod):
        return f"{ROMAN[period.number]} полугодия{_year(period.year)}"
    if isinstance(period, TermPeriod):
        return f"{ROMAN[period.number]} {_TERMS[period.term]}{_school_year(period)}"
    if isinstance(period, BreakPeriod):
        name = f"{_BREAKS[period.name]} " if period.name else ""
        return f"{name}каникул{_school_year(period)}"
    if isinstance(period, SchoolYearPeriod):
        return f"{_school_year(period).strip() or 'учебного года'}"
    if isinstance(period, CalendarYearPeriod):
        return f"{period.year}–{period.through} гг." if period.through else f"{period.year} г."
    if isinstance(period, EventPeriod):
        return event_genitive(period.event, period.words, events)
    return "всего периода реализации плана" if isinstance(period, PlanPeriod) else "года"


def _school_year(period: TermPeriod | BreakPeriod | SchoolYearPeriod) -> str:
    return f" {period.school_year} учебного года" if period.school_year else ""


def event_genitive(event: str | None, words: str | None, events: EventVocabulary) -> str:
    """Print an event after «после»: its genitive in the vocabulary, its words, or its id."""
    entry = events.by_id.get(event) if event else None
    return entry.genitive if entry else words or event or ""


def month_list_words(entries: tuple[MonthEntry, ...]) -> str:
    """Print a list of months; a year stands once where those before it are of the same year."""
    printed = []
    for index, entry in enumerate(entries):
        following = entries[index + 1] if index + 1 < len(entries) else None
        printed.append(_entry_words(entry, year=following is None or not _shares_year(entry, following)))
    return ", ".join(printed)


def _last_month(entry: MonthEntry) -> PartialMonth:
    return entry.last if isinstance(entry, MonthRange) else month_of(entry)


def _shares_year(entry: MonthEntry, following: MonthEntry) -> bool:
    first, last, after = month_of(entry), _last_month(entry), month_of(following)
    same = first.year == last.year == after.year
    return same and first.month <= last.month <= after.month and not _spans_years(following)


def _spans_years(entry: MonthEntry) -> bool:
    first, last = month_of(entry), _last_month(entry)
    return first.year != last.year or last.month < first.month


def _entry_words(entry: MonthEntry, *, year: bool) -> str:
    if isinstance(entry, MonthRange):
        return _range_words(entry, year=year)
    month = month_of(entry)
    stated = _year(month.year) if year else ""
    if isinstance(entry, MonthPart):
        return f"{_PARTS[entry.part]} {MONTH_GENITIVES[month.month - 1]}{stated}"
    if isinstance(entry, MonthWeeks):
        week = (
            f"{entry.week}–{entry.through} недели"
            if entry.through
            else f"{ordinal(entry.week, 'f', 'nominative')} неделя"
        )
        return f"{week} {MONTH_GENITIVES[month.month - 1]}{stated}"
    return f"{_MONTHS[month.month - 1]}{stated}"


def _range_words(entry: MonthRange, *, year: bool) -> str:
    first, last = _MONTHS[entry.first.month - 1], _MONTHS[entry.last.month - 1]
    if _spans_years(entry) and entry.first.year is not None:
        return f"{first}{_year(entry.first.year)} – {last}{_year(entry.last.year)}"
    return f"{first}–{last}{_year(entry.last.year) if year else ''}"

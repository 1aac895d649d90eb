"""Numbers of both kinds, which are never one: «третья неделя» is a place, «три недели» a length."""

from __future__ import annotations

from typing import Any

from roadmap_engine.calendars.years import EARLIEST, LATEST
from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.parser import WordClass
from roadmap_engine.deadlines.values import Length, LengthUnit

__all__ = ["CLASSES", "FORMS", "PHRASES"]

DAYS_IN_MONTH, LONGEST, HOURS_IN_DAY, DAYS_IN_DECADE, MONTHS_IN_QUARTER, MONTHS_IN_HALF = (
    31, 999, 24, 10, 3, 6,
)  # fmt: skip
_LENGTHS: dict[str, tuple[int, LengthUnit]] = {
    "day": (1, "day"), "week": (1, "week"), "month": (1, "month"), "year": (1, "year"),
    "decade": (DAYS_IN_DECADE, "day"), "quarter": (MONTHS_IN_QUARTER, "month"), "half-year": (MONTHS_IN_HALF, "month"),
}  # fmt: skip
_TERMS = frozenset({"quarter", "school-quarter", "trimester", "half-year"})
_CYCLES = frozenset({"month", "quarter", "school-quarter", "trimester", "half-year"})
_ABBREVIATED = frozenset({"г", "гг", "ч", "лет"})

_SHORT_DAYS = frozenset({"пн", "вт", "ср", "чт", "пт", "сб", "вс"})


def _is_bare_number(token: Token) -> bool:
    return 0 < token.number <= LONGEST and len(token.text) < 4


_KNOWN_TIMES = (
    "учебн", "отчетн", "установленн", "указанн", "определенн", "данн", "планов", "календарн", "текущ", "следующ", "назначенн",
    "заявленн", "полн", "означенн", "намеченн", "соответствующ",
)  # fmt: skip
"""Adjectives of a period that is the plan's own, or that another paper sets."""


def _is_odd_time(token: Token) -> bool:
    """Tell whether an adjective makes a time that no calendar has: «отопительный период», not «учебный» or «данный»."""
    return token.text.endswith(("ный", "ского", "ский", "ного", "вый", "вого")) and not token.text.startswith(
        _KNOWN_TIMES
    )


CLASSES = {
    "num": WordClass("num", _is_bare_number),
    "day-number": WordClass("num", lambda token: token.number > 0 and len(token.text) <= 2),
    "day-ordinal": WordClass(
        "ordinal", lambda token: token.number > 0 and bool({"ng", "nn", "nd", "na", "np"} & token.places)
    ),
    "hour-number": WordClass(
        "num", lambda token: 0 <= token.number < 24 and len(token.text) <= 2 and not token.ordinal
    ),
    "minute-number": WordClass("num", lambda token: 0 <= token.number < 60 and len(token.text) == 2),
    "year4": WordClass("num", lambda token: EARLIEST <= token.number <= LATEST and not token.ordinal),
    "year2": WordClass("num", lambda token: len(token.text) == 2 and not token.ordinal),
    "ordinal": WordClass("ordinal"),
    "roman": WordClass("roman"),
    "number": WordClass("number"),
    "date": WordClass("date"),
    "day-month": WordClass("day-month"),
    "month-year": WordClass("month-year"),
    "clock": WordClass("clock"),
    "month": WordClass("month"),
    "month:direct": WordClass("month", lambda token: bool({"n", "a"} & set(token.cases))),
    "month:genitive": WordClass("month", lambda token: "g" in token.cases),
    "weekday": WordClass("weekday"),
    "weekday:plural": WordClass("weekday", lambda token: "D" in token.cases or token.text in _SHORT_DAYS),
    "season": WordClass("season"),
    "season-stem": WordClass("word", lambda token: token.text in ("осенне", "зимне", "весенне", "летне")),
    "break-name": WordClass("break-name"),
    "breaks": WordClass("breaks"),
    "odd-time": WordClass("word", _is_odd_time),
    "edge": WordClass("edge"),
    "half": WordClass("half"),
    "adverb": WordClass("adverb"),
    "compound": WordClass("compound"),
    "unit:term": WordClass("unit", lambda token: token.value in _TERMS),
    "unit:genitive": WordClass(
        "unit", lambda token: token.value in _CYCLES and bool(set("gG") & set(token.cases))
    ),
    "unit:each": WordClass(
        "unit",
        lambda token: (
            token.value in (*_CYCLES, "week", "decade", "year") and bool(set("gG") & set(token.cases))
        ),
    ),
    "unit:length": WordClass("unit", lambda token: token.value in _LENGTHS or token.value == "hour"),
    "unit:one": WordClass(
        "unit",
        lambda token: (
            token.value in _LENGTHS and bool(set("ga") & set(token.cases)) and token.text not in _ABBREVIATED
        ),
    ),
    "unit:day": WordClass("unit", lambda token: token.value == "day"),
    "unit:hour": WordClass("unit", lambda token: token.value == "hour"),
    "unit:minute": WordClass("unit", lambda token: token.value == "minute"),
    "unit:week": WordClass("unit", lambda token: token.value == "week"),
    "unit:inner": WordClass("unit", lambda token: token.value in ("week", "decade", "month")),
    "unit:any": WordClass("unit", lambda token: token.text not in _ABBREVIATED),
    "unit:instrumental": WordClass("unit", lambda token: token.value in _CYCLES and "i" in token.cases),
    "unit:counted": WordClass("unit"),
    "unit:dative": WordClass("unit", lambda token: "D" in token.cases and token.text not in _ABBREVIATED),
}


def _numbers(first: Token, *rest: Token | tuple[int, ...]) -> tuple[int, ...] | None:
    found: list[int] = [first.number]
    for each in rest:
        found.extend((each.number,) if isinstance(each, Token) else each)
    return tuple(found) if all(number > 0 for number in found) and len(found) == len(set(found)) else None


def _run(first: Token, last: Token) -> tuple[int, ...] | None:
    one, two = first.number, last.number
    return tuple(range(one, two + 1)) if 0 < one < two <= DAYS_IN_MONTH else None


def _same(number: Token, again: Token) -> int | None:
    return number.number if number.number == again.number else None


def _length(count: int, unit: Token, days: LengthUnit | None = None) -> Length | None:
    if days is not None:
        return Length(count, days) if unit.value == "day" else None
    if unit.value == "hour":
        return Length(count // HOURS_IN_DAY, "day") if count % HOURS_IN_DAY == 0 else None
    times, kind = _LENGTHS[str(unit.value)]
    return Length(count * times, kind) if count * times <= LONGEST else None


def _compound(count: int, word: Token) -> Length | None:
    own, unit = _counted(word)
    return Length(count * own, unit) if count == 1 or own == 1 else None


def _counted(word: Token) -> tuple[int, LengthUnit]:
    """Give what «двухнедельный» says by itself."""
    value: Any = word.value
    return value[0], value[1]


def _both(least: int, length: Length | None) -> tuple[Length, Length] | None:
    if length is None or not 0 < least < length.count:
        return None
    return Length(least, length.unit), length


def _one(length: Length | None) -> tuple[None, Length] | None:
    return None if length is None else (None, length)


PHRASES = (
    Phrases("and", (",", "и", ", и", "и ,")),
    Phrases("working", ("рабочих", "рабочего", "рабочий", "рабочие", "рабочим", "рабочую", "рабочая", "рабочей",
                        "рабочему", "рабочее", "раб")),
    Phrases("calendar", ("календарных", "календарного", "календарный", "календарные", "календарную", "календарной",
                         "календарная", "кал", "календ", "последующих", "ближайших", "полных")),
    Phrases("lesson", ("учебных", "учебного", "учебный", "учебные", "школьных")),
    Phrases("study", ("учебная", "учебной", "учебную", "учебные", "учебных", "рабочая", "рабочей", "рабочую",
                      "календарная", "полная", "полной", "полную")),
)  # fmt: skip

FORMS = (
    Form("numeral", "3 неделя октября", "{num}", lambda token: token),
    Form("numeral", "третья неделя октября", "{ordinal}", lambda token: token),
    Form("numeral", "III неделя октября", "{roman}", lambda token: token),
    Form("Numerals", "1 и 3 квартал", "{numeral} <and> {numeral}", _numbers),
    Form("Numerals", "1, 2, 3 квартал", "{numeral} <and> {Numerals}", _numbers),
    Form("Run", "1-2 неделя октября", "{numeral} - {numeral}", _run),
    Form("Run", "с 1 по 3 неделю октября", "с {numeral} по {numeral}", _run),
    Form("Count", "через 3 дня после 1 сентября", "{num}", lambda token: token.number),
    Form("Count", "через три дня после 1 сентября", "{number}", lambda token: token.number),
    Form("Count", "через 3 (три) дня после 1 сентября", r"{num} \( {number} \)", _same),
    Form("Count", "через 3 (3) дня после 1 сентября", r"{num} \( {num} \)", _same),
    Form("Count", "через три (3) дня после 1 сентября", r"{number} \( {num} \)", _same),
    Form("Length", "через 2 недели после 1 сентября", "{Count} {unit:length}", _length),
    Form("Length", "через 2 рабочих дня после 1 сентября", "{Count} <working> {unit:day}", lambda n, unit: _length(n, unit, "working-day")),
    Form("Length", "через 2 учебных дня после 1 сентября", "{Count} <lesson> {unit:day}", lambda n, unit: _length(n, unit, "school-day")),
    Form("Length", "через 30 календарных дней после 1 сентября", "{Count} <calendar> {unit:length}", _length),
    Form("Length", "за неделю до 1 сентября", "{unit:one}", lambda unit: _length(1, unit)),
    Form("Length", "через рабочий день после 1 сентября", "<working> {unit:day}", lambda unit: _length(1, unit, "working-day")),
    Form("Length", "в течение календарного месяца после 1 сентября", "<calendar> {unit:one}", lambda unit: _length(1, unit)),
    Form("Length", "через полгода после 1 сентября", "(полгода|полугода)", lambda: Length(6, "month")),
    Form("Lengths", "через 2 недели после 1 сентября", "{Length}", _one),
    Form("Lengths", "за 2–3 дня до 1 сентября", "{num} - {Length}", lambda least, length: _both(least.number, length)),
    Form("Lengths", "за две-три недели до 1 сентября", "{number} - {Length}", lambda least, length: _both(least.number, length)),
    Form("Lengths", "за два или три дня до 1 сентября", "{number} или {Length}", lambda least, length: _both(least.number, length)),
    Form("SetTerm", "в двухнедельный срок после 1 сентября", "{compound} (срок|срока|период)", lambda word: _compound(1, word)),
    Form("SetTerm", "в 3-дневный срок после 1 сентября", "{Count} -? {compound} (срок|срока|период)", _compound),
    Form("SetTerm", "в 3-дневный срок после 1 сентября", "{Count} -? {compound}", _compound),
)  # fmt: skip

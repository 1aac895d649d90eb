"""The words of the deadline language: each form in small letters, «е» for «ё», its kind and its value.

The kinds: `month`, `weekday` and `weekdays` («по пятницам»), `ordinal`, `number`, `unit`, `freq`,
`standing`, `season`, `season-adj`, `break`, `compound` («трёхдневный»). Any other word is `word`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["LEXICON", "LOOKALIKES", "ROMAN"]

type_of: dict[str, tuple[str, object]] = {}


def _add(kind: str, value: object, *forms: str) -> None:
    for form in forms:
        type_of[form] = (kind, value)


def _inflect(kind: str, value: object, base: str, endings: str) -> None:
    _add(kind, value, *(base + ending.strip("-") for ending in endings.split()))


_MONTH_STEMS = (
    ("январ", "ь я ю ем е"),
    ("феврал", "ь я ю ем е"),
    ("март", "- а у ом е"),
    ("апрел", "ь я ю ем е"),
    ("ма", "й я ю ем е"),
    ("июн", "ь я ю ем е"),
    ("июл", "ь я ю ем е"),
    ("август", "- а у ом е"),
    ("сентябр", "ь я ю ем е"),
    ("октябр", "ь я ю ем е"),
    ("ноябр", "ь я ю ем е"),
    ("декабр", "ь я ю ем е"),
)
for _number, (_base, _endings) in enumerate(_MONTH_STEMS, 1):
    _inflect("month", _number, _base, _endings)
for _number, _short in enumerate(
    ["янв", "фев", "мар", "апр", ".", ".", ".", "авг", "сен", "окт", "ноя", "дек"], 1
):
    if _short != ".":
        _add("month", _number, _short)
_add("month", 2, "февр")
_add("month", 9, "сент")
_add("month", 10, "октяб")
_add("month", 11, "нояб")

_inflect("weekday", 0, "понедельник", "- а у ом е")
_inflect("weekday", 1, "вторник", "- а у ом е")
_inflect("weekday", 2, "сред", "а ы у е ой")
_inflect("weekday", 3, "четверг", "- а у ом е")
_inflect("weekday", 4, "пятниц", "а ы у е ей")
_inflect("weekday", 5, "суббот", "а ы у е ой")
_inflect("weekday", 6, "воскресень", "е я ю ем")
for _number, _form in enumerate(
    ["понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям"]
):
    _add("weekdays", _number, _form)

_ADJECTIVE = "ый ая ое ого ой ую ом ому ым ые ых ым ыми"
for _number, _base in enumerate(["перв", "втор", "-", "четверт", "пят", "шест"], 1):
    if _base != "-":
        _inflect("ordinal", _number, _base, _ADJECTIVE)
_add("ordinal", 2, "второй")
_add(
    "ordinal",
    3,
    *[
        "третий",
        "третья",
        "третье",
        "третьего",
        "третьей",
        "третью",
        "третьем",
        "третьему",
        "третьим",
        "третьи",
    ],
)
_inflect("ordinal", -1, "последн", "ий яя ее его ей юю ем ему им ие их")

_CARDINALS: tuple[tuple[int, str], ...] = (
    (1, "один одна одно одну одного одной одним одному"),
    (2, "два две двух двум двумя"),
    (3, "три трех трем тремя"),
    (4, "четыре четырех четырем"),
    (5, "пять пяти"),
    (6, "шесть шести"),
    (7, "семь семи"),
    (8, "восемь восьми"),
    (9, "девять девяти"),
    (10, "десять десяти"),
    (12, "двенадцать двенадцати"),
    (14, "четырнадцать четырнадцати"),
    (15, "пятнадцать пятнадцати"),
    (20, "двадцать двадцати"),
    (30, "тридцать тридцати"),
)
for _number, _forms in _CARDINALS:
    _add("number", _number, *_forms.split())

_inflect("unit", "day", "д", "ень ня ню ней ни ням нем нями нях")
_add("unit", "day", "сутки", "суток", "дн")
_inflect("unit", "week", "недел", "я и ю е ей ь ям ями ях")
_add("unit", "week", "нед")
_inflect("unit", "month", "месяц", "- а у ем е ы ев ам ами ах")
_add("unit", "month", "мес")
_inflect("unit", "quarter", "квартал", "- а у ом е ы ов ам ах")
_add("unit", "quarter", "кв")
_inflect("unit", "school-quarter", "четверт", "ь и ью ей ям ями ях")
_add("unit", "school-quarter", "четв")
_inflect("unit", "trimester", "триместр", "- а у ом е ы ов ам ах")
_inflect("unit", "half-year", "полугоди", "е я ю ем и й ям ях")
_add("unit", "half-year", "полуг")
_inflect("unit", "year", "год", "- а у ом е ы ов ам ах")
_add("unit", "year", "лет", "г", "гг")
_inflect("unit", "decade", "декад", "а ы у е ой - ах ам")
_inflect("unit", "hour", "час", "- а у ом ов ы ам")
_add("unit", "hour", "ч")

for _unit, _forms in (
    ("day", "ежедневно"),
    ("week", "еженедельно понедельно"),
    ("month", "ежемесячно помесячно"),
    ("quarter", "ежеквартально поквартально"),
    ("year", "ежегодно"),
):
    _add("freq", _unit, *_forms.split())

_add("standing", "constant", "постоянно", "непрерывно")
_add("standing", "systematic", "систематически")
_add("standing", "regular", "регулярно")
_add("standing", "lesson", "поурочно")
_add("standing", "immediate", "незамедлительно", "немедленно")

for _season, _nouns, _adjective in (
    ("winter", "зима зимы зиму зиме зимой", "зимн"),
    ("spring", "весна весны весну весне весной", "весенн"),
    ("summer", "лето лета лету лете летом", "летн"),
    ("autumn", "осень осени осенью", "осенн"),
):
    _add("season", _season, *_nouns.split())
    _inflect("season-adj", _season, _adjective, "ий яя ее его ей юю ем ие их им ими")
_inflect("break", None, "каникул", "ы - ам ами ах")

# «Двухнедельный», «10-дневный»: how many of which unit, when the word says it by itself.
_COUNTED = {
    "одно": 1,
    "двух": 2,
    "трех": 3,
    "четырех": 4,
    "пяти": 5,
    "шести": 6,
    "семи": 7,
    "восьми": 8,
    "десяти": 10,
    "пятнадцати": 15,
    "двадцати": 20,
    "тридцати": 30,
    "": 1,
}
for _prefix, _number in _COUNTED.items():
    for _unit, _base in (("week", "недельн"), ("day", "дневн"), ("month", "месячн")):
        _inflect("compound", (_number, _unit), _prefix + _base, "ый ого ом")
_inflect("compound", (10, "day"), "декадн", "ый ого ом")

LEXICON: Mapping[str, tuple[str, object]] = MappingProxyType(type_of)

# Latin letters that look like Cyrillic ones; a word that holds one is tried again with the other alphabet.
LOOKALIKES = str.maketrans("aceopxyktmhbr", "асеорхуктмнвг")

ROMAN: Mapping[str, int] = MappingProxyType(
    {
        numeral: number
        for number, numerals in enumerate(
            ("i і", "ii іі", "iii ііі", "iv іv", "v", "vi vі", "vii vіі", "viii", "ix", "x", "xi", "xii"), 1
        )
        for numeral in numerals.split()
    }
)

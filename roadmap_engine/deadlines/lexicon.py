"""The words of the deadline language, made of the tables of `russian`: form → kind, value, cases.

Forms are in small letters with «е» for «ё». Cases are letters in the order of the school grammar, n g d a i p,
small for the singular and capital for the plural. A word that is not here is a `word`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from roadmap_engine.russian import calendar_words as words
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.dates import month_name
from roadmap_engine.russian.numerals import UNITS, Unit

__all__ = [
    "ALL", "LEXICON", "LOOKALIKES", "ROMAN", "UNIT_NOUNS", "Entry", "abbreviated", "is_almost_time",
]  # fmt: skip

SHORTEST_SLIP, CLOSE = 5, 0.82
"""A month or a weekday with a slip of the hand: how long and how like it is."""

SINGULAR, PLURAL = "ngdaip", "NGDAIP"
ALL = SINGULAR + PLURAL


class Entry(NamedTuple):
    """What a word form is.

    Attributes:
        kind: month, weekday, ordinal, number, unit, adverb, season, break-name, breaks, edge, compound.
        value: which month, which unit …
        cases: the cases the form may stand in.
        gender: of a noun «m», «f», «n»; empty for other words.
        places: the genders and cases an ordinal agrees with, «fg» for a feminine genitive.
    """

    kind: str
    value: object
    cases: str = ""
    gender: str = ""
    places: frozenset[str] = frozenset()


UNIT_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "day": "день",
        "working-day": "рабочий день",
        "week": "неделя",
        "decade": "декада",
        "month": "месяц",
        "quarter": "квартал",
        "school-quarter": "четверть",
        "trimester": "триместр",
        "half-year": "полугодие",
        "year": "год",
        "hour": "час",
        "minute": "минута",
    }
)
"""The units of the language and their nouns."""

_SHORT_UNITS = {
    "day": "дн сутки суток", "week": "нед", "month": "мес", "quarter": "кв", "school-quarter": "четв чет",
    "half-year": "полуг пол", "year": "г гг году", "hour": "ч", "minute": "мин",
}  # fmt: skip
_SHORT_MONTHS = (
    (1, "янв"), (2, "фев февр"), (3, "мар"), (4, "апр"), (8, "авг"), (9, "сен сент"), (10, "окт октяб"),
    (11, "ноя нояб"), (12, "дек"),
)  # fmt: skip
_ADVERBS = {
    "day": "ежедневно каждодневно", "week": "еженедельно понедельно", "month": "ежемесячно помесячно",
    "quarter": "ежеквартально поквартально", "year": "ежегодно", "school-quarter": "ежечетвертно",
}  # fmt: skip
_COUNTED = {
    "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9,
    "десяти": 10, "четырнадцати": 14, "пятнадцати": 15, "двадцати": 20, "тридцати": 30, "": 1,
}  # fmt: skip
_COMPOUNDS = {"week": "недельн", "day": "дневн", "month": "месячн"}
_ADJECTIVE = ["ый", "ая", "ое", "ого", "ой", "ую", "ом", "ому", "ым", "ые", "ых", "ыми"]
_SOFT_ADJECTIVE = ["ий", "яя", "ее", "его", "ей", "юю", "ем", "ему", "им", "ие", "их", "ими"]
_KHARD_ADJECTIVE = ["ий", "ая", "ое", "ого", "ой", "ую", "ом", "ому", "им", "ие", "их", "ими"]

_Building = dict[str, Entry]


def _noun(found: _Building, kind: str, value: object, unit: Unit) -> None:
    """Add every form of a noun; a form of several cases has them all."""
    cases: dict[str, str] = {}
    for letters, row in ((SINGULAR, unit.singular), (PLURAL, unit.plural)):
        for letter, form in zip(letters, row, strict=True):
            cases[form] = cases.get(form, "") + letter
    for form, letters in cases.items():
        found[form] = Entry(kind, value, letters, unit.gender)


def _forms(found: _Building, kind: str, value: object, forms: Iterable[str]) -> None:
    for form in forms:
        found[form] = Entry(kind, value, ALL)


def _months(found: _Building) -> None:
    for month in range(1, 13):
        cases: dict[str, str] = {}
        for letter, case in zip(SINGULAR, Case, strict=True):
            form = month_name(month, case)
            cases[form] = cases.get(form, "") + letter
        for form, letters in cases.items():
            found[form] = Entry("month", month, letters, "m")
    for month, short in _SHORT_MONTHS:
        _forms(found, "month", month, short.split())


def _ordinals(found: _Building) -> None:
    for form, (number, places) in words.ordinal_forms().items():
        letters = frozenset(
            f"{gender}{(PLURAL if gender == 'p' else SINGULAR)[case].lower()}" for gender, case in places
        )
        found[form] = Entry("ordinal", number, places=letters)
        if number == words.LAST:
            found[f"пред{form}"] = Entry("ordinal", 2 * number, places=letters)


def _units(found: _Building) -> None:
    for unit, noun in UNIT_NOUNS.items():
        if " " in noun:
            continue
        _noun(found, "unit", unit, UNITS[noun])
        short = Entry("unit", unit, ALL, UNITS[noun].gender)
        found.update(dict.fromkeys(_SHORT_UNITS.get(unit, "").split(), short))
    _forms(found, "ordinal", words.LAST, ("посл",))
    found["году"] = Entry("unit", "year", "dp", "m")
    found["лет"] = Entry("unit", "year", "G", "m")
    for unit, adverbs in _ADVERBS.items():
        _forms(found, "adverb", unit, adverbs.split())
    for prefix, count in _COUNTED.items():
        for unit, stem in _COMPOUNDS.items():
            _forms(found, "compound", (count, unit), (prefix + stem + ending for ending in _ADJECTIVE))
    _forms(found, "compound", (10, "day"), (f"декадн{ending}" for ending in _ADJECTIVE))


def _seasons(found: _Building) -> None:
    for season, unit in words.SEASONS.items():
        _noun(found, "season", season, unit)
    del found["лет"]
    for name, stem in words.BREAKS.items():
        endings = _SOFT_ADJECTIVE if stem.endswith("н") else _KHARD_ADJECTIVE
        _forms(found, "break-name", name, (stem + ending for ending in endings))
    for letter, form in zip(
        PLURAL, ["каникулы", "каникул", "каникулам", "каникулы", "каникулами", "каникулах"], strict=True
    ):
        before = found.get(form)
        found[form] = Entry("breaks", None, (before.cases if before else "") + letter, "p")
    for edge, unit in words.EDGES.items():
        _noun(found, "edge", edge, unit)
    _noun(found, "half", None, words.HALF)


def _build() -> _Building:
    found: _Building = {}
    _seasons(found)
    _months(found)
    for number, unit in enumerate(words.WEEKDAYS):
        _noun(found, "weekday", number, unit)
    for number, short in enumerate(("пн", "вт", "ср", "чт", "пт", "сб", "вс")):
        _forms(found, "weekday", number, (short,))
    _ordinals(found)
    for count, forms in words.CARDINALS.items():
        _forms(found, "number", count, (form for form in forms if " " not in form))
    _units(found)
    # «четверть» is a term, «четверти» beside «три» no fraction; «мая» is never «май» in the plural.
    return found


LEXICON: Mapping[str, Entry] = MappingProxyType(_build())

_SHORTENED = (
    *("ежедневно", "еженедельно", "ежемесячно", "ежеквартально", "ежегодно"),
    *("понедельник", "вторник", "четверг", "пятница", "суббота", "воскресенье"),
    *("последний", "осенние", "зимние", "весенние", "летние", "каникулы", "квартал", "полугодие", "неделя", "месяц", "декада"),
)  # fmt: skip
SHORTEST_PREFIX = 3


def abbreviated(prefix: str) -> str | None:
    """Give the one word that a beginning with a dot stands for: «ежемес.», «осен.», «последн.»; None where none or several.

    Its case is nobody's business: an abbreviation stands in all of them.
    """
    if len(prefix) < SHORTEST_PREFIX:
        return None
    found = [word for word in _SHORTENED if word.startswith(prefix) and word != prefix]
    return found[0] if len(found) == 1 else None


LOOKALIKES = str.maketrans("aceopxyktmhbr", "асеорхуктмнвг")
"""Latin letters that look like Cyrillic ones; a word that holds one is tried again with the other alphabet."""

ROMAN: Mapping[str, int] = MappingProxyType(
    {
        numeral: number
        for number, numerals in enumerate(
            ("i і", "ii іі", "iii ііі", "iv іv", "v", "vi vі", "vii vіі", "viii", "ix", "x х", "xi", "xii"), 1
        )
        for numeral in numerals.split()
    }
)


@lru_cache(maxsize=4096)
def _almost_time(word: str) -> str | None:
    """Give the month or weekday that a word is with a slip of the hand: «октбярь» names nothing else."""
    if word in LEXICON or len(word) < SHORTEST_SLIP:
        return None
    return next(iter(get_close_matches(word, _TIMES, 1, CLOSE)), None)


def is_almost_time(word: str) -> bool:
    """Tell whether a word is a month or a weekday with a slip of the hand."""
    return _almost_time(word) is not None


_TIMES = tuple(
    form
    for form, entry in LEXICON.items()
    if entry.kind in ("month", "weekday") and len(form) >= SHORTEST_SLIP
)

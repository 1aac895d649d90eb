"""Weekdays, seasons, parts of time and ordinals in their cases: one table for reading and for printing.

Months are `dates.month_name`, units to count are `numerals.UNITS`. Nothing is looked up in a dictionary, so
the deadline language may use this module at no cost.
"""

from __future__ import annotations

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.numerals import Unit, noun

__all__ = [
    "BREAKS", "CARDINALS", "EACH", "EDGES", "HALF", "LAST", "SEASONS", "WEEKDAYS", "WORKING", "ordinal",
    "ordinal_forms",
]  # fmt: skip

LAST = -1
"""The number of «последний»."""

WEEKDAYS: tuple[Unit, ...] = (
    noun("m", "понедельник понедельника понедельнику понедельник понедельником понедельнике",
         "понедельники понедельников понедельникам понедельники понедельниками понедельниках"),
    noun("m", "вторник вторника вторнику вторник вторником вторнике",
         "вторники вторников вторникам вторники вторниками вторниках"),
    noun("f", "среда среды среде среду средой среде", "среды сред средам среды средами средах"),
    noun("m", "четверг четверга четвергу четверг четвергом четверге",
         "четверги четвергов четвергам четверги четвергами четвергах"),
    noun("f", "пятница пятницы пятнице пятницу пятницей пятнице",
         "пятницы пятниц пятницам пятницы пятницами пятницах"),
    noun("f", "суббота субботы субботе субботу субботой субботе",
         "субботы суббот субботам субботы субботами субботах"),
    noun("n", "воскресенье воскресенья воскресенью воскресенье воскресеньем воскресенье",
         "воскресенья воскресений воскресеньям воскресенья воскресеньями воскресеньях"),
)  # fmt: skip

SEASONS: dict[str, Unit] = {
    "winter": noun("f", "зима зимы зиме зиму зимой зиме", "зимы зим зимам зимы зимами зимах"),
    "spring": noun("f", "весна весны весне весну весной весне", "весны весен веснам весны веснами веснах"),
    "summer": noun("n", "лето лета лету лето летом лете", "лета лет летам лета летами летах"),
    "autumn": noun("f", "осень осени осени осень осенью осени", "осени осеней осеням осени осенями осенях"),
}  # fmt: skip

EDGES: dict[str, Unit] = {
    "start": noun("n", "начало начала началу начало началом начале",
                  "начала начал началам начала началами началах"),
    "middle": noun("f", "середина середины середине середину серединой середине",
                   "середины середин серединам середины серединами серединах"),
    "end": noun("m", "конец конца концу конец концом конце", "концы концов концам концы концами концах"),
}  # fmt: skip

HALF = noun(
    "f",
    "половина половины половине половину половиной половине",
    "половины половин половинам половины половинами половинах",
)

BREAKS: dict[str, str] = {
    "autumn": "осенн",
    "winter": "зимн",
    "february": "февральск",
    "spring": "весенн",
    "summer": "летн",
}
"""The stems of the adjectives of school breaks; «каникулы» itself has a plural alone."""

CARDINALS: dict[int, tuple[str, ...]] = {
    1: ("один", "одна", "одно", "одну", "одного", "одной", "одним", "одному"),
    2: ("два", "две", "двух", "двум", "двумя"),
    3: ("три", "трех", "трем", "тремя"),
    4: ("четыре", "четырех", "четырем"),
    5: ("пять", "пяти", "пятью"),
    6: ("шесть", "шести", "шестью"),
    7: ("семь", "семи", "семью"),
    8: ("восемь", "восьми"),
    9: ("девять", "девяти"),
    10: ("десять", "десяти"),
    11: ("одиннадцать", "одиннадцати"),
    12: ("двенадцать", "двенадцати"),
    14: ("четырнадцать", "четырнадцати"),
    15: ("пятнадцать", "пятнадцати"),
    20: ("двадцать", "двадцати"),
    30: ("тридцать", "тридцати"),
    45: ("сорок пять",),
    60: ("шестьдесят", "шестидесяти"),
    90: ("девяносто",),
}
"""The forms of numbers as papers write them, «е» for «ё»."""

_HARD = {
    "m": "ый ого ому ый ым ом",
    "f": "ая ой ой ую ой ой",
    "n": "ое ого ому ое ым ом",
    "p": "ые ых ым ые ыми ых",
}
# «Второй, шестой»: stressed on the ending.
_STRESSED = {**_HARD, "m": "ой ого ому ой ым ом"}
_SOFT = {
    "m": "ий его ему ий им ем",
    "f": "яя ей ей юю ей ей",
    "n": "ее его ему ее им ем",
    "p": "ие их им ие ими их",
}
_THIRD = {
    "m": "третий третьего третьему третий третьим третьем",
    "f": "третья третьей третьей третью третьей третьей",
    "n": "третье третьего третьему третье третьим третьем",
    "p": "третьи третьих третьим третьи третьими третьих",
}
_STEMS: dict[int, tuple[str, dict[str, str]]] = {
    LAST: ("последн", _SOFT), 1: ("перв", _HARD), 2: ("втор", _STRESSED), 3: ("", _THIRD),
    4: ("четверт", _HARD), 5: ("пят", _HARD), 6: ("шест", _STRESSED), 7: ("седьм", _STRESSED),
    8: ("восьм", _STRESSED), 9: ("девят", _HARD), 10: ("десят", _HARD), 11: ("одиннадцат", _HARD),
    12: ("двенадцат", _HARD), 13: ("тринадцат", _HARD), 14: ("четырнадцат", _HARD),
    15: ("пятнадцат", _HARD), 16: ("шестнадцат", _HARD), 17: ("семнадцат", _HARD),
    18: ("восемнадцат", _HARD), 19: ("девятнадцат", _HARD), 20: ("двадцат", _HARD), 30: ("тридцат", _HARD),
}  # fmt: skip
_CASES = list(Case)


def _adjective(stem: str, endings: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {gender: tuple(f"{stem}{end}" for end in ends.split()) for gender, ends in endings.items()}


EACH = _adjective("кажд", _HARD)
WORKING = _adjective("рабоч", {**_SOFT, "f": "ая ей ей ую ей ей"})
"""«Каждый», «рабочий» by gender, `p` for the plural, in all cases."""


def ordinal_forms() -> dict[str, tuple[int, frozenset[tuple[str, int]]]]:
    """Give every form of every ordinal: its number, and the genders and cases it may stand for.

    Genders are «m», «f», «n» and «p» for the plural; cases count from 0 in the order of `Case`.
    """
    found: dict[str, tuple[int, set[tuple[str, int]]]] = {}
    for number, (stem, endings) in _STEMS.items():
        for gender, row in endings.items():
            for case, ending in enumerate(row.split()):
                found.setdefault(stem + ending, (number, set()))[1].add((gender, case))
    return {form: (number, frozenset(places)) for form, (number, places) in found.items()}


def ordinal(number: int, gender: str, case: Case = Case.NOMINATIVE) -> str:
    """Decline an ordinal; -1 is «последний», -2 «предпоследний».

    Raises:
        KeyError: the number has no word of its own here.

    >>> ordinal(2, "m"), ordinal(3, "f", Case.ACCUSATIVE), ordinal(-1, "f", Case.GENITIVE)
    ('второй', 'третью', 'последней')
    """
    if number < LAST:
        return f"пред{ordinal(LAST, gender, case)}"
    stem, endings = _STEMS[number]
    return stem + endings[gender].split()[_CASES.index(case)]

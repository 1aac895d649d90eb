"""A number and what is counted → words that agree: «5 рабочих дней», «в течение 2 недель».

The units are the closed set that deadlines count in, written out here: nothing is looked up, so the
deadline language may use this module at no cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from roadmap_engine.russian.cases import Case

__all__ = ["UNITS", "Unit", "count_phrase", "noun", "plural_form"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A thing to count, in its cases.

    Attributes:
        gender: «m», «f» or «n»: «один день», «одна неделя».
        singular: the six cases of one.
        plural: the six cases of many; the genitive is that after numbers.
        after_few: the form after 2, 3, 4 in the nominative, which adjectives change: «2 рабочих дня».
    """

    gender: str
    singular: tuple[str, ...]
    plural: tuple[str, ...]
    after_few: str


def noun(gender: str, singular: str, plural: str, after_few: str | None = None) -> Unit:
    """Make a unit of its six cases in the singular and in the plural, each parted by spaces."""
    one = tuple(singular.split())
    return Unit(gender, one, tuple(plural.split()), after_few or one[1])


_DAY = noun("m", "день дня дню день днем дне", "дни дней дням дни днями днях")
_HARD = {
    "m": ("ый", "ого", "ому", "ый", "ым", "ом"),
    "f": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "n": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "plural": ("ые", "ых", "ым", "ые", "ыми", "ых"),
}
# After «ч» the endings are soft: рабочий, рабочего.
_AFTER_HUSHER = {
    "m": ("ий", "его", "ему", "ий", "им", "ем"),
    "f": ("ая", "ей", "ей", "ую", "ей", "ей"),
    "n": ("ее", "его", "ему", "ее", "им", "ем"),
    "plural": ("ие", "их", "им", "ие", "ими", "их"),
}


def _with_adjective(stem: str, unit: Unit, endings: Mapping[str, tuple[str, ...]] = _HARD) -> Unit:
    one = zip(endings[unit.gender], unit.singular, strict=True)
    many = zip(endings["plural"], unit.plural, strict=True)
    # After two, three, four: «2 рабочих дня», but «2 учебные недели» (Розенталь, § 193).
    few = endings["plural"][0 if unit.gender == "f" else 1]
    return Unit(
        unit.gender,
        tuple(f"{stem}{ending} {noun}" for ending, noun in one),
        tuple(f"{stem}{ending} {noun}" for ending, noun in many),
        f"{stem}{few} {unit.after_few}",
    )


_WEEK = noun(
    "f", "неделя недели неделе неделю неделей неделе", "недели недель неделям недели неделями неделях"
)
_MONTH = noun(
    "m",
    "месяц месяца месяцу месяц месяцем месяце",
    "месяцы месяцев месяцам месяцы месяцами месяцах",
)
_YEAR = noun("m", "год года году год годом годе", "годы лет годам годы годами годах")
_QUARTER = noun(
    "f",
    "четверть четверти четверти четверть четвертью четверти",
    "четверти четвертей четвертям четверти четвертями четвертях",
)
_TIME = noun("m", "раз раза разу раз разом разе", "разы раз разам разы разами разах")
_HOUR = noun("m", "час часа часу час часом часе", "часы часов часам часы часами часах")
_MINUTE = noun(
    "f", "минута минуты минуте минуту минутой минуте", "минуты минут минутам минуты минутами минутах"
)
_HALF_YEAR = noun(
    "n",
    "полугодие полугодия полугодию полугодие полугодием полугодии",
    "полугодия полугодий полугодиям полугодия полугодиями полугодиях",
)
_TRIMESTER = noun(
    "m",
    "триместр триместра триместру триместр триместром триместре",
    "триместры триместров триместрам триместры триместрами триместрах",
)
_BUSINESS_QUARTER = noun(
    "m",
    "квартал квартала кварталу квартал кварталом квартале",
    "кварталы кварталов кварталам кварталы кварталами кварталах",
)
_DECADE = noun(
    "f", "декада декады декаде декаду декадой декаде", "декады декад декадам декады декадами декадах"
)
_LESSON = noun("m", "урок урока уроку урок уроком уроке", "уроки уроков урокам уроки уроками уроках")

UNITS = MappingProxyType(
    {
        "день": _DAY,
        "рабочий день": _with_adjective("рабоч", _DAY, _AFTER_HUSHER),
        "календарный день": _with_adjective("календарн", _DAY),
        "учебный день": _with_adjective("учебн", _DAY),
        "неделя": _WEEK,
        "учебная неделя": _with_adjective("учебн", _WEEK),
        "календарная неделя": _with_adjective("календарн", _WEEK),
        "декада": _DECADE,
        "месяц": _MONTH,
        "календарный месяц": _with_adjective("календарн", _MONTH),
        "квартал": _BUSINESS_QUARTER,
        "четверть": _QUARTER,
        "учебная четверть": _with_adjective("учебн", _QUARTER),
        "триместр": _TRIMESTER,
        "полугодие": _HALF_YEAR,
        "год": _YEAR,
        "учебный год": _with_adjective("учебн", _YEAR),
        "календарный год": _with_adjective("календарн", _YEAR),
        "раз": _TIME,
        "час": _HOUR,
        "минута": _MINUTE,
        "урок": _LESSON,
    }
)  # fmt: skip


def plural_form(number: int, one: str, few: str, many: str) -> str:
    """Choose the form a noun takes after a number.

    >>> [plural_form(n, "день", "дня", "дней") for n in (1, 3, 5, 11, 21, 112)]
    ['день', 'дня', 'дней', 'дней', 'день', 'дней']
    """
    last, last_two = abs(number) % 10, abs(number) % 100
    if last_two in range(11, 15) or last == 0 or last > 4:  # noqa: PLR2004  («четыре дня», «пять дней»)
        return many
    return one if last == 1 else few


def count_phrase(number: int, unit: str, case: Case = Case.NOMINATIVE) -> str:
    """Write a number in digits with its unit in a case.

    Args:
        number: how many.
        unit: one of `UNITS`, in the nominative singular.
        case: the case of the whole phrase, as the word before it asks.

    Raises:
        KeyError: the unit is not one of `UNITS`.

    >>> count_phrase(2, "рабочий день"), count_phrase(5, "год"), count_phrase(2, "неделя", Case.GENITIVE)
    ('2 рабочих дня', '5 лет', '2 недель')
    """
    word = UNITS[unit]
    column = list(Case).index(case)
    many = word.plural[1]
    if case in {Case.NOMINATIVE, Case.ACCUSATIVE}:
        return f"{number} {plural_form(number, word.singular[column], word.after_few, many)}"
    # «в течение 2 недель, к 5 урокам»: in an oblique case the noun agrees with the number.
    rest = word.plural[column]
    return f"{number} {plural_form(number, word.singular[column], rest, rest)}"

"""A line → the same line with non-breaking spaces where Russian typography wants them.

Only plain spaces become non-breaking ones; no other sign changes, so setting a line twice changes
nothing and a search that treats both spaces alike finds the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.dates import month_name

__all__ = ["NBSP", "typeset"]

NBSP = "\u00a0"

_MONTHS = "|".join(month_name(number, Case.GENITIVE) for number in range(1, 13))
_UNITS = (
    r"гг?\.|год(?:а|у|ом|е|ы|ов|ам|ами|ах)?\b|лет\b|квартал\w*|полугоди\w*|четверт\w*|триместр\w*|месяц\w*|"
    r"недел\w*|декад\w*|д(?:ень|ня|ней|ню|нем|нём|не|ни|ням|нями|нях)\b|(?:рабоч|учебн|календарн)\w+\s+\w|"
    r"раза?\b|час(?:а|ов|у|ам|ах|ом)?\b|минут\w*|мин\.|класс(?:а|ы|ов|у|ам|ах|е|ом)?\b|кл\.|экз\.|л\.|"
    r"руб\w*|балл\w*|процент\w*|%|чел\.|человек\w*|шт\.|урок\w*|млн|тыс"
)
_PLACES = "г|с|п|пос|пгт|д|ул|пер|пр|просп|обл|р|ст-ца|х"
_CLAUSES = "п|пп|подп|ч|ст|гл|разд|абз|с|стр|рис|табл|прил|т|вып|каб|кв|д|корп"
_INITIAL = r"[А-ЯЁ][а-яё]?\."

# Each pattern ends just before the space that must not break.
_RULES = tuple(
    re.compile(pattern)
    for pattern in (
        # «№ 503», «§ 5»
        r"[№§](?= \S)",
        # «г. Якутск», «ул. Ленина»
        rf"\b(?:{_PLACES})\.(?= [А-ЯЁ])",
        # «п. 2.1», «ст. 28», «с. 5»
        rf"\b(?:{_CLAUSES})\.(?= \d)",
        # «пункт 2.1», «приложение 1»
        r"(?:[Пп]ункт|[Пп]одпункт|[Пп]риложени|[Тт]аблиц)\w{0,3}(?= \d)",
        # «3 июня», «2021 г.», «5 рабочих дней», «9 класс»
        rf"\d(?= (?:{_MONTHS}|{_UNITS}))",
        # «Л. Б. Тен», «Тен Л. Б.»
        rf"(?<![А-Яа-яЁё]){_INITIAL}(?= [А-ЯЁ][а-яё.])",
        rf"(?<![А-Яа-яЁё])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?= {_INITIAL}[ \u00a0]?(?:{_INITIAL}|$|[,;)\s]))",
        # A dash ends a line and never begins one.
        r"[^\s\u00a0](?= [–—] )",
        # «и. о. директора», «т. д.»
        r"\b[Ии]\.(?= о\.)",
        r"\bт\.(?= [дпек]\.)",
    )
)


@lru_cache(maxsize=4096)
def typeset(text: str) -> str:
    """Put non-breaking spaces into a line.

    >>> typeset("приказ от 3 июня 2027 г. № 503, Тен Л. Б.").replace(NBSP, "_")
    'приказ от 3_июня 2027_г. №_503, Тен_Л._Б.'
    """
    for rule in _RULES:
        text = rule.sub(lambda match: match.group() + "\u0000", text)
        text = text.replace("\u0000 ", NBSP).replace("\u0000", "")
    return text

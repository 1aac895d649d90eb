"""What names in a plan look like: people, remarks behind a name, and what two spellings have in common."""

from __future__ import annotations

import re

from roadmap_engine.russian.ids import PERSON, SURNAME

__all__ = [
    "AGREED",
    "FULL_PERSON",
    "MONTH_STEMS",
    "OPTIONAL",
    "PERSON",
    "SHORT",
    "SUBJECTS",
    "normalise_name",
]

FULL_PERSON = re.compile(rf"{SURNAME}\s+{SURNAME}\s+[А-ЯЁ][а-яё]+(?:вич|ьич|вна|чна|оглы|кызы)\b")
MONTH_STEMS = r"январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
"""How the months begin, whatever their case."""
OPTIONAL = re.compile(r"\s*\(при наличии\)", re.IGNORECASE)
AGREED = re.compile(r"\s*\(?\s*по согласованию\s*\)?", re.IGNORECASE)

SUBJECTS = frozenset((
    "русского", "математики", "физики", "химии", "биологии", "истории", "обществознания",
    "информатики", "географии", "литературы", "английского", "немецкого", "французского",
    "иностранного", "технологии", "музыки", "физической", "физкультуры", "изо", "обж", "мхк",
    "начальных", "родного", "чтения", "алгебры", "геометрии", "астрономии", "права",
    "экономики", "труда", "черчения",
))  # fmt: skip
SHORT = {
    "зам": "заместитель",
    "кл": "классные",
    "рук": "руководители",
    "уч": "учителя",
    "нач": "начальных",
    "соц": "социальный",
    "пед": "педагог",
    "спец": "специалисты",
}


def normalise_name(text: str) -> str:
    """Give a name in small letters, without punctuation, its common abbreviations written out.

    >>> normalise_name("Зам. директора по УВР"), normalise_name("учителя - предметники")
    ('заместитель директора по увр', 'учителя предметники')
    """
    words = re.findall(r"[\w№]+", text.lower().replace("ё", "е"))
    dotted = set(re.findall(r"(\w+)\.", text.lower()))
    return " ".join(SHORT.get(word, word) if word in dotted else word for word in words)

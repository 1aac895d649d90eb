"""No pupil is named.

A school's plan is published («Сведения об образовательной организации»), and 152-ФЗ, ст. 9, lets a minor's
data be published only with the consent of the legal representative. Officials are named in plans and that is
sound; a name beside a class is a pupil's. What is marked is a surname with initials, or a full name with its
patronymic, within a few words of a class («7 «Б»», «8 класса»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from roadmap_engine.checks.texts import list_texts
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.assembly import Assembly

__all__ = ["check_personal_data"]

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAME = re.compile(
    rf"\b{_SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    rf"|\b[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?{_SURNAME}\b"
    rf"|\b{_SURNAME}\s+{_SURNAME}\s+[А-ЯЁ][а-яё]+(?:вич|ьич|вна|чна|инична|оглы|кызы)[а-яё]{{0,2}}\b"
)
_CLASS = re.compile(
    r"(?<![\d.,№-])(?:1[01]|[1-9])\s?(?:-?[а-яё]{1,2}\s)?-?[«\"]?[А-Ка-к]?[»\"]?\s?(?:класс|кл\.)"
    r"|(?<![\d.,№-])(?:1[01]|[1-9])\s?[«\"][А-К][»\"]"
    r"|(?<![\d.,№-])(?:1[01]|[1-9])[А-К](?!\w)"
)
_NEAR = 40
_MOST_KEPT = 4_096
"""Many schools stand on the same words."""


def check_personal_data(assembly: Assembly) -> Iterator[Problem]:
    """Find what looks like a pupil's name beside a class."""
    for text in list_texts(assembly):
        found = _find_pupil(text.words)
        if found is not None:
            yield Problem.of(
                "RM223",
                location=assembly.location(text.key, text.field, text.item),
                basis="152-ФЗ, ст. 9",
                thing=text.thing,
                value=found,
            )


@lru_cache(maxsize=_MOST_KEPT)
def _find_pupil(words: str) -> str | None:
    """Give the name and the class, as they stand in the text.

    >>> _find_pupil("индивидуальный маршрут: Петров И. С., 7 «Б» класс")
    'Петров И. С., 7 «Б» класс'
    >>> _find_pupil("ответственный Петров И. С., до 7 июня")
    """
    classes = [found.span() for found in _CLASS.finditer(words)]
    for name in _NAME.finditer(words) if classes else ():
        for start, end in classes:
            if start <= name.end() + _NEAR and name.start() <= end + _NEAR:
                return words[min(start, name.start()) : max(end, name.end())].strip()
    return None

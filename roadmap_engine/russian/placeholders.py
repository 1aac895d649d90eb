"""Words that only hold a place for others: «…», «Фамилия И.О.», «ДД.ММ.ГГГГ», left from a template."""

from __future__ import annotations

import re

__all__ = ["TO_BE_NAMED", "find_placeholder"]

TO_BE_NAMED = "Назовите мероприятие"
"""How a measure that nobody has named yet begins in a text that the program writes."""

_DOTS = r"(?:…|\.{3,})"
_NAME = r"(?:фамили[яи]|имя|имени|отчество|отчества|ф\.?\s*и\.?\s*о\.?|и\.?\s*о\.?|инициалы)"
_OF_WHOM = r"(?:\s+(?:директора|руководителя|заместителя|педагога|учителя|ответственного|полностью))?"
_ANYWHERE = re.compile(
    rf"[\s?x]*(?:{_DOTS}|\?{{2,}})[\s.…?]*"
    r"|[xх]{3,12}|<[^<>]*>|\[[^\[\]]*\]|название (?:мероприятия|этапа|организации|школы|документа)",
    re.IGNORECASE,
)
_OF_A_SCHOOL = re.compile(
    rf"_{{3,}}|(?:{_NAME}[\s,]*)*(?:фамилия|отчество|ф\.?\s*и\.?\s*о\.?)[\s,]*(?:{_NAME}[\s,]*)*{_OF_WHOM}",
    re.IGNORECASE,
)
"""In a published text they may be blanks and captions for a pen."""
_INSIDE = re.compile(rf"«\s*{_DOTS}\s*»|№\s*{_DOTS}|\b(?:ДД|ММ|ГГГГ)(?:[./-](?:ДД|ММ|ГГ|ГГГГ))+\b")


def find_placeholder(words: str, *, published: bool = False) -> str | None:
    """Give what in some words only holds a place; None where they say something.

    Args:
        words: of a text.
        published: whether they are of a text that others fill in; such a text has blanks and captions.

    >>> find_placeholder("…"), find_placeholder("Фамилия И.О."), find_placeholder("приказ от 01.09.2026 № …")
    ('…', 'Фамилия И.О.', '№ …')
    >>> (
    ...     find_placeholder("Анализ результатов: ВПР, ОГЭ …"),
    ...     find_placeholder("Имя школы"),
    ...     find_placeholder("-"),
    ... )
    (None, None, None)
    >>> find_placeholder("Ф.И.О.", published=True)
    """
    line = " ".join(words.split())
    if line.startswith(TO_BE_NAMED) or _ANYWHERE.fullmatch(line):
        return line
    if not published and _OF_A_SCHOOL.fullmatch(line):
        return line
    found = _INSIDE.search(line)
    return found[0] if found else None

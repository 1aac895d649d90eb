"""The title of a document → «УТВЕРЖДЕН», «УТВЕРЖДЕНА», «УТВЕРЖДЕНО», «УТВЕРЖДЕНЫ».

The word agrees with the head noun of the title in gender and number (ГОСТ Р 7.0.97, гриф
утверждения).
"""

from __future__ import annotations

from functools import lru_cache

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.phrases import read_heads

__all__ = ["approved_form"]

_ENDINGS = {"masc": "", "femn": "А", "neut": "О"}


@lru_cache(maxsize=256)
def approved_form(document: str, *, word: str = "УТВЕРЖДЕН") -> str | Problem:
    """Make a short participle agree with the document it approves.

    Args:
        document: the title, beginning with what the document is: «План мероприятий …».
        word: the masculine participle: УТВЕРЖДЕН, УТВЕРЖДЁН, СОГЛАСОВАН, Принят.

    Returns:
        The participle, or the problem that the title's head is not understood.

    >>> approved_form("План мероприятий"), approved_form("«Дорожная карта»"), approved_form("Мероприятия")
    ('УТВЕРЖДЕН', 'УТВЕРЖДЕНА', 'УТВЕРЖДЕНЫ')
    """
    title = document.lstrip(' «"„“')
    heads = read_heads(title)
    if isinstance(heads, Problem):
        return heads
    if heads.doubtful:
        return Problem.of("RM410", text=document, word=document)
    # Two documents approved together take the plural: «План и график …».
    head = heads.certain[0]
    ending = "Ы" if len(heads.certain) > 1 or head.plural else _ENDINGS.get(head.gender)
    if not head.forms or ending is None:
        # An abbreviation does not show its gender.
        return Problem.of("RM409", text=document, word=title.split()[0])
    return word + (ending if word.isupper() else ending.lower())

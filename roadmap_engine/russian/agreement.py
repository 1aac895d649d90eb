"""The title of a document → «УТВЕРЖДЕН», «УТВЕРЖДЕНА», «УТВЕРЖДЕНО», «УТВЕРЖДЕНЫ».

The word agrees with the head noun of the title in gender and number (ГОСТ Р 7.0.97, гриф
утверждения).
"""

from __future__ import annotations

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.phrases import read_heads

__all__ = ["approved_form"]

_ENDINGS = {"masc": "", "femn": "А", "neut": "О"}


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
    heads = read_heads(document.lstrip(' «"„“'))
    if isinstance(heads, Problem) or not heads.certain[0].forms or heads.doubtful:
        return Problem.of("RM412", text=document)
    # Two documents approved together take the plural: «План и график …».
    plural = len(heads.certain) > 1 or heads.certain[0].plural
    ending = "Ы" if plural else _ENDINGS.get(heads.certain[0].gender)
    if ending is None:
        return Problem.of("RM412", text=document)
    return word + (ending if word.isupper() else ending.lower())

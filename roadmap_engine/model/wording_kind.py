"""Where words of a text stand, as people count them: «19 сроков, 4 названия»."""

from __future__ import annotations

import enum

from roadmap_engine.diagnostics.languages import Bilingual, Language
from roadmap_engine.russian.numerals import plural_form

__all__ = ["WordingKind"]


class WordingKind(enum.Enum):
    """Where words stand: one, a few and many of them in Russian, one and many in English."""

    DEADLINE = ("срок", "срока", "сроков", "deadline", "deadlines")
    TITLE = ("название", "названия", "названий", "title", "titles")
    RESULT = ("результат", "результата", "результатов", "result", "results")
    OUTPUT = ("документ", "документа", "документов", "document", "documents")
    POINT = ("пункт приказа", "пункта приказа", "пунктов приказа", "order point", "order points")
    OTHER = ("другое место", "других места", "других мест", "other place", "other places")

    def said(self, language: Language) -> str:
        """Name one."""
        return str(self.value[0 if language == "ru" else 3])

    def count(self, number: int) -> Bilingual:
        """Say how many.

        >>> WordingKind.TITLE.count(4).russian, WordingKind.DEADLINE.count(1).english
        ('4 названия', '1 deadline')
        """
        one, few, many, single, plural = self.value
        return Bilingual(
            f"{number} {plural_form(number, one, few, many)}", f"{number} {single if number == 1 else plural}"
        )

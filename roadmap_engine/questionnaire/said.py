"""Words before anybody has chosen a language: an English text, and what stands in its gaps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Bilingual, word
from roadmap_engine.diagnostics.translation import Translator

__all__ = ["NOTHING_SAID", "Said", "said"]


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the catalogue with its gaps filled; what is a person's own words has no translation."""

    text: str
    gaps: tuple[tuple[str, str | dt.date | Bilingual | Said], ...] = ()

    def fill(self, **gaps: object) -> Said:
        """Give the same words with more gaps filled.

        >>> from roadmap_engine.diagnostics.translation import translator
        >>> said("{day} is not in the school year {year}.").fill(day="1.09", year=2026).tell(translator("en"))
        '1.09 is not in the school year 2026.'
        """
        more = (
            (name, each if isinstance(each, Said | dt.date | Bilingual) else str(each))
            for name, each in gaps.items()
        )
        return Said(self.text, (*self.gaps, *more))

    def tell(self, speak: Translator) -> str:
        """Say it in a language."""
        words = speak(self.text)
        for name, each in self.gaps:
            told = each.tell(speak) if isinstance(each, Said) else word(each, speak.language)
            words = words.replace(f"{{{name}}}", told)
        return words


def said(text: str, **gaps: object) -> Said:
    """Write down words to be said; imported as `_`, so that they are found by whoever translates."""
    return Said(text).fill(**gaps)


NOTHING_SAID = Said("")

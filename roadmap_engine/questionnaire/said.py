"""Words before anybody has chosen a language: an English text, and what stands in its gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["NOTHING_SAID", "Said", "said"]


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the catalogue with its gaps filled; what is a person's own words has no translation."""

    text: str
    gaps: tuple[tuple[str, str | Said], ...] = ()

    def fill(self, **gaps: object) -> Said:
        """Give the same words with more gaps filled.

        >>> said("Stage {number}").fill(number=2).tell(str)
        'Stage 2'
        """
        more = ((name, words if isinstance(words, Said) else str(words)) for name, words in gaps.items())
        return Said(self.text, (*self.gaps, *more))

    def tell(self, speak: Callable[[str], str]) -> str:
        """Say it in a language."""
        words = speak(self.text) if self.text else ""
        for name, filling in self.gaps:
            told = filling if isinstance(filling, str) else filling.tell(speak)
            words = words.replace(f"{{{name}}}", told)
        return words


def said(text: str, **gaps: object) -> Said:
    """Write down words to be said; imported as `_`, so that they are found by whoever translates."""
    return Said(text).fill(**gaps)


NOTHING_SAID = Said("")

"""A name or a post in all six cases."""

from __future__ import annotations

import unicodedata

from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.russian import Forms, Gender, Kind
from roadmap_engine.russian import decline as decline_text

__all__ = ["decline"]


def decline(text: str, *, kind: str | None = None, gender: str | None = None) -> Outcome[Forms]:
    """Put a name or a post into all six cases, or say why that cannot be known.

    Args:
        text: «Тен Лариса Борисовна», «Тен Л. Б.», «заместитель директора по УВР».
        kind: «name» (in any order, initials too), «lastname», «firstname», «patronymic», «post»; found out
            unless given.
        gender: «m» or «f»; found out unless given.

    Returns:
        The forms; a case that is not certain is absent, and a problem says what to ask. `forms.sure` tells
        whether all are known.

    Raises:
        ValueError: there is no such kind or gender.
    """
    forms = decline_text(
        unicodedata.normalize("NFC", text),
        kind=Kind(kind) if kind is not None else None,
        gender=Gender(gender) if gender is not None else None,
    )
    return Outcome(forms, forms.problems)

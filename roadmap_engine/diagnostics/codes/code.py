"""One entry of the catalogue of problems."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Code"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, in English; the Russian stands in the message catalogue under `locale/`.

    Attributes:
        id: «RM» and three digits.
        slug: the code in words, as its test case and its page of the manual are called.
        message: one sentence with gaps in braces: what is wrong, naming things by their id.
        hint: what to do about it; empty where there is nothing to advise. A line of it with a gap that
            a problem does not fill is left out.
        pointer: what to say beside the carets under the place, where that helps.
    """

    id: str
    slug: str
    message: str
    hint: str = ""
    pointer: str = ""

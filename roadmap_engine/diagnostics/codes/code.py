"""One entry of the catalogue of problems."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.diagnostics.severity import Severity

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
        severity: what the fault costs.
        lesser: what it costs where it hurts less, as a post that nobody fills where nobody is asked for it.
    """

    id: str
    slug: str
    message: str
    hint: str = ""
    pointer: str = ""
    severity: Severity = Severity.ERROR
    lesser: Severity | None = None

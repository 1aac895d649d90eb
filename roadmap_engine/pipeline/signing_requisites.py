"""Date and number of a paper that is signed: what it says itself, and what is said of it; all must agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Argument, Bilingual, join_said
from roadmap_engine.model.signed_act import fold_number

__all__ = ["Claim", "agree"]

_DATE = Bilingual("дата", "the date")
_NUMBER = Bilingual("номер", "the number")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of an act.

    Attributes:
        source: a paper, an option, the adoption.
        date, number: as far as it says them.
    """

    source: str
    date: dt.date | None = None
    number: str | None = None


def agree(claims: Sequence[Claim]) -> tuple[tuple[dt.date, str] | None, tuple[Problem, ...]]:
    """Settle date and number.

    Args:
        claims: the signed paper's own first.

    Returns:
        Both, or nothing, and who disagrees (RM923, RM924) or what is not known (RM925).
    """
    problems = tuple(_find_quarrels(claims))
    date = next((claim.date for claim in claims if claim.date is not None), None)
    number = next((claim.number for claim in claims if claim.number is not None), None)
    settled = ((_DATE, "--date", date), (_NUMBER, "--number", number))
    unknown = {option: word for word, option, value in settled if value is None}
    if unknown:
        what, options = join_said(unknown.values()), join_said(unknown)
        problems += (Problem.of("RM925", what=what, file=claims[0].source, options=options),)
    if problems or date is None or number is None:
        return None, problems
    return (date, number), ()


def _find_quarrels(claims: Sequence[Claim]) -> Iterator[Problem]:
    dated = [claim for claim in claims if claim.date is not None]
    for claim in dated[1:]:
        if claim.date != dated[0].date:
            yield _tell("RM923", dated[0], claim, dated[0].date, claim.date)
    numbered = [claim for claim in claims if claim.number is not None]
    for claim in numbered[1:]:
        if fold_number(claim.number or "") != fold_number(numbered[0].number or ""):
            yield _tell("RM924", numbered[0], claim, numbered[0].number, claim.number)


def _tell(code: str, one: Claim, other: Claim, found: Argument | None, said: Argument | None) -> Problem:
    return Problem.of(code, file=one.source, source=other.source, found=found or "–", said=said or "–")

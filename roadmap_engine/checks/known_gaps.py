"""Every gap in a text can be filled, and braces are gaps.

A gap names a form of the procedure, a name of the organisation, the school year, or a parameter that the
roadmap declares. Anything else in double braces would reach the paper as braces; a published text comes from
strangers, so nothing in braces is ever computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.checks.texts import Text, list_texts
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.organisation import OrganisationNames
from roadmap_engine.model.procedure import ProcedureForms
from roadmap_engine.model.wording import find_gaps

__all__ = ["GAPS", "check_known_gaps"]

GAPS: tuple[str, ...] = (
    *(f"procedure.{name}" for name in ProcedureForms.model_fields),
    *(f"organisation.{name}" for name in OrganisationNames.model_fields),
    "organisation.place",
    "school_year",
)
"""The gaps every text may have, besides the parameters of the roadmap."""


def check_known_gaps(assembly: Assembly) -> Iterator[Problem]:
    """Find gaps that nothing fills, and braces that are no gap."""
    known = (*GAPS, *assembly.roadmap.parameters)
    for text in list_texts(assembly):
        allowed = (*known, *text.gaps)
        told: set[str | None] = set()
        for name, span in find_gaps(text.words):
            if name not in allowed and name not in told:
                told.add(name)
                yield _explain(text, name, _place(assembly, text, span), allowed)


def _explain(text: Text, name: str | None, place: Location | None, known: tuple[str, ...]) -> Problem:
    if name is None:
        return Problem.of("RM214", location=place, thing=text.thing, example="{{ procedure.genitive }}")
    near, listed = near_names(name, known), list_names(known)
    return Problem.of("RM213", location=place, thing=text.thing, name=name, near=near, known=listed)


def _place(assembly: Assembly, text: Text, span: tuple[int, int]) -> Location | None:
    """Place a part of a text; the whole text where it does not stand in its file letter by letter."""
    whole = assembly.location(text.key, text.field, text.item)
    # Quotation marks, escapes and folding make the written text longer than its words.
    if whole is None or whole.length != len(text.words):
        return whole
    return Location(whole.file, whole.line, whole.column + span[0], span[1] - span[0])

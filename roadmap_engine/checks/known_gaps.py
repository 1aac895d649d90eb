"""Every gap in a text can be filled, and braces are gaps.

A gap names a form of the procedure, a name of the organisation, the school year, or a parameter that the
roadmap declares. Anything else in double braces would reach the paper as braces; a published text comes from
strangers, so nothing in braces is ever computed.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.checks.texts import Text, list_texts
from roadmap_engine.diagnostics import Problem
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
        for name in dict.fromkeys(name for name, _ in find_gaps(text.words)):
            if name not in known:
                yield _explain(assembly, text, name, known)


def _explain(assembly: Assembly, text: Text, name: str | None, known: tuple[str, ...]) -> Problem:
    place = assembly.location(text.key, text.field, text.item)
    if name is None:
        return Problem.of("RM214", location=place, thing=text.thing, example="{{ procedure.genitive }}")
    near, listed = near_names(name, known), list_names(known)
    return Problem.of("RM213", location=place, thing=text.thing, name=name, near=near, known=listed)

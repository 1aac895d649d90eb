"""What goes into the gaps of a roadmap's texts: the procedure's forms, the school's names, the open words."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.model import Adoption, Organisation, ProcedureForms, Roadmap
from roadmap_engine.model.answer import print_answer

__all__ = ["gap_values"]


def gap_values(
    roadmap: Roadmap,
    procedure: ProcedureForms | None = None,
    organisation: Organisation | None = None,
    adoption: Adoption | None = None,
) -> Mapping[str, str]:
    """Gather the value of every gap that has one.

    Args:
        roadmap: its own procedure and parameters serve until a school says more.
        procedure: the forms of the procedure a plan is made for.
        organisation: the school, if there is one yet.
        adoption: gives the words for open parameters and the school year.
    """
    filled = {name: each.default for name, each in roadmap.parameters.items() if each.default}
    filled |= {**roadmap.fill, **(adoption.fill if adoption is not None else {})}
    values = {
        name: print_answer(roadmap.parameters[name], words) if name in roadmap.parameters else words
        for name, words in filled.items()
    }
    forms = procedure or roadmap.procedure
    if forms is not None:
        values |= {f"procedure.{name}": getattr(forms, name) for name in ProcedureForms.model_fields}
    if organisation is not None:
        values["organisation.full"] = organisation.name.full
        values["organisation.short"] = organisation.name.short
        values["organisation.place"] = organisation.place
        if organisation.name.genitive:
            values["organisation.genitive"] = organisation.name.genitive
    year = adoption.school_year if adoption is not None else roadmap.school_year
    if year is not None:
        values["school_year"] = str(year)
    return values

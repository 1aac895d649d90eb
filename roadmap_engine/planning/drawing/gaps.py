"""What goes into the gaps of a roadmap's texts: the procedure's forms, the school's names, the open words.

A published text leaves open what only a school can say. Where it is shown as it stands, such a gap is a
blank to be written in, «________ (день среза)»; a school's plan has no blanks, its gaps without a value are
problems.
"""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.model import Adoption, Organisation, ProcedureForms, Roadmap
from roadmap_engine.model.answer import print_answer
from roadmap_engine.model.organisation import OrganisationNames
from roadmap_engine.planning.drawing.levels import fit_levels

__all__ = ["gap_values", "usual_filling"]

_BLANK = "________ ({words})"

_SAID_BY_SCHOOL: Mapping[str, str] = {
    **dict.fromkeys((f"procedure.{name}" for name in ProcedureForms.model_fields), "наименование процедуры"),
    **dict.fromkeys(
        (f"organisation.{name}" for name in OrganisationNames.model_fields), "наименование школы"
    ),
    "organisation.place": "место",
    "school_year": "учебный год",
}


def gap_values(
    roadmap: Roadmap,
    procedure: ProcedureForms | None = None,
    organisation: Organisation | None = None,
    adoption: Adoption | None = None,
) -> Mapping[str, str]:
    """Gather the value of every gap that has one; without an adoption, a blank for every gap that has none.

    >>> roadmap = Roadmap(id="tiny", version="1.0.0", title="План", columns=(), stages=())
    >>> gap_values(roadmap)["school_year"]
    '________ (учебный год)'

    Args:
        roadmap: its own procedure and parameters serve until a school says more.
        procedure: the forms of the procedure a plan is made for.
        organisation: the school, if there is one yet.
        adoption: gives the words for open parameters and the school year.
    """
    filled = {**usual_filling(roadmap, organisation), **(adoption.fill if adoption is not None else {})}
    values = _leave_blanks(roadmap) if adoption is None else {}
    values |= {
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
    years = adoption.school_years if adoption is not None else (roadmap.school_year,)
    if said := " и ".join(str(year) for year in years if year is not None):
        values["school_year"] = said
    return values


def usual_filling(roadmap: Roadmap, organisation: Organisation | None = None) -> dict[str, str]:
    """Give what stands in a roadmap's open words unless a school says else, of its layers' words the last.

    Whatever is left to a school to choose from, its level chooses; what it says itself it has chosen.
    """
    filled = {name: each.default for name, each in roadmap.parameters.items() if each.default}
    filled |= roadmap.fill
    if organisation is None:
        return filled
    return {name: fit_levels(words, organisation.level) for name, words in filled.items()}


def _leave_blanks(roadmap: Roadmap) -> dict[str, str]:
    asked = {name: each.title for name, each in roadmap.parameters.items()}
    return {name: _BLANK.format(words=words) for name, words in {**_SAID_BY_SCHOOL, **asked}.items()}

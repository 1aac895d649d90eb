"""An organisation, and the procedure it adopts a roadmap for, as its plan and papers carry them."""

from __future__ import annotations

from roadmap_engine.model import (
    AdoptedProcedure,
    Organisation,
    PlanOrganisation,
    PlanProcedure,
    ProcedureForms,
)
from roadmap_engine.planning.drawing.rosters import Rosters

__all__ = ["describe_organisation", "describe_procedure"]


def describe_organisation(organisation: Organisation, rosters: Rosters) -> PlanOrganisation:
    """Give what papers say of an organisation, and the people who hold its posts."""
    return PlanOrganisation(
        id=organisation.organisation,
        full=organisation.name.full,
        short=organisation.name.short,
        genitive=organisation.name.genitive,
        parent=organisation.parent,
        place=organisation.place,
        address=organisation.address,
        zone=organisation.zone,
        phone=organisation.phone,
        email=organisation.email,
        signatory=rosters.signing.holders.get(organisation.signatory),
        people=rosters.people(),
        layout=organisation.layout,
        remind_days=organisation.calendar.remind_days,
        remind_by_events=organisation.calendar.remind_by_events,
        feeds=organisation.calendar.feeds,
    )


def describe_procedure(forms: ProcedureForms | None, adopted: AdoptedProcedure) -> PlanProcedure | None:
    """Give the procedure of a plan; none where nobody names one."""
    if forms is None:
        return None
    known = forms.model_dump(include=set(ProcedureForms.model_fields))
    return PlanProcedure(**known, id=adopted.use, held=adopted.held, grades=adopted.grades)

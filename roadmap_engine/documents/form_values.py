"""What blanks say: what all of a plan have alike, gone through once, and what each says of its measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap_engine.documents.approval_route import list_steps, write_grifs
from roadmap_engine.documents.form_words import (
    facts_of,
    list_contacts,
    list_responsible,
    list_signers,
    list_staff,
    number_of,
    say_order,
    say_procedure,
    view_of,
)
from roadmap_engine.documents.subjects import say_subjects
from roadmap_engine.documents.word.fields import PlainList
from roadmap_engine.model import Plan, PlanMeasure, PlanOutput
from roadmap_engine.russian import (
    capitalise_first,
    signature_name,
    typeset,
)

__all__ = ["common_values", "own_values"]


def common_values(plan: Plan) -> dict[str, Any]:
    """Give what all blanks of a plan say alike."""
    organisation = plan.organisation
    if organisation is None:
        return {}
    signatory, standing = organisation.signatory, plan.standing_measures()
    papers = dict.fromkeys(capitalise_first(made.title) for each in standing for made in each.outputs)
    undecided = [
        {
            "number": number_of(other),
            "title": " ".join(other.title.split()),
            "responsible": list_responsible(other),
        }
        for other in plan.measures()
        if any("решени" in event.title for event in other.deadline.awaiting)
    ]
    values = {
        "organisation": organisation.short,
        "organisation_full": organisation.full,
        "parent": organisation.parent or "",
        "place": organisation.place,
        "contacts": list_contacts(organisation),
        "procedure": say_procedure(plan),
        "about_procedure": say_procedure(plan) if plan.procedure else "",
        "procedure_genitive": plan.procedure.genitive_full if plan.procedure else "оценочной процедуры",
        "plan": {"title": plan.title, "order": say_order(plan)},
        "undecided": undecided,
        "papers": list(papers),
        "staff": list_staff(standing),
        "signature": {
            "post": capitalise_first(signatory.post) if signatory else "Руководитель",
            "name": signature_name(signatory.name) if signatory else "____________",
        },
    }
    unbroken = {name: _unbroken(value) for name, value in values.items()}
    return {name: PlainList(each) if isinstance(each, list) else each for name, each in unbroken.items()}


def own_values(plan: Plan, measure: PlanMeasure | None, output: PlanOutput) -> dict[str, Any]:
    """Give what one blank says."""
    values = {
        "title": output.title,
        **say_subjects(output.title, measure.title if measure else ""),
        "school_year": (measure and measure.school_year) or plan.academic_year or "20___/20___",
        "view": view_of(measure),
        "measure": facts_of(measure),
        "responsible": list_responsible(measure) if measure else [],
        "signers": list_signers(measure) if measure else [],
        "grifs": write_grifs(output.approval, plan.organisation.short if plan.organisation else ""),
        "approval": list_steps(output.approval),
    }
    return {name: _unbroken(value) for name, value in values.items()}


def _unbroken(value: Any) -> Any:
    """Keep numbers, names and units on one line in every text there is."""
    match value:
        case str():
            return typeset(value)
        case Mapping():
            return {name: _unbroken(each) for name, each in value.items()}
        case list() | tuple():
            return [_unbroken(each) for each in value]
        case _:
            return value

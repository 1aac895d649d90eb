"""The way of a document into force → the grifs over its text and the rows of its sheet of approval.

ГОСТ Р 7.0.97: a document approved by a person bears УТВЕРЖДАЮ, post, signature, date; one approved by an
order, УТВЕРЖДЕНО and the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap_engine.diagnostics.languages import Bilingual, Language
from roadmap_engine.model import PlanApproval
from roadmap_engine.model.approval import StepKind
from roadmap_engine.russian import Case, Kind, capitalise_first, decline, name_in_text, signature_name

__all__ = ["ACTIONS", "list_steps", "write_grifs"]

_MINUTES = "протокол от ____________ № ____"
_DATE = "«___» __________ 20___ г."
_SIGNATURE = "____________ / ____________"
ACTIONS: Mapping[StepKind, Bilingual] = {
    "developed": Bilingual("Разработка", "Drafting"),
    "reviewed": Bilingual("Рассмотрение", "Review"),
    "agreed": Bilingual("Согласование", "Agreement"),
    "approved": Bilingual("Утверждение", "Approval"),
    "published": Bilingual("Размещение", "Publication"),
}


def write_grifs(route: Iterable[PlanApproval], organisation: str) -> dict[str, list[str]]:
    """Write the three grifs, line by line; where a route lacks a step, its grif is empty.

    Args:
        route: the steps; a document without any gets the usual grifs.
        organisation: the short name, for the order that approves.
    """
    steps = {step.step: step for step in route}
    if not steps:
        return {
            "reviewed": ["РАССМОТРЕНО", "на заседании методического объединения", _MINUTES],
            "agreed": ["СОГЛАСОВАНО", "заместитель руководителя", _SIGNATURE, _DATE],
            "approved": ["УТВЕРЖДЕНО", f"приказом {organisation}", "от ____________ № ____"],
        }
    reviewed, agreed, approved = (steps.get(name) for name in ("reviewed", "agreed", "approved"))
    return {
        "reviewed": ["РАССМОТРЕНО", _at_meeting(reviewed), _MINUTES] if reviewed else [],
        "agreed": ["СОГЛАСОВАНО", *_signed(agreed)] if agreed else [],
        "approved": ["УТВЕРЖДАЮ", *_signed(approved)] if approved else [],
    }


def list_steps(route: Iterable[PlanApproval], language: Language = "ru") -> list[dict[str, str | int]]:
    """List the steps, for the sheet that travels with the document."""
    return [
        {"number": number, "action": ACTIONS[step.step].said(language), "who": capitalise_first(_who(step))}
        for number, step in enumerate(route, 1)
    ]


def _at_meeting(step: PlanApproval) -> str:
    if step.words:
        return step.words
    genitive = decline(step.title, Kind.POST).get(Case.GENITIVE)
    return f"на заседании {genitive}" if genitive else step.title


def _signed(step: PlanApproval) -> list[str]:
    if not step.people:
        return [step.words or step.title, _SIGNATURE, _DATE]
    return [
        line
        for person in step.people
        for line in (person.post, f"____________ / {signature_name(person.name)}", _DATE)
    ]


def _who(step: PlanApproval) -> str:
    people = "; ".join(f"{person.post} {name_in_text(person.name)}" for person in step.people)
    return people or step.words or step.title

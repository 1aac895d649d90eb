"""What a plan is called for programs: a name that no plan around it has, and that does not grow old."""

from __future__ import annotations

from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.question import FROM_ANSWERS, Default, Known, offer
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.russian.ids import free_slug

__all__ = ["find_yielded_name", "name_kind", "offer_name"]


def name_kind(known: Known) -> Kind:
    """Whatever can be a name, but those that plans around have."""
    return Kind(Sort.NAME, taken=known.context.taken)


def offer_name(known: Known) -> Default | None:
    """Offer the plan's usual name, or the next that is free."""
    usual, taken = _usual_name(known), known.context.taken
    origin = (
        _("{file} has the plan «{name}»", name=usual, file=taken[usual]) if usual in taken else FROM_ANSWERS
    )
    return offer(free_slug(usual, taken), origin)


def find_yielded_name(known: Known) -> str | None:
    """Give the usual name where the plan has another only because that one is taken."""
    usual, taken = _usual_name(known), known.context.taken
    yielded = usual in taken and known.answers.get("adoption") == free_slug(usual, taken)
    return usual if yielded else None


def _usual_name(known: Known) -> str:
    """The school and the procedure; a plan of another year may well have the same."""
    chosen: Chosen = known.context
    parts = (chosen.organisation.organisation, known.answers.get("procedure.use"))
    return chosen.name or "-".join(str(part) for part in parts if part)

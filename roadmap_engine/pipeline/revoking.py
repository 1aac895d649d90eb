"""An adoption and what was signed of it → the order that ends the one in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.documents.papers.order_docx import prepare_order
from roadmap_engine.load.signed import render_record
from roadmap_engine.model import Plan
from roadmap_engine.model.order import OrderText
from roadmap_engine.pipeline.amending import DRAFT, Asked, draft_act, fill_order
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.own_files import OwnFiles
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.signed_state import SignedState, read_signed
from roadmap_engine.planning.comparing.revoking import Revoking, draw_revoking_order

__all__ = ["ENDED", "REVOKING_ORDER", "Revoked", "draw_revocation", "revoke"]

REVOKING_ORDER = "revoking-order.docx"
_BLANK = "В связи с ________________________________"
ENDED = Bilingual("признан утратившим силу", "ended")


@dataclass(frozen=True, slots=True)
class Revoked:
    """A revoking order: the id of the plan, its words, files by name."""

    plan: str
    order: OrderText
    papers: Mapping[str, bytes]


def revoke(path: Path, asked: Asked) -> Outcome[Revoked]:
    """Draw the order that ends the one in force.

    Args:
        path: of the adoption.
        asked: date and number of the revoking order, and its reason; a blank is printed unless it is given.
    """
    made = read_adoption(path)
    if made.value is None or has_errors(made.problems):
        return Outcome(None, made.problems, made.sources)
    plan = made.value.plan
    state, problems = read_signed(path, plan.plan)
    if has_errors(problems):
        return Outcome(None, problems, made.sources)
    drawn, found = draw_revocation(state, plan, made.value.own, asked)
    problems = (*problems, *found)
    if drawn is None or has_errors(problems):
        return Outcome(None, problems, made.sources)
    order, content = drawn
    draft = draft_act("revocation", state.digests, order, plan.plan)
    papers = {REVOKING_ORDER: content, DRAFT: render_record(draft)}
    return Outcome(Revoked(plan.plan, order, papers), problems, made.sources)


def draw_revocation(
    state: SignedState, plan: Plan, own: OwnFiles, asked: Asked
) -> tuple[tuple[OrderText, bytes] | None, tuple[Problem, ...]]:
    """Draw a revoking order, its words and the Word file."""
    force = state.in_force
    if force is None or not state.plans:
        return None, (Problem.of("RM920", what=ENDED),)
    case = Revoking(
        force.acts, state.plans[-1], plan, asked.reason or _BLANK, asked.date, asked.number, asked.today
    )
    order, problems = draw_revoking_order(case)
    if order is None:
        return None, problems
    content, found = fill_order(prepare_order(order), order, plan, own)
    return (None if content is None else (order, content)), (*problems, *found)

"""The acts that can be signed, each with what has to be true of its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.documents.papers.forms_docx import forms
from roadmap_engine.load.signed import read_draft
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.signed_act import PLAN_FILE, ActKind, Correction, DraftAct, SignedFile, say_act
from roadmap_engine.model.signed_chain import InForce
from roadmap_engine.pipeline.amending import AMENDED_PLAN, AMENDING_ORDER, DRAFT, draw_amendment
from roadmap_engine.pipeline.amending import Asked as Reason
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import draw_papers, list_blanks
from roadmap_engine.pipeline.revoking import ENDED, REVOKING_ORDER, draw_revocation
from roadmap_engine.pipeline.signed_state import date_as, say_outdated
from roadmap_engine.pipeline.signing import Asked, Desk, Signed, open_desk
from roadmap_engine.pipeline.signing_requisites import Claim
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order
from roadmap_engine.planning.comparing.outdated import find_outdated
from roadmap_engine.planning.ordering.points import find_over
from roadmap_engine.storage.paper_list import LIST_NAME, load_list

__all__ = ["sign_amendment", "sign_order", "sign_revocation", "sign_school_order"]

_ORDER, _PLAN = Paper.ORDER.value, Paper.PLAN.value
_TEMPLATE = "school-order.docx"


def sign_order(path: Path, folder: Path, asked: Asked) -> Outcome[Signed]:
    """Sign the order that approves the plan, with the plan.

    Args:
        path: of the adoption.
        folder: where the papers lie as `roadmap build` has drawn them and somebody has corrected them.
        asked: what is said of the act.
    """
    opened = open_desk(path, asked)
    desk = opened.value
    if desk is None:
        return Outcome(None, opened.problems, opened.sources)
    state = desk.state.register.chain.state
    if isinstance(state, InForce):
        return desk.refuse(Problem.of("RM921", act=say_act(state.last), name=state.last.id))
    papers = _take_order(desk, folder)
    if papers is None:
        return desk.refuse()
    _refuse_moved(desk, (papers.plan,), papers.plan)
    claims = papers.claims
    if not asked.anyway or not any(claim.date and claim.number for claim in claims):
        order = desk.read.adoption.order
        claims = (*claims, Claim(str(path), order.date, order.number))
    requisites = desk.settle(claims)
    if requisites is None:
        return desk.refuse()
    if not asked.anyway:
        desk.problems += find_over(papers.plan, requisites[0]).values()
    return desk.close("order", papers.files, requisites, papers.heading, papers.corrected)


@dataclass(frozen=True, slots=True)
class _Papers:
    """The order and its plan as they lie there."""

    plan: Plan
    files: Mapping[SignedFile, bytes]
    heading: str
    claims: tuple[Claim, ...]
    corrected: tuple[Correction, ...]


def _take_order(desk: Desk, folder: Path) -> _Papers | None:
    """Read the order and the plan it approves; nothing, and told, where one cannot be read."""
    shown = desk.asked.order or folder / _ORDER
    planned, order = desk.take_plan(folder / PLAN_FILE), desk.take_paper(shown)
    if planned is None or order is None:
        return None
    drawn = draw_papers(planned[1], None, desk.read.own, {Paper.ORDER, Paper.PLAN})
    if drawn.value is None:
        desk.problems += drawn.problems
        return None
    files: dict[SignedFile, bytes] = {"order.docx": order[0], PLAN_FILE: planned[0], **desk.take_scan()}
    claims = [Claim(str(shown), order[1].date, order[1].number)]
    corrected = desk.correct("order.docx", shown, drawn.value[_ORDER], order[1])
    if not _stands_inside(planned[1]) or (folder / _PLAN).is_file():
        plan = desk.take_paper(folder / _PLAN)
        if plan is None:
            return None
        files["plan.docx"] = plan[0]
        claims.append(Claim(str(folder / _PLAN), plan[1].date, plan[1].number))
        corrected += desk.correct("plan.docx", folder / _PLAN, drawn.value[_PLAN], plan[1])
    return _Papers(planned[1], files, order[1].heading, (*claims, *desk.given()), corrected)


def _stands_inside(plan: Plan) -> bool:
    return plan.order is not None and plan.order.appendices == "inside"


def _refuse_moved(desk: Desk, before: tuple[Plan, ...], drawn: Plan) -> None:
    """Tell where the plan has changed since papers were drawn from it, unless they are signed anyway."""
    if desk.asked.anyway:
        return
    moved = find_outdated(Amending((*before[:-1], drawn), date_as(desk.read.plan, drawn)))
    if moved:
        desk.problems.append(Problem.of("RM926", what=say_outdated(moved)))


def sign_amendment(path: Path, folder: Path, asked: Asked) -> Outcome[Signed]:
    """Sign an order that amends the one in force, as `roadmap amend` has drawn it.

    Args:
        path: of the adoption.
        folder: where it lies with the plan that it brings the order up to.
        asked: what is said of the act.
    """
    opened = open_desk(path, asked)
    desk = opened.value
    if desk is None:
        return Outcome(None, opened.problems, opened.sources)
    draft = _take_draft(desk, folder, "amendment", Bilingual("изменён", "amended"))
    planned = desk.take_plan(folder / AMENDED_PLAN)
    order = desk.take_paper(asked.order or folder / AMENDING_ORDER)
    case = None if planned is None else desk.state.amending(planned[1])
    if draft is None or planned is None or order is None or case is None:
        return desk.refuse()
    case = replace(case, date=draft.date, number=draft.number, reason=draft.preamble)
    amending, problems = draw_amending_order(case)
    drawn = None
    if amending is not None:
        drawn, found = draw_amendment(amending, case.current, desk.read.own)
        problems += found
    if drawn is None:
        return desk.refuse(*problems)
    shown = asked.order or folder / AMENDING_ORDER
    corrected = desk.correct("order.docx", shown, drawn, order[1])
    _refuse_moved(desk, (*desk.state.plans, planned[1]), planned[1])
    claims = (
        Claim(str(shown), order[1].date, order[1].number),
        *desk.given(),
        Claim(str(folder / DRAFT), draft.date, draft.number),
    )
    requisites = desk.settle(claims)
    if requisites is None:
        return desk.refuse()
    files: dict[SignedFile, bytes] = {"order.docx": order[0], PLAN_FILE: planned[0], **desk.take_scan()}
    return desk.close("amendment", files, requisites, order[1].heading, corrected)


def sign_revocation(path: Path, folder: Path, asked: Asked) -> Outcome[Signed]:
    """Sign an order that ends the one in force, as `--revoke` has drawn it."""
    opened = open_desk(path, asked)
    desk = opened.value
    if desk is None:
        return Outcome(None, opened.problems, opened.sources)
    draft = _take_draft(desk, folder, "revocation", ENDED)
    order = desk.take_paper(asked.order or folder / REVOKING_ORDER)
    if draft is None or order is None:
        return desk.refuse()
    reason = Reason(draft.date, draft.number, draft.preamble)
    drawn, problems = draw_revocation(desk.state, desk.read.plan, desk.read.own, reason)
    if drawn is None:
        return desk.refuse(*problems)
    shown = asked.order or folder / REVOKING_ORDER
    corrected = desk.correct("order.docx", shown, drawn[1], order[1])
    claims = (
        Claim(str(shown), order[1].date, order[1].number),
        *desk.given(),
        Claim(str(folder / DRAFT), draft.date, draft.number),
    )
    requisites = desk.settle(claims)
    if requisites is None:
        return desk.refuse()
    files: dict[SignedFile, bytes] = {"order.docx": order[0], **desk.take_scan()}
    return desk.close("revocation", files, requisites, order[1].heading, corrected)


def _take_draft(desk: Desk, folder: Path, kind: ActKind, what: Bilingual) -> DraftAct | None:
    """Read what an order was drawn from; none, and told, where that is not what is in force now."""
    if desk.state.in_force is None or not desk.state.plans:
        desk.problems.append(Problem.of("RM920", what=what))
        return None
    draft, problems = read_draft(folder, DRAFT)
    desk.problems += problems
    if draft is None:
        return None
    if draft.adoption != desk.read.adoption.adoption:
        other = Problem.of(
            "RM928", file=folder / DRAFT, found=draft.adoption, plan=desk.read.adoption.adoption
        )
        desk.problems.append(other)
        return None
    if draft.act != kind or draft.since != desk.state.digests:
        desk.problems.append(Problem.of("RM929", folder=folder))
        return None
    return draft


def sign_school_order(path: Path, paper: Path, asked: Asked) -> Outcome[Signed]:
    """Sign an order that the plan asks for, filled in from one of its blanks.

    Args:
        path: of the adoption.
        paper: the blank as it was filled in.
        asked: what is said of the act.
    """
    opened = open_desk(path, asked)
    desk = opened.value
    if desk is None:
        return Outcome(None, opened.problems, opened.sources)
    order = desk.take_paper(paper)
    if order is None:
        return desk.refuse()
    about = _find_document(desk, paper)
    if about is None or not order[1].commands:
        known = [f"{Paper.FORMS}{form.name}" for form in forms(desk.read.plan) if form.template == _TEMPLATE]
        return desk.refuse(Problem.of("RM937", file=paper, known=list_names(known) or "–"))
    requisites = desk.settle((Claim(str(paper), order[1].date, order[1].number), *desk.given()))
    if requisites is None or has_errors(desk.problems):
        return desk.refuse()
    files: dict[SignedFile, bytes] = {"order.docx": order[0], **desk.take_scan()}
    return desk.close("school-order", files, requisites, order[1].heading, about=about)


def _find_document(desk: Desk, paper: Path) -> str | None:
    """Find the document of the plan that a blank is of: by the list of its folder, else by its name."""
    name = f"{Paper.FORMS}{paper.name}"
    known, newer = load_list(paper.absolute().parent.parent / LIST_NAME)
    if newer is None and known.plan == desk.read.adoption.adoption and name in known.entries:
        return known.entries[name].about or None
    return list_blanks(desk.read.plan).get(name)

"""The order that approves a plan is signed: what was signed comes back, and is kept as it is."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from roadmap_engine.desk.signing import sign_papers
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.signed_act import SignedAct, say_act
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.pipeline.signing import Asked
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.signed_upload import Returned, SaidOfAct, read_returned
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = ["show_signing"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_signing(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show how the order is signed, and keep what comes back."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    if request.method != "POST":
        order = visit.tracked.read.plan.order
        date = numeric_date(order.date) if order is not None and order.date is not None else ""
        return _show(visit, SaidOfAct(date, (order.number or "") if order is not None else ""))
    said = read_returned(request, _list_papers())
    if said.errors:
        return _show(visit, said)
    who, path = visit.viewer.key, path_of(visit.text)
    today = hand_of(who).day_of(visit.tracked.read.plan)
    asked = Asked(today, said.day, said.number or None, anyway=said.anyway)
    outcome = sign_papers(path, said.papers, asked)
    if outcome.value is None:
        return _show(visit, said, outcome.problems)
    keep_act(who, Act.RECORDED, f"{visit.text.school_id}/{visit.text.plan}")
    act = _say(outcome.value.act)
    messages.success(request, fill(_("{act}: хранится, как подписан."), act=act))
    return redirect("papers", visit.text.school_id, visit.text.plan)


def _list_papers() -> Returned:
    return Returned(
        ("order.docx", "plan.docx", "plan.json"),
        _("Приложите все файлы из скачанного архива."),
        _("«{name}»: это не из скачанного архива или приложено дважды."),
        frozenset({"plan.docx"}),
    )


def _show(visit: Visit, said: SaidOfAct, told: Sequence[Problem] = ()) -> HttpResponse:
    signed, _told = read_signed(path_of(visit.text), visit.tracked.read.plan.plan)
    wrong = bool(told or said.errors)
    return show(
        visit.request, "signing.html.j2", title=_("Подписать приказ"), section="papers", plan=visit.text,
        said=said, refused=tell_errors(told, PlanSpot(visit)), problem=wrong,
        in_force=cite(say_act(signed.in_force.order).said(spoken())) if signed.in_force is not None else "",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip


def _say(act: SignedAct) -> SafeString:
    """Name an act at the beginning of a line."""
    return cite(capitalise_first(say_act(act).said(spoken())))

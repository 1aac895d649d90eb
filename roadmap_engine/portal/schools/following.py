"""The orders that amend or end the one in force: drawn, given for signature, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from roadmap_engine.desk.signing import Way, sign_papers
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.signed_act import say_act
from roadmap_engine.pipeline.amending import (
    AMENDED_PLAN,
    AMENDING_ORDER,
    DRAFT,
    Amended,
    Asked,
    amend,
    tidy_reason,
)
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.revoking import REVOKING_ORDER, Revoked, revoke
from roadmap_engine.pipeline.signed_state import SignedState, compare_with_signed, read_signed
from roadmap_engine.pipeline.signing import Asked as AskedToSign
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.pages.failing import show_busy
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_file
from roadmap_engine.portal.pages.telling import tell_all, tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.drawing import BusyError, at_desk
from roadmap_engine.portal.schools.drawing_all import pack_papers
from roadmap_engine.portal.schools.paper_page import describe_signed
from roadmap_engine.portal.schools.signed_upload import LONGEST_NUMBER, Returned, SaidOfAct, read_returned
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.typed import check_note, read_day
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, spoken
from roadmap_engine.russian import capitalise_first

__all__ = ["AMENDING", "ENDING", "Kind", "give_following", "show_following"]


@dataclass(frozen=True, slots=True)
class Kind:
    """An order that follows the one in force.

    Attributes:
        name: of its page.
        way: how it is signed.
        draw: what draws it.
        papers: it is drawn as, by their names.
        lead: what it does, in a sentence.
        reason: what the field of its reason is about.
        strange: what is said of a file that is none of its papers.
    """

    name: str
    way: Way
    draw: Callable[[Path, Asked], Outcome[Amended] | Outcome[Revoked]]
    papers: tuple[str, ...]
    title: str
    lead: str
    reason: str
    lacking: str
    strange: str


AMENDING = Kind(
    "amending",
    "amendment",
    lambda path, asked: amend(path, (), replace(asked, reason=tidy_reason(asked.reason))),
    (AMENDING_ORDER, AMENDED_PLAN, DRAFT),
    gettext_lazy("Приказ о внесении изменений"),
    gettext_lazy("Номера подписанного приказа остаются; меняется только то, что план говорит иначе."),
    gettext_lazy(
        "Пусто – причина выводится из изменений. Своими словами: На основании протокола Педсовета № 9."
    ),
    gettext_lazy("Приложите все файлы из скачанного архива."),
    gettext_lazy("«{name}»: это не из скачанного архива или приложено дважды."),
)
ENDING = Kind(
    "ending",
    "revocation",
    revoke,
    (REVOKING_ORDER, DRAFT),
    gettext_lazy("Приказ утрачивает силу"),
    gettext_lazy(
        "В приказе названы подписанный и все его изменения. После него «Бумаги» снова составляют проект."
    ),
    gettext_lazy("Например: В связи с завершением учебного года. Пусто – в приказе место для причины."),
    gettext_lazy("Приложите все файлы из скачанного архива."),
    gettext_lazy("«{name}»: это не из скачанного архива или приложено дважды."),
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What somebody wants the order to say of itself; the words stay as she typed them."""

    date: str
    number: str
    reason: str
    asked: Asked
    errors: Mapping[str, str] = field(default_factory=dict)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_following(request: HttpRequest, school: str, plan: str, kind: Kind) -> HttpResponse:
    """Show what the order would say; keep what comes back signed."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    if request.method != "POST":
        return _show(visit, kind)
    returned = Returned(kind.papers, str(kind.lacking), str(kind.strange))
    said = read_returned(request, returned)
    if said.errors:
        return _show(visit, kind, said)
    who, path = visit.viewer.key, path_of(visit.text)
    today = hand_of(who).day_of(visit.tracked.read.plan)
    asked = AskedToSign(today, said.day, said.number or None, anyway=said.anyway)
    outcome = sign_papers(path, said.papers, asked, kind.way)
    if outcome.value is None:
        return _show(visit, kind, said, outcome.problems)
    keep_act(who, Act.RECORDED, f"{visit.text.school_id}/{visit.text.plan}")
    act = cite(capitalise_first(say_act(outcome.value.act).said(spoken())))
    messages.success(request, fill(_("{act}: хранится, как подписан."), act=act))
    return redirect("papers", visit.text.school_id, visit.text.plan)


@known_only
@require_safe
def give_following(request: HttpRequest, school: str, plan: str, kind: Kind) -> HttpResponse:
    """Give the papers of the order as one archive, for signature."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    draft = _read_draft(visit, request.GET)
    if draft.errors:
        raise Http404
    try:
        drawn = _draw(visit, kind, draft)
    except BusyError:
        return show_busy(request)
    if drawn.value is None:
        return _show(visit, kind)
    archive = pack_papers(Outcome(drawn.value.papers))
    return send_file(archive.value or b"", f"{kind.way}.zip")


def _read_draft(visit: Visit, said: QueryDict) -> _Draft:
    errors: dict[str, str] = {}
    date, number, reason = (said.get(name, "").strip() for name in ("on", "as", "reason"))
    day = read_day(date, "on", errors) if date else None
    if len(number) > LONGEST_NUMBER:
        errors["as"] = _("Слишком длинно: помещается {most} знаков.").format(most=LONGEST_NUMBER)
    check_note(reason, "reason", errors)
    today = hand_of("").day_of(visit.tracked.read.plan)
    return _Draft(date, number, reason, Asked(day, number or None, reason or None, today), errors)


def _draw(visit: Visit, kind: Kind, draft: _Draft) -> Outcome[Amended] | Outcome[Revoked]:
    with at_desk():
        return kind.draw(path_of(visit.text), draft.asked)


def _show(
    visit: Visit, kind: Kind, said: SaidOfAct | None = None, refused: Sequence[Problem] = ()
) -> HttpResponse:
    plan = visit.tracked.read.plan
    signed, _told = read_signed(path_of(visit.text), plan.plan)
    draft = _read_draft(visit, visit.request.GET)
    drawn: Outcome[Amended] | Outcome[Revoked] | None = None
    if _is_needed(kind, signed, visit) and not draft.errors:
        try:
            drawn = _draw(visit, kind, draft)
        except BusyError:
            return show_busy(visit.request)
    errors = {**draft.errors, **(said.errors if said is not None else {})}
    spot = PlanSpot(visit)
    undrawn = tell_errors(drawn.problems, spot) if drawn is not None and drawn.value is None else ()
    known = set(visit.standing.problems)
    wrong = bool(refused or errors)
    return show(
        visit.request, "following.html.j2", title=str(kind.title), section="papers", plan=visit.text,
        kind=kind, draft=draft, drawn=drawn.value if drawn is not None else None, undrawn=undrawn,
        sweeping=drawn is not None and isinstance(drawn.value, Amended) and drawn.value.is_sweeping,
        notes=tell_all((each for each in drawn.problems if each not in known and each.code != "RM931"), spot)
        if drawn is not None and drawn.value is not None
        else (),
        said=said or SaidOfAct(draft.date, draft.number), errors=errors, refused=tell_errors(refused, spot),
        in_force=describe_signed(signed, plan).words, stands=signed.in_force is not None,
        problem=wrong, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip


def _is_needed(kind: Kind, signed: SignedState, visit: Visit) -> bool:
    """Tell whether there is anything to draw: an order in force, and for an amending one another plan."""
    if signed.in_force is None:
        return False
    return kind is ENDING or bool(compare_with_signed(signed, visit.tracked.read.plan))

"""The order that approves a plan is signed: what was signed comes back, and is kept as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from roadmap_engine.desk.signing import sign_papers
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import SIGNED_FILE
from roadmap_engine.model.signed_act import SignedAct, SignedFile, say_act
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.pipeline.signing import Asked
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.typed import read_day
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import capitalise_first, numeric_date

__all__ = ["show_signing"]

_LONGEST_NUMBER = 120
_MEGABYTE = 1_048_576


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody filled in; the words stay as she typed them."""

    date: str
    number: str
    anyway: bool = False
    papers: Mapping[SignedFile, bytes] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    day: dt.date | None = None


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_signing(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show how the order is signed, and keep what comes back."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    if request.method != "POST":
        order = visit.tracked.read.plan.order
        date = numeric_date(order.date) if order is not None and order.date is not None else ""
        return _show(visit, _Said(date, (order.number or "") if order is not None else ""))
    said = _read(request)
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


def _read(request: HttpRequest) -> _Said:
    errors: dict[str, str] = {}
    date, number = request.POST.get("date", "").strip(), request.POST.get("number", "").strip()
    day = read_day(date, "date", errors) if date else None
    if len(number) > _LONGEST_NUMBER:
        errors["number"] = _("Слишком длинно: помещается {most} знаков.").format(most=_LONGEST_NUMBER)
    papers = _gather(request.FILES.getlist("papers"), request.FILES.getlist("scan"), errors)
    return _Said(date, number, "anyway" in request.POST, papers, errors, day)


def _gather(
    files: Iterable[UploadedFile], scans: Sequence[UploadedFile], errors: dict[str, str]
) -> dict[SignedFile, bytes]:
    """Take in the files by the names they are kept under; an order by another name is none of ours."""
    found: dict[SignedFile, bytes] = {}
    for each in files:
        name = _name(each.name or "")
        if name is None or name in found:
            needed = _("«{name}»: нужны order.docx, plan.docx и plan.json, каждый раз.")
            errors["papers"] = fill(needed, name=(each.name or "")[:60])
        else:
            found[name] = _take(each, "papers", errors)
    if "papers" not in errors and not {"order.docx", "plan.json"} <= found.keys():
        errors["papers"] = _("Приложите order.docx, plan.docx и plan.json из скачанного архива.")
    if len(scans) > 1:
        errors["scan"] = _("Скан – один файл PDF.")
    elif scans:
        found["scan.pdf"] = _take(scans[0], "scan", errors)
    return found


def _take(file: UploadedFile, name: str, errors: dict[str, str]) -> bytes:
    data: bytes = file.read(SIGNED_FILE.most + 1)
    if len(data) > SIGNED_FILE.most:
        errors[name] = fill(
            _("«{name}» больше {most} МБ."), name=(file.name or "")[:60], most=SIGNED_FILE.most // _MEGABYTE
        )
    return data


def _name(given: str) -> SignedFile | None:
    """Tell which paper a file is: browsers write «order (1).docx» where there is one already."""
    name = given.casefold()
    if name.startswith("order") and name.endswith(".docx"):
        return "order.docx"
    if name.startswith("plan") and name.endswith(".docx"):
        return "plan.docx"
    return "plan.json" if name.startswith("plan") and name.endswith(".json") else None


def _show(visit: Visit, said: _Said, told: Sequence[Problem] = ()) -> HttpResponse:
    signed, _told = read_signed(path_of(visit.text), visit.tracked.read.plan.plan)
    wrong = bool(told or said.errors)
    return show(
        visit.request, "signing.html.j2", title=_("Подписать приказ"), section="papers", plan=visit.text,
        said=said, refused=tell_errors(told), problem=wrong,
        in_force=cite(say_act(signed.in_force.order).said(spoken())) if signed.in_force is not None else "",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip


def _say(act: SignedAct) -> SafeString:
    """Name an act at the beginning of a line."""
    return cite(capitalise_first(say_act(act).said(spoken())))

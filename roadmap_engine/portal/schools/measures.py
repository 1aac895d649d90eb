"""The page of a measure: where it stands, what is recorded by it, and what became of it meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import assert_never

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header  # type: ignore[attr-defined]
from django.views.decorators.http import require_http_methods, require_safe

from roadmap_engine.deadlines import events_of
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.translation import DEFAULT_LANGUAGE
from roadmap_engine.documents.pages.badges import choose_loudest
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import DID_WORDS, EvidenceFile
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.citing import cite
from roadmap_engine.portal.mail.holding import find_address
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import path_of, read_in
from roadmap_engine.portal.schools.answering import (
    NOT_NOW,
    Answered,
    Ended,
    answer_said,
    deeds_of,
    find_deed,
)
from roadmap_engine.portal.schools.deeds import part_deeds
from roadmap_engine.portal.schools.event_form import AskedEvent, find_event
from roadmap_engine.portal.schools.measure_page import describe_measure
from roadmap_engine.portal.schools.names import name_people
from roadmap_engine.portal.schools.recording import FIELDS, Said, read_said
from roadmap_engine.portal.schools.route import describe_documents, describe_review
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import MeasureVisit, visit_measure
from roadmap_engine.portal.schools.why import explain_day
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.storage.opening import read_file
from roadmap_engine.tracking.evidence import FOLDER, KINDS, LARGEST

__all__ = ["give_evidence", "show_conflict", "show_measure"]

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "png": "image/png",
}


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_measure(request: HttpRequest, school: str, plan: str, measure: str) -> HttpResponse:
    """Show a measure, and record what somebody did about it."""
    at = visit_measure(request, school, plan, measure)
    if request.method == "POST":
        return _record(at)
    row = at.row(request.GET.get("time", "")) or choose_loudest(at.rows)
    return _show(at, row, None, ())


def _record(at: MeasureVisit) -> HttpResponse:
    request, said = at.visit.request, read_said(at.visit.request)
    answered = answer_said(at, said)
    match answered.ended:
        case Ended.CONFLICT:
            return show_conflict(answered, said)
        case Ended.NOT_NOW:
            return show_refusal(request, HTTPStatus.FORBIDDEN, NOT_NOW)
        case Ended.WRONG:
            return _show(at, answered.row, answered.said, answered.problems)
        case Ended.HELD:
            messages.success(request, _("Осталось подтвердить: откройте ссылку в письме, оно сейчас придёт."))
            return redirect(request.path)
        case Ended.WRITTEN:
            messages.success(request, _("Записано: {what}.").format(what=answered.did))
            return redirect(f"{request.path}?time={said.key}" if len(at.rows) > 1 else request.path)
        case never:
            assert_never(never)


def show_conflict(answered: Answered, said: Said) -> HttpResponse:
    """Show what somebody else has recorded meanwhile beside what was typed; nothing of either is lost."""
    at, row = answered.at, answered.row
    plan = at.visit.tracked.read.plan
    page = describe_measure(plan, at.measure, at.rows, row, name_people(plan))
    seen = _list_seen(row, said.saw)
    return show(
        at.visit.request, "conflict.html.j2", title=_("Уже записано другое"), section="plan",
        plan=at.visit.text, page=page, row=row, said=said,
        since=[line for line in page.history if line.id not in seen],
        deed=find_deed(at, row, said),
        did=DID_WORDS[said.did].said(spoken()) if said.did is not None else "", measure=at.measure.goes_by,
        # Nothing was recorded, so that her code still does.
        code=at.visit.request.POST.get("code", ""),
        status=HTTPStatus.CONFLICT,
    )  # fmt: skip


def _list_seen(row: BoardRow, saw: Collection[str]) -> frozenset[str]:
    """Give the entries that somebody has seen who saw these last ones: they, and what they came after."""
    seen = set(saw)
    for entry in reversed(row.history):
        if entry.id in seen:
            seen |= set(entry.after)
    return frozenset(seen)


def _show(at: MeasureVisit, row: BoardRow, said: Said | None, told: Sequence[Problem]) -> HttpResponse:
    plan = at.visit.tracked.read.plan
    page = describe_measure(plan, at.measure, at.rows, row, name_people(plan))
    refused, names, reasons = tell_errors(told, PlanSpot(at.visit)), name_people(plan), _list_reasons(at)
    errors = dict.fromkeys(FIELDS, "") | dict(said.errors if said is not None else {})
    wrong = bool(refused) or any(errors.values())
    judging, first, rest = part_deeds(deeds_of(at, row))
    return show(
        at.visit.request, "measure.html.j2", title=page.heading, section="plan", plan=at.visit.text,
        page=page, row=row, measure=at.measure.goes_by, judging=judging, first=first,
        rest=rest, said=said, errors=errors,
        why=explain_day(reasons), reasons=[cite(each) for each in reasons], events=_list_events(at),
        documents=describe_documents(plan, at.measure, row, names), review=describe_review(row, names),
        may_step=at.does or at.judges, refused=refused, problem=wrong, kinds=", ".join(KINDS),
        largest=LARGEST, by_mail=bool(find_address(at.visit.viewer.key, at.visit.text)),
        sees_plan=at.visit.may(Right.SEE),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip


def _list_reasons(at: MeasureVisit) -> tuple[str, ...]:
    """Give why the days of a measure are these, in the language of the page where its plan can be read so."""
    language = spoken()
    plan = read_in(at.visit.text, language) if language != DEFAULT_LANGUAGE else None
    said = plan.measures() if plan is not None else ()
    found = next((each for each in said if each.goes_by == at.measure.goes_by), at.measure)
    return found.deadline.reasons


def _list_events(at: MeasureVisit) -> tuple[AskedEvent, ...]:
    """Give the events that a measure's day counts from, to whoever may say them otherwise."""
    rule = at.measure.deadline.rule
    if rule is None or not at.visit.may(Right.EDIT):
        return ()
    found = (find_event(at.visit.tracked.read, event) for event in events_of(rule))
    return tuple(each for each in found if each is not None)


@known_only
@require_safe
def give_evidence(request: HttpRequest, school: str, plan: str, measure: str, sha256: str) -> HttpResponse:
    """Give a file that an entry about a measure names, as an attachment; by no other way is it given."""
    at = visit_measure(request, school, plan, measure)
    named = next(
        (
            each
            for row in at.rows
            for entry in row.history
            for each in entry.evidence
            if isinstance(each, EvidenceFile) and each.sha256 == sha256
        ),
        None,
    )
    folder = path_of(at.visit.text).parent / FOLDER
    kind = next((each for each in KINDS if (folder / f"{sha256}.{each}").is_file()), None)
    if named is None or kind is None:
        raise Http404
    content = read_file(folder / f"{sha256}.{kind}", LARGEST * 1_048_576)
    name = named.name if named.name.casefold().endswith(f".{kind}") else f"{named.name}.{kind}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox; default-src 'none'"}
    return HttpResponse(content, content_type=_TYPES[kind], headers=headers)

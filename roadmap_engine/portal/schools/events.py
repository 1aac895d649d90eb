"""The page of an event: its day is typed, what moves by it is shown, and only then it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.desk.dating import Preview, preview_dates, record_dates
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import Thing
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.citing import cite, fill, join
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_all, tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.event_form import (
    AskedEvent,
    SaidDay,
    find_event,
    known_of,
    read_event,
    show_span,
)
from roadmap_engine.portal.schools.event_page import describe_preview
from roadmap_engine.portal.schools.measure_page import list_lines
from roadmap_engine.portal.schools.names import name_people
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian import numeric_date

__all__ = ["show_event"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_event(request: HttpRequest, school: str, plan: str, event: str) -> HttpResponse:
    """Show an event; what moves by a day that was typed; and record it once that was confirmed."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    asked = find_event(visit.tracked.read, event)
    if asked is None:
        raise Http404
    said = read_event(request.POST if request.method == "POST" else request.GET, asked)
    if said is None or said.errors:
        return _show(visit, asked, said)
    if request.method == "POST":
        return _record(visit, asked, said)
    return _show(visit, asked, said, preview_dates(path_of(visit.text), known_of(asked, said)))


def _record(visit: Visit, asked: AskedEvent, said: SaidDay) -> HttpResponse:
    """Record what the preview has shown, and nothing else: else the preview of now is shown."""
    digest, found = visit.request.POST.get("digest", ""), list[Preview]()

    def agree(preview: Preview) -> bool:
        found.append(preview)
        return preview.changes_text and preview.digest == digest

    path, who = path_of(visit.text), visit.viewer.key
    outcome = record_dates(path, known_of(asked, said), hand_of(who), note=said.note or None, agree=agree)
    if outcome.value is None:
        if outcome.problems or not found:
            return _show(visit, asked, said, Outcome(None, outcome.problems))
        return _show_again(visit, asked, said)
    keep_act(who, Act.DATED, f"{visit.text.school_id}/{visit.text.plan}")
    words = fill(_("Записано: {title}, {day}."), title=asked.title, day=said.on)
    if any(each.code == "RM931" for each in outcome.problems):
        amend = _("Подписанный приказ теперь говорит иначе: «Бумаги» составят приказ об изменениях.")
        words = join((words, cite(amend)))
    messages.success(visit.request, words)
    return redirect("today", visit.text.school_id, visit.text.plan)


def _show_again(visit: Visit, asked: AskedEvent, said: SaidDay) -> HttpResponse:
    """Show what would move now: since the preview something else was written."""
    again = visit_plan(visit.request, visit.text.school_id, visit.text.plan)
    now = find_event(again.tracked.read, asked.id)
    if now is None:
        raise Http404
    preview = preview_dates(path_of(again.text), known_of(now, said))
    return _show(again, now, said, preview, changed=True)


def _show(
    visit: Visit,
    asked: AskedEvent,
    said: SaidDay | None,
    outcome: Outcome[Preview] | None = None,
    *,
    changed: bool = False,
) -> HttpResponse:
    preview = outcome.value if outcome is not None else None
    new = _list_new(visit, outcome.problems) if outcome is not None else ()
    spot = PlanSpot(visit)
    refused = tell_errors(new, spot) if preview is None else ()
    plan, names = visit.tracked.read.plan, name_people(visit.tracked.read.plan)
    entries = [each for each in visit.tracked.read.log.entries if each.thing == Thing("event", asked.id)]
    typed = said or _fill_in(asked)
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    if refused or typed.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    shown = None
    if preview is not None:
        signed, _told = read_signed(path_of(visit.text), plan.plan)
        today = visit.tracked.board.today or hand_of("").day_of(plan)
        shown = describe_preview(plan, preview.recorded.difference, new, signed, today)
    return show(
        visit.request, "event.html.j2", title=asked.title, section="today", plan=visit.text, event=asked,
        said=typed, preview=preview, page=shown, changed=changed, refused=refused,
        notes=tell_all((each for each in new if each.code != "RM931"), spot) if preview is not None else (),
        problem=bool(refused or typed.errors), lines=list_lines(plan, entries, names),
        labels={measure: title for measure, (title, _) in asked.decidable.items()}, status=status,
    )  # fmt: skip


def _list_new(visit: Visit, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Give what is told of the dates and not of the texts as they stand."""
    known = set(visit.standing.problems)
    return tuple(each for each in problems if each not in known)


def _fill_in(asked: AskedEvent) -> SaidDay:
    """Give the form as it stands before anybody has typed anything."""
    days = {measure: show_span(span) if span else "" for measure, (_, span) in asked.decidable.items()}
    return SaidDay(numeric_date(asked.day) if asked.day is not None else "", "", days)

"""An event for many schools: its day is typed, what moves in each is shown, and only then it is recorded."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.jobs.answering import answer_with_job
from roadmap_engine.portal.jobs.kinds import Kind, State
from roadmap_engine.portal.jobs.showing import find_job
from roadmap_engine.portal.matrix.event_form import SaidEvent, list_events, list_plans, read_said
from roadmap_engine.portal.matrix.event_page import describe_event
from roadmap_engine.portal.matrix.event_preview import MOVES
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.speech import gettext as _

__all__ = ["ask_event", "show_event_for_schools"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask_event(request: HttpRequest) -> HttpResponse:
    """Ask which event and which day; and let be looked what would move."""
    viewer = viewer_of(request)
    if not has(viewer, Right.JUDGE):
        raise Http404
    texts = list_plans(viewer)
    events = list_events(texts)
    if request.method != "POST":
        return _ask(request, texts, events, SaidEvent(event=request.GET.get("event", "")))
    said = read_said(request.POST, events)
    if said.errors or said.day is None:
        return _ask(request, texts, events, said)
    told = {
        "event": said.event,
        "title": events[said.event],
        "day": said.day.isoformat(),
        "note": said.note,
        "plans": [{"path": each.path, "school": each.school_id, "plan": each.plan} for each in texts],
    }
    return answer_with_job(request, Kind.EVENT_SEEN, needs=Right.JUDGE, arguments=told)


def _ask(
    request: HttpRequest, texts: Collection[PlanText], events: Mapping[str, str], said: SaidEvent
) -> HttpResponse:
    return show(
        request, "event_many.html.j2", title=_("Событие для школ"), section="event-many", events=events,
        said=said, plans=len(texts), problem=bool(said.errors),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if said.errors else HTTPStatus.OK,
    )  # fmt: skip


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_event_for_schools(request: HttpRequest, job: uuid.UUID) -> HttpResponse:
    """Show what would move, and record it once that was confirmed; show what became of it."""
    found = find_job(request, job)
    of_event = found.kind in (Kind.EVENT_SEEN.value, Kind.EVENT_RECORDED.value)
    if not of_event or found.state != State.DONE.value:
        raise Http404
    if request.method == "POST" and found.kind == Kind.EVENT_SEEN.value:
        seen = [each for each in found.told["plans"] if each["state"] == MOVES]
        plans = [{name: each[name] for name in ("path", "school", "plan", "digest")} for each in seen]
        told = {**found.arguments, "plans": plans}
        return answer_with_job(request, Kind.EVENT_RECORDED, needs=Right.JUDGE, arguments=told)
    page = describe_event(found)
    return show(
        request, "event_many_seen.html.j2", title=page.title, section="event-many", page=page, job=found
    )

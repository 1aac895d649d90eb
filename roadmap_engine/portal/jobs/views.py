"""The page of a job, the part of it that changes, and the file that comes out."""

from __future__ import annotations

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.jobs.kinds import State
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import result_of
from roadmap_engine.portal.jobs.showing import describe_job, find_job
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_open_file
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.storage.opening import open_file

__all__ = ["give_file", "show_job", "show_state"]


@known_only
@require_safe
def show_job(request: HttpRequest, job: uuid.UUID) -> HttpResponse:
    """Show how far a job is, and what came of it."""
    found = find_job(request, job)
    shown = describe_job(found)
    failed = found.state == State.FAILED.value
    return show(
        request, "job.html.j2", title=shown.title, section=shown.section, plan=_plan_of(found), shown=shown,
        problem=failed,
    )  # fmt: skip


@known_only
@require_safe
def show_state(request: HttpRequest, job: uuid.UUID) -> HttpResponse:
    """Show the part of the page that changes; when it has ended, the page is asked for whole."""
    found = find_job(request, job)
    response = render(request, "job_state.html.j2", {"shown": describe_job(found)})
    if found.has_ended:
        response["HX-Refresh"] = "true"
    return response


@known_only
@require_safe
def give_file(request: HttpRequest, job: uuid.UUID) -> HttpResponse | FileResponse:
    """Give the file that came out of a job."""
    found = find_job(request, job)
    if found.state != State.DONE.value or not found.file:
        raise Http404
    try:
        return send_open_file(open_file(result_of(found)), found.file)
    except OSError:
        raise Http404 from None


def _plan_of(job: Job) -> PlanText | None:
    return PlanText.objects.select_related("school").filter(school=job.school, plan=job.plan).first()

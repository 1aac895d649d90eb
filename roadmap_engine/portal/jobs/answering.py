"""A request that starts a work → where its reader goes: to what came of it, or to the page of the job."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from roadmap_engine.diagnostics import Severity
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.jobs.kinds import Kind
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.showing import job_address, list_problems, list_steps
from roadmap_engine.portal.jobs.starting import TooManyJobsError, start_job
from roadmap_engine.portal.jobs.waiting import wait_for_end
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.speech import gettext as _

__all__ = ["answer_with_job"]


def answer_with_job(
    request: HttpRequest,
    kind: Kind,
    *,
    needs: Right,
    text: PlanText | None = None,
    arguments: Mapping[str, Any] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> HttpResponse:
    """Start a work, wait for it a little, and lead on: `start_job` says what is asked."""
    try:
        job = start_job(request, kind, needs=needs, text=text, arguments=arguments, files=files)
    except TooManyJobsError:
        words = _("Вы запросили уже много, и оно ещё не готово. Подождите, пока что-нибудь закончится.")
        return show_refusal(request, HTTPStatus.TOO_MANY_REQUESTS, words)
    return redirect(_lead_on(wait_for_end(job)))


def _lead_on(job: Job) -> str:
    """Give where to go: straight to what came out where nothing else is to be said."""
    steps = list_steps(job)
    loud = any(each.severity is not Severity.NOTICE for each in list_problems(job))
    # What is told beside a file was told on the pages of its plan.
    if steps and (job.file or not loud):
        return steps[0].address
    return job_address(job)

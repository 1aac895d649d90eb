"""A job → what its page says: how far it is, what came of it, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from roadmap_engine.batch.problem_json import problem_from_json
from roadmap_engine.diagnostics import Problem
from roadmap_engine.portal.access.deciding import has, may
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.jobs.kinds import WORKS, Kind, State
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import result_of
from roadmap_engine.portal.jobs.results import Onward, Step
from roadmap_engine.portal.jobs.starting import UNFINISHED
from roadmap_engine.portal.pages.telling import Told, tell_all, tell_writer
from roadmap_engine.portal.plans.finding import place_of_school
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.speech import gettext as _

__all__ = ["Shown", "describe_job", "find_job", "job_address", "list_problems", "list_steps"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says of a job.

    Attributes:
        before: how many jobs come before it.
        problems: what was told.
        steps: where one may go from here.
        gone: whether its file was kept for a day and is there no more.
        back: where it was asked for.
        section: in whose part of the portal that is.
    """

    job: Job
    title: str
    before: int
    problems: tuple[Told, ...]
    steps: tuple[Step, ...]
    gone: bool
    back: str
    section: str


def find_job(request: HttpRequest, key: object) -> Job:
    """Give a job that whoever asks may see.

    Raises:
        Http404: there is none, or it is closed to her.
    """
    job = Job.objects.filter(key=key, kind__in=[each.value for each in Kind]).first()
    if job is None or not _may_see(request, job):
        raise Http404
    return job


def _may_see(request: HttpRequest, job: Job) -> bool:
    viewer, needs = viewer_of(request), Right(job.needs)
    if not job.school:
        return viewer.key == job.owner_id and has(viewer, needs)
    school = School.objects.filter(id=job.school).first()
    return school is not None and may(viewer, needs, place_of_school(school))


def describe_job(job: Job) -> Shown:
    """Say everything that a page says of a job."""
    work = WORKS[Kind(job.kind)]
    before = Job.objects.filter(state__in=UNFINISHED, id__lt=job.pk).count() if not job.has_ended else 0
    at = (job.school, job.plan) if job.plan else ()
    return Shown(
        job, str(work.title), before, _tell(job), list_steps(job), _is_gone(job),
        reverse(work.back, args=at), work.back,
    )  # fmt: skip


def _tell(job: Job) -> tuple[Told, ...]:
    tell = tell_writer if Right(job.needs) is Right.PUBLISH else tell_all
    return tell(list_problems(job))


def list_problems(job: Job) -> tuple[Problem, ...]:
    """Give what was told of a job."""
    return tuple(map(problem_from_json, job.problems))


def list_steps(job: Job) -> tuple[Step, ...]:
    """Give where one may go from a job that is done: to its file, and to what comes next."""
    if job.state != State.DONE.value:
        return ()
    named = WORKS[Kind(job.kind)].onward
    onward: Onward = import_string(named) if named else lambda _job: ()
    file = (Step(_("Скачать"), reverse("job-file", args=[job.key])),) if job.file else ()
    return (*file, *onward(job)) if not _is_gone(job) else onward(job)


def _is_gone(job: Job) -> bool:
    return bool(job.file) and not result_of(job).is_file()


def job_address(job: Job) -> str:
    """Give the address of a job's page."""
    return reverse("job", args=[job.key])

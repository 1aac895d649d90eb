"""A table that is read as a job, and what was read → a draft, begun by whoever handed it in."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from roadmap_engine.diagnostics.limits import IMPORT_BYTES
from roadmap_engine.importing.container import open_container
from roadmap_engine.load.files import read_bytes
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.drafts.beginning import SaidNew, is_name
from roadmap_engine.portal.drafts.begun import Begun
from roadmap_engine.portal.drafts.keeping import begin_whole, require_publisher
from roadmap_engine.portal.drafts.reading_tables import GIVEN
from roadmap_engine.portal.jobs.kinds import Kind, State
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import files_of
from roadmap_engine.portal.jobs.results import Step
from roadmap_engine.portal.jobs.showing import find_job, list_problems
from roadmap_engine.portal.jobs.starting import start_job
from roadmap_engine.portal.jobs.waiting import wait_for_end
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.speech import gettext as _

__all__ = ["list_steps", "read_as_job", "take_job", "take_read"]


def read_as_job(request: HttpRequest, said: SaidNew) -> Outcome[Job]:
    """Let a stranger's table be read, and wait for it a little.

    Args:
        request: of whoever hands it in, who may publish.
        said: what she filled in.

    Returns:
        The job, as it stands then; or why there is none.

    Raises:
        TooManyJobsError: ten of hers have not ended yet.
    """
    container, refused = open_container(said.file, said.file_name)
    if container is None:
        # What is no Word or Excel file, or unpacks to more than one has, is told without a process.
        return Outcome(None, refused)
    told = {"name": said.name, "called": said.file_name or GIVEN, "table": said.table}
    job = start_job(request, Kind.TABLE, needs=Right.PUBLISH, arguments=told, files={GIVEN: said.file})
    job = wait_for_end(job)
    if job.state != State.FAILED.value:
        return Outcome(job)
    problems = list_problems(job)
    job.delete()
    return Outcome(None, problems)


def take_job(job: Job, name: str) -> Begun:
    """Give what a draft begins with: what was read, and the file as it was handed in.

    Args:
        job: that is done.
        name: the id that the roadmap gets.
    """
    given = files_of(job).get(GIVEN)
    source = read_bytes(given, largest=IMPORT_BYTES.most)[0] if given is not None else None
    read, wanted = str(job.told["text"]), str(job.arguments["name"])
    # The id stands once in what the import has written, on a line of its own.
    text = read.replace(f"\nroadmap: {wanted}\n", f"\nroadmap: {name}\n", 1)
    more = {"source_name": str(job.arguments["called"]), "source": source, "doubts": job.told["doubts"]}
    return Begun(name, text, more)


def list_steps(job: Job) -> tuple[Step, ...]:
    """Give what comes next of a table that was read."""
    return (Step(_("Начать черновик"), reverse("draft-read", args=[job.key])),)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_read(request: HttpRequest, job: uuid.UUID) -> HttpResponse:
    """Show what the draft of a table that was read will be called, and begin it."""
    viewer, found = require_publisher(request), find_job(request, job)
    if found.kind != Kind.TABLE.value or found.state != State.DONE.value:
        raise Http404
    name = request.POST.get("name", str(found.arguments["name"])).strip()
    errors: dict[str, str] = {}
    if request.method == "POST":
        if not is_name(name):
            errors["name"] = _("Имя – малые латинские буквы, цифры и дефисы: plan-2027. Наберите его.")
        elif (draft := begin_whole(viewer, take_job(found, name))) is None:
            errors["name"] = _("Черновик с таким именем уже есть. Наберите другое или откройте тот.")
        else:
            found.delete()
            messages.success(
                request, _("Карта прочитана. Проверьте то, что прочитано без полной уверенности.")
            )
            return redirect("draft", draft.name)
    return show(
        request, "draft_read.html.j2", title=_("Таблица прочитана"), section="drafts", name=name,
        errors=errors, called=found.arguments["called"], doubts=len(found.told["doubts"]),
        problem=bool(errors), status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )  # fmt: skip

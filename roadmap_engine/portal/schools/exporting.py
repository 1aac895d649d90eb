"""Everything of a school as one archive, which the command line opens."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.jobs.answering import answer_with_job
from roadmap_engine.portal.jobs.kinds import Kind
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.schools.visiting import visit_plan

__all__ = ["start_export"]


@known_only
@require_POST
def start_export(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Let all plans of a school be packed with what happened and was signed; addresses go to editors."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE)
    own = visit.text.school
    paths = sorted(own.texts.values_list("path", flat=True))
    folders = {str(PurePosixPath(each).parent) for each in paths}
    others = {str(PurePosixPath(each.path).parent) for each in PlanText.objects.exclude(school=own)}
    edits = visit.may(Right.EDIT)
    told = {"school": own.id, "paths": paths, "others": sorted(others - folders), "contacts": edits}
    needs = Right.EDIT if edits else Right.SEE
    return answer_with_job(request, Kind.EXPORT, needs=needs, text=visit.text, arguments=told)

"""Everything of a school as one archive, which the command line opens."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from roadmap_engine.desk.taking_out import Taken, pack, take_out
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.reading import path_of, read_standing
from roadmap_engine.portal.schools.visiting import visit_plan

__all__ = ["give_export"]


@known_only
@require_safe
def give_export(request: HttpRequest, school: str, plan: str) -> HttpResponse | StreamingHttpResponse:
    """Give all plans of a school with what happened, what shows it, what was signed; addresses to editors."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE)
    own = visit.text.school
    others = PlanText.objects.exclude(school=own)
    workspace = settings.PORTAL.workspace
    folders = {path_of(each).parent for each in others} - {path_of(each).parent for each in own.texts.all()}
    taken = take_out(workspace, _list_adoptions(own), folders, contacts=visit.may(Right.EDIT))
    if taken.told:
        words = "Папка школы сейчас занята другой записью. Попробуйте ещё раз через минуту."
        return show_refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, words, title="Подождите немного")
    return StreamingHttpResponse(
        pack(taken, workspace),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{own.id}.zip"'},
    )


def _list_adoptions(school: School) -> Iterator[Taken]:
    for text in school.texts.order_by("path"):
        standing = read_standing(text)
        if standing.read is not None:
            yield Taken(path_of(text), standing.read, standing.files)

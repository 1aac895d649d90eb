"""The first page: it leads everybody to her own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.plans.finding import list_schools

__all__ = ["show_home"]


@require_safe
@known_only
def show_home(request: HttpRequest) -> HttpResponse:
    """Lead an officer to her matrix, a methodologist to her drafts, somebody of one school to its page.

    Everybody else is led to the schools.
    """
    viewer = viewer_of(request)
    if has(viewer, Right.JUDGE):
        return redirect("matrix")
    if has(viewer, Right.PUBLISH) and not has(viewer, Right.ADMINISTER):
        return redirect("drafts")
    schools = list_schools(viewer)
    if len(schools) == 1 and not has(viewer, Right.SEE_ALL):
        return redirect("school", schools[0].id)
    return redirect("schools")

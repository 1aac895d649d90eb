"""A school that has no folder yet: its name, its territory, and an invitation for whoever begins its plan."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from roadmap_engine.portal.access.deciding import has, may
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import RIGHTS, Right, Role
from roadmap_engine.portal.access.viewer import Viewer, viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.inviting import invite
from roadmap_engine.portal.beginning.school_form import LONGEST_ID, SchoolForm
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.finding import place_of_school
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian.ids import free_slug, make_slug

__all__ = ["add_school"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def add_school(request: HttpRequest) -> HttpResponse:
    """Take in a school; its folder is made by what is written first into it."""
    viewer = viewer_of(request)
    if not has(viewer, Right.ADD_SCHOOL):
        raise Http404
    form = SchoolForm(_towns_of(viewer), request.POST if request.method == "POST" else None)
    status, school, address = HTTPStatus.OK, None, ""
    if request.method == "POST":
        if form.is_valid():
            school, token = _add(viewer, form.cleaned_data)
            address = request.build_absolute_uri(reverse("invitation", args=[token])) if token else ""
        else:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
    begins = school is not None and may(viewer, Right.BEGIN, place_of_school(school))
    return show(
        request, "add_school.html.j2", title=_("Добавить школу"), section="schools", form=form,
        school=school, address=address, begins=begins, status=status,
    )  # fmt: skip


def _towns_of(viewer: Viewer) -> tuple[str, ...] | None:
    """Give the territories somebody may add schools in; None where in all."""
    given = [each for each in viewer.given if Right.ADD_SCHOOL in RIGHTS[each.role]]
    if any(not each.municipality for each in given):
        return None
    return tuple(dict.fromkeys(each.municipality for each in given))


def _add(viewer: Viewer, said: dict[str, Any]) -> tuple[School, str]:
    """Make the school, and the invitation of its editor; gives its secret, empty where nobody is invited."""
    with transaction.atomic():
        taken = dict.fromkeys(School.objects.values_list("id", flat=True), "")
        name = " ".join(said["name"].split())
        usual = (make_slug(name) or "school")[:LONGEST_ID].strip("-")
        school = School.objects.create(
            id=said["id"] or free_slug(usual, taken), name=name, municipality=said["municipality"]
        )
        keep_act(viewer.key, Act.ADDED_SCHOOL, school.id)
        if not said["editor"]:
            return school, ""
        given = {"role": Role.EDITOR, "school": school.id, "municipality": "", "post": ""}
        return school, invite(viewer, {**given, "name": said["editor"]})

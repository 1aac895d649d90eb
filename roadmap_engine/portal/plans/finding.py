"""Who asks, and ids in an address → the school or the plan, where she may see it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest

from roadmap_engine.portal.access.deciding import Place, may, seen
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import Viewer, viewer_of
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.tracking.matching import name_key

__all__ = ["find_plan", "find_school", "list_overseen", "list_schools", "place_of_school", "sort_schools"]


def place_of_school(school: School) -> Place:
    """Give a school as rights are given for it."""
    return Place(school.id, school.municipality)


def sort_schools(schools: Iterable[School]) -> tuple[School, ...]:
    """Sort schools by name as people do: No. 2 before No. 12."""
    return tuple(sorted(schools, key=lambda each: (name_key(each.name), each.id)))


def list_schools(viewer: Viewer) -> tuple[School, ...]:
    """Give the schools that somebody sees anything of, by name."""
    schools = {place_of_school(each): each for each in sort_schools(School.objects.all())}
    return tuple(schools[each] for each in seen(viewer, schools))


def list_overseen(viewer: Viewer) -> tuple[School, ...]:
    """Give the schools that somebody of a department oversees, by name."""
    schools = sort_schools(School.objects.all())
    return tuple(each for each in schools if may(viewer, Right.SEE_ALL, place_of_school(each)))


def find_school(request: HttpRequest, school: str) -> School:
    """Give a school that whoever asks sees anything of.

    Raises:
        Http404: there is none, or it is closed to her.
    """
    found = School.objects.filter(id=school).first()
    if found is None or not seen(viewer_of(request), [place_of_school(found)]):
        raise Http404
    return found


def find_plan(request: HttpRequest, school: str, plan: str, right: Right | None = None) -> PlanText:
    """Give a plan of a school that whoever asks sees anything of.

    Args:
        request: of whoever asks.
        school: id of the school.
        plan: id of the plan.
        right: what she has to be allowed to do there, where seeing is not enough.

    Raises:
        Http404: there is none, or it is closed to her.
    """
    own = find_school(request, school)
    text = PlanText.objects.select_related("school").filter(school=own, plan=plan).first()
    if text is None or (right is not None and not may(viewer_of(request), right, place_of_school(own))):
        raise Http404
    return text

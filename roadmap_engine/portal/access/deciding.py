"""Who may do what where: the one module that decides it.

A school that somebody may not see is a school that is not there: she is told 404, never 403.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from roadmap_engine.portal.access.roles import OF_ONE_SCHOOL, RIGHTS, Right, Role
from roadmap_engine.portal.access.viewer import Given, Viewer

__all__ = ["Place", "has", "may", "may_measure", "may_subscribe", "posts_in", "seen"]


@dataclass(frozen=True, slots=True)
class Place:
    """A school, as rights are given for it: id of its organisation, and where it is."""

    school: str
    municipality: str = ""


def may(viewer: Viewer, right: Right, place: Place) -> bool:
    """Tell whether somebody may do something in a school."""
    return any(right in RIGHTS[each.role] for each in _given_in(viewer, place))


def has(viewer: Viewer, right: Right) -> bool:
    """Tell whether somebody may do something anywhere at all."""
    return any(right in RIGHTS[each.role] for each in viewer.given)


def seen(viewer: Viewer, places: Iterable[Place]) -> tuple[Place, ...]:
    """Give the schools of which somebody sees anything."""
    return tuple(each for each in places if may(viewer, Right.SEE, each) or may(viewer, Right.SEE_OWN, each))


def posts_in(viewer: Viewer, place: Place) -> frozenset[str]:
    """Give the keys of the posts that somebody holds in a school."""
    return frozenset(each.post for each in _given_in(viewer, place) if each.role is Role.PERSON and each.post)


def may_measure(viewer: Viewer, right: Right, place: Place, posts: Collection[str]) -> bool:
    """Tell whether somebody may see or report a measure.

    Args:
        viewer: who.
        right: SEE or REPORT.
        place: the school.
        posts: keys of those who answer for the measure or take part.
    """
    own = {Right.SEE: Right.SEE_OWN, Right.REPORT: Right.REPORT_OWN}[right]
    return may(viewer, right, place) or (
        may(viewer, own, place) and not posts_in(viewer, place).isdisjoint(posts)
    )


def may_subscribe(viewer: Viewer, place: Place, post: str) -> bool:
    """Tell whether somebody may have a calendar.

    Args:
        viewer: who.
        place: the school.
        post: key of the post whose calendar it is; empty for that of a whole plan, or of a role.
    """
    if may(viewer, Right.SEE, place):
        return True
    return may(viewer, Right.SEE_OWN, place) and post in posts_in(viewer, place)


def _given_in(viewer: Viewer, place: Place) -> Iterator[Given]:
    for each in viewer.given:
        if each.role in OF_ONE_SCHOOL:
            if each.school == place.school:
                yield each
        elif not each.municipality or each.municipality == place.municipality:
            yield each

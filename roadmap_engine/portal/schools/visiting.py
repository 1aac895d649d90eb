"""Who asks for a page of a plan, and what she may see and do there: found once for each request."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from roadmap_engine.model import PlanMeasure
from roadmap_engine.model.board import BoardRow
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.access.deciding import Place, may, may_measure, posts_in
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import Viewer, viewer_of
from roadmap_engine.portal.plans.finding import find_plan, place_of_school
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import Standing, hand_of, read_standing

__all__ = ["MeasureVisit", "Visit", "posts_of", "visit_measure", "visit_plan"]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a plan.

    Attributes:
        tracked: the plan as it stands today.
    """

    request: HttpRequest
    text: PlanText
    standing: Standing
    tracked: Tracked

    @property
    def viewer(self) -> Viewer:
        """Who it is."""
        return viewer_of(self.request)

    @property
    def place(self) -> Place:
        """The school, as rights are given for it."""
        return place_of_school(self.text.school)

    def may(self, right: Right) -> bool:
        """Tell whether she may do something in this school."""
        return may(self.viewer, right, self.place)

    def require(self, right: Right) -> None:
        """Let nobody go on who may not do something here.

        Raises:
            Http404: she may not; to her there is no such page.
        """
        if not self.may(right):
            raise Http404

    def own_measures(self) -> frozenset[str] | None:
        """Give the measures she sees, where she does not see all of them."""
        if self.may(Right.SEE):
            return None
        return self.measures_of(posts_in(self.viewer, self.place))

    def measures_of(self, posts: frozenset[str]) -> frozenset[str]:
        """Give the measures that the holders of posts answer for or take part in."""
        measures = self.tracked.read.plan.measures()
        return frozenset(each.goes_by for each in measures if not posts.isdisjoint(posts_of(each)))


@dataclass(frozen=True, slots=True)
class MeasureVisit:
    """Somebody at a measure of a plan.

    Attributes:
        rows: of the measure, on the board.
        does: whether she may record what the school has done about it.
        judges: whether she may accept and return it.
    """

    visit: Visit
    measure: PlanMeasure
    rows: tuple[BoardRow, ...]
    does: bool
    judges: bool

    def row(self, key: str) -> BoardRow | None:
        """Give the row of a time, by its key."""
        return next((each for each in self.rows if each.row.key == key), None)


def visit_plan(request: HttpRequest, school: str, plan: str) -> Visit:
    """Let somebody in to a plan of which she sees anything.

    Raises:
        Http404: there is none, or it is closed to her, or its texts cannot be read.
    """
    text = find_plan(request, school, plan)
    standing = read_standing(text)
    if standing.read is None:
        raise Http404
    tracked = standing.seen_on(hand_of("").day_of(standing.read.plan))
    if tracked is None:
        raise Http404
    return Visit(request, text, standing, tracked)


def visit_measure(request: HttpRequest, school: str, plan: str, measure: str) -> MeasureVisit:
    """Let somebody in to a measure.

    Raises:
        Http404: there is none, or it is closed to her.
    """
    visit = visit_plan(request, school, plan)
    found = next((each for each in visit.tracked.read.plan.measures() if each.goes_by == measure), None)
    rows = visit.tracked.board.by_measure().get(measure, ())
    if found is None or not rows:
        raise Http404
    posts, viewer, place = posts_of(found), visit.viewer, visit.place
    if not may_measure(viewer, Right.SEE, place, posts):
        raise Http404
    does = may_measure(viewer, Right.REPORT, place, posts)
    return MeasureVisit(visit, found, rows, does, visit.may(Right.JUDGE))


def posts_of(measure: PlanMeasure) -> frozenset[str]:
    """Give the keys of those who answer for a measure or take part in it."""
    assignees = (*measure.responsible, *measure.participants)
    return frozenset(person.post_key for each in assignees for person in each.people)

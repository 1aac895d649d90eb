"""The pages of a school: its plans, what is due today, the whole plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from roadmap_engine.documents.pages.lines import list_columns, list_stages
from roadmap_engine.documents.pages.months import list_months
from roadmap_engine.documents.pages.now import group_awaited, write_lead
from roadmap_engine.documents.pages.year import lay_out_year
from roadmap_engine.model import AwaitedEvent
from roadmap_engine.model.counts import count_board
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.portal.access.deciding import has, may, posts_in
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.called import call_plan
from roadmap_engine.portal.plans.finding import find_school, list_schools, place_of_school
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import options, path_of
from roadmap_engine.portal.plans.running import put_in_order
from roadmap_engine.portal.schools.event_form import find_event
from roadmap_engine.portal.schools.offered import offer_to
from roadmap_engine.portal.schools.paper_page import call_order
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.today_page import list_works
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import capitalise_first
from roadmap_engine.tracking.readers import list_readers

__all__ = ["list_all", "show_plan", "show_school", "show_today"]


@known_only
@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    """Show the schools that somebody sees, each with its plans."""
    schools = list_schools(viewer_of(request))
    texts: dict[str, list[PlanText]] = {}
    for each in PlanText.objects.filter(school__in=[school.id for school in schools]):
        texts.setdefault(each.school_id, []).append(each)
    listed = [(school, put_in_order(texts.get(school.id, ()), options().day)) for school in schools]
    return show(
        request, "schools.html.j2", title=_("Школы"), section="schools", schools=listed, call_plan=call_plan,
        adds=has(viewer_of(request), Right.ADD_SCHOOL),
    )  # fmt: skip


@known_only
@require_safe
def show_school(request: HttpRequest, school: str) -> HttpResponse:
    """Lead to the plan that runs at a school; where it has none, say what comes first."""
    own = find_school(request, school)
    if texts := put_in_order(own.texts.all(), options().day):
        return redirect("today", own.id, texts[0].plan)
    begins = may(viewer_of(request), Right.BEGIN, place_of_school(own))
    return show(request, "no_plan.html.j2", title=own.name, school=own, begins=begins)


@known_only
@require_safe
def show_today(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show what a plan asks for today; whoever holds posts in it sees what asks something of her."""
    visit = visit_plan(request, school, plan)
    board, seen = visit.tracked.board, visit.tracked.read.plan.in_view()
    own, posts = visit.own_measures(), posts_in(visit.viewer, visit.place)
    whole, mine = own is None, bool(posts) and "mine" in request.GET
    if whole and mine:
        own = visit.measures_of(posts)
    counts = count_board(board)
    awaited = group_awaited(board) if whole else ()
    return show(
        request, "today.html.j2", title=_("Сегодня"), section="today", plan=visit.text,
        tracked=visit.tracked, today=board.today, lead=write_lead(board, counts, spoken()) if whole else "",
        works=list_works(seen, board, own), may_narrow=whole and bool(posts), mine=mine, awaited=awaited,
        to_record=_list_events(visit) if visit.may(Right.EDIT) else {},
        counts=counts if whole else None,
        year=lay_out_year(seen, board.by_measure(), board.today, spoken()) if whole else None,
        months=list_months(board, spoken()) if whole else {},
        errors=tell_errors(visit.standing.problems, PlanSpot(visit)) if whole else (),
        unread=_has_to_read(visit), newer=offer_to(visit), call_plan=call_plan,
        others=_list_others(visit), order=_call_order(visit),
    )  # fmt: skip


def _call_order(visit: Visit) -> str:
    plan = visit.tracked.read.plan
    return call_order(plan, read_signed(path_of(visit.text), plan.plan)[0])


def _list_others(visit: Visit) -> Sequence[PlanText]:
    """Give the school's other plans: last year's goes on while the next one begins."""
    others = visit.text.school.texts.filter(refused="").exclude(plan=visit.text.plan)
    return put_in_order(others, visit.tracked.board.today or options().day)


def _has_to_read(visit: Visit) -> bool:
    """Tell whether the order charges whoever looks, and she has not said yet that she has read it."""
    order = list_readers(visit.tracked.read.plan, visit.tracked.board)[0]
    return not posts_in(visit.viewer, visit.place).isdisjoint(order.unread)


def _list_events(visit: Visit) -> Mapping[str, Sequence[AwaitedEvent]]:
    """Give the events that somebody may record, by the words that say what measures wait for."""
    read = visit.tracked.read
    return {
        # The end of a stage is nobody's to record: it comes with its measures.
        capitalise_first(each.deadline.awaited): [
            event
            for event in each.deadline.awaiting
            if event.event is not None and find_event(read, event.event)
        ]
        for each in read.plan.standing_measures()
        if each.deadline.awaiting
    }


@known_only
@require_safe
def show_plan(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show the whole plan, stage by stage, to whoever may see all of it."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE)
    seen = visit.tracked.read.plan.in_view()
    stages = list_stages(seen, visit.tracked.board.by_measure(), spoken())
    return show(
        request, "plan_stages.html.j2", title=_("План"), section="plan", plan=visit.text, whole=seen,
        stages=stages, newer=offer_to(visit), columns=list_columns(seen, spoken()),
        begins=visit.may(Right.BEGIN), others=_list_others(visit), call_plan=call_plan,
    )  # fmt: skip

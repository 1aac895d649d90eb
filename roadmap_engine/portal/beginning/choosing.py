"""Where a plan begins: a published roadmap, last year's plan, or what somebody of the school has begun."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.beginning.keeping import (
    begin_draft,
    drop_draft,
    find_begun_school,
    find_draft,
)
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.beginning.offering import Offer, Previewed, list_offers, preview, read_base
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import Told, tell_errors
from roadmap_engine.portal.plans.called import call_plan
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.reading import options, read_standing
from roadmap_engine.portal.speech import gettext as _

__all__ = ["drop", "show_choice"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_choice(request: HttpRequest, school: str) -> HttpResponse:
    """Show what a plan can begin with; what is chosen becomes a draft."""
    own = find_begun_school(request, school)
    if request.method == "POST":
        return _begin(request, own)
    offers = list_offers()
    looked_at = next((each for each in offers if each.key == request.GET.get("roadmap")), None)
    seen, told = _look_at(own, looked_at)
    return show(
        request, "begin.html.j2", title=_("Новый план"), school=own, offers=offers, looked_at=looked_at,
        seen=seen, refused=told, problem=bool(told), years=_list_years(own),
        titles={each.roadmap: each.title for each in offers}, call_plan=call_plan,
        drafts=_list_drafts(own),
    )  # fmt: skip


def _list_drafts(school: School) -> Iterable[BegunPlan]:
    begun = BegunPlan.objects.select_related("changed_by").filter(school=school, live_at=None)
    return begun.order_by("-changed_at")


def _look_at(school: School, offer: Offer | None) -> tuple[Previewed | None, tuple[Told, ...]]:
    if offer is None:
        return None, ()
    base = read_base(offer.roadmap, offer.source, options().workspace / school.id)
    if base.value is None:
        return None, tell_errors(base.problems)
    return preview(base.value.assembly), ()


def _list_years(school: School) -> list[PlanText]:
    """List the plans that can be carried over."""
    return [each for each in school.texts.order_by("-plan") if read_standing(each).read is not None]


def _begin(request: HttpRequest, school: School) -> HttpResponse:
    said = request.POST
    text = school.texts.filter(plan=said.get("follows", "")).first() if said.get("follows") else None
    if text is not None:
        draft = begin_draft(request, school, follows=text.path)
        return redirect("begun", school.id, draft.pk)
    offer = next((each for each in list_offers() if each.key == said.get("roadmap")), None)
    if offer is None:
        words = _("Такой карты здесь больше нет. Вернитесь и выберите из списка.")
        return show_refusal(request, HTTPStatus.BAD_REQUEST, words)
    draft = begin_draft(request, school, roadmap=offer.roadmap, source=offer.source)
    return redirect("begun", school.id, draft.pk)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Ask whether what was begun is to be forgotten; whoever agrees has seen all there was to lose."""
    found = find_draft(request, school, begun)
    if found.live_at is not None:
        return redirect("begun", school, begun)
    changed = request.method == "POST" and not drop_draft(found, request.POST.get("version", ""))
    if request.method == "POST" and not changed:
        messages.success(request, _("Начатый план удалён."))
        return redirect("begin", school)
    found.refresh_from_db()
    said = (words for answers in found.answers.values() for words in answers.values())
    return show(
        request, "begun_drop.html.j2", title=_("Удалить начатое"), draft=found, named=_name_draft(found),
        count=sum(bool(each) for each in said), changed=changed, problem=changed,
        status=HTTPStatus.CONFLICT if changed else HTTPStatus.OK,
    )  # fmt: skip


def _name_draft(draft: BegunPlan) -> str:
    """Call a draft by its roadmap's title, as the list of those that can be chosen does."""
    titles = {each.roadmap: each.title for each in list_offers()}
    return titles.get(draft.roadmap) or draft.roadmap or _("Новый учебный год")

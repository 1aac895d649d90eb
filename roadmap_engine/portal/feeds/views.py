"""The pages about calendars: take an address, replace and revoke it, look at what a calendar sees."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roadmap_engine.desk.hand import local_instant
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.pages.showing import OfferedCalendar
from roadmap_engine.documents.qr_code import trace_qr
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.feeds.answering import asking_path, feed_path
from roadmap_engine.portal.feeds.asking import Asked, list_people, read_asked, start_asking
from roadmap_engine.portal.feeds.knowing import know, know_token
from roadmap_engine.portal.feeds.listing import list_rows, write_row
from roadmap_engine.portal.feeds.looking import look_into
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.feeds.offering import list_offers, title_feed
from roadmap_engine.portal.feeds.passwords import name_calendar
from roadmap_engine.portal.feeds.shelf import take_calendar
from roadmap_engine.portal.feeds.tokens import (
    SECRET,
    Made,
    carry_on,
    find_same,
    is_of,
    list_open,
    make,
    replace,
    revoke,
)
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.instants import say_local
from roadmap_engine.portal.plans.called import call_plan
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import read_standing
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, ngettext

__all__ = [
    "carry_addresses",
    "check_address",
    "replace_address",
    "revoke_address",
    "show_address",
    "show_calendars",
]

_GONE = gettext_lazy("Этот адрес отключён. Новый берут на странице «Подписаться».")
_LATER = gettext_lazy(
    "Календарь сейчас не составить: в текстах плана ошибки. Программы получают «попробуйте позже»."
)
_SAME = gettext_lazy("Такой адрес уже есть. Потерялся – замените его в списке.")


@never_cache
@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_calendars(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show somebody the addresses that she has, and make one; it is shown once."""
    visit = visit_plan(request, school, plan)
    if request.method != "POST":
        return _show(visit, start_asking(visit))
    asked = read_asked(visit)
    if asked.wanted is not None and find_same(visit.text, asked.wanted) is not None:
        asked = asked.with_error("feed", _SAME)
    if asked.wanted is None or asked.errors:
        return _show(visit, asked)
    return _show(visit, asked, make(visit.text, asked.wanted, visit.viewer.key))


def _show(visit: Visit, asked: Asked, made: Made | None = None) -> HttpResponse:
    plan, viewer, today = visit.tracked.read.plan, visit.viewer, visit.tracked.board.today
    if today is None:
        raise Http404
    edits, code, fresh = visit.may(Right.EDIT), None, None
    if made is not None:
        fresh = _offer(visit.request, _path_of(made), title_feed(plan, made.token.feed))
    if made is not None and not made.token.by_password:
        # The page and not the calendar, because not every telephone knows what to do with one.
        code = trace_qr(visit.request.build_absolute_uri(reverse("calendar", args=[made.secret])))
    tokens = list_open(visit.text).select_related("account", "link")
    others = tokens.exclude(is_of(viewer.key)) if edits else ()
    offers = itertools.groupby(list_offers(plan, viewer, visit.place), key=lambda each: each.group)
    people = list_people(visit)
    remind = plan.organisation.remind_days if plan.organisation is not None else ()
    return show(
        visit.request, "subscribing.html.j2", title=_("Подписаться на сроки"), section="calendars",
        plan=visit.text, fresh=fresh, code=code, said=asked, edits=edits,
        asks=(name_calendar(made.token.pk), made.secret) if made and made.token.by_password else (),
        errors={"feed": "", "account": ""} | dict(asked.errors), problem=bool(asked.errors),
        for_whom=people.get(asked.account, "") if asked.account != viewer.key else "",
        offers=[(group, list(listed)) for group, listed in offers],
        people=tuple(people.items()) if len(people) > 1 else (),
        mine=list_rows(plan, tokens.filter(is_of(viewer.key)), today),
        others=list_rows(plan, others, today), earlier=_list_earlier(visit), call_plan=call_plan,
        remind=_say_remind(remind),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if asked.errors else HTTPStatus.OK,
    )  # fmt: skip


def _say_remind(days: tuple[int, ...]) -> str:
    """Say how long before a reminder comes: «7 дней и 1 день»."""
    return f" {_('и')} ".join(ngettext("{n} день", "{n} дней", each).format(n=each) for each in days)


def _path_of(made: Made) -> str:
    return asking_path(made.token.pk) if made.token.by_password else feed_path(made.secret)


def _offer(request: HttpRequest, path: str, title: str) -> OfferedCalendar:
    return OfferedCalendar("fresh", title, path, request.build_absolute_uri(path))


def _list_earlier(visit: Visit) -> list[tuple[PlanText, int]]:
    """List the school's other plans that somebody has addresses of, for whoever may lead them on."""
    if not visit.may(Right.EDIT):
        return []
    others = PlanText.objects.filter(school=visit.text.school_id).exclude(pk=visit.text.pk).order_by("plan")
    counted = ((each, list_open(each).count()) for each in others)
    return [(each, count) for each, count in counted if count]


@known_only
@require_POST
def carry_addresses(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Let the addresses of another plan of the school go on with this one."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    old = PlanText.objects.filter(school=visit.text.school_id, plan=request.POST.get("from", "")).first()
    if old is None or old.pk == visit.text.pk:
        raise Http404
    carried = carry_on(old, visit.text, visit.viewer.key)
    messages.success(request, _("Адресов, которые продолжены этим планом: {count}.").format(count=carried))
    return redirect("calendars", school, plan)


def _find_token(visit: Visit, number: int) -> FeedToken:
    """Give an address of this plan that is somebody's own, or any for whoever edits the school.

    Raises:
        Http404: there is none, or it is another's.
    """
    token = list_open(visit.text).select_related("account", "link").filter(pk=number).first()
    if token is None or not (_is_own(visit, token) or visit.may(Right.EDIT)):
        raise Http404
    return token


def _is_own(visit: Visit, token: FeedToken) -> bool:
    return token.owner is not None and token.owner.key == visit.viewer.key


@known_only
@require_POST
def revoke_address(request: HttpRequest, school: str, plan: str, number: int) -> HttpResponse:
    """Revoke an address: whoever asks there is told that it is no more."""
    visit = visit_plan(request, school, plan)
    if revoke(_find_token(visit, number), visit.viewer.key):
        messages.success(
            request, _("Адрес отключён. Календари, которые его брали, увидят, что его больше нет.")
        )
    return redirect("calendars", school, plan)


@never_cache
@known_only
@require_POST
def replace_address(request: HttpRequest, school: str, plan: str, number: int) -> HttpResponse:
    """Give a new address of the same calendar; the old one is revoked."""
    visit = visit_plan(request, school, plan)
    token = _find_token(visit, number)
    if not _is_own(visit, token):
        raise Http404
    made = replace(visit.text, token, visit.viewer.key)
    return redirect("calendars", school, plan) if made is None else _show(visit, start_asking(visit), made)


@known_only
@require_safe
def check_address(request: HttpRequest, school: str, plan: str, number: int) -> HttpResponse:
    """Show what a calendar finds at an address."""
    visit = visit_plan(request, school, plan)
    token, known, today = _find_token(visit, number), None, visit.tracked.board.today
    known = know_token(token)
    ready = take_calendar(visit.text, token.feed, token.choice) if known.is_open else None
    if today is None:
        raise Http404
    read_plan = visit.tracked.read.plan
    seen = look_into(ready, today) if ready is not None else None
    return show(
        request, "calendar_check.html.j2", title=_("Что видит календарь"), section="calendars",
        plan=visit.text, row=write_row(read_plan, token, today),
        seen=seen, modified=say_local(local_instant(read_plan, seen.modified)) if seen is not None else "",
        refused=_LATER if known.is_open else _GONE, stale=has_errors(visit.standing.problems),
    )  # fmt: skip


@never_cache
@require_safe
def show_address(request: HttpRequest, token: str) -> HttpResponse:
    """Show the calendar of an address to whoever has it: a telephone that has read its code."""
    known = know(token) if SECRET.fullmatch(token) else None
    if known is None:
        raise Http404
    if not known.is_open or known.text is None:
        return _hide(show_refusal(request, HTTPStatus.GONE, _GONE, title=_("Адрес отключён")))
    read = read_standing(known.text).read
    title = title_feed(read.plan, known.feed) if read is not None else _("Календарь")
    return _hide(
        show(
            request, "calendar.html.j2", title=_("Календарь сроков"),
            fresh=_offer(request, feed_path(token), title), school=known.text.school.name,
        )
    )  # fmt: skip


def _hide(response: HttpResponse) -> HttpResponse:
    """Keep the address of a page, which is a secret, from whatever it leads to."""
    headers: Mapping[str, str] = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    for name, value in headers.items():
        response[name] = value
    return response

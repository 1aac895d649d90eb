"""What is kept of people: the page that says so, one's own data to take along, and a person who goes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right, Role
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import Account, Grant
from roadmap_engine.portal.accounts.models import Act as KeptAct
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import written

__all__ = ["forget_person", "give_own_data", "show_accessibility", "show_data"]


@require_safe
def show_data(request: HttpRequest) -> HttpResponse:
    """Say what is kept of people, where, how long and why."""
    return show(request, "data.html.j2", title=_("Какие данные хранятся"))


@require_safe
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far the pages can be used by everybody, and what was not tried."""
    return show(request, "accessibility.html.j2", title=_("Доступность"))


@known_only
@require_safe
def give_own_data(request: HttpRequest) -> HttpResponse:
    """Give somebody everything that the portal keeps of her."""
    account = get_object_or_404(Account, key=viewer_of(request).key)
    given = [
        {"role": each.role, "school": each.school, "municipality": each.municipality, "post": each.post}
        for each in account.grants.all()
    ]
    acts = KeptAct.objects.filter(who=account.key).order_by("at")
    told: dict[str, Any] = {
        "key": account.key,
        "login": account.login,
        "name": account.name,
        "made_at": account.made_at.isoformat(),
        "last_login": account.last_login.isoformat() if account.last_login is not None else None,
        "grants": given,
        "calendars": [
            {
                "school": each.school,
                "plan": each.plan,
                "calendar": each.feed,
                "made_at": each.made_at.isoformat(),
                "used_on": each.used_on.isoformat() if each.used_on is not None else None,
                "revoked_at": each.revoked_at.isoformat() if each.revoked_at is not None else None,
            }
            for each in account.feeds.order_by("made_at")
        ],
        "drafts": sorted(account.drafts.values_list("name", flat=True)),
        "jobs": [
            {
                "kind": each.kind,
                "school": each.school,
                "plan": each.plan,
                "created_at": each.created_at.isoformat(),
                "state": each.state,
            }
            for each in account.jobs.order_by("created_at")
        ],
        "begun_plans": [
            {"school": each.school_id, "roadmap": each.roadmap, "changed_at": each.changed_at.isoformat()}
            for each in account.begun.order_by("changed_at")
        ],
        "update_decisions": [
            {
                "plan": each.text.plan,
                "about": each.key,
                "choice": each.choice,
                "at": each.decided_at.isoformat(),
            }
            for each in account.decisions.select_related("text").order_by("decided_at")
        ],
        "acts": [{"at": each.at.isoformat(), "did": each.did, "about": each.about} for each in acts],
    }
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def forget_person(request: HttpRequest, key: str) -> HttpResponse:
    """Take out an account: her own, or another's for an administrator; the last administrator stays.

    Name, login, password and rights go, and every session ends. The key stays in logs: it names nobody any
    more. What she wrote into logs is taken out by `roadmap track redact`, and signed papers stay as signed.
    """
    viewer = viewer_of(request)
    account = Account.objects.filter(key=key).first()
    if account is None or (key != viewer.key and not has(viewer, Right.ADMINISTER)):
        raise Http404
    last = _is_last_administrator(account)
    wrong = ""
    if request.method == "POST" and not last:
        mine = get_object_or_404(Account, key=viewer.key)
        if mine.check_password(request.POST.get("password", "")):
            return _forget(request, account, own=key == viewer.key)
        wrong = _("Это не ваш пароль.")
    return show(
        request, "forget.html.j2", title=_("Удалить учётную запись"), section="accounts", account=account,
        last=last, wrong=wrong, problem=bool(wrong), own=key == viewer.key,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong or (last and request.method == "POST") else 200,
    )  # fmt: skip


def _is_last_administrator(account: Account) -> bool:
    others = Grant.objects.filter(role=Role.ADMINISTRATOR.value, account__is_active=True)
    mine = account.grants.filter(role=Role.ADMINISTRATOR.value).exists()
    return mine and not others.exclude(account=account).exists()


def _forget(request: HttpRequest, account: Account, *, own: bool) -> HttpResponse:
    key, name = account.key, account.name
    with transaction.atomic():
        keep_act(viewer_of(request).key, Act.FORGOTTEN, key)
        for session in Session.objects.filter(expire_date__gt=settings.PORTAL.clock()):
            if str(session.get_decoded().get("_auth_user_id")) == key:
                session.delete()
        account.delete()
    if own:
        logout(request)
        return redirect("login")
    messages.success(request, format_html(_("Учётной записи больше нет: {name}."), name=written(name)))
    return redirect("accounts")

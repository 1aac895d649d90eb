"""Coming in and going out, invitations, one's own account, and the list of accounts."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.forms import ComeInForm, InvitationForm, NewAccountForm, PasswordForm
from roadmap_engine.portal.accounts.inviting import describe_given, invite, list_roles, take_invitation
from roadmap_engine.portal.accounts.models import Account, Invitation, digest_token
from roadmap_engine.portal.accounts.models import Act as KeptAct
from roadmap_engine.portal.accounts.throttling import forget_attempts, is_too_often, keep_attempt, peer_of
from roadmap_engine.portal.accounts.told_acts import describe_acts
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import written

__all__ = [
    "come_in",
    "go_out",
    "invite_somebody",
    "list_accounts",
    "set_open",
    "show_account",
    "take_offer",
]

_MOST_ACTS = 200


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in."""
    form = ComeInForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        name, peer = form.cleaned_data["login"], peer_of(request)
        if is_too_often(name, peer):
            words = _("Слишком много неудачных попыток. Подождите 10 минут.")
            return show_refusal(request, HTTPStatus.TOO_MANY_REQUESTS, words)
        account = authenticate(request, username=name, password=form.cleaned_data["password"])
        if account is not None:
            login(request, account)
            forget_attempts(name)
            keep_act(str(account.pk), Act.CAME_IN)
            return redirect(_next(request))
        keep_attempt(name, peer)
        keep_act("", Act.REFUSED)
        form.add_error(None, _("Имя или пароль не подходят. Проверьте раскладку и большие буквы."))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(request, "come_in.html.j2", title=_("Вход"), form=form, next=_next(request), status=status)


def _next(request: HttpRequest) -> str:
    """Give where somebody wanted to go; never to another host."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if allowed else reverse("home")


@require_POST
def go_out(request: HttpRequest) -> HttpResponse:
    """Let somebody go."""
    if viewer_of(request).is_known:
        keep_act(viewer_of(request).key, Act.WENT_OUT)
    logout(request)
    return redirect("login")


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_offer(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, and make the account of whoever takes it; looking at it takes nothing."""
    offer = Invitation.objects.filter(digest=digest_token(token)).first()
    if offer is None:
        raise Http404
    if not offer.holds(settings.PORTAL.clock()):
        words = _("Приглашение уже принято или его срок прошёл. Попросите прислать новое.")
        return show_refusal(request, HTTPStatus.GONE, words, title=_("Приглашение не действует"))
    form = NewAccountForm(request.POST if request.method == "POST" else None, initial={"name": offer.name})
    status = HTTPStatus.OK
    if request.method == "POST":
        account = take_invitation(offer, form.cleaned_data) if form.is_valid() else None
        if account is not None:
            login(request, account, backend="django.contrib.auth.backends.ModelBackend")
            keep_act(account.key, Act.TOOK_INVITATION)
            messages.success(request, _("Учётная запись готова. Вы вошли."))
            return redirect("home")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    given = describe_given(offer)
    return show(request, "offer.html.j2", title=_("Приглашение"), form=form, given=given, status=status)


@sensitive_post_parameters("old", "password", "again")
@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_account(request: HttpRequest) -> HttpResponse:
    """Show somebody her account, and change her password; every other session of hers ends with it."""
    account = get_object_or_404(Account, key=viewer_of(request).key)
    form = PasswordForm(account, request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            account.set_password(form.cleaned_data["password"])
            account.save(update_fields=["password"])
            update_session_auth_hash(request, account)
            keep_act(account.key, Act.CHANGED_PASSWORD)
            messages.success(request, _("Пароль сменён. Остальные входы под этим именем закрыты."))
            return redirect("account")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    given = [describe_given(each) for each in account.grants.all()]
    return show(
        request, "account.html.j2", title=_("Учётная запись"), section="account", form=form, account=account,
        given=given, status=status,
    )  # fmt: skip


@known_only
@require_safe
def list_accounts(request: HttpRequest) -> HttpResponse:
    """Show an administrator who may come in, who is invited, and what was done."""
    if not has(viewer_of(request), Right.ADMINISTER):
        raise Http404
    accounts = Account.objects.prefetch_related("grants").order_by("name", "key")
    now = settings.PORTAL.clock()
    offers = Invitation.objects.filter(used_at=None, ends_at__gt=now).order_by("-made_at")
    acts = describe_acts(KeptAct.objects.order_by("-at", "-id")[:_MOST_ACTS])
    return show(
        request, "accounts.html.j2", title=_("Учётные записи"), section="accounts",
        accounts=[(each, [describe_given(grant) for grant in each.grants.all()]) for each in accounts],
        offers=[(each, describe_given(each)) for each in offers], acts=acts,
    )  # fmt: skip


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def invite_somebody(request: HttpRequest) -> HttpResponse:
    """Let somebody who may do so invite others; the address is shown once."""
    viewer = viewer_of(request)
    roles, schools = list_roles(viewer)
    if not roles:
        raise Http404
    towns = tuple(School.objects.exclude(municipality="").values_list("municipality", flat=True).distinct())
    named = tuple((each.id, each.name) for each in schools)
    form = InvitationForm(
        roles, named, tuple(sorted(towns)), request.POST if request.method == "POST" else None
    )
    status, address = HTTPStatus.OK, ""
    if request.method == "POST":
        if form.is_valid():
            token = invite(viewer, form.cleaned_data)
            address = request.build_absolute_uri(reverse("invitation", args=[token]))
        else:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(
        request, "invite.html.j2", title=_("Пригласить"), section="accounts", form=form, address=address,
        status=status,
    )  # fmt: skip


@known_only
@require_POST
def set_open(request: HttpRequest, key: str) -> HttpResponse:
    """Shut an account, or open it again; nobody shuts her own."""
    viewer = viewer_of(request)
    if not has(viewer, Right.ADMINISTER) or key == viewer.key:
        raise Http404
    with transaction.atomic():
        account = Account.objects.filter(key=key).first()
        if account is None:
            raise Http404
        account.is_active = request.POST.get("open") == "yes"
        account.save(update_fields=["is_active"])
        keep_act(viewer.key, Act.OPENED if account.is_active else Act.SHUT, key)
    words = _("{name}: открыта.") if account.is_active else _("{name}: закрыта.")
    messages.success(request, format_html(words, name=written(account.name)))
    return redirect("accounts")

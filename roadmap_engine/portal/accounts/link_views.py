"""Pages of links: an editor makes them for people of her school, and somebody comes in by one."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from roadmap_engine.portal.access.deciding import may
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.coming import LINK
from roadmap_engine.portal.accounts.forms import LinkForm
from roadmap_engine.portal.accounts.links import make_code, make_link, revoke_link
from roadmap_engine.portal.accounts.models import PersonalLink, digest_token
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.finding import find_school, place_of_school
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.people import list_posts
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import written

__all__ = ["come_by_link", "show_links"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_links(request: HttpRequest, school: str) -> HttpResponse:
    """Show the links of a school's people; make one, a code for one, or let one go."""
    own = find_school(request, school)
    viewer = viewer_of(request)
    if not may(viewer, Right.INVITE, place_of_school(own)):
        raise Http404
    links = PersonalLink.objects.filter(school=own.id, revoked_at=None)
    deed = request.POST.get("deed", "")
    if deed in ("code", "revoke"):
        link = links.filter(key=request.POST.get("link", "")).first()
        if link is None:
            raise Http404
        if deed == "revoke":
            revoke_link(viewer.key, link)
            told = format_html(_("Ссылка больше ничего не открывает: {name}."), name=written(link.name))
            messages.success(request, told)
            return redirect("links", own.id)
        return _show(request, own, LinkForm(list_posts(own)), code=(link.name, make_code(link)))
    form = LinkForm(list_posts(own), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        token = make_link(viewer.key, own.id, form.cleaned_data["post"], form.cleaned_data["name"])
        address = request.build_absolute_uri(reverse("mine", args=[token]))
        return _show(request, own, LinkForm(list_posts(own)), address=address)
    return _show(request, own, form)


def _show(
    request: HttpRequest,
    school: School,
    form: LinkForm,
    address: str = "",
    code: tuple[str, str] | None = None,
) -> HttpResponse:
    links = PersonalLink.objects.filter(school=school.id, revoked_at=None).order_by("name", "made_at")
    posts = dict(list_posts(school))
    return show(
        request, "links.html.j2", title=_("Личные ссылки"), school=school, form=form, address=address,
        code=code, links=[(each, posts.get(each.post, each.post)) for each in links],
        problem=bool(form.errors), status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say whose link it is, and let its owner in; looking at it opens nothing."""
    link = PersonalLink.objects.filter(digest=digest_token(token)).first()
    if link is None:
        raise Http404
    if link.revoked_at is not None:
        words = _("Эта ссылка больше не действует. Попросите новую у ответственного школы.")
        return show_refusal(request, HTTPStatus.GONE, words, title=_("Ссылка не действует"))
    if request.method == "POST":
        logout(request)
        request.session.cycle_key()
        request.session[LINK] = link.key
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)
        return redirect("school", link.school)
    school = School.objects.filter(id=link.school).first()
    name = school.name if school is not None else link.school
    return show(request, "mine.html.j2", title=_("Мои мероприятия"), link=link, school_name=name)

"""Which folder is whose: for the administrator, with what is nobody's yet and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.binding import bind_workspace
from roadmap_engine.portal.plans.finding import sort_schools
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.reading import read_standing
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import written
from roadmap_engine.tracking.matching import name_key

__all__ = ["forget_text", "set_municipality", "show_folders"]

_LONGEST = 500


def _require(request: HttpRequest) -> None:
    if not has(viewer_of(request), Right.ADMINISTER):
        raise Http404


@known_only
@require_safe
def show_folders(request: HttpRequest) -> HttpResponse:
    """Look through the workspace, and show what it comes to."""
    _require(request)
    bound = bind_workspace()
    texts = sorted(PlanText.objects.select_related("school"), key=lambda each: name_key(each.path))
    gone = set(bound.gone)
    listed = [(each, _describe(each, gone=each.path in gone)) for each in texts]
    return show(
        request, "folders.html.j2", title=_("Папки"), section="folders", texts=listed, bound=bound,
        schools=sort_schools(School.objects.all()),
    )  # fmt: skip


def _describe(text: PlanText, *, gone: bool) -> str:
    """Say how a text stands, in words."""
    if gone:
        return _("файла больше нет")
    standing = read_standing(text)
    if standing.read is not None:
        return _("читается")
    errors = [each.code for each in standing.problems]
    if errors:
        return _("не читается: {codes}").format(codes=", ".join(dict.fromkeys(errors)))
    return _("называет другую школу: закрыт")


@known_only
@require_POST
def set_municipality(request: HttpRequest, school: str) -> HttpResponse:
    """Say whose officers see a school."""
    _require(request)
    own = School.objects.filter(id=school).first()
    if own is None:
        raise Http404
    own.municipality = " ".join(request.POST.get("municipality", "").split())[:_LONGEST]
    own.save(update_fields=["municipality"])
    where = written(own.municipality) or _("не названа")
    messages.success(
        request, format_html(_("{name}: территория «{where}»."), name=written(own.name), where=where)
    )
    return redirect("folders")


@known_only
@require_POST
def forget_text(request: HttpRequest, number: int) -> HttpResponse:
    """Let go of a text that lies there no more, or names another school: what is there then is bound anew."""
    _require(request)
    text = PlanText.objects.filter(pk=number).first()
    if text is None:
        raise Http404
    path = text.path
    text.delete()
    words = _("Отпущено: {path}. Что лежит там сейчас, привязывается заново.")
    messages.success(request, format_html(words, path=written(path)))
    return redirect("folders")

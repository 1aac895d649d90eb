"""The page that a letter leads to: what a report by a link says, and the button that records it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, assert_never

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from roadmap_engine.model.entry import DID_WORDS
from roadmap_engine.portal.accounts.coming import describe_link
from roadmap_engine.portal.accounts.models import digest_token
from roadmap_engine.portal.mail.holding import drop_report, read_files
from roadmap_engine.portal.mail.models import HeldReport
from roadmap_engine.portal.pages.called import call_measure
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.schools.answering import NOT_NOW, Ended, answer_said
from roadmap_engine.portal.schools.measures import show_conflict
from roadmap_engine.portal.schools.recording import Said, read_words
from roadmap_engine.portal.schools.visiting import MeasureVisit, visit_measure
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken

__all__ = ["confirm_report"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_report(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a report says that waits, and record it; looking records nothing: scanners of mail look."""
    held = HeldReport.objects.select_related("link").filter(digest=digest_token(token)).first()
    if held is None:
        raise Http404
    over = held.used_at is not None or held.ends_at <= settings.PORTAL.clock()
    if over or held.link.revoked_at is not None:
        words = _("Эта страница действует сутки и один раз. Если отчёт не записан, сдайте его ещё раз.")
        return show_refusal(request, HTTPStatus.GONE, words, title=_("Страница больше не действует"))
    known: Any = request
    known.viewer = describe_link(held.link)
    at = visit_measure(request, held.school, held.plan, held.measure)
    said = read_words(held.said, read_files(held))
    return _record(held, at, said) if request.method == "POST" else _show(held, at, said, done=False)


def _record(held: HeldReport, at: MeasureVisit, said: Said) -> HttpResponse:
    """Record a report, once: whoever is quicker has it."""
    holding = HeldReport.objects.filter(pk=held.pk, used_at=None)
    if not holding.update(used_at=settings.PORTAL.clock()):
        words = _("Этот отчёт уже записан.")
        return show_refusal(at.visit.request, HTTPStatus.GONE, words, title=_("Страница больше не действует"))
    answered = answer_said(at, said, confirmed=True)
    if answered.ended is not Ended.WRITTEN:
        HeldReport.objects.filter(pk=held.pk).update(used_at=None)
    match answered.ended:
        case Ended.WRITTEN:
            shown = _show(held, at, said, done=True)
            drop_report(held)
            return shown
        case Ended.CONFLICT:
            return show_conflict(answered, said)
        case Ended.NOT_NOW | Ended.WRONG | Ended.HELD:
            return show_refusal(at.visit.request, HTTPStatus.FORBIDDEN, str(NOT_NOW))
        case never:
            assert_never(never)


def _show(held: HeldReport, at: MeasureVisit, said: Said, *, done: bool) -> HttpResponse:
    told: Mapping[str, str] = {
        _("Что записать"): DID_WORDS[said.did].said(spoken()) if said.did is not None else "",
        _("Примечание"): said.note,
        _("День"): said.on,
        _("Документы"): ", ".join(held.files),
        _("Адрес документа"): said.link,
    }
    return show(
        at.visit.request, "confirm.html.j2", title=call_measure(at.measure), done=done, text=at.visit.text,
        facts=[(caption, words) for caption, words in told.items() if words], held=held,
    )  # fmt: skip

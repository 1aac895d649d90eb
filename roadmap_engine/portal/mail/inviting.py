"""An invitation that was just made → a letter with its address, to whom its maker says."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from roadmap_engine.documents.letters.notes import draw_invitation
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.models import Account, Invitation, digest_token
from roadmap_engine.portal.jobs.showing import job_address
from roadmap_engine.portal.jobs.waiting import wait_for_end
from roadmap_engine.portal.mail.posting import is_on, post_note
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.speech import gettext as _

__all__ = ["mail_invitation"]


@known_only
@require_POST
def mail_invitation(request: HttpRequest) -> HttpResponse:
    """Send an invitation by mail, to whom its maker says."""
    viewer, token = viewer_of(request), request.POST.get("token", "")
    offers = Invitation.objects.filter(digest=digest_token(token), used_at=None, made_by=viewer.key)
    if not is_on() or not offers.exists():
        raise Http404
    to = request.POST.get("to", "").strip()
    try:
        validate_email(to)
        to.encode("ascii")
    except (ValidationError, UnicodeEncodeError):
        words = _("Это не адрес почты. Вернитесь и наберите его ещё раз: name@school.example.")
        return show_refusal(request, 422, words)
    address = request.build_absolute_uri(reverse("invitation", args=[token]))
    owner = Account.objects.get(key=viewer.key)
    job = post_note(to, draw_invitation(address), owner=owner)
    if wait_for_end(job).state == "done":
        messages.success(request, _("Приглашение отправлено."))
        return redirect("invite")
    return redirect(job_address(job))

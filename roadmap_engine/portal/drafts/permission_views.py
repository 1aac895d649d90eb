"""The form of what the levels below may change."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.keeping import find_draft, read, write_draft
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.permissions import (
    change_permissions,
    list_permissions,
    version_of_permissions,
)
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_writer_errors
from roadmap_engine.portal.speech import gettext as _

__all__ = ["show_permissions"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_permissions(request: HttpRequest, draft: str) -> HttpResponse:
    """Show what the levels below may change, and write what was chosen."""
    found = find_draft(request, draft)
    if request.method != "POST" or not read(found).is_sound:
        return _show(request, found)
    saw = request.POST.get("saw", "")
    typed = {name: str(value) for name, value in request.POST.items()}

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = read(standing)
        return change_permissions(now, typed) if version_of_permissions(now) == saw else None

    written = write_draft(found, viewer_of(request), change)
    if written is None:
        found.refresh_from_db()
        return _show(request, found, typed, changed=True)
    if written.value is None:
        return _show(request, found, typed, written.problems)
    same = written.value.version == found.version
    if not same:
        keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
    messages.success(request, _("Ничего не изменилось.") if same else _("Записано."))
    return redirect("draft-permissions", found.name)


def _show(
    request: HttpRequest,
    draft: RoadmapDraft,
    typed: dict[str, str] | None = None,
    refused: tuple[Problem, ...] = (),
    *,
    changed: bool = False,
) -> HttpResponse:
    """Show the form; where somebody was quicker, what she chose stands beside what was chosen here."""
    text = read(draft)
    rows = list_permissions(text)
    chosen = {row.name: (typed or {}).get(row.name, row.said) for row in rows}
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    single = sum(
        len(each) for name in ("measures", "stages") if isinstance(each := _allow(text.tree).get(name), dict)
    )
    return show(
        request, "draft_permissions.html.j2", title=_("Что можно менять ниже"), section="drafts", draft=draft,
        part="permissions", text=text, rows=rows, chosen=chosen, saw=version_of_permissions(text),
        changed=changed, refused=tell_writer_errors(refused), single=single, problem=bool(refused) or changed,
        status=status,
    )  # fmt: skip


def _allow(tree: object) -> dict[str, object]:
    found = tree.get("allow") if isinstance(tree, dict) else None
    return found if isinstance(found, dict) else {}

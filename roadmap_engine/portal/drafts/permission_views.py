"""The form of what the levels below may change."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.granting import Permit
from roadmap_engine.model.permission_words import PERMITS
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.keeping import find_draft, write_draft
from roadmap_engine.portal.drafts.layer_bases import Base, open_base, read_over
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.permissions import (
    NEW,
    SINCE,
    change_permissions,
    check_permissions,
    list_permissions,
    list_singles,
    name_fields,
    version_of_permissions,
)
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_writer_errors
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken

__all__ = ["show_permissions"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_permissions(request: HttpRequest, draft: str) -> HttpResponse:
    """Show what the levels below may change, and write what was chosen."""
    found = find_draft(request, draft)
    base = open_base(found)
    text = read_over(found, base)
    if request.method != "POST" or not text.is_sound:
        return _show(request, found, base)
    saw = request.POST.get("saw", "")
    typed = {name: str(value) for name, value in request.POST.items()}
    errors = check_permissions(text, typed)
    if typed.get("new-thing", "") not in {"", *_titles(text, base)}:
        errors["new-thing"] = _("Выберите мероприятие или этап.")
    if errors:
        return _show(request, found, base, typed, errors=errors)

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = read_over(standing, base)
        return change_permissions(now, typed) if version_of_permissions(now) == saw else None

    written = write_draft(found, viewer_of(request), change)
    if written is None:
        found.refresh_from_db()
        return _show(request, found, base, typed, changed=True)
    if written.value is None:
        return _show(request, found, base, typed, written.problems)
    same = written.value.version == found.version
    if not same:
        keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
    messages.success(request, _("Ничего не изменилось.") if same else _("Записано."))
    return redirect("draft-permissions", found.name)


def _titles(text: DraftText, base: Base | None) -> Mapping[str, str]:
    """Name the measures and stages that something can be said of: its own, and those it inherits."""
    above = base.assembly.roadmap if base is not None else None
    found = {f"stages/{each.id}": each.title for each in (above.stages if above is not None else ())}
    found |= {f"measures/{each.id}": each.title for each in (above.measures() if above is not None else ())}
    for stage in text.stages:
        found |= {f"stages/{stage.id}": f"{stage.number} {stage.title}".strip()} if stage.id else {}
        found |= {f"measures/{each.id}": f"{each.number} {each.title}".strip() for each in stage.measures}
    return found


def _show(
    request: HttpRequest,
    draft: RoadmapDraft,
    base: Base | None,
    typed: Mapping[str, str] | None = None,
    refused: tuple[Problem, ...] = (),
    *,
    errors: Mapping[str, str] | None = None,
    changed: bool = False,
) -> HttpResponse:
    """Show the form; where somebody was quicker, what she chose stands beside what was chosen here."""
    text = read_over(draft, base)
    titles, said = _titles(text, base), typed or {}
    rows, singles = list_permissions(text), list_singles(text, titles)
    every = (*rows, *(row for single in singles for row in single.rows))
    chosen = {row.name: said.get(row.name, row.said) for row in every}
    since = {row.name: said.get(f"{row.name}{SINCE}", row.since) for row in every}
    wrong = bool(refused or errors)
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(
        request, "draft_permissions.html.j2", title=_("Что можно менять ниже"), section="drafts", draft=draft,
        part="permissions", text=text, rows=rows, singles=singles, chosen=chosen, since=since, titles=titles,
        fields=name_fields(text), permits=[(each.value, PERMITS[each].said(spoken())) for each in Permit],
        new={name: said.get(name, "") for name in NEW}, saw=version_of_permissions(text), changed=changed,
        errors=errors or {}, refused=tell_writer_errors(refused), problem=wrong or changed, status=status,
    )  # fmt: skip

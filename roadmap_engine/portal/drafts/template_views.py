"""The Word templates of a draft: handed in, checked, looked at on an invented plan, taken out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.template_kinds import KINDS, TemplateKind, guess_kind
from roadmap_engine.pipeline.own_files import LARGEST_TEMPLATE
from roadmap_engine.pipeline.template_previews import NO_PREVIEW, preview_template
from roadmap_engine.pipeline.templates import check_template, check_templates, find_kind
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.keeping import find_draft, read
from roadmap_engine.portal.drafts.models import DraftTemplate, RoadmapDraft
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_file
from roadmap_engine.portal.pages.telling import Told, tell_writer
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken

__all__ = ["give_preview", "show_templates"]

_LONGEST_NAME = 100
_MOST = 30
_MEGABYTE = 1_048_576


@dataclass(frozen=True, slots=True)
class _Said:
    """What was handed in.

    Attributes:
        kind: that was chosen; its name tells it where empty.
        told: what the check found.
    """

    kind: str = ""
    name: str = ""
    data: bytes = b""
    errors: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[Problem] = ()


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_templates(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the templates of a draft; take one in that is sound, or take one out."""
    found = find_draft(request, draft)
    if request.method != "POST":
        return _show(request, found)
    if "remove" in request.POST:
        found.templates.filter(name=request.POST["remove"]).delete()
        keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
        messages.success(request, _("Шаблон убран: документ будет по шаблону программы."))
        return redirect("draft-templates", found.name)
    said = _read(request, found)
    if said.errors or has_errors(said.told):
        return _show(request, found, said)
    found.templates.update_or_create(
        name=said.name, defaults={"content": said.data, "changed_at": settings.PORTAL.clock()}
    )
    keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
    messages.success(request, _("Шаблон {name} проверен и записан.").format(name=said.name))
    return redirect("draft-templates", found.name)


def _read(request: HttpRequest, draft: RoadmapDraft) -> _Said:
    """Read what was handed in, and check it where strangers' templates are checked."""
    errors: dict[str, str] = {}
    wanted, file = request.POST.get("kind", ""), request.FILES.get("template")
    kind = find_kind(wanted)[0] if wanted else None
    if wanted and kind is None:
        errors["kind"] = _("Выберите вид из списка.")
    if file is None:
        errors["template"] = _("Приложите файл .docx.")
        return _Said(wanted, errors=errors)
    given = unicodedata.normalize("NFC", PurePath(file.name or "").name)
    name = kind.file if kind is not None else given
    data = file.read(LARGEST_TEMPLATE + 1)
    if len(data) > LARGEST_TEMPLATE:
        errors["template"] = _("Файл больше {size} МБ.").format(size=LARGEST_TEMPLATE // _MEGABYTE)
    elif PurePath(name).suffix != ".docx" or name.startswith(("~", ".")) or len(name) > _LONGEST_NAME:
        errors["template"] = _("«{name}»: нужен файл Word с именем на .docx.").format(name=given[:60])
    elif not draft.templates.filter(name=name).exists() and draft.templates.count() >= _MOST:
        errors["template"] = _("Шаблонов уже {most}: больше не помещается.").format(most=_MOST)
    told = check_template(data, name, kind or guess_kind(PurePath(name).stem)) if not errors else ()
    return _Said(wanted, name, data, errors, told)


@require_safe
@known_only
def give_preview(request: HttpRequest, draft: str, name: str) -> HttpResponse:
    """Give a template, filled with an invented plan."""
    found = find_draft(request, draft)
    template = found.templates.filter(name=name).first()
    if template is None:
        raise Http404
    outcome = preview_template(bytes(template.content), name, guess_kind(PurePath(name).stem))
    if outcome.value is None:
        return _show(request, found, _Said(name=name, told=outcome.problems))
    return send_file(outcome.value, name)


def _show(request: HttpRequest, draft: RoadmapDraft, said: _Said | None = None) -> HttpResponse:
    wrong = said is not None
    said = said or _Said()
    return show(
        request, "draft_templates.html.j2", title=_("Шаблоны Word"), section="drafts", draft=draft,
        part="templates", text=read(draft), templates=_describe(draft), said=said, errors=said.errors,
        faults=tell_writer(said.told), kinds=[(kind.name, _title(kind)) for kind in KINDS.values()],
        problem=wrong,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip


def _describe(draft: RoadmapDraft) -> tuple[tuple[DraftTemplate, str, tuple[Told, ...], bool], ...]:
    """Say of each template what it is for, what the check finds, and whether it can be looked at."""
    kept = [(each, guess_kind(PurePath(each.name).stem)) for each in draft.templates.order_by("name")]
    found = check_templates((bytes(each.content), each.name, kind) for each, kind in kept)
    return tuple(
        (each, _title(kind), tell_writer(told), kind.name not in NO_PREVIEW)
        for (each, kind), told in zip(kept, found, strict=True)
    )


def _title(kind: TemplateKind) -> str:
    return translator(spoken())(kind.title)

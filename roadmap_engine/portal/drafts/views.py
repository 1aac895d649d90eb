"""The pages of drafts: which there are, how one is begun, and the table of one with what is doubted of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roadmap_engine.batch.problem_json import problem_from_json
from roadmap_engine.desk.publishing import read_published_index
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import Viewer
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.drafts.beginning import (
    SaidNew,
    begin_from_bundle,
    begin_layer,
    is_name,
    is_text,
    read_new,
    take_text,
)
from roadmap_engine.portal.drafts.begun import Begun
from roadmap_engine.portal.drafts.doubts import name_doubts
from roadmap_engine.portal.drafts.explaining import field_labels
from roadmap_engine.portal.drafts.keeping import begin_whole, find_draft, read, require_publisher, write_draft
from roadmap_engine.portal.drafts.layer_bases import open_base, read_over
from roadmap_engine.portal.drafts.layers import list_rows
from roadmap_engine.portal.drafts.laying import published_folder
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.numbering import list_published, number_next
from roadmap_engine.portal.drafts.taking_tables import read_as_job, take_job
from roadmap_engine.portal.jobs.starting import TooManyJobsError
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_file
from roadmap_engine.portal.pages.telling import tell_writer, tell_writer_errors
from roadmap_engine.portal.speech import gettext as _

__all__ = ["begin_new", "drop_draft", "give_source", "list_drafts", "show_draft", "take_published"]


@require_safe
@known_only
def list_drafts(request: HttpRequest) -> HttpResponse:
    """List the drafts, and what is published."""
    require_publisher(request)
    drafts = RoadmapDraft.objects.defer("source").order_by("name")
    names = dict(Account.objects.values_list("key", "name"))
    index = read_published_index(published_folder())
    known = index.value.roadmaps if index.value is not None else {}
    published = [
        (name, version, known[name][version])
        for name in sorted(known)
        for version in sorted(known[name], key=version_key, reverse=True)
    ]
    return show(
        request, "drafts.html.j2", title=_("Карты"), section="drafts", published=published,
        drafts=[(each, read(each), names.get(each.changed_by, "")) for each in drafts],
        refused=tell_writer_errors(index.problems),
    )  # fmt: skip


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def begin_new(request: HttpRequest) -> HttpResponse:
    """Begin a draft with a file that somebody hands in."""
    viewer = require_publisher(request)
    if request.method != "POST":
        return _show_new(request, SaidNew("", ""))
    said = read_new(request.POST, request.FILES.getlist("file"))
    if said.errors:
        return _show_new(request, said, Outcome(None))
    begun = take_text(said) if is_text(said) else _read_table(request, said)
    if isinstance(begun, HttpResponse):
        return begun
    if begun.value is None:
        return _show_new(request, said, begun)
    draft = begin_whole(viewer, begun.value)
    if draft is None:
        errors = {"name": _("Черновик с таким именем уже есть. Наберите другое или откройте тот.")}
        return _show_new(request, SaidNew(said.name, said.table, errors=errors), Outcome(None))
    messages.success(request, _("Карта прочитана. Проверьте то, что прочитано без полной уверенности."))
    return redirect("draft", draft.name)


def _read_table(request: HttpRequest, said: SaidNew) -> Outcome[Begun] | HttpResponse:
    """Read a table; where that takes long, lead to the page that says how far it is."""
    try:
        read = read_as_job(request, said)
    except TooManyJobsError:
        words = _("Вы запросили уже много, и оно ещё не готово. Подождите, пока что-нибудь закончится.")
        return show_refusal(request, HTTPStatus.TOO_MANY_REQUESTS, words)
    if read.value is None:
        return Outcome(None, read.problems)
    if not read.value.has_ended:
        return redirect("job", read.value.key)
    begun = take_job(read.value, said.name)
    read.value.delete()
    return Outcome(begun)


def _show_new(request: HttpRequest, said: SaidNew, refused: Outcome[Any] | None = None) -> HttpResponse:
    told = tell_writer(refused.problems) if refused is not None else ()
    return show(
        request, "draft_new.html.j2", title=_("Новая карта"), section="drafts", said=said,
        errors=said.errors, refused=told, problem=refused is not None,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused is not None else HTTPStatus.OK,
    )  # fmt: skip


@known_only
@require_POST
def take_published(request: HttpRequest) -> HttpResponse:
    """Begin the next version of what is published, or a layer over it; a draft that is there is opened."""
    viewer = require_publisher(request)
    base, version = request.POST.get("roadmap", ""), request.POST.get("version", "")
    layer = request.POST.get("layer")
    name = base if layer is None else layer.strip()
    if layer is not None and not is_name(name):
        words = _("Имя слоя – малые латинские буквы, цифры и дефисы: our-town. Вернитесь и наберите его.")
        return show_refusal(request, HTTPStatus.UNPROCESSABLE_ENTITY, words, title=_("Слой не начат"))
    standing = RoadmapDraft.objects.filter(name=name).first()
    if standing is not None:
        if layer is None:
            _number_next(viewer, standing)
        messages.success(request, _("Черновик этой карты уже есть: вот он."))
        return redirect("draft", name)
    begun = (begin_from_bundle(name, version) if layer is None else begin_layer(base, version, name)).value
    draft = begin_whole(viewer, begun) if begun is not None else None
    if draft is None:
        raise Http404
    return redirect("draft", draft.name)


def _number_next(viewer: Viewer, draft: RoadmapDraft) -> None:
    """Give a draft the next number, where its own is published by now; else it stays as it is."""
    published = list_published(draft.name)
    written = write_draft(draft, viewer, lambda standing: Outcome(number_next(read(standing), published)))
    if written is not None and written.value is not None and written.value.version != draft.version:
        keep_act(viewer.key, Act.DRAFTED, draft.name)


@require_safe
@known_only
def show_draft(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the table of a draft, and beside each row what is doubted of it."""
    found = find_draft(request, draft)
    base = open_base(found)
    text = read_over(found, base)
    imported = tell_writer(problem_from_json(each) for each in found.doubts)
    return show(
        request, "draft.html.j2", title=text.word("title") or found.name, section="drafts", draft=found,
        part="draft", text=text, doubts=text.all_doubts(), imported=imported,
        base=base.assembly.roadmap if base is not None else None,
        layered=tuple(list_rows(text, base)) if base is not None and text.is_sound else (),
        labels=field_labels(),
        named={doubt.line: name for name, doubt, _row in name_doubts(text)},
    )  # fmt: skip


@require_safe
@known_only
def give_source(request: HttpRequest, draft: str) -> HttpResponse:
    """Give the file that a draft was imported from, as it was handed in."""
    found = find_draft(request, draft)
    if found.source is None:
        raise Http404
    return send_file(bytes(found.source), found.source_name)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def drop_draft(request: HttpRequest, draft: str) -> HttpResponse:
    """Ask whether a draft is to go, and let it go; what is published stays."""
    found = find_draft(request, draft)
    if request.method == "POST":
        found.delete()
        messages.success(request, _("Черновик удалён. Опубликованное осталось."))
        return redirect("drafts")
    return show(
        request, "draft_drop.html.j2", title=_("Удалить черновик"), section="drafts", draft=found, part="",
        text=read(found),
    )  # fmt: skip

"""The form of a stage, the place of a measure among the others, and doubts that somebody has looked at."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.doubts import name_doubts, see_to
from roadmap_engine.portal.drafts.keeping import find_draft, read, write_draft
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.moving import (
    find_place,
    list_places,
    move_measure,
    place_of,
    version_of_order,
)
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.drafts.said import Said
from roadmap_engine.portal.drafts.stages import (
    STAGE,
    StageForm,
    add_stage,
    change_stage,
    check_stage,
    fill_stage,
    propose_stage,
    remove_stage,
)
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_writer_errors
from roadmap_engine.portal.speech import gettext as _

__all__ = ["move_here", "see_to_doubt", "show_new_stage", "show_stage"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_stage(request: HttpRequest, draft: str, stage: str) -> HttpResponse:
    """Show the form of a stage and its measures; write what was filled in, or take an empty stage out."""
    found = find_draft(request, draft)
    text = read(found)
    line = text.stage(stage) if text.is_sound else None
    if line is None:
        raise Http404
    form = fill_stage(text, line)
    if request.method != "POST":
        return _show(request, found, stage, Said(form.words, form.version))
    said = _read(request, form)
    remove = "remove" in request.POST
    if said.errors and not remove:
        return _show(request, found, stage, said)

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = read(standing)
        at = now.stage(stage)
        if at is None or fill_stage(now, at).version != said.saw:
            return None
        return remove_stage(now, at) if remove else change_stage(now, at, said.words, said.seen_to)

    written = write_draft(found, viewer_of(request), change)
    if written is None:
        found.refresh_from_db()
        return _show(request, found, stage, said, changed=True)
    if written.value is None:
        return _show(request, found, stage, said, written.problems)
    same = written.value.version == found.version
    _tell(request, found, same=same, done=_("Этап убран.") if remove else _("Записано."))
    return redirect("draft", found.name)


def _read(request: HttpRequest, form: StageForm) -> Said:
    words = {name: request.POST.get(name, form.words[name]).replace("\r\n", "\n") for name in STAGE}
    seen_to = {n for n, _doubt in enumerate(form.doubts) if f"seen-{n}" in request.POST}
    return Said(words, request.POST.get("saw", ""), frozenset(seen_to), check_stage(words))


def _tell(request: HttpRequest, draft: RoadmapDraft, *, same: bool, done: str) -> None:
    if not same:
        keep_act(viewer_of(request).key, Act.DRAFTED, draft.name)
    messages.success(request, _("Ничего не изменилось.") if same else done)


def _show(
    request: HttpRequest,
    draft: RoadmapDraft,
    stage: str,
    said: Said,
    refused: tuple[Problem, ...] = (),
    *,
    changed: bool = False,
) -> HttpResponse:
    """Show the form; where somebody was quicker, what she wrote stands beside each field."""
    text = read(draft)
    line = text.stage(stage) if text.is_sound else None
    theirs = fill_stage(text, line) if line is not None else None
    wrong = bool(said.errors or refused)
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    title = theirs.words["title"] if theirs is not None and theirs.words["title"] else _("Этап")
    return show(
        request, "draft_stage.html.j2", title=title, section="drafts", draft=draft, part="draft", text=text,
        stage=line, said=said, errors=said.errors, refused=tell_writer_errors(refused), theirs=theirs,
        form=theirs, saw=theirs.version if changed and theirs is not None else said.saw, changed=changed,
        order=version_of_order(text), ways=_ways(text, stage), problem=wrong or changed, status=status,
    )  # fmt: skip


def _ways(text: DraftText, stage: str) -> Mapping[str, tuple[str, str]]:
    """Give for each measure of a stage the places one up and one down; empty where there is none."""
    found = text.stage(stage)
    ids = [each.id for each in found.measures] if found is not None else []
    ways = {}
    for at, name in enumerate(ids):
        up = f"{stage}/{ids[at - 2] if at > 1 else ''}" if at else ""
        ways[name] = (up, f"{stage}/{ids[at + 1]}" if at + 1 < len(ids) else "")
    return ways


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_new_stage(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the form of a stage that is to come, and put it behind the others."""
    found = find_draft(request, draft)
    text = read(found)
    if not text.is_sound or text.is_layer:
        raise Http404
    form = propose_stage(text)
    if request.method != "POST":
        return _show_new(request, found, Said(form.words))
    said = _read(request, form)
    if said.errors:
        return _show_new(request, found, said)
    added: list[str] = []

    def change(standing: RoadmapDraft) -> Outcome[str]:
        outcome = add_stage(read(standing), said.words)
        if outcome.value is None:
            return Outcome(None, outcome.problems)
        added.append(outcome.value[1])
        return Outcome(outcome.value[0])

    written = write_draft(found, viewer_of(request), change)
    if written is None or written.value is None:
        return _show_new(request, found, said, written.problems if written is not None else ())
    _tell(request, found, same=False, done=_("Этап добавлен. Теперь добавьте в него мероприятия."))
    return redirect("draft-stage", found.name, added[-1])


def _show_new(
    request: HttpRequest, draft: RoadmapDraft, said: Said, refused: tuple[Problem, ...] = ()
) -> HttpResponse:
    wrong = bool(said.errors or refused)
    return show(
        request, "draft_stage.html.j2", title=_("Новый этап"), section="drafts", draft=draft, part="draft",
        text=read(draft), stage=None, said=said, errors=said.errors, refused=tell_writer_errors(refused),
        theirs=None, form=None, saw="", changed=False, problem=wrong,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )  # fmt: skip


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def move_here(request: HttpRequest, draft: str, measure: str) -> HttpResponse:
    """Show where a measure may stand, and put it there, as long as the order is what was seen."""
    found = find_draft(request, draft)
    text = read(found)
    if not text.is_sound or text.measure(measure) is None:
        raise Http404
    said, saw = request.POST.get("place", ""), request.POST.get("saw", "")
    if request.method != "POST":
        return _show_places(request, found, measure, str(place_of(text, measure)))

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = read(standing)
        place = find_place(now, said)
        if place is None or version_of_order(now) != saw:
            return None
        return move_measure(now, measure, place)

    written = write_draft(found, viewer_of(request), change)
    if written is None or written.value is None:
        found.refresh_from_db()
        return _show_places(request, found, measure, said, written.problems if written is not None else None)
    same = written.value.version == found.version
    _tell(request, found, same=same, done=_("Мероприятие переставлено. Номера идут за порядком."))
    home = place_of(read(written.value), measure)
    if "stage" in request.POST and home is not None:
        return redirect("draft-stage", found.name, home.stage)
    return redirect("draft", found.name)


def _show_places(
    request: HttpRequest,
    draft: RoadmapDraft,
    measure: str,
    chosen: str,
    refused: tuple[Problem, ...] | None = (),
) -> HttpResponse:
    """Show the places; where the order has changed meanwhile, what was chosen stays chosen if it is there.

    Args:
        request: of the page.
        draft: as it stands.
        measure: that is to move.
        chosen: the place that was chosen, or its own.
        refused: why the text cannot be changed so; None where the order is no longer what was seen.
    """
    text = read(draft)
    line = text.measure(measure) if text.is_sound else None
    if line is None:
        raise Http404
    changed = refused is None
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return show(
        request, "draft_place.html.j2", title=_("Переставить"), section="drafts", draft=draft, part="draft",
        text=text, line=line, places=tuple(list_places(text, measure)), chosen=chosen,
        now=str(place_of(text, measure)), saw=version_of_order(text), changed=changed,
        refused=tell_writer_errors(refused or ()), problem=changed or bool(refused), status=status,
    )  # fmt: skip


@known_only
@require_POST
def see_to_doubt(request: HttpRequest, draft: str) -> HttpResponse:
    """Take a doubt out that somebody has looked at; what it is about stays as it is."""
    found = find_draft(request, draft)
    name = request.POST.get("doubt", "")
    row = next((row for each, _doubt, row in name_doubts(read(found)) if each == name), "")
    written = write_draft(
        found,
        viewer_of(request),
        lambda standing: Outcome(gone) if (gone := see_to(read(standing), name)) is not None else None,
    )
    if written is None:
        messages.success(request, _("Этого замечания уже нет."))
    else:
        _tell(request, found, same=False, done=_("Проверено: замечание убрано."))
    answer = redirect("draft", found.name)
    if row:
        answer["Location"] += f"#row-{row}"
    return answer

"""The form of a measure: what it says, what its deadline means, and what is doubted of it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.editing import (
    EMPTY,
    FIELDS,
    MeasureForm,
    add_measure,
    change_measure,
    check_words,
    fill_measure,
    remove_measure,
)
from roadmap_engine.portal.drafts.explaining import (
    check_deadline,
    explain_deadline,
    field_labels,
    tell_new_events,
    titles_of,
    year_of,
)
from roadmap_engine.portal.drafts.keeping import find_draft, write_draft
from roadmap_engine.portal.drafts.layer_bases import Base, open_base, read_over
from roadmap_engine.portal.drafts.layer_views import show_row
from roadmap_engine.portal.drafts.layers import list_rows
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.reading import DraftText, StageLine
from roadmap_engine.portal.drafts.said import Said
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import Told, tell_writer_errors
from roadmap_engine.portal.speech import gettext as _

__all__ = ["show_measure", "show_new"]


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_measure(request: HttpRequest, draft: str, measure: str) -> HttpResponse:
    """Show the form of a measure, explain a deadline that was typed, write what was filled in."""
    found = find_draft(request, draft)
    base = open_base(found)
    text = read_over(found, base)
    if base is not None and measure in base.ids():
        return show_row(request, found, base, measure)
    line = text.measure(measure) if text.is_sound else None
    if line is None and request.method == "POST":
        # What she typed is not lost with the measure that somebody else has taken out.
        page = _Page(request, found, text, EMPTY, measure, base=base)
        return _show_conflict(page, _read(request, text, EMPTY))
    if line is None:
        raise Http404
    form = fill_measure(text, line)
    page = _Page(request, found, text, form, measure, base=base)
    if request.method != "POST":
        return page.show(Said(form.words, form.version))
    said = _read(request, text, form)
    if "explain" in request.POST:
        return page.show(said, explained=True)
    if said.errors and "remove" not in request.POST:
        return page.show(said, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _write(page, said, remove="remove" in request.POST)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_new(request: HttpRequest, draft: str, stage: str) -> HttpResponse:
    """Show the form of a measure that is to come, and put it at the end of its stage."""
    found = find_draft(request, draft)
    base = open_base(found)
    text = read_over(found, base)
    place = _find_stage(text, stage, base)
    if place is None:
        raise Http404
    page = _Page(request, found, text, EMPTY, "", place, base)
    if request.method != "POST":
        return page.show(Said(EMPTY.words))
    said = _read(request, text, EMPTY)
    if "explain" in request.POST:
        return page.show(said, explained=True)
    if said.errors:
        return page.show(said, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    added: list[str] = []

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = read_over(standing, base)
        at = _find_stage(now, stage, base)
        if at is None:
            return None
        outcome = add_measure(now, at.path, said.words, base.ids() if base is not None else ())
        if outcome.value is None:
            return Outcome(None, outcome.problems)
        added.append(outcome.value[1])
        return Outcome(outcome.value[0])

    written = write_draft(found, viewer_of(request), change)
    if written is None:
        raise Http404
    if written.value is None:
        return page.show(
            said, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=tell_writer_errors(written.problems)
        )
    keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
    _tell_done(request, _("Мероприятие добавлено."), text, written.value.text)
    return redirect("draft-measure", found.name, added[-1])


def _tell_done(request: HttpRequest, done: str, before: DraftText, after: str) -> None:
    messages.success(request, " ".join(filter(None, (done, tell_new_events(before, after)))))


def _find_stage(text: DraftText, name: str, base: Base | None) -> StageLine | None:
    """Give the stage that a measure may come into: of the text itself, of a layer one from above."""
    if not text.is_sound:
        return None
    if base is None:
        return text.stage(name)
    above = next((each for each in list_rows(text, base) if each.id == name and not each.closed), None)
    return StageLine(name, (name,), above.number, above.title, ()) if above is not None else None


def _read(request: HttpRequest, text: DraftText, form: MeasureForm) -> Said:
    words = {name: request.POST.get(name, form.words[name]).replace("\r\n", "\n") for name in FIELDS}
    changed = {name: said for name, said in words.items() if said != form.words[name] or form is EMPTY}
    errors = check_words(changed)
    told = check_deadline(words["deadline"], text) if "deadline" in changed else ""
    if told and "deadline" not in errors:
        errors["deadline"] = told
    seen_to = {n for n, _doubt in enumerate(form.doubts) if f"seen-{n}" in request.POST}
    return Said(words, request.POST.get("saw", ""), frozenset(seen_to), errors)


def _write(page: _Page, said: Said, *, remove: bool) -> HttpResponse:
    request, draft = page.request, page.draft

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        text = read_over(standing, page.base)
        line = text.measure(page.measure)
        if line is None or fill_measure(text, line).version != said.saw:
            return None
        return remove_measure(text, line) if remove else change_measure(text, line, said.words, said.seen_to)

    written = write_draft(draft, viewer_of(request), change)
    if written is None:
        return _show_conflict(page, said)
    if written.value is None:
        return page.show(
            said, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=tell_writer_errors(written.problems)
        )
    same = written.value.version == draft.version
    if not same:
        keep_act(request.viewer.key, Act.DRAFTED, draft.name)  # type: ignore[attr-defined]
    done = _("Мероприятие убрано.") if remove else _("Ничего не изменилось.") if same else _("Записано.")
    _tell_done(request, done, page.text, written.value.text)
    return redirect("draft", draft.name)


def _show_conflict(page: _Page, said: Said) -> HttpResponse:
    """Show what somebody else has written meanwhile beside what was typed; nothing is lost."""
    found = find_draft(page.request, page.draft.name)
    text = read_over(found, page.base)
    line = text.measure(page.measure) if text.is_sound else None
    theirs = fill_measure(text, line) if line is not None else None
    labels = field_labels()
    rows = [
        (name, labels[name], theirs.words[name] if theirs is not None else "", said.words[name])
        for name in FIELDS
    ]
    return show(
        page.request, "draft_conflict.html.j2", title=_("Пока вы писали, записано другое"), section="drafts",
        draft=found, part="draft", text=text, theirs=theirs, rows=rows, said=said, problem=True,
        status=HTTPStatus.CONFLICT,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of a measure."""

    request: HttpRequest
    draft: RoadmapDraft
    text: DraftText
    form: MeasureForm
    measure: str
    stage: StageLine | None = None
    base: Base | None = None

    def show(
        self,
        said: Said,
        *,
        explained: bool = False,
        status: int = HTTPStatus.OK,
        refused: tuple[Told, ...] = (),
    ) -> HttpResponse:
        """Fill it in: what was typed, what the deadline means, what stands in the way."""
        name = self.form.words["title"] or _("Новое мероприятие")
        deadline = " ".join(said.words["deadline"].split())
        return show(
            self.request, "draft_measure.html.j2", title=name, section="drafts", draft=self.draft,
            part="draft", text=self.text, form=self.form, said=said, errors=said.errors, refused=refused,
            problem=bool(said.errors or refused) and not explained, measure=self.measure, stage=self.stage,
            labels=field_labels(), roles=titles_of(self.text, "roles"),
            outputs=titles_of(self.text, "outputs"),
            steps=explain_deadline(deadline, self.text) if "deadline" not in self.form.locked else (),
            year=year_of(self.text), status=status,
        )  # fmt: skip

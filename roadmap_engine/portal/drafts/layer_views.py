"""The form of a measure from above, as a layer has it: both values side by side, and what may be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.editing import FIELDS, LISTS, check_words
from roadmap_engine.portal.drafts.explaining import (
    check_deadline,
    explain_deadline,
    field_labels,
    tell_new_events,
    titles_of,
    year_of,
)
from roadmap_engine.portal.drafts.keeping import write_draft
from roadmap_engine.portal.drafts.layer_bases import Base
from roadmap_engine.portal.drafts.layers import LayerRow, change_row, find_row, judge_row
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_writer_errors
from roadmap_engine.portal.speech import gettext as _

__all__ = ["show_row"]

_REMOVALS = {"remove": True, "restore": False}
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def show_row(request: HttpRequest, draft: RoadmapDraft, base: Base, measure: str) -> HttpResponse:
    """Show a measure from above and what the layer says of it; write what was filled in.

    Args:
        request: of the page.
        draft: the layer.
        base: what it stands on.
        measure: its id.
    """
    text = base.read(draft)
    row = find_row(text, base, measure) if text.is_sound else None
    if row is None:
        raise Http404
    page = _Page(request, draft, base, row)
    if request.method != "POST":
        return page.show(row.words)
    typed = {name: request.POST.get(name, row.words[name]).replace("\r\n", "\n") for name in FIELDS}
    if "explain" in request.POST:
        return page.show(typed)
    removed = next((value for name, value in _REMOVALS.items() if name in request.POST), None)
    errors = page.check(typed) if removed is None else {}
    return page.show(typed, errors, status=_REFUSED) if errors else _write(page, typed, removed=removed)


def _write(page: _Page, typed: Mapping[str, str], *, removed: bool | None) -> HttpResponse:
    """Write what was typed, unless somebody was quicker or the layer may not."""
    request, draft, base = page.request, page.draft, page.base
    beyond: dict[str, str] = {}

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = base.read(standing)
        at = find_row(now, base, page.row.id)
        if at is None or at.version != request.POST.get("saw", ""):
            return None
        if removed and at.stays:
            beyond["remove"] = at.stays
            return Outcome(None)
        outcome = change_row(now, at, typed, removed=removed)
        if outcome.value not in (None, standing.text):
            beyond.update(judge_row(outcome.value or "", base, at))
        return Outcome(None) if beyond else outcome

    written = write_draft(draft, viewer_of(request), change)
    if written is None:
        draft.refresh_from_db()
        return page.show(typed, status=HTTPStatus.CONFLICT)
    if written.value is None:
        return page.show(typed, beyond, written.problems, status=_REFUSED)
    same = written.value.version == draft.version
    if not same:
        keep_act(viewer_of(request).key, Act.DRAFTED, draft.name)
    messages.success(request, _("Ничего не изменилось.") if same else _("Записано."))
    if told := tell_new_events(base.read(draft), written.value.text):
        messages.success(request, told)
    return redirect("draft", draft.name)


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of a measure from above."""

    request: HttpRequest
    draft: RoadmapDraft
    base: Base
    row: LayerRow

    def check(self, typed: Mapping[str, str]) -> dict[str, str]:
        """Tell what is wrong with what was typed; a message by field."""
        row = self.row
        changed = {
            name: words
            for name, words in typed.items()
            if words != row.words[name] and name not in row.locked
        }
        errors = check_words(changed)
        for name, words in changed.items():
            if name not in LISTS and row.above[name].strip() and not words.strip():
                errors[name] = _("Пустым слой его не сделает. Верните слова карты или напишите свои.")
        if "deadline" in changed and "deadline" not in errors:
            told = check_deadline(typed["deadline"], self.base.read(self.draft))
            errors |= {"deadline": told} if told else {}
        return errors

    def show(
        self,
        words: Mapping[str, str],
        errors: Mapping[str, str] | None = None,
        problems: tuple[Problem, ...] = (),
        *,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> HttpResponse:
        """Fill it in; where somebody was quicker, what is written now stands beside what was typed."""
        text = self.base.read(self.draft)
        row, above = find_row(text, self.base, self.row.id) or self.row, self.base.assembly.roadmap
        return show(
            self.request, "draft_layer_measure.html.j2", title=row.title, section="drafts", draft=self.draft,
            part="draft", text=text, row=row, words=words, errors=errors or {},
            refused=tell_writer_errors(problems),
            changed=status is HTTPStatus.CONFLICT, problem=status is not HTTPStatus.OK, labels=field_labels(),
            fields=FIELDS, lists=LISTS, base=f"{above.id} {above.version}", year=year_of(text),
            steps=explain_deadline(words["deadline"], text) if "deadline" not in row.locked else (),
            roles=titles_of(text, "roles"), outputs=titles_of(text, "outputs"), status=status,
        )  # fmt: skip

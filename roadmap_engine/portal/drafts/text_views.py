"""The text of a draft in a plain field, with its problems; and the form of what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.about import ABOUT, change_about, check_about, fill_about, version_of
from roadmap_engine.portal.drafts.keeping import find_draft, read, write_draft
from roadmap_engine.portal.drafts.laying import lay_out
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.numbering import list_published
from roadmap_engine.portal.drafts.placing import PlacedProblem, place_problems
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_writer, tell_writer_errors
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.yaml_text.source import decode_source

__all__ = ["check_draft", "show_about", "show_text"]


def check_draft(draft: RoadmapDraft) -> tuple[PlacedProblem, ...]:
    """Find everything that `roadmap check` finds in a draft."""
    with lay_out(draft) as laid:
        outcome = check_texts([laid.text])
        return place_problems(outcome.problems, outcome.sources, laid)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_text(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the text with what is wrong in it, and write what somebody made of it."""
    found = find_draft(request, draft)
    if request.method != "POST":
        return _show_text(request, found, found.text)
    typed = _as_kept(request.POST.get("text", ""), found.text)
    saw = request.POST.get("saw", "")
    refused: tuple[Problem, ...] = ()
    if typed != found.text:
        _text, refused = decode_source(typed.encode("utf-8", errors="surrogatepass"), f"{found.name}.yaml")
    if refused:
        return _show_text(request, found, typed, refused)
    written = write_draft(
        found, viewer_of(request), lambda now: Outcome(typed) if saw == str(now.version) else None
    )
    if written is None or written.value is None:
        found.refresh_from_db()
        return show(
            request, "draft_text_conflict.html.j2", title=_("Пока вы писали, записано другое"),
            section="drafts", draft=found, part="text", text=read(found), typed=typed, problem=True,
            status=HTTPStatus.CONFLICT,
        )  # fmt: skip
    if written.value.version == found.version:
        messages.success(request, _("Ничего не изменилось."))
    else:
        keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
        messages.success(request, _("Записано."))
    return redirect("draft-text", found.name)


def _as_kept(typed: str, kept: str) -> str:
    """Give a text with the ends of lines that it has: browsers send all of them as CR and LF."""
    plain = typed.replace("\r\n", "\n").replace("\r", "\n")
    if plain == kept.replace("\r\n", "\n").replace("\r", "\n"):
        return kept
    return plain.replace("\n", "\r\n") if kept.count("\r\n") == kept.count("\n") > 0 else plain


def _show_text(
    request: HttpRequest, draft: RoadmapDraft, typed: str, refused: tuple[Problem, ...] = ()
) -> HttpResponse:
    return show(
        request, "draft_text.html.j2", title=_("Текст карты"), section="drafts", draft=draft, part="text",
        text=read(draft), typed=typed, problems=check_draft(draft) if not refused else (),
        refused=tell_writer(refused), problem=bool(refused),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )  # fmt: skip


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_about(request: HttpRequest, draft: str) -> HttpResponse:
    """Show what a roadmap says of itself, and write what was filled in."""
    found = find_draft(request, draft)
    text = read(found)
    words = fill_about(text)
    if request.method != "POST" or not text.is_sound:
        return _show_about(request, found, words, version_of(words))
    typed = {name: request.POST.get(name, words[name]).replace("\r\n", "\n") for name in ABOUT}
    saw = request.POST.get("saw", "")
    errors = check_about(typed) if typed != words else {}
    if errors:
        return _show_about(request, found, typed, saw, errors)

    def change(standing: RoadmapDraft) -> Outcome[str] | None:
        now = read(standing)
        if version_of(fill_about(now)) != saw:
            return None
        return change_about(now, typed, list_published(now.word("roadmap")))

    written = write_draft(found, viewer_of(request), change)
    if written is None:
        found.refresh_from_db()
        return _show_about(request, found, typed, saw, changed=True)
    if written.value is None:
        return _show_about(request, found, typed, saw, refused=written.problems)
    if written.value.version != found.version:
        keep_act(viewer_of(request).key, Act.DRAFTED, found.name)
    same = written.value.version == found.version
    messages.success(request, _("Ничего не изменилось.") if same else _("Записано."))
    return redirect("draft-about", found.name)


def _show_about(
    request: HttpRequest,
    draft: RoadmapDraft,
    words: Mapping[str, str],
    saw: str,
    errors: Mapping[str, str] | None = None,
    refused: tuple[Problem, ...] = (),
    *,
    changed: bool = False,
) -> HttpResponse:
    """Show the form; where somebody was quicker, what she wrote stands beside each field."""
    text = read(draft)
    standing = fill_about(text)
    wrong = bool(errors or refused)
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(
        request, "draft_about.html.j2", title=_("О карте"), section="drafts", draft=draft, part="about",
        text=text, words=words, saw=version_of(standing) if changed else saw, errors=errors or {},
        refused=tell_writer_errors(refused), theirs=standing if changed else None, problem=wrong or changed,
        status=status,
    )  # fmt: skip

"""Before a draft is published: what is told of it, what it changes for schools; then it is published."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.desk.publishing import put_out, read_published_index
from roadmap_engine.diagnostics import Severity, has_errors
from roadmap_engine.model.versions import version_key
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.releasing import Publication, publish
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.drafts.comparing import DifferencePage, compare_published
from roadmap_engine.portal.drafts.keeping import find_draft, read
from roadmap_engine.portal.drafts.laying import Laid, lay_out, published_folder
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.placing import PlacedProblem, place_problems
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.portal.speech import gettext as _

__all__ = ["show_publishing"]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What publishing would come to.

    Attributes:
        outcome: what would be written, or why nothing would be.
        told: what is told of it.
        difference: from the version before; None where there is none, or it cannot be told.
    """

    outcome: Outcome[Publication]
    told: tuple[PlacedProblem, ...]
    difference: DifferencePage | None


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_publishing(request: HttpRequest, draft: str) -> HttpResponse:
    """Show what publishing would come to; publish what was seen."""
    found = find_draft(request, draft)
    older = request.method == "POST" and "older" in request.POST
    if request.method != "POST":
        return _show(request, found, _prepare(found, older=older))
    if request.POST.get("saw", "") != str(found.version):
        return _show(request, found, _prepare(found, older=older), status=HTTPStatus.CONFLICT)
    with lay_out(found) as laid:
        outcome = put_out(published_folder(), lambda: _publish(laid, older=older))
        if outcome.value is None:
            prepared = _weigh(found, laid, outcome)
            return _show(request, found, prepared, status=HTTPStatus.UNPROCESSABLE_ENTITY, older=older)
    (released,) = outcome.value.released
    if released.state == "unchanged":
        messages.success(request, _("Эта версия уже опубликована: ничего не изменилось."))
    else:
        keep_act(viewer_of(request).key, Act.PUBLISHED, f"{released.name}@{released.version}")
        messages.success(
            request, _("Опубликовано: {name}.").format(name=f"{released.name}@{released.version}")
        )
    return redirect("release", released.name, released.version)


def _publish(laid: Laid, *, older: bool) -> Outcome[Publication]:
    return publish([laid.text], published_folder(), key=options().signing_key, older=older)


def _prepare(draft: RoadmapDraft, *, older: bool) -> _Prepared:
    with lay_out(draft) as laid:
        return _weigh(draft, laid, _publish(laid, older=older))


def _weigh(draft: RoadmapDraft, laid: Laid, outcome: Outcome[Publication]) -> _Prepared:
    """Put what schools would have otherwise beside what is told; it is seen whether published or not."""
    text = read(draft)
    told, before = place_problems(outcome.problems, outcome.sources, laid), _find_before(text)
    difference = compare_published(laid, text, text.word("roadmap"), before) if before else None
    return _Prepared(outcome, told, difference)


def _find_before(text: DraftText) -> str:
    """Give the newest published version that schools may have; empty where there is none."""
    index = read_published_index(published_folder()).value
    releases = index.releases(text.word("roadmap")) if index is not None else {}
    return max((each for each in releases if releases[each].withdrawn is None), key=version_key, default="")


def _show(
    request: HttpRequest,
    draft: RoadmapDraft,
    prepared: _Prepared,
    *,
    status: int = HTTPStatus.OK,
    older: bool = False,
) -> HttpResponse:
    text = read(draft)
    errors = [each for each in prepared.told if each.severity is Severity.ERROR]
    return show(
        request, "draft_publish.html.j2", title=_("Опубликовать"), section="drafts", draft=draft,
        part="publish", text=text, found=prepared.told, errors=errors, difference=prepared.difference,
        before=_find_before(text), doubts=text.all_doubts(), ready=not has_errors(prepared.outcome.problems),
        changed=status == HTTPStatus.CONFLICT, older=older,
        asks_older=any(each.code == "RM801" for each in errors),
        signed=options().signing_key is not None, problem=status != HTTPStatus.OK, status=status,
    )  # fmt: skip

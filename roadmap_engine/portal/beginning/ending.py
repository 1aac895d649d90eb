"""All answers to look through, what they come to, and the step from there to a plan that lives."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.calendar_feeds import list_current
from roadmap_engine.documents.pages.lines import list_columns, list_stages
from roadmap_engine.model.progress import Sign
from roadmap_engine.pipeline.papers import list_blanks
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.beginning.asking import Interview
from roadmap_engine.portal.beginning.drafting import (
    Drafted,
    draft_texts,
    draw_order,
    interview_whole,
    read_drafted,
)
from roadmap_engine.portal.beginning.fields import say_answer
from roadmap_engine.portal.beginning.keeping import find_draft
from roadmap_engine.portal.beginning.living import ChangedError, go_live
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.beginning.offering import call_base
from roadmap_engine.portal.beginning.spot import BegunSpot
from roadmap_engine.portal.beginning.steps import list_tasks
from roadmap_engine.portal.beginning.storing import tells_full_disk
from roadmap_engine.portal.feeds.offering import title_feed
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_file
from roadmap_engine.portal.pages.telling import tell_all, tell_errors
from roadmap_engine.portal.plans.reading import hand_of
from roadmap_engine.portal.schools.drawing import DESKS
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.tracking.boards import draw_board

__all__ = ["give_order", "show_answers", "show_preview"]


@known_only
@require_safe
@tells_full_disk
def show_answers(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Show all answers, each with the way to change it."""
    found = find_draft(request, school, begun)
    if found.live_at is not None:
        return redirect("begun", school, begun)
    interview = interview_whole(found)
    answered = []
    for task in list_tasks(interview):
        rows = []
        for step in task.steps:
            asking = interview.asking(step.text)
            if asking is not None:
                wrong = asking.filled.wrong()
                rows += [
                    (step.slug, each, say_answer(asking, each), each.path in wrong) for each in step.asked
                ]
        answered.append((task, rows))
    return show(
        request, "begun_check.html.j2", title=_("Проверьте ответы"), draft=found, answered=answered,
        ready=interview.is_complete, base=call_base(interview.base), old=interview.old,
        speak=translator(spoken()),
    )  # fmt: skip


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
@tells_full_disk
def show_preview(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Show what the answers come to; whoever agrees lets the plan live."""
    found = find_draft(request, school, begun)
    if found.live_at is not None:
        return redirect("begun", school, begun)
    if request.method != "POST":
        return _show(request, found)
    said = request.POST.get("version", "")
    try:
        problems = go_live(found, viewer_of(request).key, int(said) if said.isdecimal() else 0)
    except ChangedError:
        found.refresh_from_db()
        return _show(request, found, changed=True)
    if problems:
        found.refresh_from_db()
        return _show(request, found, refused=problems)
    return redirect("begun", school, begun)


def _require(interview: Interview) -> Drafted | Sequence[Problem] | None:
    """Give what a draft comes to, or why it comes to nothing; None where not all is answered."""
    if interview.problems:
        return interview.problems
    if not interview.is_complete:
        return None
    outcome = draft_texts(interview)
    return outcome.value if outcome.value is not None else outcome.problems


def _show(
    request: HttpRequest, draft: BegunPlan, *, refused: Sequence[Problem] = (), changed: bool = False
) -> HttpResponse:
    interview = interview_whole(draft)
    drafted = _require(interview)
    if drafted is None:
        return redirect("begun", draft.school_id, draft.pk)
    problems: tuple[Problem, ...] = ()
    shown: dict[str, Any] = {"whole": None}
    if isinstance(drafted, Drafted):
        read = read_drafted(drafted)
        problems = (*drafted.texts.problems, *read.problems)
        if read.value is not None:
            plan = read.value.plan
            board, _told = draw_board(plan, read.value.log, hand_of("").day_of(plan))
            seen = plan.in_view()
            signs = [row.sign for rows in board.by_measure().values() for row in rows]
            shown |= {
                "stages": list_stages(seen, board.by_measure()),
                "columns": [each for each in list_columns(seen) if each[0] != "state"],
                "measures": sum(1 for _each in seen.standing_measures()),
                "waiting": sum(each is Sign.WAITING for each in signs),
                "order": plan.order,
                "blanks": len(list_blanks(plan)),
                "calendars": [title_feed(plan, each) for each in list_current(plan)],
                "whole": plan,
            }
    else:
        problems = tuple(drafted)
    spot = BegunSpot(interview, shown["whole"])
    stops = has_errors((*refused, *problems))
    status = HTTPStatus.OK
    if changed:
        status = HTTPStatus.CONFLICT
    elif refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(
        request, "begun_preview.html.j2", title=_("Вот что получится"), draft=draft, interview=interview,
        refused=tell_errors((*refused, *problems), spot), changed=changed,
        notes=tell_all((each for each in problems if not has_errors((each,))), spot),
        added=drafted.added if isinstance(drafted, Drafted) else (), stops=stops,
        problem=stops or changed, status=status, **shown,
    )  # fmt: skip


@known_only
@require_safe
@tells_full_disk
def give_order(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Give the order as it would be, to look at before anything is written."""
    drafted = _require(interview_whole(find_draft(request, school, begun)))
    if not isinstance(drafted, Drafted):
        raise Http404
    if not DESKS.acquire(timeout=1):
        words = _("Сейчас составляются бумаги для других. Попробуйте ещё раз через минуту.")
        return show_refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, words)
    try:
        drawn = draw_order(drafted, hand_of("").clock())
    finally:
        DESKS.release()
    if drawn.value is None:
        raise Http404
    return send_file(drawn.value, "order.docx")

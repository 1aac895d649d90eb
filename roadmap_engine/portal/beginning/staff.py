"""The people of a school from its list of staff: read, looked through row by row, and only then kept."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import PurePath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.staff import StaffList
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.beginning.asking import Asking, begin_interview
from roadmap_engine.portal.beginning.fields import digest_answers
from roadmap_engine.portal.beginning.keeping import find_draft, keep_answers
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.beginning.staff_form import (
    Line,
    list_choices,
    list_kept,
    list_lines,
    read_lines,
    take_lines,
)
from roadmap_engine.portal.beginning.staff_reading import LARGEST, BusyError, read_list
from roadmap_engine.portal.beginning.steps import find_step
from roadmap_engine.portal.beginning.storing import tells_full_disk
from roadmap_engine.portal.pages.failing import show_busy
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_writer
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import ngettext, spoken
from roadmap_engine.questionnaire.organisation import ORGANISATION
from roadmap_engine.questionnaire.people import PEOPLE
from roadmap_engine.questionnaire.staff import place_staff

__all__ = ["PEOPLE_STEP", "show_staff"]

PEOPLE_STEP = f"organisation-{ORGANISATION.pages.index(PEOPLE)}"
_LONGEST_NAME = 100


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
@tells_full_disk
def show_staff(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Ask for a list, show what was understood of it, and keep whom somebody chooses."""
    found = find_draft(request, school, begun)
    asking = None
    if found.live_at is None and not found.plan:
        asking = begin_interview(found).asking("organisation")
    if asking is None:
        if request.method == "POST":
            raise Http404
        return redirect("begun", school, begun)
    if request.method != "POST":
        return _ask(request, found)
    if "take" in request.POST:
        return _take(request, found, asking)
    return _read(request, found, asking)


def _ask(request: HttpRequest, draft: BegunPlan, *, errors: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    return show(
        request, "begun_staff.html.j2", title=_("Люди из списка школы"), draft=draft, errors=errors,
        problem=bool(errors), status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )  # fmt: skip


def _read(request: HttpRequest, draft: BegunPlan, asking: Asking) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None or not file.size:
        return _ask(request, draft, errors=((_("Выберите файл со списком."), ""),))
    if file.size > LARGEST:
        words = _("Файл больше 5 МБ. Оставьте в нём только список сотрудников, без рисунков.")
        return _ask(request, draft, errors=((words, ""),))
    called = PurePath(file.name or "").name[-_LONGEST_NAME:] or _("список")
    try:
        read = read_list(options().workspace.absolute(), file.read(LARGEST + 1), called)
    except BusyError:
        return show_busy(request)
    if read.value is None:
        return _ask(request, draft, errors=_tell(read.problems))
    lines = list_lines(place_staff(read.value.people, asking.context), asking)
    saw = digest_answers(asking.typed, list_kept(asking))
    return _show(request, draft, asking, lines, saw, listed=read.value, called=called)


def _tell(problems: Sequence[Problem]) -> Sequence[tuple[str, str]]:
    return [(each.words, each.remedy) for each in tell_writer(problems)]


def _show(
    request: HttpRequest,
    draft: BegunPlan,
    asking: Asking,
    lines: Sequence[Line],
    saw: str,
    *,
    listed: StaffList | None = None,
    called: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    typed = asking.typed
    there = {key: typed.get(f"people.{key}.name") or "" for key, _words in list_choices(asking)}
    return show(
        request, "begun_staff_seen.html.j2", title=_("Кого взять из списка"), draft=draft, called=called,
        taken=[each for each in lines if each.place], left=[each for each in lines if not each.place],
        errors=[each for each in lines if each.error], choices=list_choices(asking), saw=saw,
        there=[(words, there[key]) for key, words in list_choices(asking) if there.get(key)],
        columns=listed.columns if listed is not None else (),
        unread=[each.said(spoken()) for each in listed.unread] if listed is not None else (),
        changed=status is HTTPStatus.CONFLICT, problem=status is not HTTPStatus.OK, status=status,
    )  # fmt: skip


def _take(request: HttpRequest, draft: BegunPlan, asking: Asking) -> HttpResponse:
    taken, lines = take_lines(read_lines(request.POST), asking)
    saw = request.POST.get("saw", "")
    if taken is None:
        return _show(request, draft, asking, lines, saw, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    paths, who = list_kept(asking), viewer_of(request).key
    kept = keep_answers(draft, who, "organisation", taken.answers, saw, paths, forgotten=taken.forgotten)
    if not kept:
        again = begin_interview(draft).asking("organisation") or asking
        now = digest_answers(again.typed, paths)
        return _show(request, draft, again, lines, now, status=HTTPStatus.CONFLICT)
    words = ngettext("Взят {n} человек из списка.", "Взято людей из списка: {n}.", taken.people)
    messages.success(request, words.format(n=taken.people))
    if find_step(begin_interview(draft), PEOPLE_STEP) is None:
        # What stands before it has not been answered yet.
        return redirect("begun", draft.school_id, draft.pk)
    return redirect("begun-step", draft.school_id, draft.pk, PEOPLE_STEP)

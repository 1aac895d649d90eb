"""The tasks of a draft, and its questions: a page of them at a time, kept when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from roadmap_engine.pipeline.creating import read_answers
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.beginning.asking import Asking, Interview
from roadmap_engine.portal.beginning.drafting import interview_whole
from roadmap_engine.portal.beginning.fields import (
    Field,
    digest_answers,
    find_errors,
    list_fields,
    list_groups,
    list_posted,
    read_posted,
    say_answer,
    to_answers,
)
from roadmap_engine.portal.beginning.keeping import find_draft, keep_answers
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.beginning.offering import call_base, preview
from roadmap_engine.portal.beginning.spot import BegunSpot
from roadmap_engine.portal.beginning.staff import PEOPLE_STEP
from roadmap_engine.portal.beginning.steps import State, Step, Task, find_step, list_tasks, next_step
from roadmap_engine.portal.beginning.storing import tells_full_disk
from roadmap_engine.portal.citing import join
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import say_all, tell_errors
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import ngettext

__all__ = ["show_questions", "show_tasks", "take_file"]

_LARGEST_FILE = 200_000


@known_only
@require_http_methods(["GET", "HEAD"])
@tells_full_disk
def show_tasks(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Show what is done and what is next; of a plan that lives, that it does."""
    found = find_draft(request, school, begun)
    if found.live_at is not None:
        text = PlanText.objects.select_related("school").filter(school=found.school, plan=found.plan).first()
        return show(
            request, "begun_live.html.j2", title=_("План действует"), draft=found, text=text, plan=text
        )
    interview = interview_whole(found)
    told = tell_errors(interview.problems, BegunSpot(interview))
    tasks = list_tasks(interview) if not told else ()
    return show(
        request, "begun_tasks.html.j2", title=_title(interview), draft=found, tasks=tasks,
        roadmap=call_base(interview.base),
        ready=interview.is_complete, next=next_step(interview) if not told else None, refused=told,
        problem=bool(told), done=sum(each.state.value == "done" for each in tasks),
        takes_file=interview.asking("organisation") is not None,
        base=interview.base, old=interview.old,
    )  # fmt: skip


def _title(interview: Interview) -> str:
    if interview.old is not None:
        return _("План на {year}").format(year=interview.old.year)
    return _("Новый план")


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
@tells_full_disk
def show_questions(request: HttpRequest, school: str, begun: int, step: str) -> HttpResponse:
    """Show a page of questions, and keep what somebody answers."""
    found = find_draft(request, school, begun)
    if found.live_at is not None or found.plan:
        return redirect("begun", school, begun)
    interview = interview_whole(found)
    page = find_step(interview, step)
    asking = interview.asking(page.text) if page is not None else None
    if page is None or asking is None:
        if request.method == "POST":
            raise Http404
        return redirect("begun", school, begun)
    if request.method == "POST":
        return _keep(request, found, interview, page, asking)
    return _show(request, found, interview, page, list_fields(asking, page), asking)


def _keep(
    request: HttpRequest, draft: BegunPlan, interview: Interview, page: Step, asking: Asking
) -> HttpResponse:
    said = read_posted(page, request.POST)
    errors = find_errors(page, said)
    answers = to_answers(asking, page, said)
    if not errors:
        # Two answers may only be wrong beside each other.
        wrong = asking.with_answers(answers).filled.wrong()
        errors = {path: str(dict(each.arguments)["reason"]) for path, each in wrong.items() if path in said}
    if errors:
        return _show(
            request, draft, interview, page, list_fields(asking, page, said, errors), asking, problem=True
        )
    paths, who = list_posted(request.POST), viewer_of(request).key
    if not keep_answers(draft, who, page.text, answers, request.POST.get("saw", ""), paths):
        return _show_conflict(request, draft, page, said, paths)
    again = interview_whole(draft)
    here = find_step(again, page.slug)
    if here is not None and here.missing:
        more = ngettext("Появился ещё {n} вопрос.", "Появились ещё вопросы: {n}.", here.missing)
        messages.success(request, _("Сохранено.") + " " + more.format(n=here.missing))
        return redirect("begun-step", draft.school_id, draft.pk, page.slug)
    return _lead_on(draft, again, page, request.POST.get("then", ""))


def _lead_on(draft: BegunPlan, interview: Interview, page: Step, then: str) -> HttpResponse:
    """Lead to the next page, or to where somebody came from."""
    onward = next_step(interview, page.slug)
    if then == "check" or (onward is None and interview.is_complete):
        return redirect("begun-check", draft.school_id, draft.pk)
    if onward is None:
        return redirect("begun", draft.school_id, draft.pk)
    return redirect("begun-step", draft.school_id, draft.pk, onward.slug)


def _show_conflict(
    request: HttpRequest, draft: BegunPlan, page: Step, mine: Mapping[str, str], paths: tuple[str, ...]
) -> HttpResponse:
    """Show what somebody else has answered meanwhile beside what was to be kept."""
    interview = interview_whole(draft)
    asking, here = interview.asking(page.text), find_step(interview, page.slug)
    if asking is None or here is None:
        words = _("Пока вы писали, план изменили, и этих вопросов в нём больше нет. Ничего не записано.")
        return show_refusal(request, HTTPStatus.CONFLICT, words)
    now = {each.path: each for each in here.asked}
    theirs = {each.path: each for each in list_fields(asking, here)}
    yours = {each.path: each for each in list_fields(asking, here, mine)}
    lines = [
        (each.label, say_answer(asking, now[path]), _say_field(yours[path]))
        for path, each in theirs.items()
        if path in mine and (each.value, each.chosen) != (yours[path].value, yours[path].chosen)
    ]
    return show(
        request, "begun_conflict.html.j2", title=_("Пока вы писали, ответили другое"), draft=draft,
        page=here, lines=lines, saw=digest_answers(asking.typed, paths), problem=True,
        posted=[(each.path, sorted(each.chosen) if each.choices else [each.value]) for each in yours.values()
                if each.path in mine],
        status=HTTPStatus.CONFLICT,
    )  # fmt: skip


def _say_field(field: Field) -> str:
    if not field.choices:
        return field.value
    return ", ".join(words for key, words in field.choices if key in field.chosen and key)


def _show(
    request: HttpRequest,
    draft: BegunPlan,
    interview: Interview,
    page: Step,
    fields: tuple[Field, ...],
    asking: Asking,
    *,
    problem: bool = False,
) -> HttpResponse:
    task = next(each for each in list_tasks(interview) if page in each.steps)
    shown = [each for each in task.steps if each.asked]
    beside = None
    if interview.base is not None and page.text == "adoption" and _is_about_changes(task, interview):
        beside = preview(interview.base.assembly)
    return show(
        request, "begun_questions.html.j2", title=page.title, draft=draft, page=page, task=task,
        groups=list_groups(fields), errors=[each for each in fields if each.error],
        number=shown.index(page) + 1 if page in shown else 1, count=len(shown),
        more=any(each.state is State.LATER for each in task.steps),
        saw=digest_answers(asking.typed, [each.path for each in page.asked]), beside=beside,
        takes_staff=page.slug == PEOPLE_STEP, then=request.POST.get("then") or request.GET.get("then") or "",
        problem=problem, status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
    )  # fmt: skip


def _is_about_changes(task: Task, interview: Interview) -> bool:
    return task.title == list_tasks(interview)[-1].title


@known_only
@require_POST
def take_file(request: HttpRequest, school: str, begun: int) -> HttpResponse:
    """Take the answers about a school from a file: its organisation.yaml, or answers for the command line."""
    found = find_draft(request, school, begun)
    interview = interview_whole(found)
    asking, file = interview.asking("organisation"), request.FILES.get("file")
    if asking is None or found.plan:
        raise Http404
    if file is None or (file.size or 0) > _LARGEST_FILE:
        words = _("Выберите файл не больше 200 кБ: карточку школы или ответы.")
        return show_refusal(request, HTTPStatus.BAD_REQUEST, words)
    read = read_answers(file.read(_LARGEST_FILE + 1), file.name or "organisation.yaml")
    if read.value is None:
        words = join(say_all(tell_errors(read.problems)))
        return show_refusal(request, HTTPStatus.UNPROCESSABLE_ENTITY, words)
    said = {path: each.words or "" for path, each in read.value.items() if path not in asking.fixed}
    tried = asking.tried_with(said)
    wrong = tried.wrong()
    asked = {each.path for each in tried.asked}
    taken = {path: words for path, words in said.items() if path in asked and path not in wrong}
    saw = digest_answers(asking.typed, taken)
    if not keep_answers(found, viewer_of(request).key, "organisation", taken, saw, taken):
        words = _("Пока файл читался, ответили другое. Попробуйте ещё раз.")
        return show_refusal(request, HTTPStatus.CONFLICT, words)
    messages.success(request, _("Взято из файла ответов: {n}. Проверьте их.").format(n=len(taken)))
    return redirect("begun", school, begun)

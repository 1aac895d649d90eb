"""What waits for a department, the oldest first: accepted one by one, or many after a look at all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import assert_never

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model.collected import OWN, Sent, SentTime
from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import State
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.citing import join
from roadmap_engine.portal.matrix.cells import Judged, describe_judged
from roadmap_engine.portal.matrix.choosing import Choice
from roadmap_engine.portal.matrix.gathering import Overview
from roadmap_engine.portal.matrix.views import find_matrix, let_in, say_at
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import say_all, tell_errors
from roadmap_engine.portal.schools.answering import NOT_NOW, Answered, Ended, answer_said
from roadmap_engine.portal.schools.recording import Said
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import MeasureVisit, visit_measure
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy
from roadmap_engine.tracking.matching import name_key

__all__ = ["accept_chosen", "preview_accepting", "show_review"]

_ON_A_PAGE = 50
_MOST_AT_ONCE = _ON_A_PAGE
"""So that nobody waits long for the answer, and each is still looked at."""
_OWN_TITLE = gettext_lazy("Своё мероприятие школы")
_MEANWHILE = gettext_lazy("Пока вы смотрели, здесь записали другое. Откройте и решите снова.")
_GONE = gettext_lazy("Этого больше нет, или оно открыто не вам.")
_NOT_WAITING = gettext_lazy("Уже не на проверке.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits to be accepted.

    Attributes:
        pick: names it in a form: school, plan, row, and the last entries about it.
        on: the day it was handed in.
    """

    pick: str
    school: str
    school_id: str
    plan: str
    measure: str
    time: str
    title: str
    on: dt.date | None
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Pick:
    """What somebody has chosen in a form.

    Attributes:
        saw: the last entries about it that her page showed.
    """

    school: str
    plan: str
    measure: str
    time: str
    saw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not accepted, and why; without an address where there is nothing to open."""

    title: str
    why: str
    school: str = ""
    plan: str = ""
    measure: str = ""


@known_only
@require_safe
def show_review(request: HttpRequest) -> HttpResponse:
    """Show what waits for whoever looks."""
    overview = let_in(request)
    page = Paginator(_list_waiting(overview), _ON_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request, "review.html.j2", title=_("На проверке"), section="review", page=page, at=say_at(overview),
        overview=overview,
    )  # fmt: skip


@known_only
@require_POST
def preview_accepting(request: HttpRequest) -> HttpResponse:
    """Show what exactly would be accepted of what was chosen; nothing is written."""
    overview = let_in(request)
    judged: list[Judged] = []
    refused: list[Refused] = []
    cells = tuple(dict.fromkeys(request.POST.getlist("cell")))
    picks = tuple(_read_picks(request))
    found_in_cells = _find_waiting(request, overview, cells[:_MOST_AT_ONCE])
    for pick in islice(chain(picks, found_in_cells), _MOST_AT_ONCE):
        found = _look_at(request, pick)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            judged.append(found)
    return show(
        request, "review_preview.html.j2", title=_("Принять выбранные"), section="review",
        judged=[(each, _pick_of(each)) for each in judged], refused=refused, chosen=len(picks) + len(cells),
        most=_MOST_AT_ONCE,
    )  # fmt: skip


@known_only
@require_POST
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Accept what was shown, each by itself: what cannot be is told, the rest is recorded."""
    let_in(request)
    accepted: list[str] = []
    refused: list[Refused] = []
    for pick in islice(_read_picks(request), _MOST_AT_ONCE):
        found = _accept(request, pick)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            accepted.append(_name(found.at))
    if accepted and not refused:
        messages.success(request, _("Принято: {count}.").format(count=len(accepted)))
        return redirect("review")
    return show(
        request, "review_done.html.j2", title=_("Принято не всё"), section="review", accepted=accepted,
        refused=refused,
    )  # fmt: skip


def _list_waiting(overview: Overview) -> list[Waiting]:
    names = {each.id: each.name for matrix in overview.collected.matrices for each in matrix.schools}
    found = [
        _wait(sent, time, clean_text(names.get(sent.organisation, sent.name)))
        for sent in overview.seen
        for time in sent.times
        if time.state is State.SUBMITTED and time.row
    ]
    return sorted(found, key=lambda each: (each.on or dt.date.max, name_key(each.school), each.pick))


def _wait(sent: Sent, time: SentTime, school: str) -> Waiting:
    known = next((each for each in sent.measures if each.id == time.measure), None)
    title = _OWN_TITLE if time.measure == OWN or known is None else f"{known.number} {known.title}".strip()
    measure, _, occurrence = time.row.partition("#")
    pick = " ".join((sent.organisation, sent.plan, time.row, *time.heads))
    return Waiting(
        pick, school, sent.organisation, sent.plan, measure, occurrence, clean_text(title), time.on, time.due
    )


def _read_picks(request: HttpRequest) -> Iterator[Pick]:
    chosen = dict.fromkeys(request.POST.getlist("pick"))
    for words in chosen:
        school, plan, row, *saw = [*words.split(), *[""] * (3 - len(words.split()))]
        measure, _, time = row.partition("#")
        yield Pick(school, plan, measure, time, tuple(saw))


def _find_waiting(request: HttpRequest, overview: Overview, cells: Iterable[str]) -> Iterator[Pick]:
    """Give what waits in the cells of a matrix that were marked."""
    matrix = find_matrix(overview, Choice(plan=request.POST.get("plan", "")))
    plans = {each.id: each.plan for each in matrix.schools} if matrix is not None else {}
    for words in cells:
        school, _, measure = words.partition("/")
        at = _visit(request, Pick(school, plans.get(school, ""), measure, "", ()))
        for row in at.rows if at is not None else ():
            if row.happened.state is State.SUBMITTED:
                yield Pick(school, plans[school], measure, row.row.key, row.heads)


def _visit(request: HttpRequest, pick: Pick) -> MeasureVisit | None:
    try:
        return visit_measure(request, pick.school, pick.plan, pick.measure)
    except Http404:
        return None


def _look_at(request: HttpRequest, pick: Pick) -> Judged | Refused:
    at = _visit(request, pick)
    row = at.row(pick.time) if at is not None else None
    if at is None or row is None:
        return Refused(pick.measure, _GONE)
    judged = describe_judged(at, row)
    if not judged.accepts:
        return _refuse(at, _NOT_WAITING if at.visit.may(Right.JUDGE) else NOT_NOW)
    return judged


def _accept(request: HttpRequest, pick: Pick) -> Answered | Refused:
    at = _visit(request, pick)
    if at is None or at.row(pick.time) is None:
        return Refused(pick.measure, _GONE)
    answered = answer_said(at, Said(Did.ACCEPTED, pick.time, pick.saw))
    match answered.ended:
        case Ended.WRITTEN:
            return answered
        case Ended.CONFLICT:
            return _refuse(at, _MEANWHILE)
        case Ended.NOT_NOW | Ended.HELD:
            return _refuse(at, NOT_NOW)
        case Ended.WRONG:
            return _refuse(at, join(_say_problems(at, answered)))
        case never:
            assert_never(never)


def _say_problems(at: MeasureVisit, answered: Answered) -> Iterable[str]:
    return say_all(tell_errors(answered.problems, PlanSpot(at.visit)))


def _refuse(at: MeasureVisit, why: str) -> Refused:
    text = at.visit.text
    return Refused(_name(at), why, text.school_id, text.plan, at.measure.goes_by)


def _name(at: MeasureVisit) -> str:
    number = at.measure.number.strip().rstrip(".")
    title = clean_text(at.measure.short or at.measure.title)
    return f"{at.visit.text.school.name}: {number} {title}".strip()


def _pick_of(judged: Judged) -> str:
    text = judged.at.visit.text
    return " ".join((text.school_id, text.plan, judged.row.row.id, *judged.row.heads))

"""The matrix: schools × measures, the open cell, and what is accepted or returned from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import assert_never

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from roadmap_engine.documents.matrix_words import name_matrix
from roadmap_engine.documents.pages.matrix_grid import AddressOf, draw_grid, list_legend
from roadmap_engine.documents.papers.matrix_xlsx import render_matrix_xlsx
from roadmap_engine.model.collected import OWN, Matrix, MatrixSchool
from roadmap_engine.model.progress import SIGN_WORDS
from roadmap_engine.portal.access.deciding import has
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import viewer_of
from roadmap_engine.portal.matrix.cells import Panel, find_next, open_cell
from roadmap_engine.portal.matrix.choosing import (
    COUNTS,
    SCHOOLS,
    STATES,
    Choice,
    choose,
    head_columns,
    key_of,
    read_choice,
)
from roadmap_engine.portal.matrix.gathering import Overview, gather
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.instants import name_clock
from roadmap_engine.portal.pages.telling import say_all, tell_errors
from roadmap_engine.portal.schools.answering import NOT_NOW, Ended, answer_said
from roadmap_engine.portal.schools.measures import show_conflict
from roadmap_engine.portal.schools.recording import Said, read_said
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import visit_measure
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import numeric_date

__all__ = ["find_matrix", "give_workbook", "judge", "let_in", "say_at", "show_matrix"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def let_in(request: HttpRequest) -> Overview:
    """Let somebody of a department in, and give what she sees.

    Raises:
        Http404: she is none; to her there is no such page.
    """
    viewer = viewer_of(request)
    if not has(viewer, Right.SEE_ALL):
        raise Http404
    return gather(viewer)


def say_at(overview: Overview) -> str:
    """Say of which instant everything is true; where a day is tried out, that day."""
    at, today = overview.at.astimezone(), overview.collected.today
    day = today if today is not None and not overview.changed else at.date()
    return f"{numeric_date(day)}, {at:%H:%M} {name_clock(at)}"


@known_only
@require_safe
def show_matrix(request: HttpRequest) -> HttpResponse:
    """Show the matrix, and the cell that is open."""
    return _show(request, read_choice(request.GET))


@known_only
@require_safe
def give_workbook(request: HttpRequest) -> HttpResponse:
    """Give what is shown as an Excel workbook, with its counts."""
    overview = let_in(request)
    choice = read_choice(request.GET)
    matrix = find_matrix(overview, choice)
    if matrix is None:
        raise Http404
    content = render_matrix_xlsx(replace(overview.collected, matrices=(choose(matrix, choice),)))
    name = f"matrix-{overview.collected.today or dt.date.min:%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=_XLSX, headers=headers)


@known_only
@require_POST
def judge(request: HttpRequest, school: str, plan: str, measure: str) -> HttpResponse:
    """Accept or return what the panel showed; then the matrix again, as it was left."""
    at = visit_measure(request, school, plan, measure)
    said = read_said(request)
    choice = read_choice(QueryDict(request.POST.get("back", "").removeprefix("?")))
    answered = answer_said(at, said)
    match answered.ended:
        case Ended.CONFLICT:
            return show_conflict(answered, said)
        case Ended.NOT_NOW | Ended.HELD:
            return show_refusal(request, HTTPStatus.FORBIDDEN, NOT_NOW)
        case Ended.WRONG:
            refused = [
                *answered.said.errors.values(),
                *say_all(tell_errors(answered.problems, PlanSpot(at.visit))),
            ]
            return _show(request, replace(choice, base=reverse("matrix")), said, refused)
        case Ended.WRITTEN:
            messages.success(request, _("Записано: {what}.").format(what=answered.did))
            cell = f"{school}/{measure}" + (f"/{said.key}" if len(at.rows) > 1 else "")
            return redirect(f"{reverse('matrix')}{choice.query(cell=cell)}#panel")
        case never:
            assert_never(never)


def find_matrix(overview: Overview, choice: Choice) -> Matrix | None:
    """Find the matrix that is asked for; that of most schools unless another is."""
    matrices = overview.collected.matrices
    return next((each for each in matrices if key_of(each) == choice.plan), matrices[0] if matrices else None)


def _show(
    request: HttpRequest, choice: Choice, said: Said | None = None, refused: Sequence[str] = ()
) -> HttpResponse:
    overview = let_in(request)
    whole = find_matrix(overview, choice)
    if whole is None:
        return show(
            request, "matrix_empty.html.j2", title=_("Матрица"), section="matrix", overview=overview,
            absent=overview.collected.absent,
        )  # fmt: skip
    shown = choose(whole, choice)
    panel = open_cell(request, whole, shown, choice.cell) if choice.cell else None
    if panel is not None and request.headers.get("X-Part") == "panel":
        part = {"panel": panel, "choice": choice, "said": None, "refused": ()}
        return render(request, "panel_only.html.j2", part)
    school, counts = head_columns(choice)
    return show(
        request, "matrix_page.html.j2", title=_("Матрица"), section="matrix", overview=overview,
        at=say_at(overview), choice=choice, matrix=shown, whole=whole, name=name_matrix(whole, spoken()),
        matrices=[(key_of(each), name_matrix(each, spoken())) for each in overview.collected.matrices],
        grid=draw_grid(shown, COUNTS, _addresses(choice), _open_address(choice, panel), spoken()),
        school_head=school, count_heads=counts, legend=list_legend(), panel=panel, said=said,
        refused=refused, problem=bool(refused), states=[(each.value, SIGN_WORDS[each]) for each in STATES],
        kinds_of_schools=SCHOOLS, first=find_next(shown), day=_say_day(overview),
        late=sum(bool(each.counts.overdue) for each in shown.schools),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
    )  # fmt: skip


def _say_day(overview: Overview) -> str:
    return _("на {day}").format(day=f"{overview.collected.today:%d.%m}")


def _addresses(choice: Choice) -> AddressOf:
    """Give where cells lead: to themselves, opened, everything else as it is."""
    before = escape(choice.address(cell="-").removesuffix("-"))

    def address_of(school: MatrixSchool, measure: str) -> str:
        return f"{before}{school.id}/{measure}#panel" if measure != OWN else ""

    return address_of


def _open_address(choice: Choice, panel: Panel | None) -> str:
    before = escape(choice.address(cell="-").removesuffix("-"))
    return f"{before}{panel.cell}#panel" if panel is not None else ""

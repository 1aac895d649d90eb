"""The frame of a page: who looks at it, which sections she has, and where she is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from roadmap_engine.portal.access.deciding import Place, has, may
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import NOBODY, Viewer
from roadmap_engine.portal.speech import gettext as _

__all__ = ["Section", "show"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the portal in the bar at the top.

    Attributes:
        count: of what waits there; nothing is shown where it is 0.
    """

    name: str
    title: str
    address: str
    count: int = 0


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    section: str = "",
    plan: Any = None,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    """Fill in a page.

    Args:
        request: what is answered.
        template: of the portal.
        title: of the page, and of the browser's tab.
        section: name of the section it stands in.
        plan: the plan it is about, where it is about one: its school has sections of its own.
        status: of the answer.
        values: what the template says.
    """
    viewer = getattr(request, "viewer", NOBODY)
    frame: dict[str, Any] = {
        "problem": False,
        "viewer": viewer,
        "sections": tuple(_list_sections(viewer, plan, getattr(request, "count_waiting", int))),
        "section": section,
        "title": title,
        "plan_text": plan,
        "demo": settings.PORTAL.demo,
        "mails": settings.PORTAL.mail is not None,
        # Where a choice of language leads back to; the address of what is refused is not said again.
        "here": request.get_full_path() if status == HTTPStatus.OK else "/",
    }
    return render(request, template, {**frame, **values}, status=status)


def _list_sections(viewer: Viewer, plan: Any, waiting: Callable[[], int]) -> Iterator[Section]:
    if plan is not None:
        at = (plan.school_id, plan.plan)
        if has(viewer, Right.SEE_ALL):
            yield Section("matrix", _("Матрица"), reverse("matrix"))
        if has(viewer, Right.JUDGE):
            yield Section("review", _("На проверке"), reverse("review"))
        yield Section("today", _("Сегодня"), reverse("today", args=at))
        # Whoever holds a post sees what is hers from the first page.
        if may(viewer, Right.SEE, Place(plan.school_id, plan.school.municipality)):
            yield Section("plan", _("План"), reverse("plan", args=at))
            yield Section("papers", _("Бумаги"), reverse("papers", args=at))
        yield Section("people", _("Люди"), reverse("people", args=at))
        yield Section("calendars", _("Подписаться"), reverse("calendars", args=at))
    elif has(viewer, Right.SEE_ALL):
        yield Section("matrix", _("Матрица"), reverse("matrix"))
        yield Section("review", _("На проверке"), reverse("review"), waiting())
        yield Section("versions", _("Версии"), reverse("versions"))
        if has(viewer, Right.JUDGE):
            yield Section("event-many", _("Событие"), reverse("event-many"))
        yield Section("schools", _("Школы"), reverse("schools"))
    elif viewer.is_known and not has(viewer, Right.PUBLISH):
        yield Section("home", _("Моя школа"), reverse("home"))
    if plan is None and has(viewer, Right.PUBLISH):
        yield Section("drafts", _("Карты"), reverse("drafts"))
    if has(viewer, Right.ADMINISTER):
        yield Section("folders", _("Папки"), reverse("folders"))
        yield Section("accounts", _("Учётные записи"), reverse("accounts"))

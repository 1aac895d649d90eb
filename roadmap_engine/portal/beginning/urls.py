"""The addresses of plans that begin."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.beginning import adding, choosing, ending, questions, staff

__all__ = ["urlpatterns"]

_DRAFT = "beginning/<slug:school>/<int:begun>"

urlpatterns = [
    path("beginning/", adding.add_school, name="add-school"),
    path("beginning/<slug:school>/", choosing.show_choice, name="begin"),
    path(f"{_DRAFT}/", questions.show_tasks, name="begun"),
    path(f"{_DRAFT}/drop/", choosing.drop, name="begun-drop"),
    path(f"{_DRAFT}/file/", questions.take_file, name="begun-file"),
    path(f"{_DRAFT}/staff/", staff.show_staff, name="begun-staff"),
    path(f"{_DRAFT}/check/", ending.show_answers, name="begun-check"),
    path(f"{_DRAFT}/preview/", ending.show_preview, name="begun-preview"),
    path(f"{_DRAFT}/order.docx", ending.give_order, name="begun-order"),
    path(f"{_DRAFT}/<slug:step>/", questions.show_questions, name="begun-step"),
]

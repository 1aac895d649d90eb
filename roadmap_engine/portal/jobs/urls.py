"""The addresses of jobs."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.jobs import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("jobs/<uuid:job>/", views.show_job, name="job"),
    path("jobs/<uuid:job>/state/", views.show_state, name="job-state"),
    path("jobs/<uuid:job>/file/", views.give_file, name="job-file"),
]

"""The addresses of a school's pages."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.schools import (
    confirming,
    events,
    exporting,
    following,
    measures,
    papers,
    people,
    signing,
    updating,
    views,
)

__all__ = ["urlpatterns"]

_PLAN = "schools/<slug:school>/<slug:plan>"

urlpatterns = [
    path("confirm/<slug:token>/", confirming.confirm_report, name="confirm"),
    path("schools/", views.list_all, name="schools"),
    path("schools/<slug:school>/", views.show_school, name="school"),
    path(f"{_PLAN}/", views.show_today, name="today"),
    path(f"{_PLAN}/plan/", views.show_plan, name="plan"),
    path(f"{_PLAN}/export/", exporting.start_export, name="export"),
    path(f"{_PLAN}/signing/", signing.show_signing, name="signing"),
    *(
        found
        for kind in (following.AMENDING, following.ENDING)
        for found in (
            path(f"{_PLAN}/{kind.name}/", following.show_following, {"kind": kind}, name=kind.name),
            path(
                f"{_PLAN}/{kind.name}/to-sign.zip",
                following.give_following,
                {"kind": kind},
                name=f"{kind.name}-papers",
            ),
        )
    ),
    path(f"{_PLAN}/update/", updating.show_update, name="update"),
    path(f"{_PLAN}/people/", people.show_people, name="people"),
    path(f"{_PLAN}/papers/", papers.show_papers, name="papers"),
    path(f"{_PLAN}/papers/all/", papers.start_all, name="all-papers"),
    path(f"{_PLAN}/papers/<path:name>", papers.give_paper, name="paper"),
    path(f"{_PLAN}/events/<slug:event>/", events.show_event, name="event"),
    path(f"{_PLAN}/measures/<slug:measure>/", measures.show_measure, name="measure"),
    path(f"{_PLAN}/measures/<slug:measure>/evidence/<slug:sha256>/", measures.give_evidence, name="evidence"),
]

"""The addresses of a department's pages."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.matrix import drift, event_views, letters, review, versions, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("matrix/", views.show_matrix, name="matrix"),
    path("matrix/matrix.xlsx", views.give_workbook, name="matrix-xlsx"),
    path("review/", review.show_review, name="review"),
    path("review/preview/", review.preview_accepting, name="review-preview"),
    path("review/accept/", review.accept_chosen, name="review-accept"),
    path("event/", event_views.ask_event, name="event-many"),
    path("event/<uuid:job>/", event_views.show_event_for_schools, name="event-many-seen"),
    path("versions/", versions.show_versions, name="versions"),
    path("schools/<slug:school>/<slug:plan>/drift/", drift.show_drift, name="drift"),
    path("schools/<slug:school>/<slug:plan>/letters/", letters.show_letters, name="letters"),
    path("schools/<slug:school>/<slug:plan>/letters/send/", letters.send_letters, name="send-letters"),
    path(
        "schools/<slug:school>/<slug:plan>/measures/<slug:measure>/judge/",
        views.judge,
        name="judge",
    ),
]

"""The addresses of drafts, and of what is published."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.drafts import (
    measure_views,
    permission_views,
    publishing_views,
    release_views,
    stage_views,
    taking_tables,
    template_views,
    text_views,
    views,
)

__all__ = ["urlpatterns"]

_DRAFT = "drafts/<slug:draft>/"

urlpatterns = [
    path("drafts/", views.list_drafts, name="drafts"),
    path("drafts/new/", views.begin_new, name="draft-new"),
    path("drafts/read/<uuid:job>/", taking_tables.take_read, name="draft-read"),
    path("drafts/take/", views.take_published, name="draft-take"),
    path(_DRAFT, views.show_draft, name="draft"),
    path(f"{_DRAFT}source/", views.give_source, name="draft-source"),
    path(f"{_DRAFT}drop/", views.drop_draft, name="draft-drop"),
    path(f"{_DRAFT}about/", text_views.show_about, name="draft-about"),
    path(f"{_DRAFT}text/", text_views.show_text, name="draft-text"),
    path(f"{_DRAFT}measures/<slug:measure>/", measure_views.show_measure, name="draft-measure"),
    path(f"{_DRAFT}measures/<slug:measure>/place/", stage_views.move_here, name="draft-measure-place"),
    path(f"{_DRAFT}seen/", stage_views.see_to_doubt, name="draft-seen"),
    path(f"{_DRAFT}new-stage/", stage_views.show_new_stage, name="draft-stage-new"),
    path(f"{_DRAFT}stages/<slug:stage>/", stage_views.show_stage, name="draft-stage"),
    path(f"{_DRAFT}stages/<slug:stage>/new/", measure_views.show_new, name="draft-measure-new"),
    path(f"{_DRAFT}permissions/", permission_views.show_permissions, name="draft-permissions"),
    path(f"{_DRAFT}templates/", template_views.show_templates, name="draft-templates"),
    path(f"{_DRAFT}templates/<str:name>/preview/", template_views.give_preview, name="draft-preview"),
    path(f"{_DRAFT}publish/", publishing_views.show_publishing, name="draft-publish"),
    path("published/<str:name>", release_views.give_published, name="published-file"),
    path("published/<slug:roadmap>/<str:version>/", release_views.show_release, name="release"),
]

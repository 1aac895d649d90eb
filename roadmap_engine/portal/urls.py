"""Which address is which page."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from roadmap_engine.portal import home, tour

__all__ = ["handler404", "handler500", "urlpatterns"]

handler404 = "roadmap_engine.portal.pages.failing.show_missing"
handler500 = "roadmap_engine.portal.pages.failing.show_failure"

urlpatterns = [
    path("", home.show_home, name="home"),
    path("tour/", tour.show_tour, name="tour"),
    path("language/", set_language, name="language"),
    path("", include("roadmap_engine.portal.accounts.urls")),
    path("", include("roadmap_engine.portal.plans.urls")),
    path("", include("roadmap_engine.portal.beginning.urls")),
    path("", include("roadmap_engine.portal.schools.urls")),
    path("", include("roadmap_engine.portal.matrix.urls")),
    path("", include("roadmap_engine.portal.feeds.urls")),
    path("", include("roadmap_engine.portal.jobs.urls")),
    path("", include("roadmap_engine.portal.drafts.urls")),
    path("", include("roadmap_engine.portal.mail.urls")),
]

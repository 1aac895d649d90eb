"""The addresses of the administrator's folders."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.plans import views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("folders/", views.show_folders, name="folders"),
    path("folders/<int:number>/forget/", views.forget_text, name="forget-text"),
    path("folders/schools/<slug:school>/", views.set_municipality, name="set-municipality"),
]

"""The addresses of the pages about calendars; calendars themselves are answered before Django."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.feeds import views

__all__ = ["urlpatterns"]

_CALENDARS = "schools/<slug:school>/<slug:plan>/calendars"

urlpatterns = [
    path(f"{_CALENDARS}/", views.show_calendars, name="calendars"),
    path(f"{_CALENDARS}/carry/", views.carry_addresses, name="calendar-carry"),
    path(f"{_CALENDARS}/<int:number>/check/", views.check_address, name="calendar-check"),
    path(f"{_CALENDARS}/<int:number>/replace/", views.replace_address, name="calendar-replace"),
    path(f"{_CALENDARS}/<int:number>/revoke/", views.revoke_address, name="calendar-revoke"),
    path("calendars/<slug:token>/", views.show_address, name="calendar"),
]

"""The addresses of accounts."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.accounts import link_views, privacy, views

__all__ = ["urlpatterns"]

urlpatterns = [
    path("login/", views.come_in, name="login"),
    path("logout/", views.go_out, name="logout"),
    path("account/", views.show_account, name="account"),
    path("accounts/", views.list_accounts, name="accounts"),
    path("accounts/invite/", views.invite_somebody, name="invite"),
    path("accounts/<slug:key>/open/", views.set_open, name="set-open"),
    path("accounts/<slug:key>/forget/", privacy.forget_person, name="forget"),
    path("account/data.json", privacy.give_own_data, name="own-data"),
    path("mine/<slug:token>/", link_views.come_by_link, name="mine"),
    path("schools/<slug:school>/links/", link_views.show_links, name="links"),
    path("data/", privacy.show_data, name="data"),
    path("accessibility/", privacy.show_accessibility, name="accessibility"),
    path("invitations/<slug:token>/", views.take_offer, name="invitation"),
]

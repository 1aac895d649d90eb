"""The addresses of mail."""

from __future__ import annotations

from django.urls import path

from roadmap_engine.portal.mail import inviting

__all__ = ["urlpatterns"]

urlpatterns = [path("accounts/invite/mail/", inviting.mail_invitation, name="invite-by-mail")]

"""The application of mail."""

from django.apps import AppConfig

__all__ = ["MailConfig"]


class MailConfig(AppConfig):
    """Mail."""

    name = "roadmap_engine.portal.mail"
    label = "mail"

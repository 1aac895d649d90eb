"""The application of accounts."""

from django.apps import AppConfig

__all__ = ["AccountsConfig"]


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "roadmap_engine.portal.accounts"
    label = "accounts"

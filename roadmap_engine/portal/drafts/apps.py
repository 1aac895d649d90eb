"""The application of drafts."""

from django.apps import AppConfig

__all__ = ["DraftsConfig"]


class DraftsConfig(AppConfig):
    """Drafts."""

    name = "roadmap_engine.portal.drafts"
    label = "drafts"

"""The application of feeds."""

from django.apps import AppConfig

__all__ = ["FeedsConfig"]


class FeedsConfig(AppConfig):
    """Feeds."""

    name = "roadmap_engine.portal.feeds"
    label = "feeds"

"""The application of plans that begin."""

from django.apps import AppConfig

__all__ = ["BeginningConfig"]


class BeginningConfig(AppConfig):
    """Plans that begin."""

    name = "roadmap_engine.portal.beginning"
    label = "beginning"

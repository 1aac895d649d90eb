"""The application of plans."""

from django.apps import AppConfig

__all__ = ["PlansConfig"]


class PlansConfig(AppConfig):
    """Plans."""

    name = "roadmap_engine.portal.plans"
    label = "plans"

"""The application of jobs."""

from django.apps import AppConfig

__all__ = ["JobsConfig"]


class JobsConfig(AppConfig):
    """Jobs."""

    name = "roadmap_engine.portal.jobs"
    label = "jobs"

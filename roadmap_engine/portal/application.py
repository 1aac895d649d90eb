"""What answers a request: files for ever first, then the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from roadmap_engine.portal.assets import PREFIX, is_for_ever
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.starting import ASSETS

__all__ = ["make_application"]

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def make_application(options: PortalOptions) -> Application:
    """Make the application of a portal that is ready."""
    pages = WhiteNoise(get_wsgi_application(), immutable_file_test=is_for_ever)
    pages.add_files(str(options.own / ASSETS), prefix=PREFIX)
    made: Application = pages
    return made

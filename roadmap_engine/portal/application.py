"""What answers a request: calendars first, then files for ever, then the pages."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from roadmap_engine.portal.assets import PREFIX, is_for_ever
from roadmap_engine.portal.feeds.answering import Application, answer_feeds
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.starting import ASSETS

__all__ = ["make_application"]


def make_application(options: PortalOptions) -> Application:
    """Make the application of a portal that is ready.

    Calendars need Django's models, and so are imported once it is set up.
    """
    pages = WhiteNoise(get_wsgi_application(), immutable_file_test=is_for_ever)
    pages.add_files(str(options.own / ASSETS), prefix=PREFIX)
    return answer_feeds(pages)

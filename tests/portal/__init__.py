"""The portal, in one process: Django is set up before any of its models is imported."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.management import call_command

from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.settings import configure

_options = PortalOptions(Path(tempfile.mkdtemp(prefix="portal-tests-")))
_options.own.mkdir()
configure(_options, "k" * 50)
call_command("migrate", verbosity=0)

"""A folder → a portal that is ready: its own folder, key, database and files, and the first way in."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.portal.assets import lay_assets
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.storage.leftovers import MARK_NAME
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.writing import create_private_file

__all__ = ["ASSETS", "Started", "bring_up_to_date", "start"]

_KEY_BYTES = 40
_KEY = "key"
ASSETS = "static"
WAIT = 1.0
"""Seconds for another one to end that was just told to."""
_TURN = 60.0
"""Seconds for another one to get ready."""


@dataclass(frozen=True, slots=True)
class Started:
    """A portal that is ready.

    Attributes:
        first: the path by which the first administrator makes her account; empty where there is one.
        backup: the copy of the database that was made before it was changed, where it was.
    """

    options: PortalOptions
    first: str = ""
    backup: Path | None = None


@contextlib.contextmanager
def start(options: PortalOptions) -> Iterator[Started | Problem]:
    """Make a portal ready, and hold its folder until the block ends.

    Yields:
        The portal, or why it cannot be started: RM980, RM981, RM982, RM983, or the folder cannot be held.
    """
    if not options.is_local and not options.proxy:
        yield Problem.of("RM983", host=options.host)
        return
    options.own.mkdir(parents=True, exist_ok=True)
    options.own.chmod(0o700)
    alone = not options.database
    with contextlib.ExitStack() as held:
        refused = held.enter_context(hold_folder(options.own, wait=WAIT if alone else _TURN))
        if (options.own / MARK_NAME).exists():
            yield Problem.of("RM980", folder=options.workspace)
            return
        if refused:
            yield Problem.of("RM981", folder=options.workspace)
            return
        started = _prepare(options)
        if not alone:
            # Others may serve the same folder; only getting ready is done by one after the other.
            held.close()
        yield started


def _prepare(options: PortalOptions) -> Started | Problem:
    from roadmap_engine.portal.settings import configure  # noqa: PLC0415 -- Django, where it is used

    create_private_file(options.own / _KEY, secrets.token_urlsafe(_KEY_BYTES).encode())
    configure(options, read_file(options.own / _KEY, 1_000).decode())
    lay_assets(options.own / ASSETS)
    return bring_up_to_date(options)


def bring_up_to_date(options: PortalOptions) -> Started | Problem:
    """Bring the database up to this version, a copy first; one of a newer version is left alone (RM982)."""
    from django.core.management import call_command  # noqa: PLC0415 -- as above
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from roadmap_engine.portal.accounts.inviting import invite_first  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    loader = executor.loader
    strange = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations
    )
    if strange:
        return Problem.of("RM982", folder=options.workspace, what=", ".join(strange))
    backup = None
    if executor.migration_plan(loader.graph.leaf_nodes()):
        backup = _back_up(options) if loader.applied_migrations else None
        call_command("migrate", verbosity=0, interactive=False)
    token = invite_first()
    return Started(options, f"/invitations/{token}/" if token else "", backup)


def _back_up(options: PortalOptions) -> Path | None:
    """Copy the database of SQLite before it is changed; one of PostgreSQL is its keeper's."""
    if options.database:
        return None
    at = options.clock()
    place = options.own / "backups" / f"portal-{at:%Y%m%d-%H%M%S}.sqlite3"
    place.parent.mkdir(exist_ok=True)
    part = place.with_suffix(".part")
    with (
        contextlib.closing(sqlite3.connect(options.own / "portal.sqlite3")) as source,
        contextlib.closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
    shutil.move(part, place)
    return place

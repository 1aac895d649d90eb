"""The portal's own folder in a workspace → how it stands, looked at from outside: nothing is changed.

A portal may be at work there meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from pathlib import Path

from roadmap_engine.portal.options import APPS, HIDDEN
from roadmap_engine.storage.leftovers import MARK_NAME
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.writing import replace_file

__all__ = ["Database", "Health", "look_at", "note_backup"]

_BACKED_UP = "backed-up"
_LARGEST = 100


class Database(Enum):
    """How the database of a portal stands beside the program."""

    NONE = "none"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    DAMAGED = "damaged"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Health:
    """How a portal stands.

    Attributes:
        folder: its own, in the workspace.
        database: of SQLite; of one of PostgreSQL nothing lies here.
        is_open: whether others of this computer may look into its folder.
        knows_no_locks: whether the folder lies on a drive where two writers cannot wait for each other.
        backed_up: when `roadmap backup` was last made of it; None where it never was.
        free: bytes that can still be written where it lies.
    """

    folder: Path
    database: Database
    is_open: bool
    knows_no_locks: bool
    backed_up: dt.datetime | None
    free: int


def look_at(workspace: Path) -> Health | None:
    """Look at the portal of a workspace; None where it has none.

    Raises:
        OSError: its folder cannot be looked into.
    """
    own = workspace / HIDDEN
    if not own.is_dir():
        return None
    return Health(
        own,
        _look_at_database(own / "portal.sqlite3"),
        bool(own.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)),
        (own / MARK_NAME).exists(),
        _read_backup(own / _BACKED_UP),
        shutil.disk_usage(own).free,
    )


def note_backup(workspace: Path, now: dt.datetime) -> None:
    """Keep when a copy was made, where there is a portal; whoever asks how it stands is told."""
    if (workspace / HIDDEN).is_dir():
        replace_file(workspace / HIDDEN / _BACKED_UP, now.isoformat().encode())


def _read_backup(path: Path) -> dt.datetime | None:
    with contextlib.suppress(OSError, ValueError):
        at = dt.datetime.fromisoformat(read_file(path, _LARGEST).decode())
        return at if at.tzinfo is not None else None
    return None


def _look_at_database(path: Path) -> Database:
    if not path.is_file():
        return Database.NONE
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2)
        ) as database:
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return Database.DAMAGED
            applied = set(database.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.OperationalError:
        # Somebody holds it, or it cannot be opened from here: that says nothing of what it holds.
        return Database.UNREAD
    except sqlite3.DatabaseError:
        return Database.DAMAGED
    known = {(app, name) for app in APPS for name in _migrations(app)}
    if {(app, name) for app, name in applied if app in APPS} - known:
        return Database.NEWER
    return Database.OLDER if known - applied else Database.CURRENT


def _migrations(app: str) -> Iterator[str]:
    for each in (files("roadmap_engine.portal") / app / "migrations").iterdir():
        if each.name[:1].isdigit() and each.name.endswith(".py"):
            yield each.name.removesuffix(".py")

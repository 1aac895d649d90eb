"""A reason not to start for every code of the portal."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock

from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from roadmap_engine.cli.commands.serve import find_missing
from roadmap_engine.diagnostics import Problem
from roadmap_engine.portal.backups import back_up, restore
from roadmap_engine.portal.jobs.kinds import Limits
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.starting import bring_up_to_date, start
from roadmap_engine.storage.leftovers import MARK_NAME
from roadmap_engine.storage.locking import hold_folder
from tests.portal.jobs_done import do_there, find_broken_off, find_not_taken
from tests.portal.portals import NOW

__all__ = ["PORTAL_FAULTS"]

_WORKSPACE = Path("schools")


def _start(host: str = "127.0.0.1") -> tuple[Problem, ...]:
    with start(PortalOptions(_WORKSPACE, host)) as started:
        return (started,) if isinstance(started, Problem) else ()


def _no_locks() -> tuple[Problem, ...]:
    with _folder() as folder:
        (folder / MARK_NAME).touch()
        return _start()


def _runs_already() -> tuple[Problem, ...]:
    # A lock is held by a thread: another one stands for the other process.
    with (
        _folder() as folder,
        hold_folder(folder),
        mock.patch("roadmap_engine.portal.starting.WAIT", 0.0),
        ThreadPoolExecutor(1) as pool,
    ):
        return pool.submit(_start).result()


def _newer() -> tuple[Problem, ...]:
    with transaction.atomic():
        MigrationRecorder(connections["default"]).record_applied("plans", "0099_of_next_year")
        told = bring_up_to_date(PortalOptions(_WORKSPACE))
        transaction.set_rollback(True)
    return (told,) if isinstance(told, Problem) else ()


def _not_installed() -> tuple[Problem, ...]:
    with mock.patch("importlib.util.find_spec", return_value=None):
        return find_missing()


def _over_something() -> tuple[Problem, ...]:
    with _folder():
        back_up(_WORKSPACE, Path("backup.zip"), NOW)
        return restore(Path("backup.zip"), _WORKSPACE)


def _no_backup() -> tuple[Problem, ...]:
    with _folder():
        Path("backup.zip").write_bytes(b"PK")
        return restore(Path("backup.zip"), Path("other"))


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Make a workspace with the portal's own folder, and work beside it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        own = PortalOptions(_WORKSPACE).own
        own.mkdir(parents=True)
        yield own


PORTAL_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM980": _no_locks,
    "RM981": _runs_already,
    "RM982": _newer,
    "RM983": lambda: _start("0.0.0.0"),  # noqa: S104 -- is refused
    "RM984": _not_installed,
    "RM985": _over_something,
    "RM986": _no_backup,
    "RM990": lambda: do_there("wait", limits=Limits(1, 1024)),
    "RM991": lambda: do_there("swell", limits=Limits(30, 512)),
    "RM992": find_broken_off,
    "RM994": find_not_taken,
    "RM993": lambda: do_there("fail"),
}
"""Code to a way of meeting it."""

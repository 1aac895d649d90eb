"""Where files of jobs lie: what was handed in, and what came out, each for a day and for its reader alone."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from roadmap_engine.portal.jobs.kinds import State
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.results import Kept, Result
from roadmap_engine.storage.writing import create_private_file, replace_private_file

__all__ = ["files_of", "folder_of", "keep_result", "lay_files", "result_of", "sweep_jobs"]

FOLDER = "jobs"
_GIVEN = "given"
_KEPT = dt.timedelta(days=1)
"""How long a file can be taken."""
_SHOWN = dt.timedelta(days=7)
"""How long a job that has ended is shown."""
_FRESH = 3_600
"""Seconds: a folder so young may be of a job that is just being written down."""


def folder_of(job: Job) -> Path:
    """Give the folder of a job's files."""
    own: Path = settings.PORTAL.own
    return own / FOLDER / job.key.hex


def result_of(job: Job) -> Path:
    """Give where the file lies that came out of a job."""
    return folder_of(job) / "result"


def files_of(job: Job) -> Mapping[str, Path]:
    """Give what was handed in, by the names it was handed in under."""
    given = folder_of(job) / _GIVEN
    return {each.name: each for each in sorted(given.iterdir())} if given.is_dir() else {}


def lay_files(job: Job, files: Mapping[str, bytes]) -> None:
    """Lay down what was handed in.

    Args:
        job: that needs it.
        files: content by a name of the program's own, never by one that somebody typed.
    """
    folder = folder_of(job)
    folder.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    for name, content in files.items():
        create_private_file(folder / _GIVEN / name, content)


def keep_result(target: Path, result: Result) -> Kept:
    """Lay down what came out, whole or not at all."""
    if result.name:
        replace_private_file(target, result.content)
    return Kept(result.name, dict(result.told))


def sweep_jobs() -> None:
    """Take away files that are older than a day, jobs that are older than a week, and folders of no job."""
    now = settings.PORTAL.clock()
    ended = Job.objects.filter(state__in=(State.DONE.value, State.FAILED.value))
    ended.filter(ended_at__lt=now - _SHOWN).delete()
    kept = Job.objects.exclude(pk__in=ended.filter(ended_at__lt=now - _KEPT).values("pk"))
    _keep_only({each.hex for each in kept.values_list("key", flat=True)})


def _keep_only(names: Iterable[str]) -> None:
    folder: Path = settings.PORTAL.own / FOLDER
    kept = set(names)
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.name not in kept and time.time() - each.stat().st_mtime > _FRESH:
            shutil.rmtree(each, ignore_errors=True)

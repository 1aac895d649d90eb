"""A fault of a run for every code that no text has: another run in the way, words the program cannot read."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

from filelock import FileLock

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.site import refuse_taken
from roadmap_engine.pipeline.site_addresses import key_path, read_key
from roadmap_engine.storage.leftovers import HOLDER_NAME, LOCK_NAME
from roadmap_engine.storage.locking import hold_folder

__all__ = ["RUNNING_FAULTS"]

_FOLDER = Path("school")


def _held() -> tuple[Problem, ...]:
    with _school(), FileLock(_FOLDER / LOCK_NAME):
        note = _FOLDER / HOLDER_NAME
        who = {"who": "ivanova", "computer": "uchitelskaya", "process": 4242}
        note.write_text(json.dumps(who), encoding="utf-8")
        since = dt.datetime(2027, 5, 28, 10, 30).astimezone().timestamp()
        os.utime(note, (since, since))
        with hold_folder(_FOLDER, wait=0) as refused:
            return refused


def _not_lockable() -> tuple[Problem, ...]:
    denied = OSError(errno.EACCES, "Permission denied")
    with (
        _school(),
        mock.patch("filelock.FileLock.acquire", side_effect=denied),
        hold_folder(_FOLDER) as refused,
    ):
        return refused


def _named_twice() -> tuple[Problem, ...]:
    taken: dict[str, Path] = {}
    one, other = Path("school-5/adoption.yaml"), Path("school-12/adoption.yaml")
    return (*refuse_taken("vpr-2027", one, taken), *refuse_taken("vpr-2027", other, taken))


def _half_a_key() -> tuple[Problem, ...]:
    with _school():
        adoption = _FOLDER / "adoption.yaml"
        key_path(adoption).write_bytes(bytes(7))
        return read_key(adoption)[1]


@contextlib.contextmanager
def _school() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        _FOLDER.mkdir()
        yield


RUNNING_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM674": _named_twice,
    "RM675": _half_a_key,
    "RM740": _held,
    "RM741": _not_lockable,
}
"""Code to a way of meeting it."""

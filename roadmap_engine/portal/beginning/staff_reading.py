"""A stranger's list of those who work in a school → its rows: read in a process of little time and memory.

What is done there knows nothing of Django. The file is gone when it is read.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from pydantic import TypeAdapter

from roadmap_engine.importing.staff import read_staff
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.staff import StaffList
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.jobs.kinds import Limits
from roadmap_engine.portal.jobs.limited import run_limited
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.storage.writing import create_private_file

__all__ = ["LARGEST", "BusyError", "read_list", "read_there"]

LARGEST = 5_000_000
"""Bytes of a list; one of two hundred people takes thirty thousand."""

_WORK = "roadmap_engine.portal.beginning.staff_reading.read_there"
_LIMITS = Limits(seconds=60, megabytes=768)
_PATIENCE = 10.0
_TURN = threading.BoundedSemaphore(1)
"""Held by whoever reads a list: pages come before it."""
_GIVEN = "list"
_LIST = TypeAdapter(StaffList)


class BusyError(Exception):
    """Somebody else's list is being read; whoever asks again in a while is served."""


def read_list(workspace: Path, data: bytes, file: str) -> Outcome[StaffList]:
    """Read a list; one at a time, others wait a little.

    Args:
        workspace: of the portal.
        data: the file.
        file: what it was called.

    Raises:
        BusyError: others' lists are being read.
    """
    if not _TURN.acquire(timeout=_PATIENCE):
        raise BusyError
    try:
        with tempfile.TemporaryDirectory(prefix="roadmap-list-") as place:
            given = Path(place) / _GIVEN
            create_private_file(given, data)
            asked = Asked(workspace, {"called": file}, {_GIVEN: given})
            told = run_limited(
                _WORK, asked, _LIMITS, Path(place) / "result", progress=lambda _done, _all: None
            )
    finally:
        _TURN.release()
    if told.value is None:
        return Outcome(None, told.problems)
    return Outcome(_LIST.validate_python(told.value.told["list"]), told.problems)


def read_there(asked: Asked, _progress: Progress) -> Outcome[Result]:
    """Read a list in the process that was started for it.

    Args:
        asked: the file, and what it was called.

    Returns:
        The list as `list`.
    """
    data, unread = read_bytes(asked.files[_GIVEN], largest=LARGEST)
    if data is None:
        return Outcome(None, unread)
    listed, problems = read_staff(data, asked.arguments["called"])
    if listed is None:
        return Outcome(None, problems)
    return Outcome(Result(told={"list": _LIST.dump_python(listed, mode="json")}), problems)

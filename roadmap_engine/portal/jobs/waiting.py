"""Who waits for a job to end, and who waits for one to do: woken in this process when something changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from roadmap_engine.portal.jobs.models import Job

__all__ = ["PATIENCE", "at_work", "count_changes", "tell_change", "wait_for_change", "wait_for_end"]

PATIENCE = 1.5
"""Seconds that a request waits for a job, because most take less: no page then has to say how far it is."""
_LOOK_EVERY = 0.5
_change = threading.Condition()
_workers: set[object] = set()
_told = 0


def tell_change() -> None:
    """Wake everybody who waits."""
    global _told  # noqa: PLW0603 -- one number for this process
    with _change:
        _told += 1
        _change.notify_all()


def count_changes() -> int:
    """Give how much has changed by now."""
    return _told


def wait_for_change(seen: int, seconds: float) -> None:
    """Wait until more has changed than somebody has seen, or for so long."""
    with _change:
        _change.wait_for(lambda: _told != seen, seconds)


def at_work(worker: object) -> Callable[[], None]:
    """Say that somebody does jobs in this process; gives what says that he has ended."""
    _workers.add(worker)
    return lambda: _workers.discard(worker)


def wait_for_end(job: Job) -> Job:
    """Wait a little for a job to end, where somebody does jobs here; gives it as it stands then."""
    until = time.monotonic() + PATIENCE
    while _workers and not job.has_ended and (left := until - time.monotonic()) > 0:
        with _change:
            _change.wait(min(left, _LOOK_EVERY))
        job.refresh_from_db()
    return job

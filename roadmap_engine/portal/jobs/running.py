"""Jobs that wait → jobs that have ended: one after the other, each held by whoever does it.

Whoever does a job holds its folder, and the system lets go of that when he is killed: so a job that is said
to be under way and that nobody holds was broken off. Each kind says whether it is begun anew then.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection

from django.conf import settings
from django.db import close_old_connections, transaction

from roadmap_engine.batch.problem_json import problem_to_json
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.jobs.kinds import WORKS, Kind, State
from roadmap_engine.portal.jobs.limited import StoppedError, run_limited
from roadmap_engine.portal.jobs.limited_process import find_work
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import files_of, folder_of, keep_result, result_of
from roadmap_engine.portal.jobs.results import Asked, Kept, Progress
from roadmap_engine.portal.jobs.starting import UNFINISHED
from roadmap_engine.portal.jobs.waiting import at_work, count_changes, tell_change, wait_for_change
from roadmap_engine.storage.locking import hold_folder

__all__ = ["Worker", "do_waiting"]

_LOG = logging.getLogger("roadmap_engine.portal")
_TRIES = 3
"""How often a job is begun that breaks off each time: it may be what kills the server."""
_EVERY = 0.5
"""Seconds between two times that it is written down how far a job is."""
_LOOK_EVERY = 2.0
"""Seconds after which somebody looks for jobs of other processes, and for those broken off."""

IsStopped = Callable[[], bool]


def do_waiting(kinds: Collection[Kind] = tuple(Kind), is_stopped: IsStopped = lambda: False) -> int:
    """Do all jobs of some kinds that wait or were broken off; gives how many."""
    count = 0
    while not is_stopped() and _do_next({each.value for each in kinds}, is_stopped):
        count += 1
    return count


def _do_next(kinds: Collection[str], is_stopped: IsStopped) -> bool:
    for key in Job.objects.filter(state__in=UNFINISHED, kind__in=kinds).order_by("id"):
        with hold_folder(folder_of(key), wait=0) as refused:
            job = None if refused else _begin(key.pk)
            if job is None:
                continue
            try:
                outcome = _do(job, is_stopped)
            except StoppedError:
                return False
            _end(job, outcome)
            return True
    return False


def _begin(number: int) -> Job | None:
    """Begin a job that nobody else does; one that was broken off is begun anew, or told to be."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=number, state__in=UNFINISHED).first()
        if job is None:
            return None
        broken = job.state == State.RUNNING.value
        if not broken or (WORKS[Kind(job.kind)].again and job.tries < _TRIES):
            job.state, job.tries, job.done, job.total = State.RUNNING.value, job.tries + 1, 0, 0
            job.started_at = settings.PORTAL.clock()
            job.save()
            return job
    _end(job, Outcome(None, (Problem.of("RM992"),)))
    return None


def _do(job: Job, is_stopped: IsStopped) -> Outcome[Kept]:
    work = WORKS[Kind(job.kind)]
    asked = Asked(settings.PORTAL.workspace, job.arguments, files_of(job), job.owner_id or "", job.tries > 1)
    progress = _note_progress(job, is_stopped)
    try:
        if work.limits is not None:
            return run_limited(
                work.does, asked, work.limits, result_of(job), progress=progress, is_stopped=is_stopped
            )
        outcome = find_work(work.does)(asked, progress)
        kept = keep_result(result_of(job), outcome.value) if outcome.value is not None else None
        return Outcome(kept, outcome.problems)
    except StoppedError:
        raise
    except Exception:  # noqa: BLE001 -- told, and not passed on
        # Whatever it is, the jobs that wait are done.
        _LOG.exception("a job has failed: %s", job.kind)
        return Outcome(None, (Problem.of("RM993"),))


def _note_progress(job: Job, is_stopped: IsStopped) -> Progress:
    last = float("-inf")

    def note(done: int, total: int) -> None:
        nonlocal last
        if is_stopped():
            raise StoppedError
        if (now := time.monotonic()) - last >= _EVERY:
            last = now
            Job.objects.filter(pk=job.pk).update(done=done, total=total)

    return note


def _end(job: Job, outcome: Outcome[Kept]) -> None:
    kept = outcome.value
    Job.objects.filter(pk=job.pk).update(
        state=State.DONE.value if kept is not None else State.FAILED.value,
        problems=list(map(problem_to_json, outcome.problems)),
        file=kept.name if kept is not None else "",
        told=dict(kept.told) if kept is not None else {},
        ended_at=settings.PORTAL.clock(),
    )
    tell_change()


class Worker:
    """Does jobs of some kinds in a thread of its own until it is stopped.

    Args:
        kinds: that it does; what is done in the server's own process has one, what is done beside it another.
    """

    def __init__(self, kinds: Collection[Kind]) -> None:
        self._kinds = kinds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    @classmethod
    def list_all(cls) -> tuple[Worker, ...]:
        """Give those who do all kinds of jobs together."""
        beside = [kind for kind, work in WORKS.items() if work.limits is not None]
        return cls(beside), cls([kind for kind in Kind if kind not in beside])

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is at work is broken off, and the next start sees to it."""
        self._stopped.set()
        tell_change()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        leave = at_work(self)
        try:
            while not self._stopped.is_set():
                close_old_connections()
                seen = count_changes()
                try:
                    do_waiting(self._kinds, self._stopped.is_set)
                except Exception:  # noqa: BLE001 -- told, and not passed on
                    _LOG.exception("jobs could not be looked for")
                if not self._stopped.is_set():
                    wait_for_change(seen, _LOOK_EVERY)
        finally:
            leave()
            close_old_connections()

"""Who makes the schools: this process, other processes, a cluster; to the run they are all one executor.

A school whose worker dies is tried again, at last alone, so that one that kills its worker takes nobody with
it. What is given out at a time is limited, so that a region of any size takes the same memory.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from roadmap_engine.batch.schools import make_school
from roadmap_engine.batch.tasks import SchoolMade, SchoolTask, fail
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["Crew", "make_here", "make_in_processes", "make_schools"]

_TRIES_ALONE = 2
_AHEAD = 3
"""So many schools are given out for each worker: one it makes, others wait for it."""

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers.

    Attributes:
        hire: gives an executor of so many workers; called again where those of the last one have died.
        size: how many schools are made at a time.
    """

    hire: Callable[[int], Executor]
    size: int


class _Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it; what it raises is raised by the future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001 -- as every executor
            future.set_exception(fault)
        return future


def make_here() -> Crew:
    """Give the crew that is this process."""
    return Crew(lambda _count: _Here(), 1)


def make_in_processes(count: int) -> Crew:
    """Give a crew of processes; each loads the program itself, as every system can."""

    def hire(count: int) -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_prepare_worker)

    return Crew(hire, count)


def make_schools(tasks: Iterable[SchoolTask], crew: Crew) -> Generator[SchoolMade, None, None]:
    """Make schools, and give what came of each as soon as it is known.

    Whoever stops listening, or is interrupted, waits for the schools that are being made.
    """
    waiting = iter(tasks)
    while True:
        shift = _Shift(waiting, crew.size * _AHEAD)
        with _hire(crew, crew.size) as executor:
            yield from shift.work(executor)
        if not shift.left:
            return
        yield from _make_alone(shift.left, crew)


def _make_alone(tasks: Iterable[SchoolTask], crew: Crew) -> Iterator[SchoolMade]:
    """Make schools one at a time, with a worker that has no other: if it dies again it is known of whom."""
    left = sorted(tasks, key=lambda each: each.number)
    tries = 0
    while left:
        with _hire(crew, 1) as executor:
            while left:
                shift = _Shift(iter(left[:1]), 1)
                yield from shift.work(executor)
                tries = tries + 1 if shift.left else 0
                if tries == _TRIES_ALONE:
                    reason = Bilingual("процесс завершён системой", "the system has ended its process")
                    yield fail(left[0], Problem.of("RM678", file=left[0].adoption, reason=reason))
                    tries = 0
                if tries == 0:
                    left.pop(0)
                if shift.left:
                    break


class _Shift:
    """Gives out schools until there are none, or until a worker has died.

    Attributes:
        left: the schools that were given out then and not made.
    """

    def __init__(self, waiting: Iterator[SchoolTask], ahead: int) -> None:
        self._waiting, self._ahead = waiting, ahead
        self._given: dict[Future[SchoolMade], SchoolTask] = {}
        self.left: list[SchoolTask] = []

    def work(self, executor: Executor) -> Iterator[SchoolMade]:
        """Give what came of each school; where nobody listens any more, those not begun are called off."""
        try:
            yield from self._work(executor)
        finally:
            for future in self._given:
                future.cancel()

    def _work(self, executor: Executor) -> Iterator[SchoolMade]:
        while self._give_out(executor) and self._given:
            # A pool whose worker has died gives back every school that it had; some of them were made.
            for done in wait(self._given, return_when=FIRST_COMPLETED).done:
                made = self._take(done)
                if made is not None:
                    yield made
        for given in tuple(self._given):
            made = self._take(given)
            if made is not None:
                yield made

    def _give_out(self, executor: Executor) -> bool:
        """Give out as many as may be out at a time; tells whether the workers live."""
        while not self.left and len(self._given) < self._ahead:
            task = next(self._waiting, None)
            if task is None:
                break
            try:
                self._given[executor.submit(make_school, task)] = task
            except BrokenProcessPool:
                self.left.append(task)
        return not self.left

    def _take(self, done: Future[SchoolMade]) -> SchoolMade | None:
        task, fault = self._given.pop(done), done.exception()
        match fault:
            case None:
                return done.result()
            case BrokenProcessPool():
                self.left.append(task)
                return None
            case _:
                reason = type(fault).__name__
                return fail(task, Problem.of("RM678", file=task.adoption, reason=reason))


@contextlib.contextmanager
def _hire(crew: Crew, count: int) -> Iterator[Executor]:
    executor = crew.hire(count)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True)


def _prepare_worker() -> None:
    """Let Ctrl-C be the run's affair, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent: Any = multiprocessing.parent_process()
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)

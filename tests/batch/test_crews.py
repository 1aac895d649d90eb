"""Whoever makes the schools: none is lost, and one that ends its worker takes nobody with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.batch.crews import Crew, make_here, make_in_processes, make_schools
from roadmap_engine.batch.tasks import Folder, SchoolMade, SchoolTask
from tests.batch.faults import BrokenExecutor
from tests.batch.region import task_of, write_region


class _Poison(SchoolTask):
    """A task that ends whatever process it comes to."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (1,)


def _tasks(folder: Path, count: int) -> list[SchoolTask]:
    region = write_region(folder / "region", count)
    output = Folder(folder / "out")
    return [replace(task_of(region, output, number + 1), number=number) for number in range(count)]


@pytest.mark.parametrize("crew", [make_here(), make_in_processes(2), Crew(ThreadPoolExecutor, 3)])
def test_every_school_comes_back_once(crew: Crew, tmp_path: Path) -> None:
    """In one process, in two, in threads of one."""
    made = list(make_schools(_tasks(tmp_path, 7), crew))
    assert sorted((each.number, each.act) for each in made) == [(number, "made") for number in range(7)]


def test_one_that_ends_its_worker_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    """It is tried again alone, so that nobody else is lost for it."""
    tasks = _tasks(tmp_path, 6)
    poison = _Poison(tasks[2].run, 2, tasks[2].place, tasks[2].adoption)
    made = {
        each.number: each for each in make_schools([*tasks[:2], poison, *tasks[3:]], make_in_processes(2))
    }
    assert sorted(made) == [*range(6)]
    # Whoever was made when the workers went, and could not say so any more, is found made.
    assert {number for number, each in made.items() if each.act in ("made", "unchanged")} == {0, 1, 3, 4, 5}
    assert made[2].act == "failed"
    assert [each.code for each in made[2].line.problems] == ["RM678"]


def test_workers_that_die_of_everything_end(tmp_path: Path) -> None:
    """Every school has failed, and the run goes on to its end."""
    made = list(make_schools(_tasks(tmp_path, 3), Crew(lambda _count: BrokenExecutor(), 1)))
    assert [each.act for each in made] == ["failed"] * 3


class _Counting(Executor):
    """Never does anything by itself; knows how much it has been given at a time."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.given.append(future)
        waiting = [each for each in self.given if not each.done()]
        self.most = max(self.most, len(waiting))
        if len(waiting) > 2:
            waiting[0].set_result(fn(*args, **kwargs))
        return future


def test_only_so_much_is_given_out_at_a_time(tmp_path: Path) -> None:
    """So a region of any size takes the same memory; whoever stops listening calls off the rest."""
    executor = _Counting()
    making = make_schools(_tasks(tmp_path, 9), Crew(lambda _count: executor, 1))
    assert isinstance(next(making), SchoolMade)
    making.close()
    assert executor.most == 3
    assert all(each.done() for each in executor.given)
    assert len(executor.given) < 9


def test_a_worker_does_not_hear_ctrl_c() -> None:
    """It is the run's affair: what a worker has begun it ends."""
    executor = make_in_processes(1).hire(1)
    try:
        assert executor.submit(signal.getsignal, signal.SIGINT).result(timeout=60) is signal.SIG_IGN
    finally:
        executor.shutdown()

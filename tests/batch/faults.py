"""A fault of a run over many schools for every code of one."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from roadmap_engine.batch.cluster import join_cluster
from roadmap_engine.batch.crews import Crew, make_schools
from roadmap_engine.batch.folders import Folders
from roadmap_engine.batch.remote import refuse_address
from roadmap_engine.batch.schools import make_school
from roadmap_engine.batch.tasks import Folder
from roadmap_engine.diagnostics import Problem
from tests.batch.region import make, task_of, write_region

__all__ = ["BATCH_FAULTS", "BrokenExecutor"]

_REGION, _PAPERS = Path("region"), Path("papers")
_ADDRESS = "tcp://10.0.0.1:8786"


class BrokenExecutor(Executor):
    """One whose workers die of whatever they are given."""

    def submit(self, _fn: object, /, *_args: object, **_kwargs: object) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        future.set_exception(BrokenProcessPool())
        return future


def _one_folder() -> tuple[Problem, ...]:
    with _region():
        text = _REGION / "school-1" / "adoption.yaml"
        text.with_suffix(".yml").write_text(text.read_text("utf-8").replace("-1-", "-one-"), "utf-8")
        return _told(make(_REGION, _PAPERS).lines)


def _program_failed() -> tuple[Problem, ...]:
    with _region(), mock.patch("roadmap_engine.batch.schools.draw_read", side_effect=RecursionError):
        return make_school(task_of(_REGION, Folder(_PAPERS))).line.problems


def _worker_died() -> tuple[Problem, ...]:
    task = task_of(_REGION, Folder(_PAPERS))
    return _told([made.line for made in make_schools([task], Crew(lambda _count: BrokenExecutor(), 1))])


def _other_version() -> tuple[Problem, ...]:
    with _region(), mock.patch("roadmap_engine.batch.schools.digest_program", return_value="0.1.0+71c2"):
        task = task_of(_REGION, Folder(_PAPERS), program="0.2.0+93ab")
        with mock.patch("roadmap_engine.batch.schools._desks", []):
            return make_school(task).line.problems


def _others_archive() -> tuple[Problem, ...]:
    with _region():
        archive = Path("papers.zip")
        archive.write_bytes(b"mine")
        return make(_REGION, archive).problems


def _no_package() -> tuple[Problem, ...]:
    with mock.patch.dict(sys.modules, {"distributed": None}), join_cluster(_ADDRESS, "0.2.0") as (_, told):
        return told


def _no_address() -> tuple[Problem, ...]:
    return refuse_address("memory://papers", here=False)


def _disk_full() -> tuple[Problem, ...]:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "papers/school-1/papers/plan.docx")
    with _region(), mock.patch("roadmap_engine.api.papers.lay", side_effect=full):
        task = task_of(_REGION, Folder(_PAPERS))
        return Folders(task.run).show(make_school(task)).line.problems


def _nobody_answers() -> tuple[Problem, ...]:
    silent = SimpleNamespace(Client=mock.Mock(side_effect=TimeoutError("timed out")))
    with mock.patch.dict(sys.modules, {"distributed": silent}), join_cluster(_ADDRESS, "0.2.0") as (_, told):
        return told


def _told(lines: object) -> tuple[Problem, ...]:
    return tuple(each for line in lines for each in line.problems)  # type: ignore[attr-defined]


@contextlib.contextmanager
def _region() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        write_region(_REGION, 1)
        yield


BATCH_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM676": _one_folder,
    "RM677": _program_failed,
    "RM678": _worker_died,
    "RM679": _other_version,
    "RM680": _others_archive,
    "RM681": _no_package,
    "RM797": _no_address,
    "RM799": _disk_full,
    "RM900": _nobody_answers,
}
"""Code to a way of meeting it."""

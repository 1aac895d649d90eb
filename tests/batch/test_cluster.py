"""A real scheduler and two workers on this computer, one killed in the middle: the bytes of one process."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from roadmap_engine.batch.cluster import join_cluster
from roadmap_engine.batch.inputs import digest_program
from roadmap_engine.batch.tasks import SchoolMade
from tests.batch.region import Heard, make, snapshot, write_region

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None,
        reason="NOT TRIED: a cluster. pip install roadmap-engine[cluster] brings `distributed`",
    ),
    # Its event loop closes sockets when it is collected.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
ROOT = Path(__file__).parents[2]
WORKER = """\
import sys
from distributed.cli.dask_worker import main
{before}
main(sys.argv[1:])
"""


class _Killer(Heard):
    """Ends a worker as soon as the first schools are made."""

    def __init__(self, victim: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self.victim = victim

    def tell(self, made: SchoolMade) -> None:
        super().tell(made)
        if len(self.made) == 2:
            self.victim.send_signal(signal.SIGKILL)
            self.victim.wait()


@contextmanager
def _cluster(folder: Path, *before: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and a worker for each of some lines that it runs before it begins."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_TEMPORARY_DIRECTORY": str(folder / "dask")}
    with ExitStack() as stack:

        def start(*words: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{words[-1].rpartition('/')[2]}.log").open("wb"))
            process = subprocess.Popen([sys.executable, *words], stderr=log, env=environment, cwd=folder)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        file = folder / "scheduler.json"
        scheduler = (
            "-m",
            "distributed.cli.dask_scheduler",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
        )
        start(*scheduler, "--scheduler-file", str(file))
        workers = [
            start(
                "-c", WORKER.format(before=line), "--scheduler-file", str(file), "--no-nanny",
                "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--name", f"worker-{number}",
            )
            for number, line in enumerate(before)
        ]  # fmt: skip
        yield _wait_for(file, len(before)), workers


def _wait_for(file: Path, workers: int) -> str:
    from distributed import Client  # noqa: PLC0415 -- where it is installed

    for _try in range(300):
        if file.is_file() and file.stat().st_size:
            break
        time.sleep(0.1)
    with Client(scheduler_file=str(file), set_as_default=False, timeout=30) as client:
        client.wait_for_workers(workers, timeout=60)
        address: str = client.scheduler.address
    return address


def _make_in(home: Path, address: str | None, heard: Heard | None = None) -> Mapping[str, bytes]:
    """Make six schools' papers into folders and into an archive."""
    write_region(home / "region", 6)
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        crew = None
        if address is not None:
            crew, refused = stack.enter_context(join_cluster(address, digest_program()))
            assert refused == ()
            assert crew is not None
        finished = make(Path("region"), Path("out"), crew, heard)
        assert [line.failed for line in finished.lines] == [False] * 6
        make(Path("region"), Path("out.zip"), crew)
    return snapshot(home)


def test_one_of_two_workers_is_killed(tmp_path: Path) -> None:
    """Promised: bytes equal to a single-process run."""
    alone = _make_in(tmp_path / "alone", None)
    (tmp_path / "cluster").mkdir()
    with _cluster(tmp_path / "cluster", "", "") as (address, workers):
        killer = _Killer(workers[0])
        found = _make_in(tmp_path / "together", address, killer)
    assert workers[0].returncode == -signal.SIGKILL
    assert len(killer.made) == 6
    assert found == alone


def test_a_worker_of_another_version_is_refused(tmp_path: Path) -> None:
    """Before anything is made."""
    older = "import roadmap_engine.batch.inputs as inputs; inputs.__version__ = '0.1.0'"
    with (
        _cluster(tmp_path, "", older) as (address, _workers),
        join_cluster(address, digest_program()) as (crew, refused),
    ):
        assert crew is None
        assert [each.code for each in refused] == ["RM679"]
        assert refused[0].words["other"].startswith("0.1.0+")

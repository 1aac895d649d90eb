"""A folder is one run's at a time, whoever waits in vain is told, and nothing is left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import pytest
from filelock import FileLock

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.at_work import is_held
from roadmap_engine.storage.leftovers import HOLDER_NAME, LOCK_NAME, MARK_NAME
from roadmap_engine.storage.locking import hold_folder

HOLDING = """
import sys, time
from pathlib import Path
from roadmap_engine.storage.locking import hold_folder
with hold_folder(Path(sys.argv[1])) as refused:
    print(len(refused), flush=True)
    time.sleep(60)
"""


def _try(folder: Path) -> tuple[Problem, ...]:
    with hold_folder(folder, wait=0) as refused:
        return refused


class TestHolding:
    """One run at a time."""

    def test_one_waits_for_the_other(self, tmp_path: Path) -> None:
        came: list[str] = []

        def come_second() -> None:
            with hold_folder(tmp_path) as refused:
                assert refused == ()
                came.append("second")

        with hold_folder(tmp_path):
            second = threading.Thread(target=come_second)
            second.start()
            second.join(0.05)
            came.append("first")
        second.join()
        assert came == ["first", "second"]

    def test_a_run_may_hold_what_it_holds(self, tmp_path: Path) -> None:
        """The papers may go into the adoption's own folder."""
        with hold_folder(tmp_path), hold_folder(tmp_path / "." / "", wait=0) as refused:
            assert refused == ()
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_inside_is_another(self, tmp_path: Path) -> None:
        with hold_folder(tmp_path), hold_folder(tmp_path / "papers", wait=0) as refused:
            assert refused == ()

    def test_whoever_waits_in_vain_is_told_who_is_there(self, tmp_path: Path) -> None:
        with hold_folder(tmp_path):
            told: list[tuple[Problem, ...]] = []
            other = threading.Thread(target=lambda: told.append(_try(tmp_path)))
            other.start()
            other.join()
            ((problem,),) = told
            words = problem.words
            assert problem.code == "RM740"
            assert f"PID {os.getpid()}" in words["who"]
            assert words["file"] == str(tmp_path / LOCK_NAME)
        assert _try(tmp_path) == ()

    def test_a_note_that_says_nothing_is_no_fault(self, tmp_path: Path) -> None:
        with FileLock(tmp_path / LOCK_NAME):
            for note in (b"", b"\xff", b"[]", b'{"who": 1}', b"[" * 5000):
                (tmp_path / HOLDER_NAME).write_bytes(note)
                (problem,) = _try(tmp_path)
                assert problem.words["who"] == "?"

    def test_a_killed_run_lets_go(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", HOLDING, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "0\n"
            (problem,) = _try(tmp_path)
            assert f"PID {process.pid}" in problem.words["who"]
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert (tmp_path / HOLDER_NAME).exists()
        assert _try(tmp_path) == ()
        assert list(tmp_path.iterdir()) == []


def test_who_holds_is_told_from_what_was_left(tmp_path: Path) -> None:
    """Looking takes nothing and leaves nothing: not from a holder, not from whoever comes next."""
    assert not is_held(tmp_path)
    with hold_folder(tmp_path) as told:
        assert told == ()
        assert is_held(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / LOCK_NAME).touch()
    assert not is_held(tmp_path)
    with hold_folder(tmp_path, wait=0) as told:
        assert told == ()


def test_threads_stand_in_line(tmp_path: Path) -> None:
    """Each of many has its turn, one at a time, and within one turn the folder may be held again."""
    inside: list[int] = []
    seen: list[int] = []
    refused: list[Problem] = []

    def hold(number: int) -> None:
        for _turn in range(20):
            with hold_folder(tmp_path, wait=20) as told, hold_folder(tmp_path, wait=20) as again:
                refused.extend((*told, *again))
                inside.append(number)
                seen.append(len(inside))
                inside.remove(number)

    threads = [threading.Thread(target=hold, args=(number,)) for number in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert refused == []
    assert seen == [1] * 240
    assert list(tmp_path.iterdir()) == []


class TestDrivesWithoutLocks:
    """Some network drives know no locks: there a file stands for one."""

    @pytest.mark.parametrize("reason", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
    def test_a_mark_stands_for_the_lock(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
    ) -> None:
        fcntl = pytest.importorskip("fcntl")

        def refuse(_handle: int, _deed: int) -> None:
            raise OSError(reason, os.strerror(reason))

        monkeypatch.setattr(fcntl, "flock", refuse)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with hold_folder(tmp_path) as refused:
                assert refused == ()
                assert {path.name for path in tmp_path.iterdir()} == {MARK_NAME, HOLDER_NAME}
                told: list[tuple[Problem, ...]] = []
                other = threading.Thread(target=lambda: told.append(_try(tmp_path)))
                other.start()
                other.join()
                ((problem,),) = told
                assert problem.words["file"] == str(tmp_path / MARK_NAME)
        assert list(tmp_path.iterdir()) == []

    def test_what_the_system_refuses_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fcntl = pytest.importorskip("fcntl")

        def refuse(_handle: int, _deed: int) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(fcntl, "flock", refuse)
        (problem,) = _try(tmp_path)
        assert problem.code == "RM741"
        assert problem.words["reason"] == "Operation not permitted"

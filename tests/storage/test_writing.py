"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from roadmap_engine.storage.writing import (
    create_private_file,
    refuse_standing,
    replace_file,
    sweep_leftovers,
)


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


class TestFailure:
    """What the system refuses is told so that a person knows where."""

    def test_whatever_fails_is_said_of_the_file_that_was_to_be(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A full disk names no file at all."""

        def refuse(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="No space left") as failed:
            replace_file(tmp_path / "plan.docx", b"1")
        assert failed.value.filename == str(tmp_path / "plan.docx")
        assert _names(tmp_path) == set()


class TestRefuseStanding:
    """Nothing is overwritten without asking."""

    def test_a_link_that_leads_nowhere_stands_too(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").symlink_to("nowhere.docx")
        assert [problem.code for problem in refuse_standing(tmp_path / "a.docx")] == ["RM701"]
        assert refuse_standing(tmp_path / "b.docx") == ()


class TestPrivateFile:
    """A key is there whole, or not at all."""

    def test_one_that_could_not_be_written_is_not_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_handle: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as full:
            full.setattr(os, "fsync", fail)
            with pytest.raises(OSError, match="No space left"):
                create_private_file(tmp_path / "key.pem", b"half")
        assert _names(tmp_path) == set()
        assert create_private_file(tmp_path / "key.pem", b"whole")
        assert not create_private_file(tmp_path / "key.pem", b"other")
        assert (tmp_path / "key.pem").read_bytes() == b"whole"


class TestReplaceFile:
    """Nothing is half-written: temporary file, fsync, rename."""

    def test_leaves_nothing_behind_when_it_fails(self, tmp_path: Path) -> None:
        target = tmp_path / "taken"
        target.mkdir()
        (target / "inside").write_bytes(b"")
        with pytest.raises(OSError, match="taken"):
            replace_file(target, b"1")
        assert [path.name for path in tmp_path.iterdir()] == ["taken"]

    def test_a_kill_leaves_the_old_file_or_the_new_one_whole(self, tmp_path: Path) -> None:
        """R3 of the promises, in small: kill -9 while a file is written over and over."""
        target = tmp_path / "order.docx"
        old, new = b"o" * 400_000, b"n" * 400_000
        program = (
            "import sys, itertools; from pathlib import Path\n"
            "from roadmap_engine.storage.writing import replace_file\n"
            "for turn in itertools.count():\n"
            "    replace_file(Path(sys.argv[1]), (b'o' if turn % 2 else b'n') * 400_000)\n"
            "    print(turn, flush=True)\n"
        )
        for _ in range(5):
            child = subprocess.Popen(
                [sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE, env=dict(os.environ)
            )
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(0.003)
            child.send_signal(signal.SIGKILL)
            child.wait()
            child.stdout.close()
            assert target.read_bytes() in (old, new)
        sweep_leftovers(tmp_path)
        assert _names(tmp_path) == {"order.docx"}

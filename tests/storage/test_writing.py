"""Papers are written whole or not at all, and never over a person's work."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from roadmap_engine.storage.writing import LIST_NAME, create_private_file, replace_file, write_folder


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


class TestWriteFolder:
    """Nothing is overwritten without asking."""

    def test_writes_every_file_and_the_list_of_them(self, tmp_path: Path) -> None:
        assert write_folder(tmp_path / "new", {"a.txt": b"1", "forms/b.txt": b"2"}) == ()
        assert _names(tmp_path / "new") == {"a.txt", "forms/b.txt", LIST_NAME}

    def test_writes_over_its_own_file(self, tmp_path: Path) -> None:
        write_folder(tmp_path, {"a.txt": b"1"})
        assert write_folder(tmp_path, {"a.txt": b"2"}) == ()
        assert (tmp_path / "a.txt").read_bytes() == b"2"

    def test_leaves_everything_when_one_file_was_changed_by_hand(self, tmp_path: Path) -> None:
        write_folder(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
        (tmp_path / "b.txt").write_bytes(b"signed")
        problems = write_folder(tmp_path, {"a.txt": b"2", "b.txt": b"2"})
        assert [problem.code for problem in problems] == ["RM701"]
        assert (tmp_path / "a.txt").read_bytes() == b"1"
        assert (tmp_path / "b.txt").read_bytes() == b"signed"

    def test_leaves_a_file_it_never_wrote(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"mine")
        assert [problem.code for problem in write_folder(tmp_path, {"a.txt": b"1"})] == ["RM701"]

    def test_a_person_may_insist(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"mine")
        assert write_folder(tmp_path, {"a.txt": b"1"}, force=True) == ()
        assert (tmp_path / "a.txt").read_bytes() == b"1"

    def test_takes_away_a_paper_that_is_no_longer_made(self, tmp_path: Path) -> None:
        write_folder(tmp_path, {"a.txt": b"1", "b.txt": b"1", "c.txt": b"1"})
        (tmp_path / "c.txt").write_bytes(b"signed")
        write_folder(tmp_path, {"a.txt": b"1"})
        assert _names(tmp_path) == {"a.txt", "c.txt", LIST_NAME}

    def test_a_list_that_leads_out_of_the_folder_takes_nothing_away(self, tmp_path: Path) -> None:
        outside = tmp_path / "outside.txt"
        outside.write_bytes(b"")
        folder = tmp_path / "papers"
        folder.mkdir()
        empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        (folder / LIST_NAME).write_text(f'{{"../outside.txt": "{empty}"}}')
        write_folder(folder, {"a.txt": b"1"})
        assert outside.is_file()

    def test_sweeps_what_a_killed_run_left(self, tmp_path: Path) -> None:
        (tmp_path / "forms").mkdir()
        (tmp_path / "forms" / ".roadmap-abc.part").write_bytes(b"half")
        write_folder(tmp_path, {"a.txt": b"1"})
        assert _names(tmp_path) == {"a.txt", LIST_NAME}


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
        write_folder(tmp_path, {"order.docx": new}, force=True)
        assert _names(tmp_path) == {"order.docx", LIST_NAME}

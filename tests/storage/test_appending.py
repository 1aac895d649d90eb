"""What was said to be recorded stands on the disk; what does not stand there was never said to be."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.leftovers import MARK_NAME

OLD = b'{"id": 1}\n{"id": 2}\n'
NEW = b'{"id": 3}\n'
needs_posix = pytest.mark.skipif(os.name != "posix", reason="the limits and rights of POSIX")


def _log(folder: Path, content: bytes = OLD) -> Path:
    path = folder / "adoption.status.jsonl"
    path.write_bytes(content)
    return path


class TestLines:
    """Lines come after those that stand there, and after no half of one."""

    def test_a_missing_file_is_made(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        assert append_lines(path, NEW) == ()
        assert append_lines(path, OLD) == ()
        assert path.read_bytes() == NEW + OLD

    @pytest.mark.parametrize("torn", [b'{"id": 3, "no', b"\0" * 5000, b"x" * 200_000, b'"id"', b"[" * 9000])
    @pytest.mark.parametrize("old", [OLD, b""])
    def test_half_a_line_is_cut_off(self, tmp_path: Path, torn: bytes, old: bytes) -> None:
        """Nobody was told that it is recorded."""
        path = _log(tmp_path, old + torn)
        assert append_lines(path, NEW) == ()
        assert path.read_bytes() == old + NEW

    @pytest.mark.parametrize("last", [b'{"id": 9}', b'{"id": 9}\r', b' {"note": "' + b"y" * 90_000 + b'"} '])
    @pytest.mark.parametrize("old", [OLD, b""])
    def test_a_whole_line_without_its_end_stays(self, tmp_path: Path, last: bytes, old: bytes) -> None:
        """Editors leave the last LF out when they save; the entry was recorded, and may not be lost."""
        path = _log(tmp_path, old + last)
        assert append_lines(path, NEW) == ()
        assert path.read_bytes() == old + last + b"\n" + NEW

    @given(st.dictionaries(st.text(), st.text() | st.integers()), st.data())
    def test_no_beginning_of_a_line_is_taken_for_a_whole_one(
        self, tmp_path_factory: pytest.TempPathFactory, said: dict[str, object], data: st.DataObject
    ) -> None:
        """Wherever a writer is killed."""
        line = json.dumps(said).encode()
        path = _log(tmp_path_factory.mktemp("torn"), OLD + line[: data.draw(st.integers(0, len(line) - 1))])
        append_lines(path, NEW)
        assert path.read_bytes() == OLD + NEW


class TestNoFalseSuccess:
    """Where something fails the file stands as it was, and an error says so."""

    def test_a_sync_that_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = _log(tmp_path)
        monkeypatch.setattr(os, "fsync", _refuse(errno.EIO))
        with pytest.raises(OSError, match="Input/output") as failed:
            append_lines(path, NEW)
        assert failed.value.filename == str(path)
        assert path.read_bytes() == OLD

    def test_a_sync_that_fails_of_a_new_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "fsync", _refuse(errno.EIO))
        with pytest.raises(OSError, match="Input/output"):
            append_lines(tmp_path / "new.jsonl", NEW)
        assert list(tmp_path.iterdir()) == []

    def test_lines_are_synced_before_they_count_and_so_is_the_name_of_a_new_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A power cut takes what was only written."""
        synced: list[tuple[bool, bytes]] = []
        path = tmp_path / "new.jsonl"

        def sync(handle: int) -> None:
            is_folder = os.path.isdir(f"/proc/self/fd/{handle}")  # noqa: PTH112 -- a handle is no path
            synced.append((is_folder, path.read_bytes()))

        if not Path("/proc/self/fd").is_dir():
            pytest.skip("no list of open files")
        monkeypatch.setattr(os, "fsync", sync)
        append_lines(path, NEW)
        append_lines(path, OLD)
        assert synced == [(False, NEW), (True, NEW), (False, NEW + OLD)]

    @needs_posix
    @pytest.mark.parametrize("reason", [errno.EINVAL, errno.ENOTSUP])
    def test_a_drive_that_cannot_sync_a_folder_is_no_fault(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
    ) -> None:
        whole = os.fsync
        calls: list[int] = []

        def sync(handle: int) -> None:
            calls.append(handle)
            if len(calls) > 1:
                raise OSError(reason, os.strerror(reason))
            whole(handle)

        monkeypatch.setattr(os, "fsync", sync)
        assert append_lines(tmp_path / "new.jsonl", NEW) == ()
        assert len(calls) == 2

    def test_writing_in_pieces(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A system may take less than it is given."""
        whole = os.write
        monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, bytes(data[:3])))
        path = _log(tmp_path)
        assert append_lines(path, NEW) == ()
        assert path.read_bytes() == OLD + NEW

    @pytest.mark.parametrize("torn", [b"", b'{"half'])
    def test_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, torn: bytes) -> None:
        """What was written of the lines is taken back, and whoever comes next finds a whole log."""
        whole = os.write
        written: list[int] = []

        def write(handle: int, data: memoryview) -> int:
            if written:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            written.append(whole(handle, bytes(data[:4])))
            return written[0]

        path = _log(tmp_path, OLD + torn)
        with monkeypatch.context() as broken:
            broken.setattr(os, "write", write)
            with pytest.raises(OSError, match="No space"):
                append_lines(path, NEW)
        assert path.read_bytes() == OLD
        assert append_lines(path, NEW) == ()
        assert path.read_bytes() == OLD + NEW

    @needs_posix
    def test_a_real_limit(self, tmp_path: Path) -> None:
        """The system refuses in the middle of a line."""
        path = _log(tmp_path)
        script = (
            "import resource, signal, sys\n"
            "from pathlib import Path\n"
            "from roadmap_engine.storage.appending import append_lines\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(OLD) + 4}, resource.RLIM_INFINITY))\n"
            "try:\n"
            f"    append_lines(Path(sys.argv[1]), {NEW!r})\n"
            "except OSError as failed:\n"
            "    print(failed.errno)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == str(errno.EFBIG)
        assert path.read_bytes() == OLD

    @pytest.mark.parametrize("reason", [errno.EACCES, errno.EROFS])
    def test_a_file_that_may_not_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
    ) -> None:
        """The right to read is not enough, and nothing is tried without it."""
        path, whole = _log(tmp_path), os.open

        def refuse(name: Path, flags: int, mode: int = 0o777) -> int:
            if flags & os.O_RDWR:
                raise OSError(reason, os.strerror(reason), str(name))
            return whole(name, flags, mode)

        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(OSError, match=os.strerror(reason)):
            append_lines(path, NEW)
        assert path.read_bytes() == OLD

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="directory"):
            append_lines(tmp_path, NEW)

    def test_another_writer_on_a_drive_without_locks(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What it laid over the lines is found when they are read back: nothing counts as recorded."""
        path = _log(tmp_path)
        whole = os.fsync

        def disturb(handle: int) -> None:
            whole(handle)
            path.write_bytes(OLD + b'{"id": "other"}\n')

        monkeypatch.setattr(os, "fsync", disturb)
        (problem,) = append_lines(path, NEW)
        assert problem.code == "RM573"
        assert path.read_bytes() == OLD + b'{"id": "other"}\n'

    def test_that_there_was_no_real_lock_is_told(self, tmp_path: Path) -> None:
        path = _log(tmp_path)
        (tmp_path / MARK_NAME).touch()
        (problem,) = append_lines(path, NEW)
        assert problem.code == "RM570"
        assert path.read_bytes() == OLD + NEW


def _refuse(reason: int) -> Callable[[int], None]:
    def refuse(_handle: int) -> None:
        raise OSError(reason, os.strerror(reason))

    return refuse

"""A folder appears with all its files or not at all, and nothing is ever put over one."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from roadmap_engine.storage import whole_folder
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.whole_folder import create_folder, holds_signed, sweep_folders
from tests.storage.folders import codes, look

FILES = {"order.docx": b"order", "signed.json": b"{}"}


def test_all_files_are_there(tmp_path: Path) -> None:
    """The folder around it is made too."""
    create_folder(tmp_path / "signed" / "17-од", FILES)
    assert look(tmp_path) == {f"signed/17-од/{name}": content for name, content in FILES.items()}


def test_what_is_there_stays(tmp_path: Path) -> None:
    """Even an empty folder of the same name is somebody's."""
    (tmp_path / "17").mkdir()
    with pytest.raises(FileExistsError):
        create_folder(tmp_path / "17", FILES)
    assert list(tmp_path.rglob("*")) == [tmp_path / "17"]


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """The second file cannot be written."""
    write = whole_folder._write  # noqa: SLF001 -- the step that fails

    def fail(path: Path, content: bytes) -> None:
        if path.name == "signed.json":
            raise OSError(28, "No space left on device")
        write(path, content)

    with mock.patch.object(whole_folder, "_write", fail), pytest.raises(OSError, match="No space"):
        create_folder(tmp_path / "17", FILES)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    """A link of such a name is somebody's, and what it leads to even more."""
    kept, left = tmp_path / "elsewhere", tmp_path / "signed"
    (kept / "inner").mkdir(parents=True)
    (left / ".roadmap-abc.part").mkdir(parents=True)
    (left / ".roadmap-abc.part" / "order.docx").write_bytes(b"half")
    (left / ".roadmap-link.part").symlink_to(kept)
    (left / "17").mkdir()
    sweep_folders(left)
    assert {each.name for each in left.iterdir()} == {".roadmap-link.part", "17"}
    assert (kept / "inner").is_dir()


@pytest.mark.parametrize("name", ["signed", "signed/17", "signed/papers"])
def test_no_papers_are_laid_among_signed_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Not into the register, not into an act, not beside one; and nothing is made there."""
    create_folder(tmp_path / "signed" / "17", FILES)
    before = sorted(tmp_path.rglob("*"))
    assert holds_signed(tmp_path / name)
    with hold_folder(tmp_path / name) as refused:
        assert codes(refused) == ["RM919"]
    assert sorted(tmp_path.rglob("*")) == before
    monkeypatch.chdir(tmp_path / "signed")
    assert holds_signed(Path())


@pytest.mark.parametrize("name", [".", "papers", "signed-papers"])
def test_other_folders_are_free(tmp_path: Path, name: str) -> None:
    """A folder that somebody calls `signed` is one of signed papers only when such lie in it."""
    create_folder(tmp_path / "signed" / "17", FILES)
    assert not holds_signed(tmp_path / name)
    (tmp_path / "school" / "signed").mkdir(parents=True)
    assert not holds_signed(tmp_path / "school" / "signed")
    # Somebody kept a plan under this name, as the manual once said.
    (tmp_path / "signed.json").write_bytes(b"{}")
    assert not holds_signed(tmp_path)

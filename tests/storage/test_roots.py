"""What a text names lies inside its root, or is not opened, and then nothing of it is seen."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.diagnostics import Location
from roadmap_engine.diagnostics.showing import format_problem
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load.library import load_named
from roadmap_engine.pipeline.plans import check_texts
from roadmap_engine.storage.opening import NoFileError, read_file
from roadmap_engine.storage.roots import MARK, NOWHERE, LeadsOutError, Root

CONTENT = "секретные слова: [чужие"
NAMES = ("a", "b", "link", "text.yaml", "other.yaml", "..", ".", "outside", "inside", "")


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A folder that Hypothesis fills anew for each example."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


folders = st.sampled_from(["inside", "inside/a", "inside/a/b", "outside", "outside/a"])
files = st.sampled_from(["text.yaml", "other.yaml"])
targets = st.builds("/".join, st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
links = st.lists(
    st.tuples(folders, st.sampled_from(["link", "other.yaml", "b"]), targets, st.booleans()), max_size=4
)
names = st.one_of(
    targets,
    targets.map(lambda name: f"/{name}"),
    st.sampled_from(["C:\\secret", "\\\\host\\share", "~/text.yaml", "a\0b", "inside" * 100]),
)


def _lay_out(base: Path, put: list[tuple[str, str]], linked: list[tuple[str, str, str, bool]]) -> None:
    shutil.rmtree(base)
    for folder in ("inside/a/b", "outside/a"):
        (base / folder).mkdir(parents=True)
    for folder, name in put:
        (base / folder / name).write_text(f"{folder}: {CONTENT}", encoding="utf-8")
    for folder, name, target, absolute in linked:
        place = base / folder / name
        if not os.path.lexists(place):
            place.symlink_to(base / target if absolute else Path(target or "."))


@settings(max_examples=300, deadline=None)
@given(put=st.lists(st.tuples(folders, files), max_size=5), linked=links, name=names, follows=st.booleans())
def test_what_is_read_lies_inside(
    base: Path,
    put: list[tuple[str, str]],
    linked: list[tuple[str, str, str, bool]],
    name: str,
    *,
    follows: bool,
) -> None:
    """For any folders, links and words: the bytes are of a file inside the root, or there are none."""
    _lay_out(base, put, linked)
    root = Root(str(base / "inside"), follows_links=follows, named_as=str(base / "inside" / "a"))
    try:
        path = root.named(base / "inside" / "a", name)
        data = read_file(path, 1000, root).decode()
    except (LeadsOutError, OSError, ValueError):
        return
    assert data.startswith("inside")
    assert not name.startswith("/")
    if not follows:
        assert Path(os.path.abspath(path)).resolve() == Path(os.path.abspath(path))  # noqa: PTH100


@settings(max_examples=100, deadline=None)
@given(put=st.lists(st.tuples(folders, files), max_size=5), linked=links, name=names)
def test_what_is_refused_is_not_seen(
    base: Path, put: list[tuple[str, str]], linked: list[tuple[str, str, str, bool]], name: str
) -> None:
    """No word of a file outside stands in what is told, nor in what is kept for excerpts."""
    _lay_out(base, put, linked)
    text = base / "inside" / "a" / "adoption.yaml"
    root = Root(str(base / "inside"))
    loaded = load_named(text, name, "terms", Location(str(text)), root)
    shown = "\n".join(format_problem(each, loaded.text, translator("ru")) for each in loaded.problems)
    assert "outside: " not in shown
    assert loaded.text is None or loaded.text.startswith("inside")


class TestWhichRoot:
    """One place decides what a root is."""

    def test_a_named_text_has_the_folder_around_its_own(self, tmp_path: Path) -> None:
        assert Root.around(tmp_path / "year" / "adoption.yaml") == Root(str(tmp_path.resolve()))

    def test_a_mark_above_decides(self, tmp_path: Path) -> None:
        (tmp_path / MARK).touch()
        (tmp_path / "district" / "school" / "year").mkdir(parents=True)
        root = Root.around(tmp_path / "district" / "school" / "year" / "adoption.yaml")
        assert root == Root(str(tmp_path.resolve()))

    def test_the_nearest_mark_decides(self, tmp_path: Path) -> None:
        """A stranger's folder can make its root smaller, and never larger."""
        (tmp_path / MARK).touch()
        (tmp_path / "school").mkdir()
        (tmp_path / "school" / MARK).touch()
        assert Root.around(tmp_path / "school" / "adoption.yaml") == Root(str(tmp_path.resolve() / "school"))

    def test_the_whole_disk_is_no_root(self) -> None:
        assert Root.of_folder(Path("/tmp")) == Root("/tmp")  # noqa: S108 -- a folder of the first level

    def test_from_a_bundle_nothing_leads_anywhere(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch()
        with pytest.raises(LeadsOutError):
            read_file(tmp_path / "a", 1, NOWHERE)


class TestNoFiles:
    """What is no file is not opened, so nothing waits for it."""

    def test_a_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NoFileError):
            read_file(tmp_path / "pipe", 1)

    def test_a_device(self) -> None:
        with pytest.raises(NoFileError):
            read_file(Path("/dev/zero"), 1)

    def test_a_socket(self, tmp_path: Path) -> None:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(tmp_path / "socket"))
            with pytest.raises(NoFileError):
                read_file(tmp_path / "socket", 1)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError):
            read_file(tmp_path, 1)

    def test_a_link_to_a_device_by_its_reader(self, tmp_path: Path) -> None:
        (tmp_path / "adoption.yaml").symlink_to("/dev/zero")
        assert [each.code for each in check_texts([tmp_path / "adoption.yaml"]).problems] == ["RM167"]

    def test_pipes_in_a_folder_are_told(self, tmp_path: Path) -> None:
        """The rest of the folder is checked all the same."""
        os.mkfifo(tmp_path / "a.yaml")
        (tmp_path / "b.yaml").write_text("terms: {}\n", encoding="utf-8")
        found = {each.code for each in check_texts([tmp_path]).problems}
        assert "RM167" in found
        assert len(found) > 1

    def test_no_more_is_read_than_asked(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"12345")
        assert read_file(tmp_path / "a", 3) == b"1234"

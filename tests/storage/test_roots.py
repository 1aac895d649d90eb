"""What a text names lies inside its root, or is not opened, and then nothing of it is seen."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import roadmap_engine
from roadmap_engine.diagnostics import Location
from roadmap_engine.diagnostics.showing import format_problem
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load.library import load_named
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.storage.opening import NoFileError, read_file
from roadmap_engine.storage.roots import MARK, NOWHERE, LeadsOutError, Root

CONTENT = "секретные слова: [чужие"
FOLDERS = ("inside", "inside/a", "inside/a/b", "outside", "outside/a")
WAYS = (
    "",
    "./",
    "../",
    "../../",
    "b/",
    "b/../../",
    "link/",
    "../link/",
    "b/link/",
    "../../outside/",
    "b/link/../",
)
PLACES = ("text.yaml", "other.yaml", "link", "link/../text.yaml", "a/text.yaml")


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A folder that Hypothesis fills anew for each example."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


folders = st.sampled_from(FOLDERS)
files = st.sampled_from(["text.yaml", "other.yaml"])
put_files = st.lists(st.tuples(folders, files), min_size=4, max_size=10)
paths = st.builds(str.__add__, st.sampled_from(WAYS), st.sampled_from(PLACES))
absolute = st.sampled_from([*FOLDERS, *(f"{folder}/text.yaml" for folder in FOLDERS)])
targets = st.one_of(paths.map(lambda way: (way, False)), absolute.map(lambda way: (way, True)))
linking = st.sampled_from(
    ["inside/a/link", "inside/link", "inside/a/b/link", "inside/a/text.yaml", "outside/link"]
)
links = st.lists(st.tuples(linking, targets), min_size=1, max_size=4)
Links = list[tuple[str, tuple[str, bool]]]
names = st.one_of(
    paths,
    st.sampled_from(
        ["/etc/hostname", "C:\\secret", "\\\\host\\share", "~/text.yaml", "a\0b", "inside" * 100]
    ),
)


def _lay_out(base: Path, put: list[tuple[str, str]], linked: Links) -> None:
    shutil.rmtree(base)
    for folder in ("inside/a/b", "outside/a"):
        (base / folder).mkdir(parents=True)
    for folder, name in put:
        (base / folder / name).write_text(f"{folder}: {CONTENT}", encoding="utf-8")
    for link, (target, whole) in linked:
        place = base / link
        place.unlink(missing_ok=True)
        place.symlink_to(base / target if whole else Path(target))


@settings(max_examples=300, deadline=None)
@given(put=put_files, linked=links, name=names, follows=st.booleans())
def test_what_is_read_lies_inside(
    base: Path,
    put: list[tuple[str, str]],
    linked: Links,
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
@given(put=put_files, linked=links, name=names)
def test_what_is_refused_is_not_seen(
    base: Path, put: list[tuple[str, str]], linked: Links, name: str
) -> None:
    """No word of a file outside stands in what is told, nor in what is kept for excerpts."""
    _lay_out(base, put, linked)
    text = base / "inside" / "a" / "adoption.yaml"
    root = Root(str(base / "inside"))
    loaded = load_named(text, name, "terms", Location(str(text)), root)
    shown = "\n".join(format_problem(each, loaded.text, translator("ru")) for each in loaded.problems)
    assert "outside: " not in shown
    assert loaded.text is None or loaded.text.startswith("inside")


@settings(max_examples=100, deadline=None)
@given(
    linked=st.lists(st.tuples(linking, absolute.map(lambda way: (way, True))), min_size=1, max_size=3),
    name=st.sampled_from(
        ["link/text.yaml", "text.yaml", "link/../text.yaml", "../link/text.yaml", "b/link/text.yaml"]
    ),
)
@example(linked=[("inside/a/text.yaml", ("inside/text.yaml", True))], name="link/../text.yaml")
@example(linked=[("inside/a/link", ("inside/a/b", True))], name="link/../text.yaml")
def test_where_no_link_is_followed(base: Path, linked: Links, name: str) -> None:
    """A path with a link on it, even one walked back over, is refused; any other is followed as it stands."""
    _lay_out(base, [(folder, "text.yaml") for folder in FOLDERS], linked)
    strict = Root(str(base / "inside"), follows_links=False, named_as=str(base / "inside"))
    path = strict.named(base / "inside" / "a", name)
    parts = [Path(os.path.normpath(part)) for part in (path, *path.parents)]
    over_link = any(part.is_symlink() for part in (path, *path.parents, *parts) if part != base)
    if over_link:
        with pytest.raises((LeadsOutError, OSError)):
            read_file(path, 1000, strict)
    elif path.exists():
        assert read_file(path, 1000, strict).decode().startswith("inside")


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

    def test_links_in_a_circle(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")
        with pytest.raises(OSError, match="symbolic links"):
            read_file(tmp_path / "a", 1)
        assert [each.code for each in check_texts([tmp_path / "a"]).problems] == ["RM103"]

    def test_no_more_is_read_than_asked(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"12345")
        assert read_file(tmp_path / "a", 3) == b"1234"


# The program's own files; what it made itself a moment ago; the network; streams that a script pipes in.
OWN = {
    "batch/archiving.py",
    "batch/parts.py",
    "cli/installed.py",
    "cli/commands/schema.py",
    "cli/lines.py",
    "cli/office.py",
    "cli/streams.py",
    "diagnostics/translation.py",
    "documents/pages/environment.py",
    "documents/pages/matrix.py",
    "documents/pages/reports.py",
    "load/teacher_documents.py",
    "pipeline/bundling.py",
    "pipeline/templates.py",
    "portal/assets.py",
    "portal/demo.py",
    "portal/demo_update.py",
    "publishing/fetching.py",
}
OPENING = {"open", "open_file", "read_bytes", "read_text"}


def test_files_are_opened_in_one_place() -> None:
    """Whoever opens a file past `storage` opens pipes, follows links and takes in whatever there is."""
    package = Path(roadmap_engine.__file__).parent
    found = set()
    for path in package.rglob("*.py"):
        name = path.relative_to(package).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in OPENING and not _opens_archive(called):
                found.add(name)
            if isinstance(called, ast.Name) and called.id == "open":
                found.add(name)
    assert {name for name in found if not name.startswith("storage/")} - OWN == set()


def _opens_archive(called: ast.Attribute) -> bool:
    """Tell whether it is an archive in memory that is opened."""
    return isinstance(called.value, ast.Name) and called.value.id in {"archive", "package", "ours"}

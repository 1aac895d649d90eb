"""A backup holds all that was said to be recorded before it was begun, and opens whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import threading
import zipfile
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.documents.calendar_history import tell_pasts
from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.portal.backups import MANIFEST, back_up, restore
from tests.portal.portals import NOW
from tests.portal.processes import lay_schools, make_sessions, serving
from tests.portal.writing import list_notes, write_at_once

PAGE = "/schools/{school}/{school}-vpr-2027/measures/results-by-class/"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with two schools, and everything that may lie in one."""
    folder = tmp_path / "schools"
    lay_schools(folder, 2)
    school = folder / "school-100"
    (school / "adoption.status.jsonl").write_text('{"v": 1}\n{"torn', encoding="utf-8")
    for name in ("evidence/0a.pdf", "signed/plan/order.docx", "contacts.yaml", "papers/план.docx"):
        (school / name).parent.mkdir(parents=True, exist_ok=True)
        (school / name).write_bytes(name.encode())
    (school / ".roadmap-x.part").write_bytes(b"left by a killed run")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_went_in_comes_out(workspace: Path, tmp_path: Path) -> None:
    """Byte by byte, but for half a line that somebody was writing and what killed runs left."""
    back_up(workspace, tmp_path / "backup.zip", NOW)
    assert restore(tmp_path / "backup.zip", tmp_path / "again") == ()
    expected = _files(workspace)
    del expected["school-100/.roadmap-x.part"]
    expected["school-100/adoption.status.jsonl"] = b'{"v": 1}\n'
    assert _files(tmp_path / "again") == expected


def test_it_is_made_while_people_write(tmp_path: Path) -> None:
    """Every note that was said to be recorded before it was begun is in it, and what comes out serves."""
    folder = tmp_path / "schools"
    schools = lay_schools(folder, 2)
    sessions = make_sessions(folder, [("editor", school) for school in schools])
    writers = [
        (session, PAGE.format(school=school)) for session, school in zip(sessions, schools, strict=True)
    ]
    with serving(folder) as server:
        before = write_at_once(server, writers, 2)
        thread = threading.Thread(target=write_at_once, args=(server, writers, 6))
        thread.start()
        done = back_up(folder, tmp_path / "backup.zip", NOW)
        thread.join()
    assert done.has_database
    assert restore(tmp_path / "backup.zip", tmp_path / "again") == ()
    notes = list_notes(tmp_path / "again")
    assert set(before.said) <= set(notes)
    assert set(notes) <= set(list_notes(folder))
    with sqlite3.connect(tmp_path / "again" / ".portal" / "portal.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with serving(tmp_path / "again") as server:
        assert server.visit(sessions[0]).get(writers[0][1]).status == 200


def test_it_is_not_part_of_itself(workspace: Path) -> None:
    """Also where it lies in the folder; the next one does not hold the former one's half."""
    for _ in range(2):
        back_up(workspace, workspace / "backup.zip", NOW)
    with zipfile.ZipFile(workspace / "backup.zip") as packed:
        assert "backup.zip" not in packed.namelist()


def test_the_same_folder_gives_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    """Nothing of the clock, of the order of a disk's folders."""
    for name in ("a.zip", "b.zip"):
        back_up(workspace, tmp_path / name, NOW)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_links_lead_nowhere(workspace: Path, tmp_path: Path) -> None:
    """Neither a file nor a folder of elsewhere gets into it."""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (workspace / "link").symlink_to(tmp_path / "secret")
    (workspace / "folder").symlink_to(tmp_path)
    back_up(workspace, tmp_path / "backup.zip", NOW)
    with zipfile.ZipFile(tmp_path / "backup.zip") as packed:
        assert not [each for each in packed.namelist() if "secret" in each or each.startswith("link")]


class TestDamaged:
    """Whatever is wrong with an archive, nothing is laid."""

    def _refused(self, archive: Path, target: Path) -> bool:
        told = restore(archive, target)
        return [each.code for each in told] == ["RM986"] and not target.exists()

    def test_a_cut_one(self, workspace: Path, tmp_path: Path) -> None:
        back_up(workspace, tmp_path / "backup.zip", NOW)
        whole = (tmp_path / "backup.zip").read_bytes()
        for share in (0, 0.3, 0.9, 0.999):
            (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * share)])
            assert self._refused(tmp_path / "cut.zip", tmp_path / "again")

    @pytest.mark.parametrize(
        "name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "a\\..\\b"]
    )
    def test_names_that_lead_out(self, tmp_path: Path, name: str) -> None:
        with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
            packed.writestr(name, b"x")
            files = {packed.namelist()[0]: hashlib.sha256(b"x").hexdigest()}
            packed.writestr(MANIFEST, json.dumps({"files": files}))
        assert self._refused(tmp_path / "bad.zip", tmp_path / "deep" / "again")
        assert not list(tmp_path.rglob("out.txt"))

    @pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"files": {"a": 1}}', '{"files": []}', "{" * 1000])
    def test_odd_manifests(self, tmp_path: Path, manifest: str) -> None:
        with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
            packed.writestr("a", b"x")
            packed.writestr(MANIFEST, manifest)
        assert self._refused(tmp_path / "bad.zip", tmp_path / "again")

    def test_a_file_that_was_changed(self, workspace: Path, tmp_path: Path) -> None:
        """By so much as a byte, added, or taken away."""
        back_up(workspace, tmp_path / "backup.zip", NOW)
        for change in ("changed", "added", "gone"):
            with (
                zipfile.ZipFile(tmp_path / "backup.zip") as whole,
                zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad,
            ):
                for each in whole.infolist():
                    content = whole.read(each)
                    if each.filename == "school-100/adoption.yaml":
                        if change == "gone":
                            continue
                        content += b" " if change == "changed" else b""
                    bad.writestr(each.filename, content)
                if change == "added":
                    bad.writestr("school-100/added.yaml", b"x")
            assert self._refused(tmp_path / "bad.zip", tmp_path / "again")


def test_by_command(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is laid over what is there."""
    archive, again = tmp_path / "backup.zip", tmp_path / "again"
    assert run(["backup", str(workspace), "-o", str(archive)]) == 0
    assert run(["restore", str(archive), str(again)]) == 0
    assert run(["restore", str(archive), str(again)]) == 1
    assert "RM985" in capsys.readouterr().err
    shutil.rmtree(again)
    again.mkdir()
    assert run(["restore", str(archive), str(again)]) == 0


def test_calendars_are_newer_than_any_that_people_saw(workspace: Path, tmp_path: Path) -> None:
    """What was seen after the copy was made is known to nobody here; every number rises."""
    adoption = workspace / "school-100" / "adoption.yaml"
    archive, again, papers = tmp_path / "backup.zip", tmp_path / "again", tmp_path / "papers"
    assert run(["build", str(adoption), "-o", str(papers), "--only", "calendar"]) == 0
    assert run(["backup", str(workspace), "-o", str(archive)]) == 0
    assert run(["restore", str(archive), str(again)]) == 0
    histories = [
        load_history(history_path(each / "school-100" / "adoption.yaml"))[0] for each in (workspace, again)
    ]
    before, after = (tell_pasts(each[0]) for each in histories)
    assert before
    assert before.keys() == after.keys()
    assert all(after[uid].revision.number > past.revision.number for uid, past in before.items())
    assert all(after[uid].revision.revised_at > past.revision.revised_at for uid, past in before.items())

"""What `roadmap doctor` finds in workspaces that were damaged as they are: killed runs, copies, moves."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.status_logs import status_path
from roadmap_engine.model.workspace import Examined
from roadmap_engine.pipeline.doctoring import examine
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.publishing import pin_roadmap
from tests.pipeline.history_faults import build_school, move_day
from tests.pipeline.small_school import write_school

NOW = dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school with a plan, two entries in its log, evidence for one of them, and papers."""
    folder = tmp_path / "schools" / "one"
    folder.mkdir(parents=True)
    write_school(folder)
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF-1.7\n")
    text = str(folder / "adoption.yaml")
    by = ("--as", "deputy-head", "--on", "2026-10-01")
    assert run(["track", "report", text, "diagnostics", "--evidence", str(note), *by]) == 0
    assert run(["track", "start", text, "meeting", *by]) == 0
    build_school(folder)
    return folder


def _examine(*paths: Path) -> Outcome[Examined]:
    before = _contents(*paths)
    outcome = examine(paths, NOW)
    assert _contents(*paths) == before
    return outcome


def _gap(problem: Problem, name: str) -> str:
    return str(dict(problem.arguments)[name])


def _contents(*paths: Path) -> dict[Path, bytes]:
    return {
        each: each.read_bytes()
        for path in paths
        for each in (path.rglob("*") if path.is_dir() else path.parent.rglob("*"))
        if each.is_file()
    }


def _told(*paths: Path) -> list[str]:
    return [each.code for each in _examine(*paths).problems]


def _unknown(path: Path) -> list[str]:
    examined = _examine(path).value
    assert examined is not None
    return [each.code for each in examined.unknown]


def test_a_sound_workspace_has_no_findings(school: Path) -> None:
    """Papers, log, evidence and history all belong to the text beside them, named alone or by its folder."""
    for path in (school, school.parent, school / "adoption.yaml"):
        outcome = _examine(path)
        assert outcome.problems == ()
        assert outcome.value is not None
        assert outcome.value.unknown == ()
        (found,) = outcome.value.schools
        assert (found.adoption, found.version, found.newest) == ("school-3-reading", "1.0.0", "1.0.0")


class TestLogs:
    """What reading a log tells."""

    def test_a_torn_end_and_a_broken_line(self, school: Path) -> None:
        log = status_path(school / "adoption.yaml")
        first, second = log.read_bytes().splitlines(keepends=True)
        log.write_bytes(first + b"{broken\n" + second[:-20])
        assert set(_told(school)) == {"RM556", "RM557"}

    def test_a_copy_that_a_sync_program_left(self, school: Path) -> None:
        log = status_path(school / "adoption.yaml")
        shutil.copy(log, log.with_name("adoption.status (копия).jsonl"))
        assert _told(school) == ["RM560"]

    def test_entries_of_another_plan_and_of_a_newer_version(self, school: Path) -> None:
        log = status_path(school / "adoption.yaml")
        first, second = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
        lines = [first, second | {"adoption": "other"}, second | {"v": 2, "id": "newer-entry-1"}]
        log.write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
        assert set(_told(school)) == {"RM553", "RM555"}

    def test_the_log_of_a_text_that_comes_to_no_plan(self, school: Path) -> None:
        text = school / "adoption.yaml"
        text.write_text(text.read_text(encoding="utf-8").replace("tiny@1.0.0", "tny@1.0.0"), encoding="utf-8")
        log = status_path(text)
        log.write_bytes(log.read_bytes() + b'{"id"')
        told = _told(school)
        assert "RM557" in told
        assert "RM973" not in told

    def test_one_entry_changed_by_hand_in_a_copy_of_the_school(self, school: Path) -> None:
        """The copy is told as well: two plans of one school share a name."""
        there = school.parent / "two"
        shutil.copytree(school, there)
        assert set(_told(school.parent)) == {"RM521"}
        log = status_path(there / "adoption.yaml")
        log.write_text(log.read_text(encoding="utf-8").replace("reported", "started"), encoding="utf-8")
        assert set(_told(school.parent)) == {"RM521", "RM976"}

    def test_a_redacted_entry_is_the_same_entry(self, school: Path) -> None:
        there = school.parent / "two"
        shutil.copytree(school, there)
        text = there / "adoption.yaml"
        entry = json.loads(status_path(text).read_text(encoding="utf-8").splitlines()[0])["id"]
        assert run(["track", "redact", str(text), entry, "--why", "имя", "--as", "head"]) == 0
        assert "RM976" not in _told(school.parent)


class TestOrphans:
    """What lies there without what it belongs to."""

    def test_a_log_and_a_history_whose_text_was_renamed(self, school: Path) -> None:
        (school / "adoption.yaml").rename(school / "reading.yaml")
        outcome = _examine(school)
        orphans = [each for each in outcome.problems if each.code == "RM973"]
        assert {Path(_gap(each, "file")).name for each in orphans} == {
            "adoption.status.jsonl",
            "adoption.history.jsonl",
        }

    def test_papers_of_a_plan_that_is_gone(self, school: Path) -> None:
        (school / "adoption.yaml").unlink()
        outcome = _examine(school.parent)
        files = {Path(_gap(each, "file")).name for each in outcome.problems if each.code == "RM973"}
        assert ".roadmap-build.json" in files
        assert "RM849" in _told(school.parent)

    def test_signed_acts_of_a_plan_that_is_gone(self, school: Path) -> None:
        text = school / "adoption.yaml"
        sign = ["sign", str(text), "--papers", str(school / "papers")]
        assert run(sign) == 0
        assert _told(school) == []
        words = text.read_text(encoding="utf-8").replace("school-3-reading", "school-3-other")
        text.write_text(words, encoding="utf-8")
        files = [_gap(each, "file") for each in _examine(school).problems if each.code == "RM973"]
        assert any("/signed/" in file for file in files)

    def test_printed_papers_of_a_published_roadmap_belong_to_it(self, tmp_path: Path) -> None:
        school = tmp_path / "school"
        school.mkdir()
        write_school(school)
        assert run(["print", str(school / "tiny.yaml"), "-o", str(school / "printed")]) == 0
        assert _told(school) == []

    def test_evidence_that_no_entry_names(self, school: Path) -> None:
        (school / "evidence" / "скан.pdf").write_bytes(b"%PDF-1.7\n")
        (school / "evidence" / "Thumbs.db").write_bytes(b"x")
        (found,) = _examine(school).problems
        assert found.code == "RM974"
        assert _gap(found, "names") == "«скан.pdf»"

    def test_evidence_that_only_a_copy_of_the_log_names(self, school: Path) -> None:
        log = status_path(school / "adoption.yaml")
        shutil.copy(log, log.with_name("adoption.status-2.jsonl"))
        log.write_bytes(log.read_bytes().splitlines(keepends=True)[1])
        assert "RM974" not in _told(school)

    def test_a_bundle_that_no_text_stands_on(self, school: Path) -> None:
        """The bundle of the pin belongs to it, and one of another roadmap to nothing."""
        source = school.parent.parent / "published"
        assert run(["publish", str(school / "tiny.yaml"), "-o", str(source)]) == 0
        (school / "tiny.yaml").unlink()
        pinned = pin_roadmap(str(source), home=school).value
        assert pinned is not None
        for name, data in pinned.files.items():
            (school / name).parent.mkdir(exist_ok=True)
            (school / name).write_bytes(data)
        text = school / "adoption.yaml"
        pin = f"pinned: {{source: ../../published, sha256: {pinned.pin.sha256}}}\n"
        text.write_text(text.read_text(encoding="utf-8") + pin, encoding="utf-8")
        assert _told(school) == []
        shutil.copy(school / "bundles" / "tiny-1.0.0.zip", school / "bundles" / "other-2.0.0.zip")
        bundle = school / "bundles" / "other-3.0.0.zip"
        bundle.write_bytes(b"PK")
        (found,) = _examine(school).problems
        assert (found.code, _gap(found, "names")) == ("RM974", "«other-3.0.0.zip»")


class TestHistories:
    """The history of calendars, and what knows more than it."""

    def test_a_history_older_than_the_calendars(self, school: Path) -> None:
        history = school / "adoption.history.jsonl"
        first = history.read_bytes()
        move_day(school, "2 октября")
        build_school(school, 1)
        assert _told(school) == []
        history.write_bytes(first)
        assert _told(school) == ["RM975"]

    def test_a_history_that_was_lost(self, school: Path) -> None:
        (school / "adoption.history.jsonl").unlink()
        assert _told(school) == ["RM975"]

    def test_a_copy_that_says_more_and_one_that_says_nothing_more(self, school: Path) -> None:
        history = school / "adoption.history.jsonl"
        first = history.read_bytes()
        copy = history.with_name("adoption.history (1).jsonl")
        copy.write_bytes(first)
        (found,) = _examine(school).problems
        assert (found.code, _gap(found, "history")) == ("RM974", history.name)
        move_day(school, "2 октября")
        build_school(school, 1)
        later = history.read_bytes()
        history.write_bytes(first)
        copy.write_bytes(later)
        assert set(_told(school)) == {"RM975"}


class TestLeftovers:
    """What killed runs leave."""

    def test_a_run_that_was_killed_while_it_held_the_folder(self, school: Path) -> None:
        script = (
            "import sys, time\nfrom pathlib import Path\n"
            "from roadmap_engine.storage.locking import hold_folder\n"
            "with hold_folder(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
        )
        with subprocess.Popen([sys.executable, "-c", script, str(school)], stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            holder.send_signal(signal.SIGKILL)
        (found,) = _examine(school).problems
        assert found.code == "RM977"
        assert ".roadmap-lock" in _gap(found, "names")

    def test_parts_of_files_and_of_folders(self, school: Path) -> None:
        (school / "papers" / ".roadmap-abc.part").write_bytes(b"x")
        (school / "evidence" / ".roadmap-def.part").write_bytes(b"x")
        (school / ".roadmap-ghi.part").mkdir()
        (school / ".roadmap-ghi.part" / "adoption.yaml").write_text("adoption: x\n", encoding="utf-8")
        outcome = _examine(school / "adoption.yaml", school)
        assert [each.code for each in outcome.problems] == ["RM977"] * 3


class TestVersions:
    """What a newer version, or today's format, would have otherwise."""

    def test_a_school_behind_another_one(self, school: Path) -> None:
        there = school.parent / "two"
        there.mkdir()
        write_school(there)
        for name, old, new in (
            ("tiny.yaml", "1.0.0", "1.1.0"),
            ("adoption.yaml", "1.0.0", "1.1.0"),
            ("adoption.yaml", "school-3-reading", "school-3-next"),
        ):
            path = there / name
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        (found,) = _examine(school.parent).problems
        assert (found.code, _gap(found, "newest")) == ("RM978", "1.1.0")
        assert str(school / "adoption.yaml") in _gap(found, "names")

    def test_a_text_of_an_earlier_format(self, school: Path) -> None:
        text = school / "tiny.yaml"
        words = text.read_text(encoding="utf-8").replace(
            "deadline: до 16 ноября", "deadline: {kind: by, until: 11-16}"
        )
        text.write_text(words, encoding="utf-8")
        told = _examine(school).problems
        assert "RM979" in [each.code for each in told]
        assert run(["migrate", str(school)]) == 0
        assert "RM979" not in _told(school)


class TestHostile:
    """Folders that nobody would make, and that somebody has."""

    def test_links_that_lead_out_are_told_and_not_followed(self, school: Path, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        write_school(outside)
        root = school.parent / ".roadmap-workspace"
        root.touch()
        (school / "there").symlink_to(outside)
        (school / "more.yaml").symlink_to(outside / "adoption.yaml")
        (school / "inside").symlink_to(school / "papers")
        assert _unknown(school.parent) == ["RM166", "RM166"]

    def test_circles_and_links_to_nothing(self, school: Path) -> None:
        (school / "a.yaml").symlink_to(school / "a.yaml")
        (school / "b.yaml").symlink_to(school / "none.yaml")
        (school / "up").symlink_to(school.parent)
        assert sorted(_unknown(school)) == ["RM101", "RM103"]

    def test_pipes_wait_for_nobody(self, school: Path) -> None:
        for name in ("pipe.yaml", "adoption.status-2.jsonl", "evidence/pipe.pdf", "papers/pipe.ics"):
            os.mkfifo(school / name)
        assert _unknown(school) == ["RM167"] * 3

    def test_a_log_that_is_a_pipe_or_a_folder(self, school: Path) -> None:
        log = status_path(school / "adoption.yaml")
        log.unlink()
        os.mkfifo(log)
        assert _unknown(school) == ["RM167"]
        log.unlink()
        log.mkdir()
        assert "RM102" in [each.code for each in _examine(school).problems]

    def test_what_nobody_may_read(self, school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The tests may run as one who reads everything, so the system's answer is put in its place."""
        closed = school / "closed"
        closed.mkdir()
        scan = os.scandir

        def refuse(path: str | Path | int = ".") -> Iterator[os.DirEntry[str]]:
            # Whoever clears up names an open folder by its number.
            if not isinstance(path, int) and Path(path) == closed:
                raise PermissionError(13, "Permission denied", str(path))
            return scan(path)

        monkeypatch.setattr(os, "scandir", refuse)
        may = os.access
        monkeypatch.setattr(
            os, "access", lambda path, mode: Path(path).name != "tiny.yaml" and may(path, mode)
        )
        assert sorted(_unknown(school)) == ["RM103", "RM103"]

    def test_names_of_any_bytes_and_texts_of_none(self, school: Path) -> None:
        odd = school / os.fsdecode(b"\xff\xfe")
        odd.mkdir()
        (odd / "adoption.yaml").write_bytes(b"adoption: \xff\n")
        (school / "huge.yaml").write_bytes(b"adoption: a\n" + b"# x\n" * 1_000_000)
        outcome = _examine(school)
        assert outcome.report("ru")
        assert outcome.report("en")

    def test_folders_deeper_than_a_path_may_be_long(
        self, school: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The system itself refuses the longest paths: that is told, and the rest is looked at."""
        monkeypatch.chdir(school)
        for _number in range(30):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        monkeypatch.chdir(school)
        examined = examine([school], NOW).value
        assert examined is not None
        assert [each.code for each in examined.unknown] == ["RM103"]
        assert [each.adoption for each in examined.schools] == ["school-3-reading"]

    def test_ten_thousand_files(self, school: Path) -> None:
        for number in range(50):
            folder = school / f"f{number}"
            folder.mkdir()
            for file in range(198):
                (folder / f"{file}.docx").write_bytes(b"")
            for file in range(2):
                (folder / f"{file}.status.jsonl").write_bytes(b"")
        outcome = examine([school], NOW)
        assert len([each for each in outcome.problems if each.code == "RM973"]) == 100

    @pytest.mark.parametrize(
        "kind", ["pipe", "folder", "nowhere", "outside", "circle", "bytes", "empty", "gone"]
    )
    def test_whatever_stands_in_place_of_a_file(self, school: Path, tmp_path: Path, kind: str) -> None:
        """Each file of a school in turn: it is told, or is nobody's matter, and nothing else goes unseen."""
        outside = tmp_path.parent / f"{tmp_path.name}-outside"
        outside.write_bytes(b"adoption: theirs\n")
        stray = school / "other.status.jsonl"
        stray.write_bytes(b"")
        papers = school / "papers"
        for path in [each for each in sorted(school.rglob("*")) if each.is_file() and each != stray]:
            if path.is_relative_to(papers) and path.name != ".roadmap-build.json" and path.suffix != ".ics":
                continue
            held = path.read_bytes()
            path.unlink()
            _put(path, kind, outside)
            outcome = examine([school], NOW)
            assert "RM973" in {each.code for each in outcome.problems}
            assert outcome.report("ru")
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            path.unlink(missing_ok=True)
            path.write_bytes(held)


def _put(path: Path, kind: str, outside: Path) -> None:
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "nowhere":
            path.symlink_to(path.with_name("nowhere"))
        case "outside":
            path.symlink_to(outside)
        case "circle":
            path.symlink_to(path)
        case "bytes":
            path.write_bytes(b"\xff\xfe\x00{[" * 100)
        case "empty":
            path.write_bytes(b"")
        case _:
            assert kind == "gone"

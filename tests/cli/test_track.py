"""`roadmap track`: what is typed is recorded or refused, and nothing is said to be recorded that is not."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from roadmap_engine.cli import tracking
from roadmap_engine.cli.program import run
from roadmap_engine.load.status_logs import load_log
from roadmap_engine.storage import locking
from roadmap_engine.storage.leftovers import LOCK_NAME
from tests.pipeline.small_school import write_school
from tests.tracking.test_evidence import DOCX, ODT, XLSX, packed

Say = Callable[..., str]
LOG = Path("adoption.status.jsonl")
TEXT = "adoption.yaml"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small school; whoever works there is in its folder, and says who she is once."""
    write_school(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROADMAP_AS", "deputy-head")
    return tmp_path


@pytest.fixture
def say(school: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Types a command in Russian; gives what was said to both streams."""

    def typed(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["--lang", "ru", "track", *words]) == code, capsys.readouterr()
        return "".join(capsys.readouterr())

    assert school.is_dir()
    return typed


def entries() -> list[dict[str, Any]]:
    """Give what stands in the log, in the order of the file."""
    return [json.loads(line) for line in LOG.read_bytes().splitlines()] if LOG.exists() else []


def signs(say: Say, today: str = "2026-09-15") -> dict[str, str]:
    """Give the sign of each row."""
    board = json.loads(say("list", TEXT, "--today", today, "--json"))
    return {row["measure"]: row["sign"] for row in board["rows"]}


def test_each_deed_is_recorded_and_seen(say: Say) -> None:
    """The life of two measures, by the command for each deed."""
    assert "начато" in say("start", TEXT, "1.1", "--on", "2026-09-14")
    assert signs(say)["diagnostics"] == "started"
    assert "Записано: 1.1 Проведение диагностики" in say("report", TEXT, "диагностики", "--note", "готово")
    say("return", TEXT, "1.1", "--note", "нет выводов", "--as", "head")
    assert signs(say)["diagnostics"] == "returned"
    assert signs(say, "2026-10-02")["diagnostics"] == "returned-late"
    say("submit", TEXT, "diagnostics")
    say("accept", TEXT, "1.1", "--as", "head")
    assert signs(say)["diagnostics"] == "accepted"
    say("reopen", TEXT, "1.1", "--note", "ошибка")
    say("extend", TEXT, "1.1", "--to", "20.10.2026", "--note", "болезнь")
    assert signs(say, "2026-10-02")["diagnostics"] == "extended"
    say("not-applicable", TEXT, "1.1", "--note", "нет классов")
    say("reopen", TEXT, "1.1")
    say("cancel", TEXT, "1.1", "1.2", "--note", "карантин", "--as", "head")
    assert signs(say)["meeting"] == signs(say)["diagnostics"] == "cancelled"
    say("note", TEXT, "1.2", "--note", "приказ № 15")
    say("attach", TEXT, "1.2", "https://school.example/15")
    assert [each["did"] for each in entries()] == [
        *("started", "reported", "returned", "submitted", "accepted", "reopened", "extended"),
        *("not-applicable", "reopened", "cancelled", "cancelled", "noted", "attached"),
    ]
    about = [each for each in entries() if each["about"]["measure"] == "diagnostics"]
    assert [each["after"] for each in about[1:]] == [[each["id"]] for each in about[:-1]]
    assert entries()[4]["seen"]["plan"] == "tiny@1.0.0"
    journal = say("log", TEXT, "1.1")
    assert journal.count("\n    «") == 6
    assert "deputy-head" in journal


def test_people_and_documents(say: Say) -> None:
    """Who is away, who has read what."""
    assert "· deputy-head" in say("acknowledge", TEXT)
    say("acknowledge", TEXT, "order")
    assert "✓ deputy-head" in say("acknowledge", TEXT)
    listed = json.loads(say("acknowledge", TEXT, "--json"))["documents"]
    assert listed == [{"document": "order", "read": {"deputy-head": entries()[0]["on"]}, "unread": []}]
    say("absent", TEXT, "deputy-head", "01.03.2027", "14.03.2027", "--deputy", "head")
    assert entries()[-1]["to"] == {"from": "2027-03-01", "until": "2027-03-14", "deputy": "head"}
    assert "01.03.2027 – 14.03.2027 → head" in say("log", TEXT)
    say("absent", TEXT, "deputy-head", "14.03.2027", "01.03.2027", code=2)
    say("absent", TEXT, "Зайцева О. П.", "01.03.2027", "14.03.2027", code=2)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["accept", "1.1"], "RM561"),
        (["cancel", "1.1"], "RM562"),
        (["cancel", "1.1", "--note", "  "], "RM562"),
        (["report", "9.9"], "RM563"),
        (["report", "проведение"], "RM564"),
        (["report", "1.1", "--for", "2031-01-01"], "RM565"),
        (["report", "1.1", "--as", ""], "RM574"),
        (["report", "1.1", "--on", "2099-01-01"], "RM544"),
        (["acknowledge", "order", "--on", "2099-01-01"], "RM544"),
        (["report", "1.1", "--as", "Зайцева О. П."], "RM543"),
        (["note", "1.1", "--note", "x" * 4_001], "RM543"),
        (["report", "1.1", "9.9"], "RM563"),
        (["acknowledge", "order", "--reader", "Зайцева О. П."], "RM543"),
    ],
)
def test_what_is_refused_is_told_and_not_recorded(say: Say, typed: list[str], code: str) -> None:
    """In words and for scripts, with exit code 1."""
    command, *rest = typed
    assert code in say(command, TEXT, *rest, code=1)
    answer = json.loads(say(command, TEXT, *rest, "--json", code=1))
    assert code in [each["code"] for each in answer["problems"]]
    assert answer["entries"] == []
    assert not LOG.exists()


@pytest.mark.parametrize(
    "typed",
    [
        ["report"],
        ["report", "1.1", "--on", "вчера"],
        ["extend", "1.1"],
        ["extend", "1.1", "--to", "2027-02-30"],
        ["attach", "1.1"],
        ["attach", "1.1", "javascript:alert(1)"],
        ["attach", "1.1", "https://a b"],
        ["attach", "1.1", "file:///etc/passwd"],
        ["attach", "1.1", "none.pdf"],
        ["acknowledge", "../order"],
        ["list", "--state", "good"],
        ["nothing"],
    ],
)
def test_what_cannot_be_understood_is_told(say: Say, typed: list[str]) -> None:
    """With exit code 2, as any slip of typing."""
    command, *rest = typed
    say(command, TEXT, *rest, code=2)
    assert not LOG.exists()


def test_answers_for_scripts(say: Say) -> None:
    """What was recorded stands in the answer as it stands in the log."""
    answer = json.loads(say("report", TEXT, "1.1", "--json", "--today", "2026-09-15"))
    assert [each["id"] for each in answer["entries"]] == [each["id"] for each in entries()]
    assert answer["entries"][0]["on"] == "2026-09-15"
    assert [each["id"] for each in json.loads(say("log", TEXT, "--json"))["entries"]] == [entries()[0]["id"]]
    board = json.loads(say("board", TEXT, "--json", "--today", "2026-11-20"))
    assert {row["measure"]: row["sign"] for row in board["rows"]} == {
        "diagnostics": "reported",
        "meeting": "overdue",
        "results": "waiting",
    }


class TestLooking:
    """Which rows are shown."""

    @pytest.mark.parametrize(
        ("asked", "shown"),
        [
            ([], ["1.1", "1.2", "1.3"]),
            (["--state", "overdue"], ["1.1"]),
            (["--state", "overdue", "--state", "waiting"], ["1.1", "1.3"]),
            (["--person", "deputy-head"], ["1.1", "1.2", "1.3"]),
            (["--person", "зайцева"], ["1.1", "1.2", "1.3"]),
            (["--person", "head"], []),
            (["--role", "subject-teachers"], ["1.1"]),
            (["--due-to", "2026-10-31"], ["1.1"]),
            (["--due-from", "2026-10-31"], ["1.2"]),
        ],
    )
    def test_filters(self, say: Say, asked: list[str], shown: list[str]) -> None:
        listed = json.loads(say("list", TEXT, "--today", "2026-10-15", "--json", *asked))
        assert [row["number"] for row in listed["rows"]] == shown
        words = say("list", TEXT, "--today", "2026-10-15", *asked)
        assert [number for number in ("1.1", "1.2", "1.3") if f"{number}  " in words] == shown

    def test_a_board_says_what_calls_and_what_waits(self, say: Say) -> None:
        board = say("board", TEXT, "--today", "2026-10-15")
        assert "! просрочено" in board
        assert "получение результатов: 1.3" in board

    def test_the_same_day_gives_the_same_bytes(self, say: Say) -> None:
        say("report", TEXT, "1.1", "--on", "2026-09-14")
        assert say("board", TEXT, "--today", "2026-10-15") == say("board", TEXT, "--today", "2026-10-15")


KINDS = {
    "pdf": b"%PDF-1.7\n",
    "jpg": b"\xff\xd8\xff\xe0",
    "png": b"\x89PNG\r\n\x1a\n",
    "docx": packed(DOCX),
    "xlsx": packed(XLSX),
    "odt": packed({"mimetype": ODT}),
}


class TestEvidence:
    """Files first, then the entry that names them."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_file_of_each_kind_is_kept_by_its_content(self, say: Say, kind: str) -> None:
        """Whatever it is called."""
        Path("Справка.bin").write_bytes(KINDS[kind])
        said = say("report", TEXT, "1.1", "--evidence", "Справка.bin")
        assert "RM569" in said
        (file,) = entries()[0]["evidence"]
        assert (file["name"], file["size"]) == ("Справка.bin", len(KINDS[kind]))
        assert Path("evidence", f"{file['sha256']}.{kind}").read_bytes() == KINDS[kind]
        assert "Справка.bin" in say("log", TEXT)

    @pytest.mark.parametrize("content", [b"", b"<html>", b"MZ", packed({**DOCX, "word/vbaProject.bin": b""})])
    def test_a_file_of_no_kind_is_refused(self, say: Say, content: bytes) -> None:
        Path("a.pdf").write_bytes(content)
        assert "RM566" in say("attach", TEXT, "1.1", "a.pdf", code=1)
        assert not Path("evidence").exists()
        assert not LOG.exists()

    def test_one_that_is_too_large_is_refused_by_its_size(self, say: Say) -> None:
        with Path("scan.pdf").open("wb") as stream:
            stream.write(b"%PDF-1.7")
            stream.truncate(31 * 2**20)
        assert "31.0 МБ" in say("attach", TEXT, "1.1", "scan.pdf", code=1)

    def test_the_same_file_is_kept_once(self, say: Say) -> None:
        for name in ("a.pdf", "b.pdf"):
            Path(name).write_bytes(KINDS["pdf"])
        say("attach", TEXT, "1.1", "a.pdf")
        say("attach", TEXT, "1.2", "b.pdf")
        assert len(list(Path("evidence").iterdir())) == 1

    def test_a_missing_file_is_told_at_its_row(self, say: Say) -> None:
        Path("a.pdf").write_bytes(KINDS["pdf"])
        say("attach", TEXT, "1.1", "a.pdf")
        assert "RM568" not in say("list", TEXT)
        shutil.rmtree("evidence")
        assert "RM568" in say("list", TEXT)

    def test_a_hostile_name_is_printed_as_text(self, say: Say) -> None:
        name = "a\x1b[2J\u202efdp.pdf"
        Path(name).write_bytes(KINDS["pdf"])
        said = say("attach", TEXT, "1.1", name) + say("log", TEXT)
        assert "\x1b" not in said
        assert "\u202e" not in said


@pytest.mark.parametrize(
    "note",
    [
        "одна\r\nдве\nтри",
        "\x1b[31mкрасное\x1b[0m\x07",
        "\u202eтевосдеП\u2066",
        '=HYPERLINK("http://a.example")',
        "<script>alert(1)</script>",
        '"}\n{"v": 1}',
        "\u2028\u2029\x85",
    ],
)
def test_a_hostile_note_is_kept_as_it_is_and_shown_as_text(say: Say, note: str) -> None:
    """One line of the log, and nothing of it moves a terminal."""
    say("note", TEXT, "1.1", "--note", note)
    assert [each["note"] for each in entries()] == [note]
    assert LOG.read_bytes().count(b"\n") == 1
    shown = say("log", TEXT) + say("list", TEXT) + say("log", TEXT, "--json") + say("list", TEXT, "--json")
    assert not {sign for sign in shown if not sign.isprintable() and sign != "\n"}


class TestRedacting:
    """The one exception to «never edited»."""

    def test_note_and_files_go_and_who_and_why_stay(self, say: Say) -> None:
        Path("a.pdf").write_bytes(KINDS["pdf"])
        say("report", TEXT, "1.1", "--note", "имя ученика", "--evidence", "a.pdf")
        say("note", TEXT, "1.2", "--note", "остаётся")
        before = LOG.read_bytes().splitlines()
        name = entries()[0]["id"]
        assert "изъяты" in say("redact", TEXT, name[:8], "--why", "персональные данные", "--as", "head")
        after = LOG.read_bytes().splitlines()
        assert after[1:] == before[1:]
        assert "имя ученика" not in LOG.read_text(encoding="utf-8")
        assert (entries()[0]["id"], entries()[0]["did"]) == (name, "reported")
        assert entries()[0]["redacted"]["who"] == "head"
        assert list(Path("evidence").iterdir()) == []
        assert "персональные данные" in say("log", TEXT)
        assert signs(say)["diagnostics"] == "reported"

    def test_a_file_that_another_entry_names_stays(self, say: Say) -> None:
        Path("a.pdf").write_bytes(KINDS["pdf"])
        say("attach", TEXT, "1.1", "a.pdf")
        say("attach", TEXT, "1.2", "a.pdf")
        say("redact", TEXT, entries()[0]["id"], "--why", "не сюда")
        assert len(list(Path("evidence").iterdir())) == 1

    @pytest.mark.parametrize(
        ("entry", "more", "code"),
        [
            ("none", [], "RM540"),
            ("", [], "RM540"),
            ("ID", ["--as", ""], "RM574"),
            ("ID", ["--as", "Зайцева О. П."], "RM543"),
        ],
    )
    def test_what_is_refused(self, say: Say, entry: str, more: list[str], code: str) -> None:
        say("note", TEXT, "1.1", "--note", "имя")
        before = LOG.read_bytes()
        name = entries()[0]["id"] if entry == "ID" else entry
        assert code in say("redact", TEXT, name, "--why", "не сюда", *more, code=1)
        assert LOG.read_bytes() == before

    def test_a_copy_that_has_it_in_full_is_emptied_too(self, say: Say) -> None:
        """And so is the log, by a copy in which it was taken out."""
        say("note", TEXT, "1.1", "--note", "имя ученика")
        shutil.copy(LOG, "full.jsonl")
        say("redact", TEXT, entries()[0]["id"], "--why", "не сюда")
        shutil.copy(LOG, "bare.jsonl")
        say("merge", TEXT, "full.jsonl")
        assert "имя ученика" not in LOG.read_text(encoding="utf-8")
        shutil.copy("full.jsonl", LOG)
        say("merge", TEXT, "bare.jsonl")
        assert "имя ученика" not in LOG.read_text(encoding="utf-8")


class TestMerging:
    """Copies are joined as sets."""

    def test_stray_copies_are_found_and_joined(self, say: Say) -> None:
        say("report", TEXT, "1.1")
        shutil.copy(LOG, "adoption.status (копия).jsonl")
        say("note", TEXT, "1.1", "--note", "здесь")
        LOG.rename("kept.jsonl")
        shutil.copy("adoption.status (копия).jsonl", LOG)
        say("cancel", TEXT, "1.1", "--note", "там")
        LOG.rename("adoption.status (копия).jsonl")
        Path("kept.jsonl").rename(LOG)
        assert "RM560" in say("list", TEXT)
        assert json.loads(say("merge", TEXT, "--json"))["added"] == 1
        assert json.loads(say("merge", TEXT, "--json"))["added"] == 0
        assert {each["did"] for each in entries()} == {"reported", "noted", "cancelled"}
        assert signs(say)["diagnostics"] == "cancelled"

    def test_what_two_did_differently_is_shown_until_somebody_decides(self, say: Say) -> None:
        say("start", TEXT, "1.1")
        shutil.copy(LOG, "copy.jsonl")
        say("report", TEXT, "1.1")
        LOG.rename("mine.jsonl")
        shutil.copy("copy.jsonl", LOG)
        say("cancel", TEXT, "1.1", "--note", "карантин", "--as", "head")
        assert "Добавлено записей: 1" in say("merge", TEXT, "mine.jsonl")
        assert signs(say)["diagnostics"] == "conflict"
        assert "RM550" in say("board", TEXT)
        say("accept", TEXT, "1.1", "--as", "head")
        assert signs(say)["diagnostics"] == "accepted"
        assert "RM550" not in say("board", TEXT)

    def test_a_copy_that_is_none_changes_nothing(self, say: Say) -> None:
        say("report", TEXT, "1.1")
        before = LOG.read_bytes()
        Path("copy.jsonl").write_bytes(b"\xff\xfe<html>\n")
        assert "RM556" in say("merge", TEXT, "copy.jsonl")
        say("merge", TEXT, "none.jsonl", code=1)
        assert LOG.read_bytes() == before


class TestNoFalseSuccess:
    """Where something fails nobody is told «recorded»."""

    @pytest.fixture(autouse=True)
    def _short(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setattr(locking, "WAIT", 0.2)
        yield
        assert not [each for each in Path().glob(".roadmap-*") if each.name != LOCK_NAME]

    def _refused(self, say: Say, *more: str, code: int = 1) -> str:
        before = LOG.read_bytes() if LOG.exists() else None
        said = say("report", TEXT, "1.1", *more, code=code)
        assert "Записано" not in said
        assert (LOG.read_bytes() if LOG.exists() else None) == before
        return said

    def test_somebody_else_writes(self, say: Say) -> None:
        with FileLock(LOCK_NAME):
            assert "RM740" in self._refused(say)

    def test_a_lock_that_fails(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        fcntl = pytest.importorskip("fcntl")
        monkeypatch.setattr(fcntl, "flock", _refuse(errno.EIO))
        assert "RM741" in self._refused(say)

    def test_a_drive_without_locks_is_told(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is recorded, as it was read back; that nobody was kept out is said."""
        fcntl = pytest.importorskip("fcntl")
        monkeypatch.setattr(fcntl, "flock", _refuse(errno.ENOSYS))
        said = say("report", TEXT, "1.1")
        assert "RM570" in said
        assert "Записано" in said
        assert len(entries()) == 1

    @pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
    def test_a_full_disk(self, say: Say, monkeypatch: pytest.MonkeyPatch, reason: int) -> None:
        say("start", TEXT, "1.1")
        monkeypatch.setattr(os, "write", _refuse(reason))
        assert "adoption.status.jsonl" in self._refused(say)

    def test_a_sync_that_fails(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        say("start", TEXT, "1.1")
        monkeypatch.setattr(os, "fsync", _refuse(errno.EIO))
        self._refused(say)

    def test_a_rename_that_is_refused(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        """The evidence is laid first: what names it is not recorded without it."""
        Path("a.pdf").write_bytes(KINDS["pdf"])
        monkeypatch.setattr(Path, "replace", _refuse(errno.EACCES))
        self._refused(say, "--evidence", "a.pdf")
        assert not LOG.exists()

    def test_a_log_that_cannot_be_read(self, say: Say) -> None:
        LOG.mkdir()
        said = say("report", TEXT, "1.1", code=1)
        assert "Записано" not in said
        assert "RM102" in said

    def test_a_clock_set_back(self, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
        """What comes after comes after, whatever the clock says."""
        say("report", TEXT, "1.1")
        monkeypatch.setattr(tracking, "now", lambda: dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
        say("reopen", TEXT, "1.1")
        assert signs(say)["diagnostics"] == "upcoming"

    def test_a_torn_tail_is_cut_and_told(self, say: Say) -> None:
        say("start", TEXT, "1.1")
        LOG.write_bytes(LOG.read_bytes() + b'{"v": 1, "id": "half')
        assert "RM557" in say("list", TEXT)
        say("report", TEXT, "1.1")
        assert [each["did"] for each in entries()] == ["started", "reported"]


def _refuse(reason: int) -> Callable[..., Any]:
    def refuse(*_anything: Any, **_more: Any) -> Any:
        raise OSError(reason, os.strerror(reason))

    return refuse


def test_two_who_write_at_once_in_two_processes(school: Path) -> None:
    """Both are recorded, one after the other, and the later one comes after the earlier."""
    script = (
        "import sys\n"
        "from roadmap_engine.cli.program import run\n"
        "for number in range(5):\n"
        f"    assert run(['track', 'note', '{TEXT}', '1.1', '--note', str(number)]) == 0\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=school, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for _writer in range(2)
    ]
    told = [each.communicate()[1] for each in writers]
    assert [each.returncode for each in writers] == [0, 0], told
    log, problems = load_log(school / LOG)
    assert problems == ()
    assert len(log.entries) == 10
    written = entries()
    assert [each["after"] for each in written[1:]] == [[each["id"]] for each in written[:-1]]

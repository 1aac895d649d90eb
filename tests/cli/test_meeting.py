"""Two runs that meet, and a person who edits a text meanwhile: one is told, nothing is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from roadmap_engine.api import papers
from roadmap_engine.cli import new_texts
from roadmap_engine.cli.commands import import_table, migrate
from roadmap_engine.cli.program import run
from roadmap_engine.desk import dating
from roadmap_engine.pipeline.updating import Updater
from roadmap_engine.storage import locking
from roadmap_engine.storage.leftovers import LOCK_NAME
from tests.cli.test_migrate import OLD
from tests.importing.making import make_docx
from tests.pipeline.updates import FIRST, Neighbours
from tests.soak.kill_runs import snapshot

Captured = pytest.CaptureFixture[str]
WAITING = FIRST.replace("до 20 января 2027 г.", "в течение 3 дней после получения результатов")
SECOND = WAITING.replace("version: 1.0.0", "version: 1.1.0").replace("до 15 января", "до 22 января")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school, what it adopts, its papers, and a table beside it."""
    folder = tmp_path_factory.mktemp("whole")
    neighbours = Neighbours(folder)
    neighbours.publish(WAITING, SECOND)
    school = neighbours.adopt("order: {date: 2026-09-01, number: 7-од}\n")
    assert run(["build", str(school), "-o", str(school.parent / "papers")]) == 0
    return folder


@pytest.fixture
def school(whole: Path, tmp_path: Path) -> Path:
    """The school's text, in a copy of its own."""
    folder = tmp_path / "whole"
    shutil.copytree(whole, folder)
    return folder / "school" / "adoption.yaml"


RUNS: Mapping[str, Callable[[Path], list[str]]] = {
    "build": lambda school: ["build", str(school), "-o", str(school.parents[1] / "papers")],
    "record": lambda school: ["record", str(school), "results-received", "2027-01-18"],
    "update": lambda school: ["update", str(school)],
    "amend": lambda school: [
        *("amend", str(school), "--since", str(school.parent / "papers" / "plan.json")),
        *("-o", str(school.parent / "amended")),
    ],
    "new": lambda school: ["new", "roadmap", "-a", "title=План", "-o", str(school.parent / "fresh.yaml")],
    "publish": lambda school: ["publish", str(school.parents[1] / "tiny.yaml"), "-o", str(school.parent)],
}


@pytest.mark.parametrize("name", RUNS)
def test_a_folder_that_another_run_holds_is_left_alone(
    name: str, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Told who and where after a short wait; exit 1; not a byte written."""
    (school.parents[1] / "tiny.yaml").write_text(FIRST.replace("version: 1", "version: 2"), encoding="utf-8")
    monkeypatch.setattr(locking, "WAIT", 0)
    with FileLock(school.parent / LOCK_NAME):
        before = snapshot(school.parents[1])
        assert run(RUNS[name](school)) == 1
        assert snapshot(school.parents[1]) == before
    told = capsys.readouterr().err
    assert "RM740" in told
    assert str(school.parent) in told
    assert run(RUNS[name](school)) in (0, 1)
    assert "RM740" not in capsys.readouterr().err


def test_a_script_is_told_in_json(school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    """The same problem, in the object it waits for."""
    monkeypatch.setattr(locking, "WAIT", 0)
    with FileLock(school.parent / LOCK_NAME):
        for name in ("record", "update", "amend"):
            assert run([*RUNS[name](school), "--json"]) == 1
            answer = json.loads(capsys.readouterr().out)
            assert [problem["code"] for problem in answer["problems"]] == ["RM740"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, capsys: Captured) -> None:
    """A slip in a path holds nothing and makes nothing."""
    assert run(["build", str(tmp_path / "no" / "adoption.yaml"), "-o", str(tmp_path / "papers")]) == 1
    assert "RM101" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


class TestHandEdits:
    """An editor holds no lock: what she saves while a command works stays, and both are shown."""

    def _edit_within(
        self, monkeypatch: pytest.MonkeyPatch, where: object, name: str, edit: Callable[[], object]
    ) -> None:
        """Let the edit come right after the step of that name."""
        step = getattr(where, name)

        def then_edit(*words: object, **more: object) -> object:
            found = step(*words, **more)
            edit()
            return found

        monkeypatch.setattr(where, name, then_edit)

    def test_record(self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        edited = school.read_bytes() + "# от руки\n".encode()
        self._edit_within(monkeypatch, dating, "record", lambda: school.write_bytes(edited))
        assert run(RUNS["record"](school)) == 1
        assert school.read_bytes() == edited
        told = capsys.readouterr().err
        assert "«# от руки»" in told
        assert "results-received: 2027-01-18" in told or "«events:»" in told
        monkeypatch.undo()
        assert run(RUNS["record"](school)) == 0
        text = school.read_text(encoding="utf-8")
        assert "# от руки" in text
        assert "results-received: 2027-01-18" in text

    def test_update(self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        edited = school.read_bytes() + "# от руки\n".encode()
        self._edit_within(monkeypatch, Updater, "update", lambda: school.write_bytes(edited))
        before = snapshot(school.parent)
        assert run(RUNS["update"](school)) == 1
        assert snapshot(school.parent) == {**before, school.name: edited}
        told = capsys.readouterr().err
        assert "«# от руки»" in told
        assert "tiny@1.1.0" in told

    def test_build_and_its_history(
        self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        """The history of calendars is a text too."""
        school.write_text(school.read_text(encoding="utf-8") + "remove: [by-class]\n", encoding="utf-8")
        history = school.with_name("adoption.history.jsonl")
        edited = history.read_bytes() * 2
        self._edit_within(monkeypatch, papers, "keep_history", lambda: history.write_bytes(edited))
        assert run(RUNS["build"](school)) == 1
        assert history.read_bytes() == edited
        assert "RM837" in capsys.readouterr().err

    def test_migrate(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = tmp_path / "old.yaml"
        text.write_text(OLD, encoding="utf-8")
        edited = text.read_bytes() + "# от руки\n".encode()
        self._edit_within(monkeypatch, migrate, "migrate", lambda: text.write_bytes(edited))
        assert run(["migrate", str(text)]) == 1
        assert text.read_bytes() == edited

    def test_new(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Even where she lets a text be written over: she meant the text that stood there."""
        text = tmp_path / "plan.yaml"
        text.write_text("# было\n", encoding="utf-8")
        self._edit_within(
            monkeypatch, new_texts, "refuse_standing", lambda: text.write_text("# стало\n", encoding="utf-8")
        )
        assert run(["new", "roadmap", "-a", "title=План", "--force", "-o", str(text)]) == 1
        assert text.read_text(encoding="utf-8") == "# стало\n"

    def test_import(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        table, text = tmp_path / "plan.docx", tmp_path / "plan.yaml"
        table.write_bytes(make_docx([["№", "Мероприятие", "Срок"], ["1", "Анализ", "до 1 мая 2027 г."]]))
        self._edit_within(
            monkeypatch, import_table, "import_table", lambda: text.write_text("# моё\n", encoding="utf-8")
        )
        assert run(["import", str(table), "-o", str(text), "--force"]) == 1
        assert text.read_text(encoding="utf-8") == "# моё\n"

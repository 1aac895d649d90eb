"""`roadmap doctor`, as a person and a script run it: what is printed, and the exit code."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from roadmap_engine.batch.tasks import SchoolMade
from roadmap_engine.cli.installed import Installed
from roadmap_engine.cli.program import run
from roadmap_engine.cli.progress import Progress
from roadmap_engine.diagnostics.languages import Language
from tests.batch.region import write_region
from tests.cli.test_facts import ALL
from tests.languages import find_slips
from tests.pipeline.small_school import write_school

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school that nothing is wrong with."""
    folder = tmp_path / "school"
    folder.mkdir()
    write_school(folder)
    return folder


def _around(found: Installed) -> Any:
    return mock.patch("roadmap_engine.cli.commands.doctor.look_around", return_value=found)


def _answer(captured: Captured, *arguments: str, code: int = 0) -> Any:
    captured.readouterr()
    assert run(["doctor", *arguments, "--json", "--lang", "en"]) == code
    return json.loads(captured.readouterr().out)


def test_a_sound_folder_is_said_to_be_sound(school: Path, capsys: Captured) -> None:
    """One line, and nothing about the program."""
    assert run(["doctor", str(school), "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("✓ Adoptions: 1; with errors: 0")
    assert told.out.count("\n") == 1
    assert told.err == ""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_findings_are_told_in_both_languages(school: Path, capsys: Captured, language: Language) -> None:
    """Each with what mends it."""
    (school / "other.status.jsonl").write_bytes(b"")
    os.mkfifo(school / "pipe.yaml")
    assert run(["doctor", str(school), "--lang", language]) == 1
    told = capsys.readouterr()
    assert "RM973" in told.err
    assert "RM167" in told.err
    assert told.out.startswith("! ")
    assert list(find_slips(told.err.replace(str(school), ""), language)) == []


def test_exit_codes(school: Path, capsys: Captured) -> None:
    """0 for notices, 3 for what could not be looked at, 1 for what is to be mended in any case."""
    (school / ".roadmap-abc.part").write_bytes(b"")
    assert [each["code"] for each in _answer(capsys, str(school))["problems"]] == ["RM977"]
    os.mkfifo(school / "pipe.yaml")
    assert [each["code"] for each in _answer(capsys, str(school), code=3)["unknown"]] == ["RM167"]
    (school / "other.status.jsonl").write_bytes(b"")
    answer = _answer(capsys, str(school), code=1)
    assert {each["code"] for each in answer["problems"]} == {"RM973", "RM977"}
    assert answer["unknown"] != []


def test_a_script_reads_every_adoption(school: Path, capsys: Captured) -> None:
    """One that cannot be read is among them, and its faults among the problems."""
    (school / "broken.yaml").write_text("adoption: broken\nroadmap: [\n", encoding="utf-8")
    answer = _answer(capsys, str(school), code=1)
    found = {Path(each["path"]).name: each for each in answer["adoptions"]}
    assert found["adoption.yaml"] == {
        "path": str(school / "adoption.yaml"),
        "adoption": "school-3-reading",
        "organisation": "МБОУ «Школа № 3»",
        "roadmap": "tiny",
        "version": "1.0.0",
        "newest": "1.0.0",
        "behind": False,
        "readable": True,
        "sound": True,
    }
    assert not found["broken.yaml"]["readable"]
    assert any("broken.yaml" in each["location"]["file"] for each in answer["problems"] if each["location"])
    assert answer["facts"] == []


def test_a_folder_without_adoptions_and_one_that_is_not_there(tmp_path: Path, capsys: Captured) -> None:
    """The one has a problem, the other is wrong usage."""
    assert [each["code"] for each in _answer(capsys, str(tmp_path), code=1)["problems"]] == ["RM849"]
    assert run(["doctor", str(tmp_path / "none")]) == 2


def test_a_batch_that_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Until it has come to its end; a school that comes later, or was sent on by itself, is no such thing."""
    monkeypatch.chdir(tmp_path)
    write_region(tmp_path / "region", 3)

    def told(folder: str) -> list[str]:
        found = _answer(capsys, folder)["problems"]
        return [each["message"] for each in found if each["code"] == "RM972"]

    def interrupt(_progress: Progress, _made: SchoolMade) -> None:
        raise KeyboardInterrupt

    batch = ["batch", "region", "-o", "region", "--jobs", "1"]
    assert told("region") == []
    with mock.patch.object(Progress, "tell", interrupt):
        assert run(batch) == 130
    (message,) = told("region")
    assert "of 3 adoptions" in message
    assert told("region/school-1") == told("region/school-2") == []
    assert run(batch) == 0
    assert told("region") == []
    write_region(tmp_path / "region", 4)
    assert told("region") == []


class TestWithoutPath:
    """It looks around itself, and through the current folder where there are adoptions."""

    def test_an_empty_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        monkeypatch.chdir(tmp_path)
        answer = _answer(capsys)
        assert answer["adoptions"] == answer["problems"] == []
        assert {each["about"] for each in answer["facts"]} >= {"program", "shipped", "years", "folder"}
        assert list(tmp_path.iterdir()) == []

    def test_adoptions_below(self, school: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        monkeypatch.chdir(school.parent)
        (school / "other.status.jsonl").write_bytes(b"")
        with _around(ALL):
            answer = _answer(capsys, code=1)
        assert [each["path"] for each in answer["adoptions"]] == ["school/adoption.yaml"]
        assert answer["facts"] != []

    def test_what_one_can_do_without(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with _around(replace(ALL, office=None, has_zones=False)):
            assert run(["doctor", "--lang", "ru"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line[0] for line in lines].count("!") == 2
        assert any("LibreOffice не найден" in line and " → " in line for line in lines)

    @pytest.mark.parametrize(
        ("found", "code"), [(replace(ALL, fonts=None), 3), (replace(ALL, shipped={}), 1)]
    )
    def test_what_cannot_be_told_and_what_is_needed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Installed, code: int
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with _around(found):
            assert run(["doctor"]) == code

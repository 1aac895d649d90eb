"""«Newer there is none» is said only where the source has answered; else the answer is «not known»."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

Captured = pytest.CaptureFixture[str]
RENAMED = FIRST.replace("id: by-class", "id: classes\n        was: [by-class]")
AGAIN = RENAMED.replace("id: classes\n        was: [by-class]", "id: all\n        was: [classes]")


def versions(*texts: str) -> list[str]:
    """The same roadmap in versions one after another."""
    return [text.replace("version: 1.0.0", f"version: 1.{number}.0") for number, text in enumerate(texts)]


@pytest.fixture
def neighbours(tmp_path: Path) -> Neighbours:
    """A publisher's folder and schools beside it."""
    return Neighbours(tmp_path)


def check(path: Path, capsys: Captured) -> tuple[int, str]:
    """The exit code of `--check`, and what was said."""
    capsys.readouterr()
    code = run(["update", str(path), "--check"])
    return code, capsys.readouterr().out


def test_a_source_that_answers_says_whether_there_is_something(
    neighbours: Neighbours, capsys: Captured
) -> None:
    """0 and 1, as ever."""
    neighbours.publish(FIRST)
    school = neighbours.adopt()
    code, said = check(school, capsys)
    assert (code, "новее версии нет" in said) == (0, True)
    neighbours.publish(*versions(FIRST, RENAMED))
    assert check(school, capsys)[0] == 1


def test_a_source_that_is_gone_leaves_it_unknown(neighbours: Neighbours, capsys: Captured) -> None:
    """3, and no word of a newest version."""
    neighbours.publish(FIRST)
    school = neighbours.adopt()
    neighbours.published.rename(neighbours.folder / "elsewhere")
    code, said = check(school, capsys)
    assert code == 3
    assert "новее версии нет" not in said


def test_one_package_knows_of_no_other(neighbours: Neighbours, capsys: Captured) -> None:
    """It says so, to people and to scripts."""
    neighbours.publish(FIRST)
    school = neighbours.adopt()
    text = school.read_text(encoding="utf-8")
    school.write_text(text.replace("../published", "../published/tiny-1.0.0.zip"), encoding="utf-8")
    code, said = check(school, capsys)
    assert code == 3
    assert "один пакет" in said
    run(["update", str(school), "--check", "--json"])
    (update,) = json.loads(capsys.readouterr().out)["updates"]
    assert (update["current"], update["known"]) == (False, False)


def test_among_many_a_newer_version_is_heard_first(neighbours: Neighbours, capsys: Captured) -> None:
    """One school has something newer and another's source is silent: there is something to do."""
    neighbours.publish(FIRST)
    silent = neighbours.adopt(school="silent")
    text = silent.read_text(encoding="utf-8").replace("../published", "../nowhere")
    silent.write_text(text, encoding="utf-8")
    neighbours.publish(*versions(FIRST, RENAMED))
    neighbours.adopt(school="behind")
    capsys.readouterr()
    assert run(["update", str(neighbours.folder), "--check"]) == 1


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_version_between_is_read_where_it_lies(neighbours: Neighbours, *, withdrawn: bool) -> None:
    """Its renames hold, withdrawn or not."""
    neighbours.publish(*versions(FIRST, RENAMED, AGAIN))
    if withdrawn:
        index = neighbours.published / "index.json"
        told = json.loads(index.read_text(encoding="utf-8"))
        told["roadmaps"]["tiny"]["1.1.0"]["withdrawn"] = "ошибка в сроках"
        index.write_text(json.dumps(told), encoding="utf-8")
    school = neighbours.adopt("replace: {by-class: {responsible: deputies}}\n")
    assert run(["update", str(school)]) == 0
    assert "replace: {all: {responsible: deputies}}" in school.read_text(encoding="utf-8")


def test_a_version_between_that_cannot_be_read_is_told(neighbours: Neighbours, capsys: Captured) -> None:
    """What it renamed looks gone: nobody is left to wonder."""
    neighbours.publish(*versions(FIRST, RENAMED, AGAIN))
    (neighbours.published / "tiny-1.1.0.zip").unlink()
    school = neighbours.adopt("replace: {by-class: {responsible: deputies}}\n")
    run(["update", str(school), "--dry-run"])
    assert "RM753" in capsys.readouterr().err

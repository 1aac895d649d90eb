"""`roadmap import`: a text written whole or not at all, nothing overwritten unasked, answers for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.importing.making import make_docx, make_xlsx

HEAD = ["№", "Мероприятия", "Сроки", "Ответственные"]
ROWS = [HEAD, ["1. Анализ", "<", "<", "<"], ["1.1.", "Анализ работ", "когда-нибудь", "завуч"]]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A Word document with a plan."""
    path = tmp_path / "план школы.docx"
    path.write_bytes(make_docx("=План мероприятий на 2026/2027 учебный год", ROWS))
    return path


def test_a_plan_becomes_a_text_that_checks(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The remarks go to the error stream, the summary to the output; remarks are no failure."""
    target = plan.parent / "my-plan.yaml"
    assert run(["--lang", "en", "import", str(plan), "-o", str(target)]) == 0
    shown = capsys.readouterr()
    assert "stages 1, measures 1, to look at 1" in shown.out
    assert f"{target}:" in shown.err
    assert "RM857" in shown.err
    assert "roadmap: my-plan\n" in target.read_text(encoding="utf-8")
    assert run(["check", str(target)]) == 0


def test_the_same_file_gives_the_same_bytes(plan: Path) -> None:
    """And may be imported again without asking, because nothing changes."""
    target = plan.parent / "plan.yaml"
    assert run(["import", str(plan), "-o", str(target)]) == 0
    first = target.read_bytes()
    assert run(["import", str(plan), "-o", str(target)]) == 0
    assert target.read_bytes() == first


def test_a_text_that_somebody_changed_is_not_overwritten(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless --force says so."""
    target = plan.parent / "plan.yaml"
    target.write_text("mine", encoding="utf-8")
    assert run(["import", str(plan), "-o", str(target)]) == 1
    assert target.read_text(encoding="utf-8") == "mine"
    assert "RM701" in capsys.readouterr().err
    assert run(["import", str(plan), "-o", str(target), "--force"]) == 0
    assert target.read_text(encoding="utf-8") != "mine"


def test_a_script_gets_the_places_in_the_table(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON: what was written, and of each remark the table, the row, the column and what to do."""
    target = plan.parent / "plan.yaml"
    assert run(["import", str(plan), "-o", str(target), "--id", "own-id", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["roadmap"], answer["stages"], answer["measures"]) == ("own-id", 1, 1)
    [remark] = answer["remarks"]
    assert (remark["code"], remark["table"], remark["row"], remark["column"]) == ("RM857", 1, 3, "Сроки")
    assert remark["what"]
    assert remark["to_do"]
    assert answer["problems"][0]["code"] == "RM857"


def test_what_is_no_plan_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error, exit code 1, no file; in JSON too."""
    path, target = tmp_path / "list.xlsx", tmp_path / "plan.yaml"
    path.write_bytes(make_xlsx([["Фамилия", "Класс"], ["Зорин", 5]]))
    assert run(["import", str(path), "-o", str(target)]) == 1
    assert run(["import", str(path), "-o", str(target), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["file"] is None
    assert run(["import", str(tmp_path / "nothing.docx"), "-o", str(target)]) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["list.xlsx"]


@pytest.mark.parametrize("wrong", [["--id", "Моя карта"], ["--nonsense"]])
def test_wrong_usage(plan: Path, wrong: list[str]) -> None:
    """Exit code 2, as everywhere."""
    assert run(["import", str(plan), "-o", str(plan.parent / "plan.yaml"), *wrong]) == 2

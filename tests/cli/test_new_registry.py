"""`roadmap new registry`: a table that a department fills in, and that is a registry as it stands."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.importing.registry import read_registry
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.pipeline.collecting import load_registry
from roadmap_engine.pipeline.enrolling import Change, enrol
from roadmap_engine.questionnaire.registry import find_path

Captured = pytest.CaptureFixture[str]
ROADMAP = "sakha-2021-order-441"
MANUAL = (Path(__file__).parents[2] / "docs/batch.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("file", ["schools.csv", "школы.xlsx", "SCHOOLS.CSV"])
@pytest.mark.parametrize("roadmap", [None, ROADMAP])
def test_the_example_becomes_a_school(folder: Path, file: str, roadmap: str | None) -> None:
    """Every column is understood, and every cell of the example is taken."""
    named = ["--roadmap", roadmap] if roadmap else []
    assert run(["new", "registry", *named, "-o", file]) == 0
    registry, problems = load_registry(folder / file)
    assert (problems, registry is not None and len(registry.schools)) == ((), 1)
    assert registry is not None
    common = {} if roadmap else {"roadmap": ROADMAP}
    outcome = enrol(registry, folder, common, today=dt.date(2026, 9, 1))
    (made,) = outcome.value or ()
    assert (outcome.problems, made.problems, made.change) == ((), (), Change.NEW)
    assert (
        "  head: {name: Орлова Мария Петровна, post: директор}\n" in made.files["organisation.yaml"].decode()
    )


def test_the_same_table_is_written_each_time(folder: Path) -> None:
    """Excel's file, too."""
    for name in ("a.xlsx", "b.xlsx"):
        assert run(["new", "registry", "-o", name]) == 0
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_nothing_is_written_over(folder: Path, capsys: Captured) -> None:
    """Unless somebody says so; a table that says just this is no reason to complain."""
    assert run(["new", "registry"]) == 0
    assert run(["new", "registry"]) == 0
    (folder / "schools.csv").write_text("id;name\nschool-1;наша\n", encoding="utf-8")
    assert run(["new", "registry"]) == 1
    assert "RM713" in capsys.readouterr().err
    assert "наша" in (folder / "schools.csv").read_text(encoding="utf-8")
    assert run(["new", "registry", "--force"]) == 0
    assert "наша" not in (folder / "schools.csv").read_text(encoding="utf-8")


def test_the_columns_are_listed(folder: Path, capsys: Captured) -> None:
    """For people by line, for programs as JSON; nothing is written."""
    assert run(["new", "registry", "--columns", "--roadmap", ROADMAP]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Населённый пункт (place), обязательно: Как в приказе, рядом с датой: г. Примерск." in lines
    assert any(line.startswith("Получение результатов (events.results-received): ") for line in lines)
    assert run(["new", "registry", "--columns", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["columns"]
    assert [each["name"] for each in listed if each["needed"]] == [
        *("id", "name", "place", "roadmap", "procedure.use"),
    ]
    assert (listed[0]["caption"], listed[0]["how"]) == ("Код", "Строчные латинские буквы, цифры, дефисы.")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["-o", "schools.ods"], 2),
        (["-o", "schools"], 2),
        (["--columns", "-o", "schools.csv"], 2),
        (["--roadmap", "no-such-roadmap"], 1),
    ],
)
def test_what_cannot_be_written_is_told(folder: Path, words: list[str], code: int, capsys: Captured) -> None:
    """In words, and nothing is left behind."""
    assert run(["new", "registry", *words]) == code
    assert capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_script_gets_the_name_of_the_file(folder: Path, capsys: Captured) -> None:
    """And Excel a mark of the encoding."""
    assert run(["new", "registry", "-o", "x.csv", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"written": ["x.csv"], "problems": []}
    assert (folder / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_registry_of_the_manual_becomes_schools(folder: Path) -> None:
    """What a reader copies works."""
    (table,) = re.findall(r"```\n(Код;.*?)```", MANUAL, re.DOTALL)
    registry, problems = read_registry(table.encode(), "школы.csv")
    assert registry is not None
    common = {"roadmap": ROADMAP, "procedure.use": "vpr", "school_year": "2026/2027"}
    outcome = enrol(registry, folder, common, today=dt.date(2026, 9, 1))
    assert (problems, outcome.problems) == ((), ())
    assert [(each.folder, each.change, each.problems) for each in outcome.value or ()] == [
        ("school-7", Change.NEW, ()),
        ("school-8", Change.NEW, ()),
    ]


def test_the_columns_of_the_manual_are_understood() -> None:
    """Captions and names stand in the same order, and each caption means its field."""
    rows = re.findall(r"^\| ([^|]+?) \| (`[^|]+`) \|", MANUAL, re.MULTILINE)
    assert len(rows) > 15
    for captions, names in rows:
        fields = re.findall(r"`([^`]+)`", names)
        heads = [each for each in captions.split(", ") if each[0].isupper()]
        found = [find_path(each, OpenQuestions()) for each in heads]
        assert set(found) <= set(fields), captions
        assert len(fields) == 1 or not heads or found == fields
        listed = [each for each in fields if not re.search(r"[А-Я]", each)]
        assert [find_path(each, OpenQuestions()) for each in listed] == listed

"""`roadmap track import`: a tracker's way into the log and back into the next tracker, as people type it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.filled import cells_by_id, edit, fill
from tests.pipeline.small_school import write_school

Say = Callable[..., str]
LOG = Path("adoption.status.jsonl")
TRACKER = Path("papers/tracker.xlsx")
DAY = ("--today", "2027-03-01")


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Types a command in Russian in the folder of a school that has its papers; gives what was said."""
    write_school(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROADMAP_AS", "deputy-head")

    def typed(*words: str, code: int = 0, language: str = "ru") -> str:
        capsys.readouterr()
        assert run(["--lang", language, *words]) == code, capsys.readouterr()
        return "".join(capsys.readouterr())

    typed("build", "adoption.yaml", "-o", "papers")
    return typed


def take(say: Say, *words: str, **more: Any) -> str:
    """Import the tracker of the papers."""
    return say("track", "import", str(TRACKER), "--adoption", "adoption.yaml", *DAY, *words, **more)


def write(**cells: Any) -> None:
    """Fill in the first row of the tracker."""
    rows = cells_by_id(TRACKER.read_bytes())
    TRACKER.write_bytes(fill(TRACKER.read_bytes(), {next(iter(rows)): cells}))


def first_row() -> tuple[Any, ...]:
    """Give status, day, note and document of the first row of the tracker."""
    return next(iter(cells_by_id(TRACKER.read_bytes(), columns="IJLPR").values()))


def entries() -> list[dict[str, Any]]:
    """Give what stands in the log."""
    return [json.loads(line) for line in LOG.read_bytes().splitlines()] if LOG.exists() else []


def test_there_and_back(say: Say) -> None:
    """Filled in, imported, imported again, built, imported once more: one entry, and it is shown."""
    assert "0 изменений" in take(say)
    write(I="выполнено", J=dt.date(2027, 2, 20), L="акт № 4", P="12-од", R="https://example.org/акт")
    kept = TRACKER.read_bytes()
    assert "5 изменений" in take(say)
    (entry,) = entries()
    assert (entry["did"], entry["on"], entry["who"], entry["via"]) == (
        "reported", "2027-02-20", "deputy-head", "tracker",
    )  # fmt: skip
    assert "0 изменений" in take(say)
    say("build", "adoption.yaml", "-o", "papers")
    assert TRACKER.read_bytes() != kept
    day = dt.datetime.combine(dt.date(2027, 2, 20), dt.time())
    assert first_row() == ("выполнено", day, "акт № 4", "12-од", "https://example.org/акт")
    assert "0 изменений" in take(say)
    assert len(entries()) == 1


def test_what_is_not_imported_is_named_by_build_and_goes_along(say: Say) -> None:
    """And it still counts as not recorded in the new tracker."""
    write(L="наше слово")
    row = next(iter(cells_by_id(TRACKER.read_bytes())))
    other = list(cells_by_id(TRACKER.read_bytes()))[1].partition("#")[0]
    say("track", "start", "adoption.yaml", other, *DAY)
    told = say("build", "adoption.yaml", "-o", "papers")
    assert "не внесено в журнал: 1" in told
    assert len(entries()) == 1
    assert cells_by_id(TRACKER.read_bytes())[row][2] == "наше слово"
    assert "1 изменение" in take(say)
    assert entries()[-1]["note"] == "наше слово"


def test_a_dry_run_writes_nothing(say: Say) -> None:
    """Nor does it have to know who asks."""
    write(L="слово")
    told = take(say, "--dry-run")
    assert "1 изменение; ничего не записано" in told
    assert "пусто → «слово»" in told
    assert not LOG.exists()


def test_a_conflict_waits_for_a_decision(say: Say) -> None:
    """The other rows do not."""
    write(L="наше")
    row = next(iter(cells_by_id(TRACKER.read_bytes()))).partition("#")[0]
    say("track", "note", "adoption.yaml", row, "--note", "другое", *DAY)
    told = take(say, code=1)
    assert "RM576" in told
    assert "«наше»" in told
    assert "«другое»" in told
    assert len(entries()) == 1
    assert "0 изменений" in take(say, "--take", "ours")
    assert "1 изменение" in take(say, "--take", "theirs")
    assert entries()[-1]["note"] == "наше"
    assert entries()[-1]["after"] == [entries()[0]["id"]]


def test_a_script_gets_everything_as_json(say: Say) -> None:
    """What was taken, what is in conflict, the entries."""
    write(I="выполнено", L="акт")
    told = json.loads(take(say, "--json"))
    assert told["written"] is True
    assert [(each["cell"], each["at"]) for each in told["files"][0]["taken"]] == [
        ("Статус", "План!I5"), ("Примечание", "План!L5"),
    ]  # fmt: skip
    assert [each["code"] for each in told["problems"]] == ["RM589"]
    assert [each["did"] for each in told["entries"]] == ["reported"]


def test_several_files_are_taken_one_after_the_other(say: Say) -> None:
    """Two that say the same give one entry; one that is none is told; a third that says otherwise waits."""
    write(L="одно")
    shutil.copy(TRACKER, "копия.xlsx")
    Path("не таблица.xlsx").write_bytes(b"PK")
    other = fill(TRACKER.read_bytes(), {next(iter(cells_by_id(TRACKER.read_bytes()))): {"L": "другое"}})
    Path("другая.xlsx").write_bytes(other)
    files = ("копия.xlsx", "не таблица.xlsx", "другая.xlsx", "нет такой.xlsx")
    told = take(say, *files, code=1)
    assert "RM579" in told
    assert "RM576" in told
    assert "нет такой.xlsx" in told
    assert [each["note"] for each in entries()] == ["одно"]


def test_nobody_and_somebody_unknown(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who records it has to be said."""
    write(L="слово")
    monkeypatch.delenv("ROADMAP_AS")
    assert "RM574" in take(say, code=1)
    assert not LOG.exists()
    assert "RM572" in take(say, "--as", "depty-head")
    assert entries()[0]["who"] == "depty-head"


def test_a_tracker_of_another_is_refused_in_english_too(say: Say) -> None:
    """Nothing of it is taken."""

    def rename(book: Any) -> None:
        next(each for each in book.custom_doc_props.props if each.name == "plan").value = "school-99"

    write(L="слово")
    TRACKER.write_bytes(edit(TRACKER.read_bytes(), rename))
    assert "is the tracker of «school-99»" in take(say, code=1, language="en")
    assert not LOG.exists()

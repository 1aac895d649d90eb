"""`roadmap migrate`, as an author and a script run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run

HEAD = "roadmap: tiny   # наш\nversion: 1.0.0\nextends: method@1\n"
OLD = f"{HEAD}replace:\n  m: {{deadline: {{kind: by, until: 10-01}}}}   # срок\n"
NEW = OLD.replace("version", "format: 2\nversion").replace("kind: by, until", "relation: by, at")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as authors have it: texts in folders, a bundle, other people's YAML."""
    (tmp_path / "deeper").mkdir()
    files = {
        "tiny.yaml": OLD,
        "deeper/tiny.yml": f"\ufeff{OLD}",
        "said.yaml": f"{HEAD}replace:\n  m: {{deadline: до 1 октября}}\n",
        "organisation.yaml": "organisation: s\nname: Школа\nplace: г. Томск\ncalendar: {terms: terms.yaml}\n",
        "other.yaml": "steps: [a, b]\n",
        "tiny-1.0.0.zip": "PK",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_folders_are_rewritten_and_every_file_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Texts of ours alone; the mark of a file's encoding stays, and so does everything else."""
    before = contents(folder)
    assert run(["migrate", str(folder), "--lang", "en"]) == 0
    after = contents(folder)
    assert after["tiny.yaml"].decode() == NEW
    assert after["deeper/tiny.yml"].decode() == f"\ufeff{NEW}"
    assert {name for name in after if after[name] != before[name]} == {"tiny.yaml", "deeper/tiny.yml"}
    assert after.keys() == before.keys()
    told = dict(
        line.rsplit(f"{folder}/", 1)[-1].split(": ", 1) for line in capsys.readouterr().out.splitlines()
    )
    assert told == {
        "deeper/tiny.yml": "rewritten: deadlines 1, format: 2",
        "organisation.yaml": "nothing to be done",
        "said.yaml": "nothing to be done",
        "tiny-1.0.0.zip": "left alone: what is published never changes, and is read in any format",
        "tiny.yaml": "rewritten: deadlines 1, format: 2",
    }


def test_a_second_run_finds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """«Idempotent»."""
    run(["migrate", str(folder)])
    once = contents(folder)
    capsys.readouterr()
    assert run(["migrate", str(folder)]) == 0
    assert contents(folder) == once
    assert "переписан" not in capsys.readouterr().out


def test_a_dry_run_shows_a_diff_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A unified diff, as `patch` takes it."""
    before = contents(folder)
    assert run(["migrate", str(folder / "tiny.yaml"), "--dry-run"]) == 0
    assert contents(folder) == before
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("--- a/")
    assert lines[1].startswith("+++ b/")
    assert "-  m: {deadline: {kind: by, until: 10-01}}   # срок" in lines
    assert "+  m: {deadline: {relation: by, at: 10-01}}   # срок" in lines
    assert "+format: 2" in lines
    assert lines[-1].endswith("был бы переписан: сроков 1, format: 2")


def test_a_faulty_text_keeps_no_other_from_being_rewritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its faults are told with their places, it stays as it is, and the exit code says so."""
    faulty = OLD.replace("until: 10-01", "untl: 10-01")
    (folder / "faulty.yaml").write_text(faulty, encoding="utf-8")
    assert run(["migrate", str(folder), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    fates = {Path(each["file"]).name: (each["fate"], each["written"]) for each in told["files"]}
    assert fates["faulty.yaml"] == ("refused", False)
    assert fates["tiny.yaml"] == ("migrated", True)
    assert {problem["code"] for problem in told["problems"]} == {"RM141"}
    assert (folder / "faulty.yaml").read_text(encoding="utf-8") == faulty
    assert (folder / "tiny.yaml").read_text(encoding="utf-8") == NEW


@pytest.mark.parametrize(
    ("name", "code"), [("none.yaml", "RM101"), ("other.yaml", "RM130"), ("newer.yaml", "RM108")]
)
def test_what_is_asked_for_by_name_is_answered(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    """Other people's YAML is passed over in a folder, and told when it is named."""
    (folder / "newer.yaml").write_text("roadmap: a\nformat: 9\n", encoding="utf-8")
    assert run(["migrate", str(folder / name)]) == 1
    assert code in capsys.readouterr().err


def test_what_the_program_writes_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan.json may have been signed."""
    (folder / "plan.json").write_text("{}", encoding="utf-8")
    assert run(["migrate", str(folder / "plan.json"), "--lang", "en"]) == 0
    assert "left alone: it is read in any format" in capsys.readouterr().out


def test_a_link_stays_a_link(folder: Path) -> None:
    """What it leads to is rewritten, and once, though it is found under both names."""
    link = folder / "link.yaml"
    link.symlink_to(folder / "deeper" / "tiny.yml")
    assert run(["migrate", str(link), str(folder)]) == 0
    assert link.is_symlink()
    assert (folder / "deeper" / "tiny.yml").read_text(encoding="utf-8") == f"\ufeff{NEW}"

"""The example school's papers: what is written, that it is always the same, that others can read it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFEREES = ROOT.parent / "shared" / "tools"
ADOPTION = ROOT / "examples" / "school" / "adoption.yaml"
PROGRAM = Path(sys.executable).parent / "roadmap"


def _build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(PROGRAM), "build", str(ADOPTION), "-o", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of papers."""
    folder = tmp_path_factory.mktemp("papers")
    done = _build(folder)
    assert done.returncode == 0, done.stderr
    return folder


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_contracted_paper_is_written(papers: Path) -> None:
    """The contract of `roadmap build`."""
    names = _names(papers)
    assert names >= {"order.docx", "plan.docx", "plan.html", "plan.json", "tracker.xlsx", "deadlines.ics"}
    assert "calendars/academic-deputies.ics" in names
    assert {name.partition("/")[0] for name in names if "/" in name} == {"calendars", "forms"}
    assert any(name.startswith("forms/1.1-") for name in names)


def test_the_same_texts_give_the_same_bytes(papers: Path, tmp_path: Path) -> None:
    """Whatever the time zone, the locale and the seed of hashing."""
    done = _build(tmp_path, TZ="Asia/Kamchatka", LANG="en_US.UTF-8", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert _names(tmp_path) == _names(papers)
    differing = [
        name for name in _names(papers) if (papers / name).read_bytes() != (tmp_path / name).read_bytes()
    ]
    assert differing == []


def test_nothing_is_left_beside_the_texts(papers: Path) -> None:
    """Building does not litter the school's own folder."""
    assert _names(ADOPTION.parent) == {"adoption.yaml", "organisation.yaml", "terms-2026.yaml"}


@pytest.mark.referee
def test_calendars_are_clean_for_six_parsers(papers: Path) -> None:
    """RFC 5545, and what clients of subscribed calendars are known to trip over."""
    if not (REFEREES / "referee_ics.py").is_file():
        pytest.skip("SKIPPED: the calendar referee does not lie beside the project")
    node = ROOT / "build" / "referees"
    calendars = [papers / "deadlines.ics", *(papers / "calendars").glob("*.ics")]
    for calendar in calendars:
        done = subprocess.run(
            [
                sys.executable,
                str(REFEREES / "referee_ics.py"),
                str(calendar),
                "--feed",
                "--from",
                "2026-09-01",
                "--to",
                "2027-09-01",
                *(["--node-dir", str(node)] if node.is_dir() else []),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{calendar.name}\n{done.stdout}{done.stderr}"


@pytest.mark.referee
def test_word_files_open_and_keep_to_their_schema(papers: Path, tmp_path: Path) -> None:
    """Package, Open XML schemas and LibreOffice's pages find no fault."""
    if not (REFEREES / "referee_docx.sh").is_file():
        pytest.skip("SKIPPED: the Word referee does not lie beside the project")
    if shutil.which("soffice") is None:
        pytest.skip("SKIPPED: LibreOffice is not installed")
    environment = {**os.environ, "REFEREE_VENV": str(Path(sys.executable).parent.parent)}
    for name in ("order.docx", "plan.docx"):
        done = subprocess.run(
            [
                "bash",
                str(REFEREES / "referee_docx.sh"),
                str(papers / name),
                "-o",
                str(tmp_path / name),
                "-b",
                str(ROOT / "templates" / name),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0, f"{name}\n{done.stdout}{done.stderr}"

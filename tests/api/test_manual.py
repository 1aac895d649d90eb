"""docs/api.md is true: its examples are run, in the order they stand in, in a folder like the project's."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import roadmap_engine
from tests.example_school import copy_example

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "api.md"
SCRIPT = re.compile(r"```python\n(.*?)```", re.DOTALL)
LONGEST_SCRIPT = 15


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example school, to work in."""
    copy_example(tmp_path / "examples" / "school")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_example_gives_what_it_says(project: Path) -> None:
    """A page that lies fails; the examples write only into the folder they are run in."""
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert found.failed == 0
    assert found.attempted > 40


def test_the_script_lists_what_is_overdue_and_draws_the_order(project: Path) -> None:
    """As a department's programmer would run it, in a process of its own."""
    (script,) = SCRIPT.findall(PAGE.read_text(encoding="utf-8"))
    assert len(script.splitlines()) <= LONGEST_SCRIPT
    done = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, check=False)
    assert done.stderr == b""
    lines = done.stdout.decode().splitlines()
    plan = roadmap_engine.adopt("examples/school/adoption.yaml").or_raise()
    due = [
        days.due
        for measure in plan.standing_measures()
        for days in measure.deadline.occurrences
        if days.due is not None and f"{days.due:%Y-%m-%d}" < "2027-07-06" and not measure.is_done
    ]
    assert len(due) == len(lines) > 0
    assert lines[0].startswith("28.06.2027  2.2.  Внесение изменений")
    assert (project / "order.docx").read_bytes().startswith(b"PK")


def test_every_name_is_shown() -> None:
    """An undocumented export fails."""
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in roadmap_engine.__all__ if not re.search(rf"\b{name}\b", page)] == []

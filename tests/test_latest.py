"""`make latest`: the checks with the newest versions, and what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tools import try_latest

ROOT = Path(__file__).parent.parent
FAILING = "import sys; sys.exit(sys.argv[1] in ('lint', 'types'))"


@pytest.fixture
def outdated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A lock with an old version, one as it is and one of another system; an index with a newer click."""
    installed = metadata.version("pytest")
    lock = tmp_path / "dev.lock"
    lock.write_text(
        f"click==1.0 \\\npytest=={installed} \\\nno-such-package==1.0 ; sys_platform == 'win32' \\\n"
    )
    monkeypatch.setattr(try_latest, "LOCK", lock)
    real = subprocess.run

    def run(command: list[str], **more: object) -> subprocess.CompletedProcess[str]:
        if "--outdated" not in command:
            return real(command, **more)  # type: ignore[call-overload,no-any-return]  # as it was called
        listed = [
            {"name": "Click", "version": "8.5.1", "latest_version": "9.0"},
            {"name": "stranger", "version": "1", "latest_version": "2"},
        ]
        return subprocess.CompletedProcess(command, 0, json.dumps(listed), "")

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.usefixtures("outdated")
def test_every_check_is_tried_and_those_that_break_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """One that fails stops none of the others; what the ranges exclude is told and not tried."""
    assert try_latest.main([sys.executable, "-c", FAILING]) == 1
    newest = metadata.version("click")
    assert capsys.readouterr().out.splitlines() == [
        "newer than locks/dev.lock:",
        f"  click 1.0 -> {newest}",
        "beyond the ranges of pyproject.toml, not tried:",
        "  Click 8.5.1 -> 9.0",
        "these checks break with the newest versions:",
        "  make lint",
        "  make types",
    ]


@pytest.mark.usefixtures("outdated")
def test_nothing_broken_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    """And the run succeeds."""
    assert try_latest.main([sys.executable, "-c", "pass"]) == 0
    assert capsys.readouterr().out.endswith("these checks break with the newest versions:\n  none\n")


def test_the_target_makes_an_environment_of_its_own_without_a_lock() -> None:
    """A dry run runs nothing: the ranges are installed, no lock is, the checks run there."""
    done = subprocess.run(["make", "-n", "latest"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "-m venv --clear .venv-latest" in done.stdout
    assert "--group backend --editable '.[dev]'" in done.stdout
    assert "tools/try_latest.py" in done.stdout
    assert "VENV=.venv-latest" in done.stdout
    assert "locks/" not in done.stdout


def test_the_checks_it_runs_are_all_of_make_test() -> None:
    """`make test` is the list."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\ntest: {' '.join(try_latest.CHECKS)} ##" in makefile

"""What becomes of the files of calendars between two builds, one case for each code, for the catalogue."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from roadmap_engine import build
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.histories import history_path
from roadmap_engine.storage.texts import replace_text
from tests.pipeline.small_school import write_school

__all__ = ["HISTORY_FAULTS", "build_school", "find_history_fault", "move_day"]

FIRST_DAY = dt.date(2026, 9, 2)


def build_school(school: Path, day: int = 0) -> tuple[Problem, ...]:
    """Build the papers of a school into the folder beside its text, some days after the first one."""
    today = FIRST_DAY + dt.timedelta(days=day)
    outcome = build(school / "adoption.yaml", today=today)
    if outcome.value is None:
        return outcome.problems
    return (*outcome.problems, *outcome.value.save(school / "papers", today=today).problems)


def move_day(school: Path, day: str) -> None:
    """Let the roadmap have the first measure due on another day."""
    path = school / "tiny.yaml"
    words = path.read_text(encoding="utf-8").splitlines()
    (place,) = (number for number, line in enumerate(words) if "октября" in line)
    words[place] = f"        deadline: до {day}"
    written = path.read_bytes()
    replace_text(path, written, ("\n".join(words) + "\n").encode())


def _lost(school: Path) -> tuple[Problem, ...]:
    history_path(school / "adoption.yaml").unlink()
    return build_school(school, 1)


def _all_lost(school: Path) -> tuple[Problem, ...]:
    history_path(school / "adoption.yaml").unlink()
    (school / "papers" / "deadlines.ics").unlink()
    shutil.rmtree(school / "papers" / "calendars")
    return build_school(school, 1)


def _two(school: Path) -> tuple[Problem, ...]:
    path = history_path(school / "adoption.yaml")
    first = path.read_bytes()
    move_day(school, "2 октября")
    build_school(school, 1)
    shutil.copy(path, path.with_name("adoption.history (1).jsonl"))
    path.write_bytes(first)
    move_day(school, "3 октября")
    return build_school(school, 2)


HISTORY_FAULTS: Mapping[str, Callable[[Path], tuple[Problem, ...]]] = {
    "RM742": _lost,
    "RM743": _all_lost,
    "RM744": _two,
}


def find_history_fault(code: str) -> tuple[Problem, ...]:
    """Meet a problem in a folder that is not there afterwards; files are named from inside it."""
    with tempfile.TemporaryDirectory() as name:
        school = Path(name)
        write_school(school)
        build_school(school)
        found = HISTORY_FAULTS[code](school)
    return tuple(_from_inside(problem, f"{school}/") for problem in found if problem.code == code)


def _from_inside(problem: Problem, outer: str) -> Problem:
    words = (
        (key, value.replace(outer, "") if isinstance(value, str) else value)
        for key, value in problem.arguments
    )
    return replace(problem, arguments=tuple(words))

"""What two plans share and must not is told where they are checked together, once, and of nobody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from roadmap_engine.load.histories import history_path
from roadmap_engine.pipeline.checking import check_texts
from tests.pipeline.history_faults import build_school
from tests.pipeline.small_school import write_school


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school with one plan."""
    folder = tmp_path / "school"
    folder.mkdir()
    write_school(folder)
    return folder


def _shared(*paths: Path) -> list[tuple[str, str]]:
    problems = check_texts(paths).problems
    told = [(each.code, each.location) for each in problems if each.code in {"RM521", "RM522", "RM523"}]
    return [(code, Path(place.file).name) for code, place in told if place is not None]


def _copy(text: Path, to: Path, **changes: str) -> Path:
    words = text.read_text(encoding="utf-8")
    for old, new in changes.items():
        words = words.replace(f"{old}: school-3", f"{old}: {new}")
    to.parent.mkdir(exist_ok=True)
    to.write_text(words, encoding="utf-8")
    return to


def test_one_plan_shares_nothing_with_itself(school: Path) -> None:
    """Named twice, or found in a folder that is named beside it."""
    assert _shared(school, school / "adoption.yaml", school) == []


def test_a_copy_in_the_same_folder(school: Path) -> None:
    """Of three, each after the first is told, once."""
    for name in ("b.yaml", "c.yaml"):
        shutil.copy(school / "adoption.yaml", school / name)
    assert _shared(school) == [("RM521", "b.yaml"), ("RM521", "c.yaml")]


def test_one_school_in_two_folders_and_two_schools(school: Path) -> None:
    """Each school of a region may call its plan as it likes."""
    there = school.parent / "there"
    shutil.copytree(school, there)
    assert _shared(school.parent) == [("RM521", "adoption.yaml")]
    _copy(school / "organisation.yaml", there / "organisation.yaml", organisation="school-4")
    assert _shared(school.parent) == []


def test_a_history_that_was_copied_is_told_until_it_is_gone(school: Path) -> None:
    """Whoever copies a text with its history, and only then gives it another name."""
    build_school(school)
    copy = _copy(school / "adoption.yaml", school / "b.yaml", adoption="reading-6")
    assert _shared(school) == []
    shutil.copy(history_path(school / "adoption.yaml"), history_path(copy))
    assert _shared(school) == [("RM523", "b.yaml")]
    history_path(copy).unlink()
    assert _shared(school) == []

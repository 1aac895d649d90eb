"""Whose events a calendar has: no two plans share them, and a plan keeps its own whatever becomes of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from roadmap_engine.documents.calendar_identity import Identity
from roadmap_engine.load.histories import history_path
from tests.pipeline.history_faults import build_school
from tests.pipeline.small_school import write_school

FORMER = Path(__file__).parents[1] / "former" / "0.1" / "school"
WAS = "procedure: {use: vpr, held: 2027-04-13/2027-05-18, grades: [5, 6, 7, 8]}"


def _write(folder: Path, **changes: str) -> Path:
    """Write a school whose adoption says something else; gives its folder."""
    folder.mkdir()
    write_school(folder)
    _change(folder, **changes)
    return folder


def _change(school: Path, **changes: str) -> None:
    path = school / "adoption.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    said = [changes.pop(line.partition(":")[0], line) for line in lines]
    path.write_text("\n".join((*said, *changes.values(), "")), encoding="utf-8")


def _uids(school: Path) -> list[str]:
    calendar = (school / "papers" / "deadlines.ics").read_text(encoding="utf-8")
    return re.findall(r"^UID:(.+?)\r?$", calendar, re.MULTILINE)


@pytest.mark.parametrize(
    "other",
    [
        {"procedure": "procedure: {use: vpr, grades: [6]}"},
        {"procedure": "procedure: {use: oge, grades: [5]}"},
        {"school_year": "school_year: 2027/2028", "order": "order: {number: 1}"},
    ],
)
def test_plans_of_one_name_lie_side_by_side_in_one_calendar_program(
    tmp_path: Path, other: dict[str, str]
) -> None:
    """Of another grade, another procedure, another year: the same roadmap, the same school, the same id."""
    one = _write(tmp_path / "one", procedure="procedure: {use: vpr, grades: [5]}")
    two = _write(tmp_path / "two", **{"procedure": "procedure: {use: vpr, grades: [5]}", **other})
    for school in (one, two):
        build_school(school)
    assert len(_uids(one)) == len(_uids(two)) == 2
    assert set(_uids(one)) & set(_uids(two)) == set()


def test_what_becomes_known_later_changes_no_event(tmp_path: Path) -> None:
    """The history keeps what a plan was known by at first, even where its name is changed."""
    school = _write(tmp_path / "one", procedure="procedure: vpr")
    build_school(school)
    before = _uids(school)
    _change(school, procedure=WAS, adoption="adoption: school-3-vpr-5-8")
    shutil.rmtree(school / "papers")
    build_school(school, 5)
    assert _uids(school) == before


class TestFromBefore:
    """Calendars that were drawn when a plan was known by its school and its id alone."""

    @pytest.fixture
    def school(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A school with papers and a history of that time."""
        school = _write(tmp_path / "one")
        with monkeypatch.context() as earlier:
            earlier.setattr(Identity, "of", Identity.before_histories_told)
            build_school(school)
        path = history_path(school / "adoption.yaml")
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        told = [{key: line[key] for key in line if key not in {"plan", "format"}} for line in lines]
        path.write_text("".join(f"{json.dumps(line)}\n" for line in told), encoding="utf-8")
        return school

    def test_they_keep_their_events(self, school: Path) -> None:
        before, path = _uids(school), history_path(school / "adoption.yaml")
        written = path.read_bytes()
        assert build_school(school, 5) == ()
        assert (_uids(school), path.read_bytes()) == (before, written)

    def test_a_lost_history_is_recalled_by_them(self, school: Path) -> None:
        before, path = _uids(school), history_path(school / "adoption.yaml")
        path.unlink()
        assert "RM742" in {problem.code for problem in build_school(school, 5)}
        assert _uids(school) == before
        assert build_school(school, 9) == ()
        assert _uids(school) == before

    def test_a_new_plan_of_their_name_does_not_take_them(self, school: Path, tmp_path: Path) -> None:
        new = _write(tmp_path / "new")
        build_school(new)
        assert set(_uids(new)) & set(_uids(school)) == set()

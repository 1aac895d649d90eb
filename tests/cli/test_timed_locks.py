"""Locks that hold from a day or a version on, as schools and publishers meet them from command to command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

Captured = pytest.CaptureFixture[str]

OWN = "replace: {by-class: {responsible: deputies}}\n"
FROM_DAY = "allow: {responsible: {locked: {from: 2027-01-01}}}\n"
FROM_VERSION = "allow: {responsible: {locked: {from: 2.0.0}}}\n"


def _version(number: str, allow: str = "") -> str:
    return FIRST.replace("version: 1.0.0", f"version: {number}") + allow


def _codes(path: Path, capsys: Captured) -> list[str]:
    capsys.readouterr()
    run(["check", str(path), "--json"])
    return [each["code"] for each in json.loads(capsys.readouterr().out)["problems"]]


class TestUpdate:
    """A lock that begins to hold with the newer version, and a change that the school made before."""

    def test_who_adopted_before_the_day_keeps_her_change_to_the_end_of_the_year(
        self, tmp_path: Path, capsys: Captured
    ) -> None:
        neighbours = Neighbours(tmp_path)
        neighbours.publish(_version("1.0.0"), _version("1.1.0", FROM_DAY))
        school = neighbours.adopt(f"{OWN}order: {{date: 2026-09-10}}\n")
        assert run(["update", str(school)]) == 0
        assert OWN in school.read_text(encoding="utf-8")
        assert _codes(school, capsys) == ["RM773"]
        assert run(["check", str(school)]) == 0
        told = capsys.readouterr().err
        assert "с 01.01.2027" in told
        assert "считается от 10.09.2026" in told

    def test_who_adopts_after_it_is_bound(self, tmp_path: Path, capsys: Captured) -> None:
        neighbours = Neighbours(tmp_path)
        neighbours.publish(_version("1.0.0"), _version("1.1.0", FROM_DAY))
        school = neighbours.adopt(f"{OWN}order: {{date: 2027-01-11}}\n")
        before = school.read_text(encoding="utf-8")
        assert run(["update", str(school)]) == 1
        assert "RM240" in capsys.readouterr().err
        assert school.read_text(encoding="utf-8") == before
        assert run(["update", str(school), "--take", "by-class.responsible=theirs"]) == 0
        assert _codes(school, capsys) == []

    def test_a_version_that_was_announced(self, tmp_path: Path, capsys: Captured) -> None:
        """The publisher says it once, beforehand; with that version it holds for everybody."""
        neighbours = Neighbours(tmp_path)
        neighbours.publish(*(_version(number, FROM_VERSION) for number in ("1.0.0", "1.1.0", "2.0.0")))
        school = neighbours.adopt(f"{OWN}order: {{date: 2026-09-10}}\n")
        assert _codes(school, capsys) == ["RM773"]
        assert run(["update", str(school), "--to", "1"]) == 0
        assert _codes(school, capsys) == ["RM773"]
        assert run(["update", str(school), "--to", "2"]) == 1
        told = capsys.readouterr().err
        assert "RM240" in told
        assert "с 2.0.0" in told
        assert "tiny@1.1.0" in school.read_text(encoding="utf-8")
        assert run(["update", str(school), "--to", "2", "--take", "by-class.responsible=theirs"]) == 0
        assert _codes(school, capsys) == []

    def test_many_at_once_are_judged_each_by_its_own_day(self, tmp_path: Path) -> None:
        """Of a folder of schools no plan is drawn, and the locks are seen all the same."""
        neighbours = Neighbours(tmp_path)
        neighbours.publish(_version("1.0.0"), _version("1.1.0", FROM_DAY))
        early = neighbours.adopt(f"{OWN}order: {{date: 2026-09-10}}\n", school="early")
        late = neighbours.adopt(f"{OWN}order: {{date: 2027-01-11}}\n", school="late")
        assert run(["update", str(early), str(late)]) == 1
        assert ["@1.1.0" in each.read_text(encoding="utf-8") for each in (early, late)] == [True, False]

    def test_what_is_settled_opens_no_lock_and_meets_none(self, tmp_path: Path, capsys: Captured) -> None:
        neighbours = Neighbours(tmp_path)
        newer = _version("2.0.0", FROM_VERSION).replace("responsible: head\n", "responsible: deputies\n")
        neighbours.publish(_version("1.0.0", FROM_VERSION), newer)
        school = neighbours.adopt("settled: {by-class: {state: done, on: 2027-01-15}}\n")
        assert run(["update", str(school)]) == 0
        assert "kept: {responsible: head}" in school.read_text(encoding="utf-8")
        assert _codes(school, capsys) == []


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school with a change that may stand until a day."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(_version("1.0.0", FROM_DAY))
    return neighbours.adopt(f"{OWN}order: {{date: 2026-09-10}}\n")


class TestWhatIsShown:
    """Drift, provenance and papers say what is to come."""

    def test_drift_says_until_when(self, school: Path, capsys: Captured) -> None:
        assert run(["drift", str(school.parent), "--json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["schools"]
        (change,) = found["changes"]
        assert (change["verdict"], change["permit"], change["permitted_by"], change["locked_from"]) == (
            "allowed",
            "free",
            "tiny",
            "2027-01-01",
        )
        assert run(["drift", str(school.parent)]) == 0
        assert "(tiny: с 01.01.2027 менять нельзя)" in capsys.readouterr().out

    def test_provenance_says_from_when(self, school: Path, tmp_path: Path, capsys: Captured) -> None:
        assert run(["show", "--provenance", str(school)]) == 0
        told = " ".join(capsys.readouterr().out.split())
        assert "с 01.01.2027 «tiny» не даёт менять" in told
        papers = tmp_path / "papers"
        assert run(["build", str(school), "-o", str(papers)]) == 0
        assert "с 01.01.2027 менять нельзя (tiny)" in (papers / "plan.html").read_text(encoding="utf-8")
        plan = json.loads((papers / "plan.json").read_text(encoding="utf-8"))
        origin = plan["stages"][0]["measures"][0]["provenance"]["responsible"]
        assert origin["allowance"] == {
            "permit": "free",
            "layer": "tiny",
            "locked_from": "2027-01-01",
            "locked_by": "tiny",
        }
        assert run(["diff", str(papers / "plan.json"), str(school)]) == 0

    def test_the_next_year_is_bound(self, school: Path, capsys: Captured) -> None:
        """The change is carried over, and told at once to be one that may not be."""
        target = school.with_name("next.yaml")
        run(["new", "adoption", "--next-year", str(school), "-o", str(target), "--force"])
        assert target.is_file()
        assert "RM240" in _codes(target, capsys)

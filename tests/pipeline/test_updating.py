"""Where the two versions of an update come from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from roadmap_engine.cli.commands import update as command
from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.updating import Updater
from tests.pipeline.updates import FIRST, Neighbours

SECOND = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace(
    "id: by-class\n", "id: by-grade\n        was: by-class\n"
)
THIRD = SECOND.replace("version: 1.1.0", "version: 1.2.0").replace(
    "id: by-grade\n        was: by-class\n", "id: by-form\n        was: by-grade\n"
)
LOCAL = "replace:\n  by-class: {responsible: deputies}\n"


@pytest.fixture
def neighbours(tmp_path: Path) -> Neighbours:
    """A publisher of three versions."""
    found = Neighbours(tmp_path)
    found.publish(FIRST, SECOND, THIRD)
    return found


def test_names_are_followed_through_versions_that_are_skipped(neighbours: Neighbours) -> None:
    """1.2 only says what 1.1 called it; 1.1 is asked."""
    school = neighbours.adopt(LOCAL)
    update = Updater().update(school, {}).value
    assert update is not None
    assert update.data is not None
    assert "by-form: {responsible: deputies}" in update.data.decode()
    assert [(each.kind, each.thing) for each in update.merge.taken] == [("renamed", "by-form")]


def test_a_version_between_that_cannot_be_had_is_no_obstacle(neighbours: Neighbours) -> None:
    """Then the measure is gone, and somebody is asked."""
    school = neighbours.adopt(LOCAL)
    (neighbours.published / "tiny-1.1.0.zip").unlink()
    update = Updater().update(school, {}).value
    assert update is not None
    assert [conflict.key for conflict in update.open] == ["by-class"]


def test_a_text_beside_the_adoption_gives_way_to_a_bundle(neighbours: Neighbours) -> None:
    """An adoption that is not pinned yet is, from then on."""
    school = neighbours.adopt(LOCAL)
    lines = school.read_text(encoding="utf-8").splitlines(keepends=True)
    school.write_text("".join(line for line in lines if not line.startswith("pinned")), encoding="utf-8")
    shutil.rmtree(school.parent / "bundles")
    (school.parent / "tiny.yaml").write_text(FIRST, encoding="utf-8")
    assert run(["update", str(school), "--from", str(neighbours.published), "--to", "1.1"]) == 0
    assert "pinned:\n  source: " in school.read_text(encoding="utf-8")
    (school.parent / "tiny.yaml").unlink()
    assert run(["check", str(school)]) == 0


def test_an_earlier_version_that_is_not_at_hand_is_asked_for(neighbours: Neighbours) -> None:
    """Somebody has written the new text over the old one; the publisher still has it."""
    school = neighbours.adopt(LOCAL)
    lines = school.read_text(encoding="utf-8").splitlines(keepends=True)
    school.write_text("".join(line for line in lines if not line.startswith("pinned")), encoding="utf-8")
    (school.parent / "tiny.yaml").write_text(SECOND, encoding="utf-8")
    assert run(["update", str(school)]) == 1
    assert run(["update", str(school), "--from", str(neighbours.published), "--to", "1.1"]) == 0
    assert "by-grade: {responsible: deputies}" in school.read_text(encoding="utf-8")


def test_a_roadmap_of_the_program_is_the_newest(
    neighbours: Neighbours, capsys: pytest.CaptureFixture[str]
) -> None:
    """An adoption of one that comes with the program looks there."""
    school = neighbours.adopt()
    text = school.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("pinned", "roadmap"))]
    school.write_text("\n".join([*lines, "roadmap: samara-west-2020-plan"]) + "\n", encoding="utf-8")
    assert run(["update", str(school), "--check"]) == 0
    assert "новее версии нет" in capsys.readouterr().out


class TestAsking:
    """On a terminal a conflict is asked about."""

    LATER = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace("до 15 января", "до 22 января")
    LOCAL = "replace:\n  by-class: {deadline: до 18 января 2027 г.}\n"

    @pytest.fixture
    def school(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A school in conflict, at a terminal."""
        neighbours = Neighbours(tmp_path)
        neighbours.publish(FIRST, self.LATER)
        monkeypatch.setattr(command, "_is_at_terminal", lambda: True)
        return neighbours.adopt(self.LOCAL)

    @pytest.mark.parametrize(("answer", "left"), [("1", "до 18 января"), ("2", "до 15 января")])
    def test_the_answer_is_taken(
        self,
        school: Path,
        answer: str,
        left: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr("click.prompt", lambda *_words, **_options: answer)
        assert run(["update", str(school)]) == 0
        told = capsys.readouterr().out
        assert "by-class.deadline (было: до 15 января 2027 г.)" in told
        assert "1. своё: до 18 января 2027 г." in told
        assert "2. из новой версии: до 22 января 2027 г." in told
        text = school.read_text(encoding="utf-8")
        assert "tiny@1.1.0" in text
        assert ("до 18 января" in text) == (left == "до 18 января")

    def test_it_may_be_left_open(self, school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = school.read_bytes()
        monkeypatch.setattr("click.prompt", lambda *_words, **_options: "0")
        assert run(["update", str(school)]) == 1
        assert school.read_bytes() == before

    def test_whoever_goes_away_leaves_the_old_state(
        self, school: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(*_words: object, **_options: object) -> str:
            raise KeyboardInterrupt

        before = school.read_bytes()
        monkeypatch.setattr("click.prompt", interrupt)
        assert run(["update", str(school)]) == 130
        assert school.read_bytes() == before

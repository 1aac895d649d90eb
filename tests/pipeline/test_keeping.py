"""What is kept of settled measures is compared with the version it names: it opens no lock.

Where two texts disagree: what the program wrote and what a hand has made of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import roadmap_engine
from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

LOCKS = "allow: {deadline: locked, title: locked, add: locked, remove: locked}\n"
DONE = "settled:\n  by-class: {state: done, on: 2027-01-12}\n"
SECOND = FIRST.replace("version: 1.0.0", "version: 1.1.0")
ROW = re.search(r"      - id: by-class\n(?:        .*\n)+", FIRST)
assert ROW is not None
VERSIONS = {
    "moved": SECOND.replace("до 15 января", "до 22 января"),
    "retitled": SECOND.replace("Анализ по классам", "Разбор по классам"),
    "gone": SECOND.replace(ROW[0], ""),
    "renamed": SECOND.replace("id: by-class", "id: classes\n        was: [by-class]").replace(
        "до 15 января", "до 22 января"
    ),
    "split": SECOND.replace(
        ROW[0],
        "".join(
            ROW[0].replace("id: by-class", f"id: by-{part}\n        was: [by-class]").replace("классам", part)
            for part in "ab"
        ),
    ),
}


def codes(school: Path) -> list[str]:
    """What is told of what is kept."""
    return [each.code for each in roadmap_engine.check(school).problems if each.code.startswith("RM75")]


@pytest.mark.parametrize("fate", VERSIONS)
def test_what_an_update_wrote_is_what_it_should_be(tmp_path: Path, fate: str) -> None:
    """Nothing is told of it, whatever became of the measure, and the locks do not see it."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, VERSIONS[fate] + LOCKS)
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    assert "as_of: 1.0.0" in school.read_text(encoding="utf-8")
    assert codes(school) == []
    assert roadmap_engine.check(school).ok


@pytest.mark.parametrize(
    ("fate", "written", "by_hand"),
    [
        ("moved", "до 15 января 2027 г.", "до 15 марта 2027 г."),
        ("retitled", "Анализ по классам", "Ничего не делать"),
        ("gone", "до 15 января 2027 г.", "до 15 марта 2027 г."),
        ("renamed", "до 15 января 2027 г.", "до 15 марта 2027 г."),
        ("split", "title: Анализ по классам", "title: Ничего не делать"),
        ("split", "by-b]", "by-school]"),
    ],
)
def test_a_hand_that_changes_it_meets_the_lock(tmp_path: Path, fate: str, written: str, by_hand: str) -> None:
    """It is an error where the field is locked, and told where it is free."""
    for locks, code in ((LOCKS, "RM750"), ("", "RM751")):
        home = tmp_path / code
        home.mkdir()
        neighbours = Neighbours(home)
        neighbours.publish(FIRST, VERSIONS[fate] + locks)
        school = neighbours.adopt(DONE)
        assert run(["update", str(school)]) == 0
        text = school.read_text(encoding="utf-8")
        if written not in text:
            written, by_hand = (
                written.replace("- by-b", "by-b]"),
                by_hand.replace("- by-school", "by-school]"),
            )
        assert written in text
        school.write_text(text.replace(written, by_hand), encoding="utf-8")
        assert code in codes(school)


def test_a_version_that_is_not_at_hand_is_not_guessed(tmp_path: Path) -> None:
    """It says what is missing, and stops nothing."""
    neighbours = Neighbours(tmp_path)
    neighbours.publish(FIRST, VERSIONS["moved"] + LOCKS)
    school = neighbours.adopt(DONE)
    assert run(["update", str(school)]) == 0
    (school.parent / "bundles" / "tiny-1.0.0.zip").unlink()
    assert codes(school) == ["RM752"]
    assert roadmap_engine.check(school).ok

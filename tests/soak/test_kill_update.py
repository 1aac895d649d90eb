"""A school whose run ends at any moment has the newer version, or the recorded date, or the old text."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.pipeline.updates import FIRST, Neighbours
from tests.soak.kill_runs import Killer, snapshot

BLOWS = ("SIGKILL", "SIGTERM", "SIGINT")
SECOND = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace("до 20 января", "до 21 января")
WAITING = FIRST.replace("до 20 января 2027 г.", "в течение 3 дней после получения результатов")
LOCAL = "replace:\n  by-class: {responsible: deputies}  # решили на совещании\n"
LOG = "adoption.status.jsonl"


def _kill(folder: Path, argv: list[str], school: Path, runs: int) -> int:
    """Kill a command that changes one adoption; gives how often it really died."""
    home, before = school.parent, folder / "before"
    shutil.copytree(home, before)
    old = snapshot(before)
    with Killer() as killer:
        assert killer.run(argv, home).code == 0
        new = snapshot(home)
        assert new[school.name] != old[school.name]

        def restore() -> None:
            shutil.rmtree(home)
            shutil.copytree(before, home)

        def check(found: Mapping[str, bytes]) -> None:
            assert found[school.name] in (old[school.name], new[school.name])
            needed = new if found[school.name] == new[school.name] else old
            # The log comes after the text, and may be missing for now.
            assert {name: found.get(name) for name in needed if name != LOG} == {
                name: content for name, content in needed.items() if name != LOG
            }

        return killer.kill_runs(argv, home, runs=runs, restore=restore, check=check, blows=BLOWS, view=_view)


def _view(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """See of the log how many entries it has: their ids and instants are new each time."""
    return {name: b"%d" % words.count(b"\n") if name == LOG else words for name, words in files.items()}


def _update_under_fire(folder: Path, runs: int) -> int:
    neighbours = Neighbours(folder)
    neighbours.publish(FIRST, SECOND)
    school = neighbours.adopt(LOCAL)
    return _kill(folder, ["update", str(school)], school, runs)


def _record_under_fire(folder: Path, runs: int) -> int:
    neighbours = Neighbours(folder)
    neighbours.publish(WAITING)
    school = neighbours.adopt(LOCAL)
    return _kill(folder, ["record", str(school), "results-received", "2027-01-18"], school, runs)


def test_a_killed_update_leaves_the_old_version_or_the_new_one(tmp_path: Path) -> None:
    """In small; `make soak` kills two hundred times."""
    assert _update_under_fire(tmp_path, 10) >= 5


@pytest.mark.soak
def test_a_killed_record_leaves_the_text_without_the_date_or_with_it(tmp_path: Path) -> None:
    """In small; `make soak` kills two hundred times."""
    assert _record_under_fire(tmp_path, 6) >= 3


@pytest.mark.soak
def test_two_hundred_killed_updates(tmp_path: Path) -> None:
    """Promised: 200 random points, old state or new state, no temporary files left after the next run."""
    assert _update_under_fire(tmp_path, 200) >= 120


@pytest.mark.soak
def test_two_hundred_killed_records(tmp_path: Path) -> None:
    """Promised: 200 random points, old state or new state, no temporary files left after the next run."""
    assert _record_under_fire(tmp_path, 200) >= 100

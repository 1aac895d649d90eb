"""A build that is ended at any moment: each paper old or new, a person's as it was, the next one right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from roadmap_engine.storage.paper_list import LIST_NAME
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.small_school import write_school
from tests.soak.kill_runs import Killer, snapshot

BLOWS = ("SIGKILL", "SIGTERM", "SIGINT")
MINE = ("papers/order.docx", "papers/forms/1.1-analytic-note.docx", "papers/plan.html")
TRACKER = "papers/tracker.xlsx"
WORK = {"meeting#1": {"I": "выполнено", "L": "протокол 4"}}


def _view(found: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Leave out the instants at which calendars were revised, and what only repeats them."""
    return {
        name: re.sub(rb"(CREATED|DTSTAMP|LAST-MODIFIED):\d+T\d+Z", rb"\1", content)
        if name.endswith(".ics")
        else content
        for name, content in found.items()
        if not name.endswith((LIST_NAME, ".history.jsonl"))
    }


def _work(home: Path) -> None:
    """Write in papers as people do, and then change the plan."""
    tracker = home / TRACKER
    tracker.write_bytes(fill(tracker.read_bytes(), WORK))
    for name in MINE:
        (home / name).write_bytes(b"mine")
    write_school(home, "a measure above")


def _build_under_fire(folder: Path, runs: int) -> int:
    """Kill a build that has much to do; gives how often it really ended before its end."""
    home, before = folder / "home", folder / "before"
    argv = ["build", str(write_school(home)), "-o", str(home / "papers")]
    with Killer() as killer:
        assert killer.run(argv, home).code == 0
        _work(home)
        shutil.copytree(home, before)
        old = _view(snapshot(home))
        assert killer.run(argv, home).code == 0
        new = _view(snapshot(home))
        assert {name for name in old if old[name] != new.get(name)} > {"papers/plan.json", TRACKER}

        def restore() -> None:
            shutil.rmtree(home)
            shutil.copytree(before, home)

        def check(found: Mapping[str, bytes]) -> None:
            seen = _view(found)
            for name in {*old, *seen}:
                if not Path(name).name.startswith(".roadmap-"):  # parts and locks: the next run sweeps them
                    assert seen.get(name) in (old.get(name), new.get(name)), name
            for name in MINE:
                assert found[name] == b"mine"
            assert cells_by_id(found[TRACKER])["meeting#1"] == ("выполнено", None, "протокол 4")
            assert old[TRACKER] in found.values()

        return killer.kill_runs(argv, home, runs=runs, restore=restore, check=check, blows=BLOWS, view=_view)


def test_a_build_that_is_ended_leaves_each_paper_old_or_new(tmp_path: Path) -> None:
    """In small; `make soak` ends a hundred."""
    assert _build_under_fire(tmp_path, 10) >= 5


@pytest.mark.soak
def test_a_hundred_builds_that_are_ended(tmp_path: Path) -> None:
    """Promised: Ctrl-C, SIGTERM and kill -9 at a hundred moments."""
    assert _build_under_fire(tmp_path, 100) >= 60

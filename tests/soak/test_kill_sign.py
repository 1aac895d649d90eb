"""A run that signs, or undoes, ends at any moment: the act is there with all its papers, or none is."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.pipeline.signed_school import SigningSchool
from tests.soak.kill_runs import Killer, snapshot

BLOWS = ("SIGKILL", "SIGTERM", "SIGINT")
NAME = "2027-05-21-17-од"


def _kill_at_steps(folder: Path, argv: list[str], every: int) -> tuple[int, list[Mapping[str, bytes]]]:
    """Kill a command at its steps on the disk, and run it again each time.

    Args:
        folder: all that the command changes.
        argv: what stands after `roadmap`.
        every: of so many steps it is killed at one.

    Returns:
        How often it really died, and what stood in the folder after each kill.
    """
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    killed, left = 0, []
    with Killer() as killer:
        whole = killer.run(argv, folder)
        assert (whole.code, bool(whole.steps)) == (0, True)
        new = snapshot(folder)
        for step in range(1, (whole.steps or 0) + 1, every):
            shutil.rmtree(folder)
            shutil.copytree(before, folder)
            ended = killer.run(argv, folder, at_step=step, blow=BLOWS[step % len(BLOWS)])
            killed += ended.killed
            found = snapshot(folder)
            left.append(found)
            # What is done already is refused the second time; what is not is done.
            done = {name: found.get(name) for name in new} == new
            assert killer.run(argv, folder).code == int(done)
            assert snapshot(folder) == new
    return killed, left


def _sign_under_fire(folder: Path, every: int) -> int:
    school = SigningSchool.found(folder / "school")
    school.build()
    argv = ["sign", str(school.adoption), "--papers", str(school.papers)]
    killed, left = _kill_at_steps(school.folder, argv, every)
    for found in left:
        act = {name.rpartition("/")[2] for name in found if name.startswith(f"signed/{NAME}/")}
        assert act in (set(), {"order.docx", "plan.docx", "plan.json", "signed.json"})
    return killed


def _undo_under_fire(folder: Path, every: int) -> int:
    school = SigningSchool.found(folder / "school")
    school.build()
    assert school.sign().value is not None
    kept = school.kept()
    argv = ["sign", str(school.adoption), "--undo", NAME, "--reason", "не тот приказ"]
    killed, left = _kill_at_steps(school.folder, argv, every)
    papers = [name for name in kept if not name.endswith("signed.json")]
    for found in left:
        assert {name: found[f"signed/{name}"] for name in papers} == {name: kept[name] for name in papers}
    return killed


def test_a_killed_run_leaves_a_whole_act_or_none(tmp_path: Path) -> None:
    """Nobody ever finds an order without its plan, or papers without their record."""
    assert _sign_under_fire(tmp_path, 3) >= 5


def test_a_killed_undoing_leaves_the_record_as_it_was_or_undone(tmp_path: Path) -> None:
    """The papers are the same in any case."""
    assert _undo_under_fire(tmp_path, 3) >= 3


@pytest.mark.soak
def test_signing_killed_at_every_step(tmp_path: Path) -> None:
    """Each step on the disk, whichever signal it is."""
    assert _sign_under_fire(tmp_path, 1) >= 15


@pytest.mark.soak
def test_undoing_killed_at_every_step(tmp_path: Path) -> None:
    """Each step on the disk, whichever signal it is."""
    assert _undo_under_fire(tmp_path, 1) >= 9

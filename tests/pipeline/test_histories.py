"""Calendars keep their numbers, whatever becomes of the files of their history."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.storage import laying
from roadmap_engine.storage.writing import replace_file
from tests.pipeline.history_faults import build_school, move_day
from tests.pipeline.small_school import write_school

State = dict[str, tuple[int, dt.datetime, dt.date]]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school whose papers were built, and built again when a day was moved."""
    write_school(tmp_path)
    build_school(tmp_path)
    move_day(tmp_path, "2 октября")
    assert build_school(tmp_path, 5) == ()
    return tmp_path


def _state(school: Path) -> State:
    calendar: Any = icalendar.Calendar.from_ical((school / "papers" / "deadlines.ics").read_bytes())
    return {
        str(event["UID"]): (int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt, event["DTSTART"].dt)
        for event in calendar.walk("VEVENT")
    }


def _codes(school: Path, day: int) -> set[str]:
    return {problem.code for problem in build_school(school, day)} & {"RM742", "RM743", "RM744"}


def _assert_not_fallen(before: State, after: State) -> None:
    for uid, (number, instant, day) in before.items():
        assert after[uid][0] >= number + (after[uid][2] != day)
        assert after[uid][1] >= instant


def test_a_first_build_that_was_ended_among_its_papers_is_no_lost_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one makes the calendars that an undisturbed one makes, at whatever instant it runs."""
    whole, ended = write_school(tmp_path / "whole").parent, write_school(tmp_path / "ended").parent
    build_school(whole)
    for files in range(1, 9):
        shutil.rmtree(ended)
        write_school(ended)
        with monkeypatch.context() as patch:
            left = iter(range(files))

            def end(path: Path, content: bytes, left: Iterator[int] = left) -> None:
                if next(left, None) is None:
                    raise KeyboardInterrupt
                replace_file(path, content)

            patch.setattr(laying, "replace_file", end)
            with pytest.raises(KeyboardInterrupt):
                build_school(ended)
        assert _codes(ended, 5) == set()
        for calendar in sorted((whole / "papers").rglob("*.ics")):
            found = ended / "papers" / calendar.relative_to(whole / "papers")
            assert found.read_bytes() == calendar.read_bytes()


def test_a_deleted_history_is_restored_from_the_calendars(school: Path) -> None:
    """The calendars of a plan that has not changed are the same bytes as before."""
    before = (school / "papers" / "deadlines.ics").read_bytes()
    history_path(school / "adoption.yaml").unlink()
    assert _codes(school, 9) == {"RM742"}
    assert (school / "papers" / "deadlines.ics").read_bytes() == before
    assert _codes(school, 10) == set()
    assert (school / "papers" / "deadlines.ics").read_bytes() == before


def test_a_deleted_history_and_a_moved_day(school: Path) -> None:
    """A change made since is told as one, from the number that the calendar has."""
    before = _state(school)
    history_path(school / "adoption.yaml").unlink()
    move_day(school, "9 октября")
    assert _codes(school, 9) == {"RM742"}
    after = _state(school)
    _assert_not_fallen(before, after)
    assert max(number for number, _, _ in after.values()) == 2


def test_a_history_from_an_old_copy_is_completed(school: Path) -> None:
    """The calendars in the folder are newer than the copy."""
    path = history_path(school / "adoption.yaml")
    path.write_text(path.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    before = _state(school)
    assert _codes(school, 9) == {"RM742"}
    assert _state(school) == before
    move_day(school, "1 октября")
    assert _codes(school, 10) == set()
    _assert_not_fallen(before, _state(school))


def test_where_calendars_are_gone_too_their_list_remembers(school: Path) -> None:
    """Their numbers are not known any more; new ones are greater than any can have been."""
    before = _state(school)
    history_path(school / "adoption.yaml").unlink()
    (school / "papers" / "deadlines.ics").unlink()
    shutil.rmtree(school / "papers" / "calendars")
    assert _codes(school, 9) == {"RM743"}
    _assert_not_fallen(before, _state(school))
    assert _codes(school, 10) == set()


def test_calendars_alone_may_go(school: Path) -> None:
    """The history is there, so nothing is lost and nothing is told."""
    before = _state(school)
    (school / "papers" / "deadlines.ics").unlink()
    assert _codes(school, 9) == set()
    assert _state(school) == before


@pytest.mark.parametrize("how", ["beside", "conflict", "one after the other"])
def test_two_copies_are_joined(school: Path, how: str) -> None:
    """Two people went on from one history; SEQUENCE and LAST-MODIFIED are the greater and one more."""
    path = history_path(school / "adoption.yaml")
    common = path.read_text(encoding="utf-8").splitlines(keepends=True)[:1]
    ours = path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    ours_state = _state(school)
    shutil.rmtree(school / "papers")
    path.write_text("".join(common), encoding="utf-8")
    move_day(school, "5 октября")
    build_school(school, 3)
    theirs_state = _state(school)
    theirs = path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    if how == "beside":
        path.with_name("adoption.history.sync-conflict-20260905.jsonl").write_text(
            "".join([*common, *ours]), encoding="utf-8"
        )
    elif how == "conflict":
        marked = [
            *common,
            "<<<<<<< HEAD\n",
            *ours,
            "||||||| base\n",
            "=======\n",
            *theirs,
            ">>>>>>> theirs\n",
        ]
        path.write_text("".join(marked), encoding="utf-8")
    else:
        path.write_text("".join([*common, *ours, *theirs]), encoding="utf-8")
    assert _codes(school, 9) == {"RM744"}
    after = _state(school)
    _assert_not_fallen(ours_state, after)
    _assert_not_fallen(theirs_state, after)
    greatest = max(number for number, _, _ in (ours_state | theirs_state).values())
    assert max(number for number, _, _ in after.values()) in {greatest + 1, greatest + 2}
    assert _codes(school, 10) == set()
    assert _state(school) == after


def test_a_later_revision_is_written_so_that_an_earlier_program_refuses_it_in_words(school: Path) -> None:
    """Every line is of the lowest format that can say it; the first keeps what the plan is known by."""
    path = history_path(school / "adoption.yaml")
    first, *later = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith('{"format":3,"at":')
    assert [line for line in later if '"format"' in line] == []
    assert load_history(path)[1] == ()


def test_the_history_of_a_text_of_a_like_name_is_no_copy(school: Path) -> None:
    """A text may be called «adoption.history-2.yaml»."""
    path = history_path(school / "adoption.yaml")
    other = path.with_name("adoption.history-2.history.jsonl")
    other.write_text("not a history\n", encoding="utf-8")
    assert len(load_history(path)[0]) == 1

"""Tables that schools send back: what they say of a plan, with it or without."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.model import Plan
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.collected import Sent
from roadmap_engine.model.progress import Sign, State
from roadmap_engine.model.read_tracker import ReadTracker
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.tables import lay_over, read_alone
from tests.pipeline.filled import fill, render
from tests.pipeline.small_school import write_school

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A small school's plan: two measures with a day, one that waits."""
    read = read_adoption(write_school(tmp_path)).value
    assert read is not None
    return read.plan


def _table(plan: Plan, values: dict[str, dict[str, Any]]) -> ReadTracker:
    ids = {row.id.partition("#")[0]: row.id for row in read_tracker(render(plan)).rows}  # type: ignore[union-attr]
    read = read_tracker(fill(render(plan), {ids[name]: cells for name, cells in values.items()}))
    assert read is not None
    return read


def _over(plan: Plan, values: dict[str, dict[str, Any]]) -> tuple[dict[str, BoardRow], int]:
    rows, count = lay_over(plan, _table(plan, values), TODAY)
    return {row.measure: row for row in rows}, count


def _alone(plan: Plan, values: dict[str, dict[str, Any]]) -> Sent:
    return read_alone(_table(plan, values), "mail/tracker.xlsx", TODAY)


STATUS, DONE = "I", "J"


def test_a_table_nobody_has_filled_in_says_nothing(plan: Plan) -> None:
    """Its rows are the plan's: overdue where nothing was done."""
    rows, count = _over(plan, {})
    assert count == 0
    assert [row.sign for row in rows.values()] == [Sign.OVERDUE, Sign.OVERDUE, Sign.WAITING]


def test_what_a_table_says_stands_in_the_rows_of_its_plan(plan: Plan) -> None:
    """Done late, in progress; the day may be a text."""
    rows, count = _over(
        plan,
        {"diagnostics": {STATUS: " Выполнено", DONE: "03.10.2026 г."}, "meeting": {STATUS: "в работе"}},
    )
    assert count == 2
    done = rows["diagnostics"]
    assert (done.sign, done.happened.done_on, done.late) == (Sign.REPORTED, dt.date(2026, 10, 3), 2)
    assert rows["meeting"].sign is Sign.OVERDUE


def test_a_school_does_not_accept_its_own_work(plan: Plan) -> None:
    """«Принято» typed by hand is a report, «возвращено» nothing; a word of no list is nothing."""
    rows, count = _over(
        plan,
        {
            "diagnostics": {STATUS: "принято", DONE: dt.date(2026, 9, 30)},
            "meeting": {STATUS: "возвращено"},
            "results": {STATUS: "почти"},
        },
    )
    assert count == 1
    assert [row.happened.state for row in rows.values()] == [State.REPORTED, State.OPEN, State.OPEN]


def test_a_table_alone_has_its_measures_and_days(plan: Plan) -> None:
    """It says no roadmap; a row without a day to its «выполнено» is done on a day that nobody said."""
    sent = _alone(plan, {"diagnostics": {STATUS: "выполнено"}, "meeting": {STATUS: "не применимо"}})
    assert (sent.plan, sent.roadmap, sent.entries) == (plan.plan, "", 2)
    assert [each.id for each in sent.measures] == ["diagnostics", "meeting", "results"]
    assert sent.measures[0].number == "1.1"
    first, second, third = sent.times
    assert (first.sign, first.undated, first.due) == (Sign.REPORTED, True, dt.date(2026, 10, 1))
    assert second.state is State.NOT_APPLICABLE
    assert third.due is None


def test_hostile_cells_of_a_table_are_cut_and_counted_as_nothing(plan: Plan) -> None:
    """An id that is none of ours is the school's own; a title of thousands of letters is cut."""
    sent = _alone(
        plan,
        {
            "diagnostics": {"M": "=1+1#<b>", "B": "я" * 30_000},
            "meeting": {STATUS: "=HYPERLINK(1)", DONE: 46_000_000},
        },
    )
    assert all(len(each.title) <= 300 for each in sent.measures)
    assert {each.measure for each in sent.times} == {"", "meeting", "results"}
    assert all(each.state is State.OPEN for each in sent.times)

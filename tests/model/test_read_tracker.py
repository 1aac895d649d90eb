"""A row that was read: what was changed in it, whoever saved the workbook."""

from __future__ import annotations

import datetime as dt

import pytest
from frozendict import frozendict

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.filled_tracker import ALL_STATUSES, STATUSES, HandCells
from roadmap_engine.model.plan_rows import known_cells, list_rows
from roadmap_engine.model.progress import Happened, State
from roadmap_engine.model.read_tracker import Place, ReadRow
from roadmap_engine.model.tracker_cells import Baseline
from tests.documents.small_plans import make_measure, make_plan

DUE = dt.date(2027, 5, 28)
CELLS = HandCells(due=DUE, note="акт", own=frozendict({"mark": "ё"}))
MARKS = frozendict({"status": "не начато", "due": "2027-05-28"})


def row(
    cells: HandCells = CELLS, base: Baseline | None = None, name: str = "first#1", *columns: str
) -> ReadRow:
    """A row that was read."""
    place = Place("План", 5, frozendict(dict.fromkeys(columns, "A")))
    return ReadRow(name, "1.1", "Первое", "до 28 мая", cells, base or Baseline(MARKS, "p", "e"), place)


def test_what_differs_from_the_baseline_was_changed() -> None:
    """Own columns by themselves; a column that is not there says nothing."""
    assert row().changed() == ("note", "own:mark")
    assert row(CELLS, None, "first#1", "status", "own:mark").changed() == ("own:mark",)
    assert row(HandCells(status=None, due=DUE)).changed() == ()
    assert row(HandCells(status=" Не  начато", due=DUE)).changed() == ("status",)


@pytest.mark.parametrize(
    ("base", "name", "changed"),
    [
        (Baseline(), "first#1", False),
        (Baseline(), "first#", True),
        (Baseline(), "", True),
        (Baseline(is_kept=False), "", False),
        (Baseline(export="e"), "first#1", True),
    ],
    ids=["earlier version", "waits", "own row", "ids gone", "removed"],
)
def test_days_of_a_row_that_does_not_know_them_are_the_plan_s(
    base: Baseline, name: str, changed: bool
) -> None:
    """Unless it waits for its date, or is a person's own."""
    assert ("due" in row(HandCells(due=DUE), base, name).changed()) is changed
    assert "due" in row(HandCells(due=DUE), base, name).changed(waits=True)


def test_an_address_is_written_as_a_workbook_writes_it() -> None:
    """With its column where it has one."""
    place = Place("План (2)", 7, frozendict({"note": "L"}))
    assert (place.address("note"), place.address("done"), place.address()) == (
        "'План (2)'!L7", "'План (2)'!7", "'План (2)'!7",
    )  # fmt: skip


def test_cells_are_set_by_their_names() -> None:
    """An own one that is emptied is none."""
    other = CELLS.with_cells({"note": None, "own:mark": None, "own:room": 12})
    assert other == HandCells(due=DUE, own=frozendict({"room": 12}))
    assert not other.is_empty
    assert HandCells().is_empty


@pytest.mark.parametrize("state", State)
def test_a_row_shows_what_the_log_knows(state: State) -> None:
    """In a word of the list, or one that nobody chooses; a day stands only with what is done."""
    day = dt.date(2027, 5, 20)
    happened = Happened(
        state=state, on=day, done_on=day, note="слово", cells={"mark": "12"}, links=("https://a",)
    )
    measure = with_fields(make_measure(), happened={"once": happened})
    (found,) = list_rows(make_plan(measure))
    cells = known_cells(found)
    assert cells.status in ALL_STATUSES
    assert (cells.status == STATUSES[0]) is (state is State.OPEN)
    assert (cells.note, cells.link, dict(cells.own)) == ("слово", "https://a", {"mark": 12})
    done = state in (State.REPORTED, State.SUBMITTED, State.ACCEPTED)
    assert cells.done == (day if done else None)

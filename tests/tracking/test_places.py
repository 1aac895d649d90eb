"""Which row of today's plan an entry of any earlier day is about."""

from __future__ import annotations

import pytest

from roadmap_engine.model.entry import Thing
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.tracking.places import Places
from tests.tracking.plans import ROADMAP, plan_of


def find(id_: str, key: str = "", roadmap: str = ROADMAP, more: str = "") -> str | None:
    """Find a row by what an entry says."""
    plan = plan_of(more, roadmap=roadmap)
    row = Places(plan, list_rows(plan), {id_}).find(Thing("measure", id_, key))
    return row.id if row is not None else None


WEEKLY = next(row for row in list_rows(plan_of()) if row.id == "weekly#2026-10")


@pytest.mark.parametrize(
    ("id_", "key", "row"),
    [
        ("council", "1", "council#1"),
        ("council", "", "council#1"),
        ("council", "2026-10", "council#1"),
        ("results", "", "results#"),
        ("results", "1", "results#"),
        ("monthly", "2026-10", "monthly#2026-10"),
        ("monthly", "2031-10", None),
        ("monthly", "", None),
        ("weekly", "2026-10", "weekly#2026-10"),
        *(("weekly", key, "weekly#2026-10") for key in WEEKLY.covers),
        ("fair", "1", None),
    ],
)
def test_a_row_is_found_by_its_key_or_alone(id_: str, key: str, row: str | None) -> None:
    """A measure with one row is that row, whatever day it had; of several nobody guesses."""
    assert find(id_, key) == row


def test_a_measure_that_waited_has_its_day_now() -> None:
    """The key is new, the row is the same."""
    assert find("results", "", more="events: {results-received: 2027-05-28}\n") == "results#1"


@pytest.mark.parametrize(
    ("was", "row"), [("was: council,", "meeting#1"), ("was: [fair, council],", "meeting#1"), ("", None)]
)
def test_a_measure_is_found_by_its_former_id(was: str, row: str | None) -> None:
    """As long as the roadmap says what it was."""
    assert find("council", "1", ROADMAP.replace("{id: council,", f"{{id: meeting, {was}")) == row


def test_what_is_said_of_a_measure_as_a_whole_stands_at_its_first_row() -> None:
    """What changes no state needs no time."""
    plan = plan_of()
    places = Places(plan, list_rows(plan), {"monthly"})
    first = places.find_first(Thing("measure", "monthly"))
    assert first is not None
    assert first.id == "monthly#2026-09"
    assert places.find_first(Thing("measure", "monthly", "2031-10")) is None
    assert places.find_first(Thing("measure", "fair")) is None

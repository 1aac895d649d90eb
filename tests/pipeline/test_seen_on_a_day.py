"""What a school's plan says to a department is kept seen on no day, and seen anew on every day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from roadmap_engine.model.progress import Sign
from roadmap_engine.pipeline.collecting import see_on, send_plan
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption

ROOT = Path(__file__).parents[2]
DAYS = [dt.date(2026, 9, 1) + dt.timedelta(days) for days in range(0, 480, 3)]


@pytest.fixture(scope="module")
def read() -> ReadAdoption:
    """The example school with its log of a year."""
    return read_adoption(ROOT / "examples" / "school" / "adoption.yaml").or_raise()


def test_seen_on_a_day_is_what_that_day_would_have_read(read: ReadAdoption) -> None:
    """On every third day of the year: nothing that hangs on the day is kept."""
    kept = send_plan("school", read, None)
    for day in DAYS:
        assert see_on(kept, day) == send_plan("school", read, day)


def test_the_days_differ(read: ReadAdoption) -> None:
    """The law above speaks of days that show different things: late, soon, done late, nothing yet."""
    kept = send_plan("school", read, None)
    shown = {each.sign for day in DAYS for each in see_on(kept, day).times}
    assert {Sign.OVERDUE, Sign.SOON, Sign.UPCOMING} <= shown
    assert {Sign.OVERDUE, Sign.SOON}.isdisjoint(each.sign for each in kept.times)
